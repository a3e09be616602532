import { ZencoderS3UrlFault } from '../../job-urls/problems';
import { quoted } from '../../messages/wording';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import { type CheckContext, rightUrl } from '../context';

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
  const changes = [{ what: 'Give Zencoder this URL', url: rightUrl(context) }];
  return [cause(Level.PROBLEM, 'region', `The bucket is in ${region}, and the URL ${says}.`, why, changes)];
}
