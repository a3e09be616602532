import { ZencoderS3UrlFault } from '../job-urls/problems';
import { ZencoderS3Url } from '../job-urls/s3-url';
import { isMissing } from '../live/facts';
import type { Inspector } from '../live/inspector';
import { type Finding, Level, type Report, reportOf, unreadableBucket } from '../report/cause';
import { checkRegion, missingBucket } from './checks/bucket';
import { checkPublicAccessBlock, checkRequesterPays } from './checks/bucket-settings';
import { checkEncryption } from './checks/encryption';
import { checkObject, checkStorageClass } from './checks/object';
import { checkObjectOwner, checkOwnershipSetting } from './checks/ownership';
import { checkPolicy } from './checks/policy';
import { checkUrl, unreadable } from './checks/url';
import { type CheckContext, type DiagnosisOptions, Purpose } from './context';

type Check = (context: CheckContext) => Finding[];

/** Checks of the URL itself. */
const URL_CHECKS: readonly Check[] = [checkUrl, checkRegion];

/** All checks, the most likely cause first. */
const CHECKS: readonly Check[] = [
  ...URL_CHECKS,
  checkObject,
  checkObjectOwner,
  checkPolicy,
  checkOwnershipSetting,
  checkPublicAccessBlock,
  checkRequesterPays,
  checkStorageClass,
  checkEncryption,
];

/** The result for a URL in one word. */
export enum Verdict {
  FINE = 'fine',
  REFUSED = 'refused',
  /** It depends on something that this command cannot read. */
  DOUBTFUL = 'doubtful',
  /** What decides could not be read. */
  UNKNOWN = 'unknown',
}

/** Whether Zencoder can use a URL, and if not, why: the most likely cause first. */
export interface Diagnosis extends Report {
  /** The URL as it was given. */
  readonly url: string;
  readonly for: Purpose;
  readonly verdict: Verdict;
}

/** Diagnoses a URL. @throws S3Unavailable if S3 cannot be reached */
export async function diagnose(text: string, inspector: Inspector, options: DiagnosisOptions): Promise<Diagnosis> {
  const report = reportOf(await check(text, inspector, options));
  return { url: text, for: options.purpose, verdict: verdictOf(report), ...report };
}

async function check(text: string, inspector: Inspector, options: DiagnosisOptions): Promise<Finding[]> {
  let url: ZencoderS3Url;
  try {
    url = ZencoderS3Url.parse(text);
  } catch (error) {
    return [unreadable((error as Error).message)];
  }
  const invalidBucket = url.problems.find(({ fault }) => fault === ZencoderS3UrlFault.INVALID_BUCKET);
  if (invalidBucket) {
    return [unreadable(invalidBucket.message)];
  }
  const bucket = await inspector.atBucket(url.bucket).catch((error) => unreadableBucket(url.bucket, error));
  if ('what' in bucket) {
    return [bucket];
  }
  if (isMissing(bucket)) {
    return [missingBucket(url, bucket, options.given)];
  }
  const isInput = options.purpose === Purpose.INPUT;
  const object = isInput && url.key !== '' ? await inspector.atObject(bucket, url.key) : undefined;
  const checks = isInput && url.key === '' ? URL_CHECKS : CHECKS;
  return checks.flatMap((one) => one({ ...options, url, bucket, object }));
}

/**
 * The verdict is unknown only if something unknown decides: otherwise the policy can be right, or the object can exist.
 */
function verdictOf({ findings, unknown }: Report): Verdict {
  if (findings.some(({ level }) => level === Level.PROBLEM)) {
    return Verdict.REFUSED;
  }
  if (unknown.some(({ decides }) => decides)) {
    return Verdict.UNKNOWN;
  }
  const isInDoubt =
    findings.some(({ level }) => level === Level.DOUBT) || unknown.some(({ dependsOnRequest }) => dependsOnRequest);
  return isInDoubt ? Verdict.DOUBTFUL : Verdict.FINE;
}
