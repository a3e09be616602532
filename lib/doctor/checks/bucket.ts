import { ZencoderS3Url } from '../../job-urls/s3-url';
import type { NoBucket } from '../../live/facts';
import { observedValue } from '../../live/facts';
import { nearest, quoted } from '../../messages/wording';
import { type Cause, Check, Level } from '../../report/cause';

/** What is to be said where there is no such bucket. */
export function missingBucket(url: ZencoderS3Url, { bucket, others }: NoBucket): Cause {
  const known = observedValue(others) ?? [];
  const lower = bucket.toLowerCase();
  const meant = known.includes(lower) ? lower : nearest(bucket, known);
  return {
    check: Check.BUCKET,
    level: Level.PROBLEM,
    seen: `There is no bucket ${quoted(bucket)}${meant === undefined ? '' : `, but you have ${quoted(meant)}`}.`,
    why: 'Zencoder finds nothing there.',
    changes:
      meant === undefined
        ? [{ what: 'Correct the name in the URL; these are your buckets', command: 'aws s3 ls' }]
        : [
            {
              what: 'Give Zencoder this URL',
              url: new ZencoderS3Url({ bucket: meant, key: url.key, region: url.region }).toString(),
            },
          ],
  };
}
