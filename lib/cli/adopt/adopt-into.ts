import { type Adoption, adopt } from '../../adopt/adoption';
import type { AdoptedBucket } from '../../config/edit';
import { policyPath } from '../../config/kept-policies';
import type { ResolvedBucket } from '../../config/resolve';
import { grantedActions, type ZencoderGrant } from '../../grants/grant';
import { kmsActions } from '../../grants/kms-key';
import { type Account, accountIdsOf, allowsEverybody, splitPrincipal } from '../../iam/account';
import { labelOf, placeOf, statementsOf } from '../../iam/policy';
import type { JsonObject } from '../../messages/json';
import { ZencoderRole } from '../../zencoder/account-and-roles';
import { identityOf } from '../../zencoder/another-zencoder';
import { ExitCode, Failure } from '../exit-code';
import type { AdoptionReport } from '../output/adoption-report';
import { writeAdopted } from './adopted-files';
import { refresh } from './refresh';
import type { Source } from './source';
import { type AdoptionTarget, alreadyInFile, existingBucket } from './target';

export interface AdoptOptions {
  /** The statements of other principals that the bucket has in the file are taken anew. */
  readonly isRefresh: boolean;
  /** Zencoder may lose what grants cannot express. */
  readonly mayNarrow: boolean;
  /** What Zencoder is to have where the policy grants it nothing. */
  readonly grant: ZencoderGrant | undefined;
}

/** What a policy comes to in a file. */
interface Case {
  readonly source: Source;
  readonly adoption: Adoption;
  /** Of the bucket in the file, where that has it. */
  readonly existing: ResolvedBucket | undefined;
  /** The policy grants Zencoder nothing, and neither does the file. */
  readonly isUnknown: boolean;
  /** Why, then. */
  readonly why: string;
  /** Of the policy, or else the one that was asked for. */
  readonly grants: readonly ZencoderGrant[];
}

/**
 * Writes the files, unless something would be lost that may not. For a bucket that the file has already, what it grants Zencoder there
 * holds. Where the policy grants Zencoder nothing and nobody has asked for a grant, the bucket is written as a comment.
 */
export function adoptInto(source: Source, { isRefresh, mayNarrow, grant }: AdoptOptions): AdoptionReport {
  const { policy, bucket, target, isFromS3 } = source;
  const { file, text, config, stack } = target;
  const existing = existingBucket(bucket, target, isRefresh);
  if (isRefresh && existing?.otherStatements !== undefined) {
    return refresh(source, existing);
  }
  const zencoder = existing?.zencoder ?? identityOf(config?.stacks[stack]?.zencoder);
  const adoption = adopt(policy, { bucket, zencoder, isFromS3 });
  if (adoption.errors.length > 0) {
    throw new Failure(adoption.errors.join('\n'), ExitCode.PROBLEMS);
  }
  const isUnknown = isForOthers(adoption) && existing === undefined;
  const grants = isUnknown ? [grant ?? []].flat() : adoption.grants;
  const why = isUnknown ? nothingGranted(policy, zencoder) : '';
  const found: Case = { source, adoption, existing, isUnknown, why, grants };
  check(found, grant);
  const isComment = isUnknown && grant === undefined;
  const settings = settingsOf(found, isComment);
  const lost = existing === undefined ? adoption.losses : [];
  const isRefused = lost.length > 0 && (grants.length === 0 || !mayNarrow);
  const { otherStatements } = adoption;
  const allowed =
    existing !== undefined ? BOTH_DIRECTIONS : allowedDifferences(lost, adoption.isWider || grant !== undefined);
  const adopted = { bucket, settings, otherStatements, isFromS3, before: policy, zencoder, allowed, isComment };
  const written = isRefused ? { files: [], warnings: [] } : writeAdopted(target, { ...adopted, example: EXAMPLE });
  return {
    bucket,
    stack,
    written: written.files,
    settings,
    otherStatements: otherStatements.length,
    lost,
    notes: notesOf(found, settings),
    warnings: isComment ? adoption.warnings : written.warnings,
    ...(text === undefined && !isRefused && { isNewFile: true }),
    ...(isComment && { toAdd: { file, why } }),
  };
}

function isForOthers({ grants, losses }: Adoption): boolean {
  return grants.length + losses.length === 0;
}

/** @throws Failure where there is nothing to adopt, or more is asked for than the policy leaves open */
function check({ source, adoption, existing, isUnknown, why }: Case, grant: ZencoderGrant | undefined): void {
  const { bucket, target } = source;
  if (adoption.otherStatements.length === 0 && existing !== undefined) {
    throw alreadyInFile(existing, target);
  }
  if (adoption.otherStatements.length === 0 && isUnknown) {
    throw new Failure(`${why}, so there is nothing to adopt`, ExitCode.PROBLEMS);
  }
  if (grant !== undefined && !isUnknown) {
    const by = existing === undefined ? 'the policy' : target.file;
    throw new Failure(`--role: ${by} says what Zencoder gets on ${bucket} already; leave it out`, ExitCode.USAGE);
  }
}

/** What is written of the bucket: of one that the file has, what that lacks. */
function settingsOf({ source, adoption, existing, grants }: Case, isComment: boolean): AdoptedBucket {
  const { bucket, target, kmsKeyArn } = source;
  const { requireTls, otherStatements } = adoption;
  const { config, region } = target;
  const isOfBucket = config !== undefined && region !== undefined && region !== regionOfStack(target);
  const usesKey = existing !== undefined || isComment || kmsActions(grants.flatMap(grantedActions)).length > 0;
  const namesKey = kmsKeyArn !== undefined && usesKey && existing?.kmsKeyArn === undefined;
  return {
    ...(existing === undefined && {
      ...(isOfBucket && { region }),
      ...(requireTls && { requireTls }),
      ...(!isComment && { grants: [...grants] }),
    }),
    ...(namesKey && { kmsKeyArn }),
    ...(otherStatements.length > 0 && { otherStatements: policyPath(bucket) }),
    adoptExistingPolicy: true,
  };
}

function notesOf({ source, adoption, existing, isUnknown, why }: Case, { kmsKeyArn }: AdoptedBucket): string[] {
  const { target, notes } = source;
  const hasRegion = existing !== undefined || (target.region ?? regionOfStack(target)) !== undefined;
  return [
    ...notes,
    ...(isUnknown ? [why] : []),
    ...(kmsKeyArn === undefined ? [] : [KEY_NEEDS]),
    ...adoption.notes,
    ...(hasRegion ? [] : [NO_REGION]),
    ...(existing === undefined || isForOthers(adoption) ? [] : [GRANTS_FROM_FILE]),
  ];
}

function regionOfStack({ config, stack }: AdoptionTarget): string | undefined {
  return config?.stacks[stack]?.region;
}

const BOTH_DIRECTIONS = ['narrower', 'wider'] as const;

function allowedDifferences(lost: readonly unknown[], isWider: boolean): ('narrower' | 'wider')[] {
  return BOTH_DIRECTIONS.filter((way) => (way === 'wider' ? isWider : lost.length > 0));
}

/** What the comment for a bucket shows of grants. */
const EXAMPLE: ZencoderGrant = { role: ZencoderRole.INPUT, prefixes: ['in/'] };

const KEY_NEEDS =
  'kmsKeyArn is the key that encrypts the bucket: its policy has to let Zencoder use it, by the statement that explain shows';

const NO_REGION =
  'no region is given for the bucket, so the region of the provider is used; write it in the file, or give it by --region';
const GRANTS_FROM_FILE =
  'for Zencoder the grants of the file hold, and not what the policy says; preflight tells what goes';

/** What a policy from which no grant can be made allows Zencoder. */
function nothingGranted(policy: JsonObject, zencoder: Account): string {
  const open = statementsOf(policy).flatMap((statement, index) =>
    allowsEverybody(statement) ? [{ statement, index }] : [],
  );
  if (open.length === 0) {
    return `the policy grants Zencoder (account ${accountIdsOf(zencoder).join(', ')}) nothing`;
  }
  const isNamed = open.some(({ statement }) => splitPrincipal(statement.Principal ?? null, zencoder).account);
  const lets = open.map(({ statement, index }) => {
    const who =
      statement.Condition === undefined ? 'everybody, Zencoder included' : 'everybody who meets its Condition';
    return `${labelOf(placeOf(statement, index))} allows ${who}`;
  });
  return `no statement ${isNamed ? 'is for Zencoder alone' : 'names Zencoder'}; ${lets.join('; ')}`;
}
