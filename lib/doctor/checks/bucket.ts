import { ZencoderS3Url } from '../../job-urls/s3-url';
import { type NoBucket, observedValue } from '../../live/facts';
import { nearest, quoted } from '../../messages/wording';
import { type Cause, cause, type Fix, Level } from '../../report/cause';
import { type GivenOptions, inShell, optionWords } from '../../report/shell';

/** What is to be said where there is no such bucket. */
export function missingBucket(url: ZencoderS3Url, { bucket, others }: NoBucket, given: GivenOptions): Cause {
  const known = observedValue(others) ?? [];
  const lower = bucket.toLowerCase();
  const meant = known.includes(lower) ? lower : nearest(bucket, known);
  const change: Fix =
    meant === undefined
      ? {
          what: 'Correct the name in the URL; these are your buckets',
          command: inShell(['aws', 's3', 'ls', ...optionWords(given)]),
        }
      : {
          what: 'Give Zencoder this URL',
          url: new ZencoderS3Url({ bucket: meant, key: url.key, region: url.region }).toString(),
        };
  const seen = `There is no bucket ${quoted(bucket)}${meant === undefined ? '' : `, but you have ${quoted(meant)}`}.`;
  return cause(Level.PROBLEM, 'bucket', seen, 'Zencoder finds nothing there.', [change]);
}
