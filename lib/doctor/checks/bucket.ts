import { ZencoderS3UrlFault } from '../../job-urls/problems';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { type NoBucket, observedValue } from '../../live/facts';
import { nearest, quoted } from '../../messages/wording';
import { type Cause, cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import { type GivenOptions, inShell, optionWords } from '../../report/shell';
import { type CheckContext, correctedUrl } from '../context';

/** What is to be said where there is no such bucket. */
export function missingBucket(url: ZencoderS3Url, { bucket, ownBuckets }: NoBucket, given: GivenOptions): Cause {
  const known = observedValue(ownBuckets) ?? [];
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

/** Opened before 2014: Zencoder reaches their buckets also by URLs without a region. Source: AWS's announcements of regions. */
const WITHOUT_REGION_IN_URL = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
];

/** Whether the URL sends Zencoder to the region of the bucket. */
export function checkRegion(context: CheckContext): Finding[] {
  const { url, bucket } = context;
  if (!bucket.region.known) {
    const asGiven = `whether the bucket is in ${url.region}, as the URL says`;
    const what = url.region === undefined ? "the bucket's region, which the URL leaves out" : asGiven;
    return [notObserved(what, bucket.region)];
  }
  const region = bucket.region.value;
  // The check of the URL reports a region that is none.
  const isMalformed = url.problems.some(({ fault }) => fault === ZencoderS3UrlFault.MALFORMED_REGION);
  if (url.region === region || isMalformed || (url.region === undefined && WITHOUT_REGION_IN_URL.includes(region))) {
    return [];
  }
  const [says, why] =
    url.region === undefined
      ? ['names no region', 'For eu-central-1 and every region opened since 2014 Zencoder needs the region in the URL.']
      : [`says ${quoted(url.region)}`, 'Zencoder asks in a region where the bucket is not.'];
  const changes = [{ what: 'Give Zencoder this URL', url: correctedUrl(context) }];
  return [cause(Level.PROBLEM, 'region', `The bucket is in ${region}, and the URL ${says}.`, why, changes)];
}
