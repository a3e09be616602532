import type { BucketConfig } from '../app/config';
import { policyJson, type ZencoderPolicyDocumentProps } from '../policy/document';
import { identityOf } from '../policy/identity';
import type { Json } from '../policy/json';
import { methodOf, ZencoderObjectMethod } from '../policy/object-access';
import { ZencoderObjectOwnership } from '../policy/object-ownership';
import { quoted } from '../policy/wording';
import { Zencoder } from '../zencoder';
import { inShell } from './aws-command';
import { type BucketFacts, isMissing, type NoBucket } from './bucket-facts';
import { type Change, type Finding, found, type Judgement, Level, NOTHING, notSeen, together } from './finding';
import { yamlLines } from './grant-lines';
import { type LiveStatement, liveStatements, withoutEqual } from './live-statements';
import { ifSeen } from './seen';

/** The kinds of what is found before an apply. */
export enum PreflightCheck {
  BUCKET = 'bucket',
  REGION = 'region',
  OTHER_STATEMENTS = 'other-statements',
  ADOPTION = 'adoption',
  ACLS = 'acls',
  ZENCODER_STATEMENTS = 'zencoder-statements',
}

/** A bucket of the file, as it is to become. */
export interface PlannedBucket extends BucketConfig {
  readonly bucket: string;
  readonly stack: string;
  /** The path of the policy file whose text is in `otherStatements`. */
  readonly othersFile?: string;
}

/** What the apply would do to a bucket as it is, that may not be meant. */
export function preflight(planned: PlannedBucket, live: BucketFacts | NoBucket): Judgement {
  return isMissing(live)
    ? found(missing(planned))
    : together([checkRegion(planned, live), checkStatements(planned, live), checkAcls(planned, live)]);
}

function missing({ bucket, stack }: PlannedBucket): Finding {
  return {
    check: PreflightCheck.BUCKET,
    level: Level.PROBLEM,
    seen: `There is no bucket ${quoted(bucket)}.`,
    why: 'The apply fails: it makes no buckets.',
    changes: [{ what: `Correct its name in stack ${stack}, or make it first` }],
  };
}

function checkRegion({ bucket, region }: PlannedBucket, live: BucketFacts): Judgement {
  if (!live.region.known) {
    return notSeen(`the region of ${bucket}`, live.region);
  }
  return region === undefined || region === live.region.value
    ? NOTHING
    : found({
        check: PreflightCheck.REGION,
        level: Level.PROBLEM,
        seen: `The bucket is in ${live.region.value}, and the file says ${region}.`,
        why: 'The apply fails, and the URLs among the outputs would be wrong.',
        changes: [{ what: 'Correct it in zencoder.yaml', yaml: lines(bucket, `region: ${live.region.value}`) }],
      });
}

/** A policy that is put replaces the one that stands. */
function checkStatements(planned: PlannedBucket, { policy }: BucketFacts): Judgement {
  const props = documentOf(planned);
  if (props === undefined) {
    return NOTHING;
  }
  if (!policy.known) {
    return notSeen(`the policy of ${planned.bucket}`, policy, { decides: true });
  }
  if (policy.value === null) {
    return planned.adoptExistingPolicy ? found(nothingToAdopt(planned)) : NOTHING;
  }
  const { Statement: after } = JSON.parse(policyJson(props)) as { Statement: Json[] };
  const going = withoutEqual(liveStatements(policy.value, identityOf(planned.zencoder)), after);
  const dropped = going.filter(({ isForZencoder }) => !isForZencoder);
  const replaced = going.filter(({ isForZencoder }) => isForZencoder);
  return found(
    ...(dropped.length > 0 ? [drops(planned, dropped)] : []),
    ...(replaced.length > 0 ? [replaces(replaced)] : []),
  );
}

function drops(planned: PlannedBucket, dropped: readonly LiveStatement[]): Finding {
  return {
    check: PreflightCheck.OTHER_STATEMENTS,
    level: Level.PROBLEM,
    seen: `The apply would drop ${counted(dropped.length, 'statement')} of others: ${wordsOf(dropped)}.`,
    why: 'A bucket has one policy, and the new one replaces it without a word.',
    changes: planned.othersFile === undefined ? keptByAdoption(planned, dropped) : keptIn(planned.othersFile, dropped),
  };
}

function keptByAdoption({ bucket, stack }: PlannedBucket, dropped: readonly LiveStatement[]): Change[] {
  const file = `policies/${bucket}.json`;
  return [
    {
      what: `Keep them: this writes ${file} with them, and its name into the file`,
      command: `zencoder-s3 adopt ${inShell([bucket])} --stack ${inShell([stack])}`,
    },
    {
      what: `The same by hand: name a policy file for the statements of others, ${file}`,
      isAlternative: true,
      yaml: lines(bucket, `otherStatements: ${file}`),
    },
    ...keptIn(file, dropped),
  ];
}

function keptIn(file: string, dropped: readonly LiveStatement[]): Change[] {
  return dropped.map(({ statement }) => ({ what: `Add to the statements in ${file}`, statement }));
}

function replaces(replaced: readonly LiveStatement[]): Finding {
  return {
    check: PreflightCheck.ZENCODER_STATEMENTS,
    level: Level.WARNING,
    seen: `${counted(replaced.length, 'statement')} for Zencoder would go: ${wordsOf(replaced)}.`,
    why: 'Zencoder may then do what the grants of the file say, and no more.',
    changes: [],
  };
}

function nothingToAdopt({ bucket }: PlannedBucket): Finding {
  return {
    check: PreflightCheck.ADOPTION,
    level: Level.PROBLEM,
    seen: 'The bucket has no policy, and the file says adoptExistingPolicy.',
    why: 'The plan fails, since there is nothing to import.',
    changes: [{ what: `Take the line out of ${bucket} in zencoder.yaml` }],
  };
}

const BY_ACL: readonly ZencoderObjectMethod[] = [ZencoderObjectMethod.ACL, ZencoderObjectMethod.ACL_COPY];

/** S3 refuses grants where ACLs are disabled: AccessControlListNotSupported. */
function checkAcls({ bucket, objects = [], objectOwnership }: PlannedBucket, { ownership }: BucketFacts): Judgement {
  const byAcl = objects.filter((object) => BY_ACL.includes(methodOf(object)));
  if (byAcl.length === 0 || objectOwnership !== undefined) {
    return NOTHING;
  }
  if (!ownership.known) {
    return notSeen(
      `whether ${bucket} takes ACLs, which ${counted(byAcl.length, 'object')} of the file need`,
      ownership,
    );
  }
  return ifSeen(ownership) !== ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED
    ? NOTHING
    : found({
        check: PreflightCheck.ACLS,
        level: Level.PROBLEM,
        seen: `ACLs are disabled in the bucket (BucketOwnerEnforced), and ${counted(byAcl.length, 'object')} of the file get grants in ACLs.`,
        why: 'The apply fails: S3 answers AccessControlListNotSupported.',
        changes: [
          {
            what: 'Have ACLs count, in zencoder.yaml',
            yaml: lines(bucket, 'objectOwnership: BucketOwnerPreferred'),
          },
          { what: 'Let Zencoder in by the policy: leave out the method of the objects', isAlternative: true },
        ],
      });
}

/** What the policy will be; undefined where the file gives the bucket none. */
function documentOf(planned: PlannedBucket): ZencoderPolicyDocumentProps | undefined {
  const { bucket, grants = [], objects = [], requireTls, otherStatements, acceptedDenies, zencoder } = planned;
  const byPolicy = objects.filter((object) => methodOf(object) === ZencoderObjectMethod.POLICY);
  return grants.length + byPolicy.length === 0
    ? undefined
    : { bucket, grants: [...grants], objects: byPolicy, requireTls, otherStatements, acceptedDenies, ...zencoder };
}

function lines(bucket: string, line: string): string {
  return yamlLines({ url: { bucket }, zencoder: { accountId: Zencoder.ACCOUNT_ID } }, [line]);
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function wordsOf(statements: readonly LiveStatement[]): string {
  return statements.map(({ words }) => words).join('; ');
}
