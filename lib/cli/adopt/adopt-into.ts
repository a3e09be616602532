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
  /** Update the policy file of the bucket with the current statements of other principals. */
  readonly isRefresh: boolean;
  /** Zencoder can lose access that grants cannot express. */
  readonly mayNarrow: boolean;
  /** The grant for Zencoder if the policy grants it nothing. */
  readonly grant: ZencoderGrant | undefined;
}

/** A policy, what it becomes in the file, and what the file already has. */
interface FoundAdoption {
  readonly source: Source;
  readonly adoption: Adoption;
  /** The bucket in the file, if the file has it. */
  readonly existing: ResolvedBucket | undefined;
  /** The policy grants Zencoder nothing, and neither does the file. */
  readonly isUnknown: boolean;
  /** The reason, if `isUnknown`. */
  readonly why: string;
  /** The grants of the policy, or the requested grant if there are none. */
  readonly grants: readonly ZencoderGrant[];
}

/**
 * Writes the files, unless Zencoder would lose access without `--narrow`. If the file already has the bucket, its
 * grants stay as they are. If the policy grants Zencoder nothing and no grant is requested, the bucket is written as a
 * comment.
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
  const isUnknown = grantsNothing(adoption) && existing === undefined;
  const grants = isUnknown ? [grant ?? []].flat() : adoption.grants;
  const why = isUnknown ? nothingGranted(policy, zencoder) : '';
  const found: FoundAdoption = { source, adoption, existing, isUnknown, why, grants };
  check(found, grant);
  const isPlaceholder = isUnknown && grant === undefined;
  const settings = settingsOf(found, isPlaceholder);
  const lost = existing === undefined ? adoption.losses : [];
  const isRejected = lost.length > 0 && (grants.length === 0 || !mayNarrow);
  const { otherStatements } = adoption;
  const allowed =
    existing !== undefined ? BOTH_DIRECTIONS : allowedDifferences(lost, adoption.isWider || grant !== undefined);
  const adopted = { bucket, settings, otherStatements, isFromS3, before: policy, zencoder, allowed, isPlaceholder };
  const written = isRejected ? { files: [], warnings: [] } : writeAdopted(target, { ...adopted, example: EXAMPLE });
  return {
    bucket,
    stack,
    written: written.files,
    settings,
    otherStatements: otherStatements.length,
    lost,
    notes: notesOf(found, settings),
    warnings: isPlaceholder ? adoption.warnings : written.warnings,
    ...(text === undefined && !isRejected && { isNewFile: true }),
    ...(isPlaceholder && { toAdd: { file, why } }),
  };
}

function grantsNothing({ grants, losses }: Adoption): boolean {
  return grants.length + losses.length === 0;
}

/** @throws Failure if there is nothing to adopt, or `--role` is given although the grants are known */
function check({ source, adoption, existing, isUnknown, why }: FoundAdoption, grant: ZencoderGrant | undefined): void {
  const { bucket, target } = source;
  if (adoption.otherStatements.length === 0 && existing !== undefined) {
    throw alreadyInFile(existing, target);
  }
  if (adoption.otherStatements.length === 0 && isUnknown) {
    throw new Failure(
      `${why}, and has no statements of other principals, so there is nothing to adopt`,
      ExitCode.PROBLEMS,
    );
  }
  if (grant !== undefined && !isUnknown) {
    const by = existing === undefined ? 'the policy' : target.file;
    throw new Failure(`--role: ${by} already grants Zencoder access to ${bucket}; remove --role`, ExitCode.USAGE);
  }
}

/** The settings to write for the bucket. If the file already has the bucket, only the settings that it lacks. */
function settingsOf({ source, adoption, existing, grants }: FoundAdoption, isPlaceholder: boolean): AdoptedBucket {
  const { bucket, target, kmsKeyArn } = source;
  const { requireTls, otherStatements } = adoption;
  const { config, region } = target;
  const isOfBucket = config !== undefined && region !== undefined && region !== regionOfStack(target);
  const usesKey = existing !== undefined || isPlaceholder || kmsActions(grants.flatMap(grantedActions)).length > 0;
  const namesKey = kmsKeyArn !== undefined && usesKey && existing?.kmsKeyArn === undefined;
  return {
    ...(existing === undefined && {
      ...(isOfBucket && { region }),
      ...(requireTls && { requireTls }),
      ...(!isPlaceholder && { grants: [...grants] }),
    }),
    ...(namesKey && { kmsKeyArn }),
    ...(otherStatements.length > 0 && { otherStatements: policyPath(bucket) }),
    adoptExistingPolicy: true,
  };
}

function notesOf(
  { source, adoption, existing, isUnknown, why }: FoundAdoption,
  { kmsKeyArn }: AdoptedBucket,
): string[] {
  const { target, notes } = source;
  const hasRegion = existing !== undefined || (target.region ?? regionOfStack(target)) !== undefined;
  return [
    ...notes,
    ...(isUnknown ? [why] : []),
    ...(kmsKeyArn === undefined ? [] : [KEY_NEEDS]),
    ...adoption.notes,
    ...(hasRegion ? [] : [NO_REGION]),
    ...(existing === undefined || grantsNothing(adoption) ? [] : [GRANTS_FROM_FILE]),
  ];
}

function regionOfStack({ config, stack }: AdoptionTarget): string | undefined {
  return config?.stacks[stack]?.region;
}

const BOTH_DIRECTIONS = ['narrower', 'wider'] as const;

function allowedDifferences(lost: readonly unknown[], isWider: boolean): ('narrower' | 'wider')[] {
  return BOTH_DIRECTIONS.filter((way) => (way === 'wider' ? isWider : lost.length > 0));
}

/** The example of a grant in the comment for a bucket. */
const EXAMPLE: ZencoderGrant = { role: ZencoderRole.INPUT, prefixes: ['in/'] };

const KEY_NEEDS =
  'kmsKeyArn encrypts the bucket; the policy of that key must allow Zencoder, with the statement that explain shows';

const NO_REGION =
  'no region is given for the bucket, so the region of the provider is used; write it in the file, or give --region';
const GRANTS_FROM_FILE =
  "Zencoder's access comes from the grants in the file, not from the policy; run preflight to see what will be removed";

/** Explains why no grant can be derived from a policy. */
function nothingGranted(policy: JsonObject, zencoder: Account): string {
  const open = statementsOf(policy).flatMap((statement, index) =>
    allowsEverybody(statement) ? [{ statement, index }] : [],
  );
  if (open.length === 0) {
    return `the policy grants Zencoder (account ${accountIdsOf(zencoder).join(', ')}) nothing`;
  }
  const isNamed = open.some(({ statement }) => splitPrincipal(statement.Principal ?? null, zencoder).account);
  const allowances = open.map(({ statement, index }) => {
    const who =
      statement.Condition === undefined ? 'everybody, including Zencoder' : 'everybody who meets its Condition';
    return `${labelOf(placeOf(statement, index))} allows ${who}`;
  });
  return `no statement ${isNamed ? 'is only for Zencoder' : 'names Zencoder'}; ${allowances.join('; ')}`;
}
