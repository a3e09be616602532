import { adopt } from '../../adopt/adoption';
import type { AdoptedBucket } from '../../config/edit';
import { policyPath } from '../../config/kept-policies';
import { grantedActions } from '../../grants/grant';
import { kmsActions, kmsKeyArnFault } from '../../grants/kms-key';
import { type Account, accountIdsOf, allowsEverybody, partedPrincipal } from '../../iam/account';
import { labelOf, placeOf, statementsOf } from '../../iam/policy';
import { type Encryption, type Observed, observedValue } from '../../live/facts';
import type { JsonObject } from '../../messages/json';
import { isManagedKey } from '../../preflight/default-key';
import { bucketNameFault } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { identityOf } from '../../zencoder/another-zencoder';
import { locking, type Written, writeAdopted, writeOthers } from '../adopt/adopted-files';
import { type AdoptionTarget, adoptionTarget, alreadyThere, currentTarget, existingBucket } from '../adopt/target';
import { ExitCode, Failure } from '../exit-code';
import { bucketOf, pastedPolicy } from '../input/pasted-policy';
import { type AdoptionReport, showReport } from '../output/adoption-report';
import type { Terminal } from '../output/terminal';

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
      : bucketNameFault(name, options.region);
  if (fault) {
    throw new Failure(fault, ExitCode.USAGE);
  }
  const target = adoptionTarget(options, name);
  if (name !== undefined) {
    existingBucket(name, target);
  }
  const source = await (options.policy === undefined
    ? live(name!, options, target)
    : pasted(options.policy, name, target));
  const report = await locking(options.file, () => {
    return adoptInto({ ...source, target: currentTarget(source.target, source.bucket) }, options.narrow === true);
  });
  if (options.json) {
    terminal.print(JSON.stringify(report, null, 2));
  } else {
    showReport(report, terminal);
  }
  const doubtful = options.strict && report.warnings.length + report.lost.length > 0;
  const isUnfinished = report.written.length === 0 || report.toAdd !== undefined;
  return isUnfinished || doubtful ? ExitCode.PROBLEMS : ExitCode.FINE;
}

/** A policy to adopt, and where to. */
interface Source {
  readonly policy: JsonObject;
  readonly bucket: string;
  readonly target: AdoptionTarget;
  /** S3 gave it, and so has taken its grammar. */
  readonly isLive: boolean;
  /** The KMS key that encrypts the bucket by default, where it can be named in the file. */
  readonly kmsKeyArn?: string;
  /** What is not known of the bucket, and why. */
  readonly notes: readonly string[];
}

async function pasted(path: string, name: string | undefined, target: AdoptionTarget): Promise<Source> {
  const policy = await pastedPolicy(path);
  return { policy, bucket: name ?? bucketOf(policy, target.region), target, isLive: false, notes: [] };
}

/** @throws Failure where the bucket is in another region than the one that was given */
async function live(bucket: string, options: Options, target: AdoptionTarget): Promise<Source> {
  const { livePolicy } = await import('../input/live-policy');
  const { policy, region, encryption } = await livePolicy(bucket, options);
  const key = keyToName(encryption);
  const why = region.known ? regionFault(region.value) : region.why;
  if (!region.known || why !== undefined) {
    const needs = region.known || region.permission === undefined ? '' : `, which needs ${region.permission}`;
    const notes = [`the region of ${bucket} cannot be read${needs}: ${why}`, ...key.notes];
    return { ...key, policy, bucket, target, isLive: true, notes };
  }
  if (target.region !== undefined && target.region !== region.value) {
    throw new Failure(`--region: ${bucket} is in ${region.value}, not in ${target.region}`, ExitCode.PROBLEMS);
  }
  return { ...key, policy, bucket, target: { ...target, region: region.value }, isLive: true };
}

/** The key that a bucket has by default, which Zencoder needs as well as the bucket, and what is to be said of it. */
function keyToName(encryption: Observed<Encryption>): Pick<Source, 'kmsKeyArn' | 'notes'> {
  const { algorithm = '', key } = observedValue(encryption) ?? {};
  if (!algorithm.startsWith('aws:kms')) {
    return { notes: [] };
  }
  if (isManagedKey(key)) {
    return { notes: ['the bucket encrypts with the AWS-managed key aws/s3, which Zencoder cannot use; see preflight'] };
  }
  return kmsKeyArnFault(key!) === undefined
    ? { kmsKeyArn: key, notes: [] }
    : { notes: [`the bucket encrypts with the KMS key ${key}: write its ARN into the file as kmsKeyArn`] };
}

/**
 * Writes the files, unless something would be lost that may not. For a bucket that the file has already, what it grants Zencoder there
 * holds. Of a policy for others alone only their statements are written: which grants Zencoder is to have nobody can know.
 */
function adoptInto({ policy, bucket, target, isLive, kmsKeyArn, notes }: Source, mayNarrow: boolean): AdoptionReport {
  const { file, config, stack, region } = target;
  const existing = existingBucket(bucket, target);
  const zencoder = existing?.zencoder ?? identityOf(config?.stacks[stack]?.zencoder);
  const adoption = adopt(policy, { bucket, zencoder, isLive });
  const { grants, requireTls, otherStatements, losses } = adoption;
  if (adoption.faults.length > 0) {
    throw new Failure(adoption.faults.join('\n'), ExitCode.PROBLEMS);
  }
  const isForOthers = grants.length + losses.length === 0;
  const isUnknown = isForOthers && existing === undefined;
  const why = isUnknown ? nothingGranted(policy, zencoder) : '';
  if (otherStatements.length === 0 && existing !== undefined) {
    throw alreadyThere(existing, target);
  }
  if (otherStatements.length === 0 && isUnknown) {
    throw new Failure(`${why}, so there is nothing to adopt`, ExitCode.PROBLEMS);
  }
  const ofStack = config?.stacks[stack]?.region;
  const isOfBucket = region !== undefined && region !== ofStack && (config !== undefined || isUnknown);
  const usesKey = existing !== undefined || isUnknown || kmsActions(grants.flatMap(grantedActions)).length > 0;
  const namesKey = kmsKeyArn !== undefined && usesKey && existing?.kmsKeyArn === undefined;
  const settings: AdoptedBucket = {
    ...(existing === undefined && {
      ...(isOfBucket && { region }),
      ...(requireTls && { requireTls }),
      ...(!isUnknown && { grants: [...grants] }),
    }),
    ...(namesKey && { kmsKeyArn }),
    ...(otherStatements.length > 0 && { otherStatements: policyPath(bucket) }),
    adoptExistingPolicy: true,
  };
  const lost = existing === undefined ? losses : [];
  const isRefused = lost.length > 0 && (grants.length === 0 || !mayNarrow);
  const narrower = lost.length > 0 ? NARROWER : [];
  const wider = adoption.isWider ? WIDER : [];
  const mayBe = existing !== undefined ? BOTH_WAYS : [...narrower, ...wider];
  const written: Written = isUnknown
    ? { files: writeOthers(file, bucket, otherStatements), warnings: adoption.doubts }
    : isRefused
      ? { files: [], warnings: [] }
      : writeAdopted(target, { bucket, settings, otherStatements, isLive, before: policy, zencoder, mayBe });
  const hasRegion = isUnknown || existing !== undefined || (region ?? ofStack) !== undefined;
  return {
    bucket,
    stack,
    written: written.files,
    settings,
    otherStatements: otherStatements.length,
    lost,
    notes: [
      ...notes,
      ...(namesKey ? [KEY_NEEDS] : []),
      ...adoption.notes,
      ...(hasRegion ? [] : [NO_REGION]),
      ...(existing === undefined || isForOthers ? [] : [FILE_HOLDS]),
    ],
    warnings: written.warnings,
    ...(config === undefined && !isUnknown && !isRefused && { isNewFile: true }),
    ...(isUnknown && { toAdd: { file, why } }),
  };
}

const KEY_NEEDS =
  'kmsKeyArn is the key that encrypts the bucket: its policy has to let Zencoder use it, by the statement that explain shows';

const NARROWER = ['narrower'] as const;
const WIDER = ['wider'] as const;
const BOTH_WAYS = [...NARROWER, ...WIDER] as const;

const NO_REGION =
  'no region is said for the bucket, so that of the provider is taken; say it in the file, or here by --region';
const FILE_HOLDS = 'for Zencoder the grants of the file hold, and not what the policy says; preflight tells what goes';

/** How a policy of which no grant can be made stands to Zencoder. */
function nothingGranted(policy: JsonObject, zencoder: Account): string {
  const open = statementsOf(policy).flatMap((statement, index) =>
    allowsEverybody(statement) ? [{ statement, index }] : [],
  );
  if (open.length === 0) {
    return `the policy grants Zencoder (account ${accountIdsOf(zencoder).join(', ')}) nothing`;
  }
  const isNamed = open.some(({ statement }) => partedPrincipal(statement.Principal ?? null, zencoder).account);
  const lets = open.map(({ statement, index }) => {
    const who =
      statement.Condition === undefined ? 'everybody, Zencoder included' : 'everybody who meets its Condition';
    return `${labelOf(placeOf(statement, index))} lets in ${who}`;
  });
  return `no statement ${isNamed ? 'is for Zencoder alone' : 'names Zencoder'}; ${lets.join('; ')}`;
}
