import type { Adoption } from '../../adopt/adoption';
import { allowsEverybody, partedPrincipal } from '../../iam/account';
import { labelOf, placeOf, statementsOf } from '../../iam/policy';
import type { JsonObject } from '../../messages/json';
import { policyPath, writeAdopted, writeOthers } from '../adopt/adopted-files';
import { type AdoptionTarget, alreadyStands } from '../adopt/target';
import { ExitCode, Failure } from '../exit-code';
import type { AdoptionReport } from '../output/adoption-report';

/** The policy that is adopted. */
export interface AdoptedSource {
  readonly policy: JsonObject;
  readonly bucket: string;
  /** S3 gave it, and so has taken its grammar. */
  readonly isLive: boolean;
}

/** Keeps the statements of others for a bucket that stands in the file: what it grants Zencoder there holds. */
export function keepOthers(
  { policy, bucket, isLive }: AdoptedSource,
  target: AdoptionTarget,
  adoption: Adoption,
): AdoptionReport {
  const { otherStatements, grants, losses, notes } = adoption;
  if (otherStatements.length === 0) {
    throw alreadyStands(bucket, target);
  }
  const settings = { otherStatements: policyPath(bucket), adoptExistingPolicy: true };
  const adopted = { bucket, settings, otherStatements, isLive, before: policy, equal: false, stands: true };
  const { files, warnings } = writeAdopted(target, adopted);
  return {
    bucket,
    stack: target.stack,
    written: files,
    settings,
    otherStatements: otherStatements.length,
    lost: [],
    notes: grants.length + losses.length === 0 ? notes : [...notes, FILE_HOLDS],
    warnings,
  };
}

const FILE_HOLDS = 'for Zencoder the grants of the file hold, and not what the policy says; preflight tells what goes';

/** Keeps the statements of a policy that is for others alone; which grants Zencoder is to have nobody can know. */
export function keepAll(
  { policy, bucket }: AdoptedSource,
  target: AdoptionTarget,
  { otherStatements, requireTls, notes, doubts }: Adoption,
): AdoptionReport {
  if (otherStatements.length === 0) {
    throw new Failure(`${nothingGranted(policy, target)}, so there is nothing to adopt`, ExitCode.PROBLEMS);
  }
  const known = target.config?.stacks[target.stack]?.region;
  const region = target.region === known ? undefined : target.region;
  return {
    bucket,
    stack: target.stack,
    written: writeOthers(target, bucket, otherStatements),
    settings: {
      ...(region !== undefined && { region }),
      ...(requireTls && { requireTls }),
      otherStatements: policyPath(bucket),
      adoptExistingPolicy: true,
    },
    otherStatements: otherStatements.length,
    lost: [],
    notes,
    warnings: doubts,
    toAdd: { file: target.file, why: nothingGranted(policy, target) },
  };
}

/** How a policy of which no grant can be made stands to Zencoder. */
function nothingGranted(policy: JsonObject, { zencoder }: AdoptionTarget): string {
  const open = statementsOf(policy).flatMap((statement, index) =>
    allowsEverybody(statement) ? [{ statement, index }] : [],
  );
  if (open.length === 0) {
    return `the policy grants Zencoder (account ${zencoder.accountId}) nothing`;
  }
  const isNamed = open.some(({ statement }) => partedPrincipal(statement.Principal ?? null, zencoder).account);
  const lets = open.map(({ statement, index }) => {
    const who =
      statement.Condition === undefined ? 'everybody, Zencoder included' : 'everybody who meets its Condition';
    return `${labelOf(placeOf(statement, index))} lets in ${who}`;
  });
  return `no statement ${isNamed ? 'is for Zencoder alone' : 'names Zencoder'}; ${lets.join('; ')}`;
}
