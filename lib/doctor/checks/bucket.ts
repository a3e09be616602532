import { ZencoderS3UrlFault } from '../../job-urls/problems';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { type NoBucket, observedValue } from '../../live/facts';
import { nearest, quoted } from '../../messages/wording';
import { type Cause, cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import { type GivenOptions, inShell, optionWords } from '../../report/shell';
import { type CheckContext, correctedUrl } from '../context';

/** The cause if the bucket does not exist. */
export function missingBucket(url: ZencoderS3Url, { bucket, ownBuckets }: NoBucket, given: GivenOptions): Cause {
  const names = observedValue(ownBuckets) ?? [];
  const lower = bucket.toLowerCase();
  const meant = names.includes(lower) ? lower : nearest(bucket, names);
  const change: Fix =
    meant === undefined
      ? {
          what: 'Correct the name of the bucket in the URL; this command lists your buckets',
          command: inShell(['aws', 's3', 'ls', ...optionWords(given)]),
        }
      : {
          what: 'Give Zencoder this URL',
          url: new ZencoderS3Url({ bucket: meant, key: url.key, region: url.region }).toString(),
        };
  const observation = `There is no bucket ${quoted(bucket)}${meant === undefined ? '' : `, but you have ${quoted(meant)}`}.`;
  return cause(Level.PROBLEM, 'bucket', observation, 'S3 answers NoSuchBucket.', [change]);
}

/**
 * The regions launched before 2014: Zencoder reaches their buckets by URLs without a region too. Source: AWS's
 * announcements of regions.
 */
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
    const what = url.region === undefined ? "the bucket's region, which is missing in the URL" : asGiven;
    return [notObserved(what, bucket.region)];
  }
  const region = bucket.region.value;
  // The check of the URL reports a malformed region.
  const isMalformed = url.problems.some(({ fault }) => fault === ZencoderS3UrlFault.MALFORMED_REGION);
  if (url.region === region || isMalformed || (url.region === undefined && WITHOUT_REGION_IN_URL.includes(region))) {
    return [];
  }
  const [says, why] =
    url.region === undefined
      ? ['has no region', 'Zencoder needs the region in the URL for eu-central-1 and every region launched since 2014.']
      : [`says ${quoted(url.region)}`, 'Zencoder sends its requests to the wrong region.'];
  const changes = [{ what: 'Give Zencoder this URL', url: correctedUrl(context) }];
  return [cause(Level.PROBLEM, 'region', `The bucket is in ${region}, but the URL ${says}.`, why, changes)];
}
