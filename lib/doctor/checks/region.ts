import { ZencoderS3UrlFault } from '../../job-urls/problems';
import { quoted } from '../../messages/wording';
import { Check, found, type Judgement, Level, NOTHING, notSeen } from '../../report/cause';
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
export function checkRegion(facts: CheckContext): Judgement {
  const { url, bucket } = facts;
  if (!bucket.region.known) {
    const said = `whether the bucket is in ${url.region}, as the URL says`;
    return notSeen(url.region === undefined ? "the bucket's region, which the URL leaves out" : said, bucket.region);
  }
  const region = bucket.region.value;
  // A region that is none has been said of the URL by then.
  const isMalformed = url.problems.some(({ fault }) => fault === ZencoderS3UrlFault.MALFORMED_REGION);
  if (url.region === region || isMalformed || (url.region === undefined && WITHOUT_REGION_IN_URL.includes(region))) {
    return NOTHING;
  }
  return found({
    check: Check.REGION,
    level: Level.PROBLEM,
    seen: `The bucket is in ${region}, and the URL ${url.region === undefined ? 'names no region' : `says ${quoted(url.region)}`}.`,
    why:
      url.region === undefined
        ? 'For eu-central-1 and every region opened since 2014 Zencoder needs the region in the URL.'
        : 'Zencoder asks in a region where the bucket is not.',
    changes: [{ what: 'Give Zencoder this URL', url: rightUrl(facts) }],
  });
}
