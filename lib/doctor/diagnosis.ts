import { ZencoderS3UrlFault } from '../job-urls/problems';
import { ZencoderS3Url } from '../job-urls/s3-url';
import { isMissing } from '../live/facts';
import type { Inspector } from '../live/inspector';
import { type Cause, Check, type Judgement, Level, together, type Unknown } from '../report/cause';
import type { ZencoderIdentity } from '../zencoder/identity';
import { missingBucket } from './checks/bucket';
import { checkPublicAccessBlock, checkRequesterPays, checkStorageClass } from './checks/bucket-settings';
import { checkEncryption } from './checks/encryption';
import { checkObject } from './checks/object';
import { checkOwnership } from './checks/ownership';
import { checkPolicy } from './checks/policy';
import { checkRegion } from './checks/region';
import { checkUrl } from './checks/url';
import { type CheckContext, Purpose } from './context';

/** What is said of a URL in one word. */
export enum Verdict {
  FINE = 'fine',
  REFUSED = 'refused',
  /** It depends on what cannot be seen from here. */
  DOUBTFUL = 'doubtful',
  /** What decides could not be looked at. */
  UNKNOWN = 'unknown',
}

/** Whether Zencoder can do with a URL what it is to do, and if not, why. */
export interface Diagnosis {
  /** As it was given. */
  readonly url: string;
  readonly for: Purpose;
  readonly verdict: Verdict;
  /** The likeliest cause first. */
  readonly findings: readonly Cause[];
  /** What only a request shows last. */
  readonly unknown: readonly Unknown[];
}

export interface DiagnosisOptions {
  readonly purpose: Purpose;
  readonly zencoder: Required<ZencoderIdentity>;
  readonly now: Date;
}

/** Of the URL alone. */
const URL_CHECKS: readonly ((facts: CheckContext) => Judgement)[] = [checkUrl, checkRegion];

const CHECKS: readonly ((facts: CheckContext) => Judgement)[] = [
  ...URL_CHECKS,
  checkObject,
  checkPolicy,
  checkOwnership,
  checkPublicAccessBlock,
  checkRequesterPays,
  checkStorageClass,
  checkEncryption,
];

/** @throws CannotLook where S3 cannot be asked */
export async function diagnose(text: string, looks: Inspector, options: DiagnosisOptions): Promise<Diagnosis> {
  const { findings, unknown } = await judge(text, looks, options);
  const sorted = [...findings].sort((a, b) => rank(a) - rank(b));
  const inOrder = [false, true].flatMap((isLast) =>
    unknown.filter((one) => isLast === (one.dependsOnRequest === true)),
  );
  return { url: text, for: options.purpose, verdict: verdictOf(sorted, unknown), findings: sorted, unknown: inOrder };
}

async function judge(text: string, looks: Inspector, options: DiagnosisOptions): Promise<Judgement> {
  let url: ZencoderS3Url;
  try {
    url = ZencoderS3Url.parse(text);
  } catch (error) {
    return { findings: [unreadable((error as Error).message)], unknown: [] };
  }
  const noBucket = url.problems.find(({ fault }) => fault === ZencoderS3UrlFault.INVALID_BUCKET);
  if (noBucket) {
    return { findings: [unreadable(noBucket.message)], unknown: [] };
  }
  const bucket = await looks.atBucket(url.bucket);
  if (isMissing(bucket)) {
    return { findings: [missingBucket(url, bucket)], unknown: [] };
  }
  const isInput = options.purpose === Purpose.INPUT;
  const object = isInput && url.key !== '' ? await looks.atObject(bucket, url.key) : undefined;
  const checks = isInput && url.key === '' ? URL_CHECKS : CHECKS;
  return together(checks.map((check) => check({ ...options, url, bucket, object })));
}

function unreadable(message: string): Cause {
  return {
    check: Check.URL,
    level: Level.PROBLEM,
    seen: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    why: 'Zencoder finds nothing there.',
    changes: [],
  };
}

const CHECK_ORDER: readonly string[] = Object.values(Check);
const LEVEL_ORDER = Object.values(Level);

function rank({ check, level }: Cause): number {
  return CHECK_ORDER.indexOf(check) + LEVEL_ORDER.indexOf(level) * CHECK_ORDER.length;
}

/** What is unknown is only said to be so where it decides: a policy may be fine, or the object may be there. */
function verdictOf(findings: readonly Cause[], unknown: readonly Unknown[]): Verdict {
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
