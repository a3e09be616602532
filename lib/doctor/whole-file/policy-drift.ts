import { adopt } from '../../adopt/adoption';
import type { Loss } from '../../adopt/loss';
import { differenceOf } from '../../adopt/policy-difference';
import type { ZencoderConfig } from '../../config/format';
import { policyGrants, type ResolvedBucket } from '../../config/resolve';
import type { RightChange } from '../../explain/change-sentences';
import { Direction } from '../../explain/change-sentences';
import { fileChanges } from '../../explain/file-changes';
import { policyJson } from '../../grants/bucket-policy';
import type { ZencoderGrant } from '../../grants/grant';
import { covers, type ObjectScope } from '../../grants/scope';
import type { TimelessRequest } from '../../iam/allowed-over-time';
import { meaningOf } from '../../iam/meaning';
import { currentStatements, isSameName } from '../../iam/policy';
import { type SplitStatement, splitStatements, withoutEquivalent } from '../../judgement/split-statements';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { bucketArn } from '../../s3/escaped-arn';

/** How the policy of a bucket differs from what the file says: nothing of it where it means the same. */
export interface Drift {
  /** What Zencoder is granted by the file, and not by the policy. */
  readonly lacking: readonly RightChange[];
  /** The other way round. */
  readonly beyond: readonly RightChange[];
  /** What no grant can express of what the policy allows Zencoder. */
  readonly inexpressible: readonly Loss[];
  /** Statements for other principals that the file keeps, and the policy does not have. */
  readonly missingStatements: readonly SplitStatement[];
  /** The other way round. */
  readonly extraStatements: readonly SplitStatement[];
  /** Why the policy cannot be compared, a line each. */
  readonly errors: readonly string[];
}

/**
 * Compares the policy of a bucket with the one that the file makes. The statements may be split and written in any way: what they
 * allow Zencoder is read as grants, what they say of others is compared by meaning.
 */
export function driftOf(planned: ResolvedBucket, live: JsonObject, now: Date): Drift | undefined {
  const expected = JSON.parse(policyJson(planned.document!)) as JsonObject;
  if (textOf(expected) === textOf(live)) {
    return undefined;
  }
  const { bucket, zencoder } = planned;
  const [ours, theirs] = [expected, live].map((policy) => splitStatements(policy, zencoder)) as [
    SplitStatement[],
    SplitStatement[],
  ];
  const notIn = (some: readonly SplitStatement[], others: readonly SplitStatement[]) =>
    withoutEquivalent(
      some,
      others.map(({ statement }) => statement),
    );
  const ofOthers = (some: readonly SplitStatement[]) => some.filter(({ isForZencoder }) => !isForZencoder);
  const [missingStatements, extraStatements] = [
    notIn(ofOthers(ours), ofOthers(theirs)),
    notIn(ofOthers(theirs), ofOthers(ours)),
  ];
  const adoption = adopt(live, { bucket, zencoder, isFromS3: true });
  const { lacking, beyond } = rightsBetween(planned, adoption, now);
  const wider = adoption.losses.length === 0 ? undefined : differenceOf(live, expected, bucket, zencoder).wider;
  const drift: Drift = {
    // What is lost as a grant may allow what seems to be lacking.
    lacking: lacking.filter((change) => wider?.some((asked) => isAbout(change, asked)) ?? true),
    beyond,
    inexpressible: adoption.losses,
    missingStatements,
    extraStatements,
    errors: adoption.errors,
  };
  return Object.values(drift).some((part) => part.length > 0) ? drift : undefined;
}

/** Whether a request is one of those that a change of rights is about. */
function isAbout({ actions, where, bucket }: RightChange, { action, arn }: TimelessRequest): boolean {
  const start = `${bucketArn(bucket)}/`;
  const scope: ObjectScope = arn.startsWith(start) ? { kind: 'key', key: arn.slice(start.length) } : { kind: 'bucket' };
  return actions.some((one) => isSameName(one, action)) && where.some((wide) => covers(wide, scope));
}

/** Equal for policies of which each statement has its equal. */
function textOf(policy: JsonObject): string {
  const meanings = currentStatements(policy).map((statement: Json) =>
    isObject(statement) ? meaningOf(statement) : JSON.stringify(statement),
  );
  return [...new Set(meanings)].sort().join('\n');
}

type Granted = { readonly grants: readonly ZencoderGrant[]; readonly requireTls?: boolean };

function rightsBetween(planned: ResolvedBucket, live: Granted, now: Date) {
  const { bucket, stack, zencoder, requireTls } = planned;
  const fileWith = (granted: Granted): ZencoderConfig => {
    const settings = { grants: [...granted.grants], requireTls: granted.requireTls, zencoder };
    return { stacks: { [stack]: { buckets: { [bucket]: settings } } } };
  };
  const byFile = { grants: policyGrants(planned).map(({ grant }) => grant), requireTls };
  const isOfBucket = ({ where: [scope] }: RightChange) => Number(scope?.kind === 'bucket');
  const changes = fileChanges(fileWith(live), fileWith(byFile), now)
    .filter((change) => change.kind === 'right')
    .sort((one, other) => isOfBucket(one) - isOfBucket(other));
  const those = (sought: Direction) => changes.filter(({ direction }) => direction === sought);
  return { lacking: those(Direction.OPENS), beyond: those(Direction.CLOSES) };
}
