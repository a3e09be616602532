import { type Adoption, adopt } from '../adoption/adoption';
import type { AdoptedBucket } from '../adoption/config-text';
import { readText, unreadable } from '../app/text-file';
import { bucketNameFault } from '../policy/bucket-name';
import type { JsonObject } from '../policy/json';
import { quoted } from '../policy/wording';
import { policyPath, writeAdopted } from './adopted-files';
import { type AdoptionReport, showReport } from './adoption-report';
import { type AdoptionTarget, adoptionTarget, refuseStanding } from './adoption-target';
import { ExitCode, Failure } from './exit-code';
import { bucketsNamed, readPasted } from './pasted-policy';
import { standardInput } from './standard-input';
import type { Terminal } from './terminal';

interface Options {
  readonly file: string;
  readonly policy?: string;
  readonly stack?: string;
  readonly narrow?: boolean;
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

export async function run([name]: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const fault =
    name === undefined
      ? options.policy === undefined && 'name a bucket, or give a document by --policy'
      : bucketNameFault(name);
  if (fault) {
    throw new Failure(fault, ExitCode.USAGE);
  }
  const target = adoptionTarget(options);
  if (name !== undefined) {
    refuseStanding(name, target);
  }
  const policy = await (options.policy === undefined ? live(name!, options) : pasted(options.policy));
  const bucket = name ?? bucketOf(policy);
  refuseStanding(bucket, target);
  const report = write(policy, bucket, target, options.narrow === true);
  if (options.json) {
    terminal.print(JSON.stringify(report, null, 2));
  } else {
    showReport(report, terminal);
  }
  const doubtful = options.strict && report.warnings.length + report.lost.length > 0;
  return report.written.length === 0 || doubtful ? ExitCode.PROBLEMS : ExitCode.FINE;
}

async function live(bucket: string, options: Options): Promise<JsonObject> {
  const { livePolicy } = await import('./live-policy');
  const text = await livePolicy(bucket, options);
  if (text === undefined) {
    throw new Failure(`${bucket} has no policy, so there is nothing to adopt`, ExitCode.PROBLEMS);
  }
  return documentIn(text, bucket);
}

async function pasted(path: string): Promise<JsonObject> {
  if (path === '-') {
    return documentIn(await standardInput('--policy -: pipe a document in'), 'stdin');
  }
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw new Failure(`--policy ${quoted(path)}: ${unreadable(error)}`, ExitCode.USAGE);
  }
  return documentIn(text, path);
}

function documentIn(text: string, where: string): JsonObject {
  try {
    return readPasted(text);
  } catch (error) {
    throw new Failure(`${where}: ${unreadable(error)}`, ExitCode.PROBLEMS);
  }
}

function bucketOf(policy: JsonObject): string {
  const [bucket, ...more] = bucketsNamed(policy);
  if (bucket === undefined || more.length > 0) {
    const named = bucket === undefined ? 'no bucket' : `the buckets ${[bucket, ...more].join(', ')}`;
    throw new Failure(`the document names ${named}; say which bucket it is of`, ExitCode.USAGE);
  }
  const fault = bucketNameFault(bucket);
  if (fault !== undefined) {
    throw new Failure(fault, ExitCode.PROBLEMS);
  }
  return bucket;
}

/** Writes the files, unless something would be lost that may not. */
function write(policy: JsonObject, bucket: string, target: AdoptionTarget, mayNarrow: boolean): AdoptionReport {
  const adoption = adopt(policy, { bucket, zencoder: target.zencoder });
  const { grants, otherStatements, losses, notes } = adoption;
  refuseUseless(adoption, target);
  const settings = settingsOf(adoption, bucket, target);
  const refused = grants.length === 0 || (losses.length > 0 && !mayNarrow);
  const { files, warnings } = refused
    ? { files: [], warnings: [] }
    : writeAdopted(target, { bucket, settings, otherStatements, before: policy, equal: losses.length === 0 });
  const known = target.region ?? target.config?.stacks[target.stack]?.region;
  return {
    bucket,
    stack: target.stack,
    written: files,
    settings,
    otherStatements: otherStatements.length,
    lost: losses,
    notes: known === undefined ? [...notes, NO_REGION] : notes,
    warnings,
  };
}

const NO_REGION =
  'no region is said for the bucket, so that of the provider is taken; say it in the file, or here by --region';

function refuseUseless({ faults, grants, losses }: Adoption, { zencoder }: AdoptionTarget): void {
  if (faults.length > 0) {
    throw new Failure(faults.join('\n'), ExitCode.PROBLEMS);
  }
  if (grants.length + losses.length === 0) {
    throw new Failure(
      `the policy grants Zencoder (account ${zencoder.accountId}) nothing, so there is nothing to adopt`,
      ExitCode.PROBLEMS,
    );
  }
}

function settingsOf(
  { grants, requireTls, otherStatements }: Adoption,
  bucket: string,
  { config, stack, region }: AdoptionTarget,
): AdoptedBucket {
  const ofBucketAlone = config !== undefined && region !== config.stacks[stack]?.region;
  return {
    ...(ofBucketAlone && region !== undefined && { region }),
    ...(requireTls && { requireTls }),
    grants: [...grants],
    ...(otherStatements.length > 0 && { otherStatements: policyPath(bucket) }),
    adoptExistingPolicy: true,
  };
}
