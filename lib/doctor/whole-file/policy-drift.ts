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

/** How the policy of a bucket differs from the file in meaning. */
export interface Drift {
  /** Access that the file grants to Zencoder, and the policy does not. */
  readonly lacking: readonly RightChange[];
  /** Access that the policy grants to Zencoder, and the file does not. */
  readonly beyond: readonly RightChange[];
  /** Access that the policy allows Zencoder, and that cannot be expressed as a grant. */
  readonly inexpressible: readonly Loss[];
  /** Statements for other principals that the file has, and the policy does not. */
  readonly missingStatements: readonly SplitStatement[];
  /** Statements for other principals that the policy has, and the file does not. */
  readonly extraStatements: readonly SplitStatement[];
  /** Why the policy cannot be compared, a line each. */
  readonly errors: readonly string[];
}

/**
 * Compares the policy of a bucket with the one that the file describes; undefined if they mean the same. The statements
 * can be split and written in any way: what they allow Zencoder is read as grants, and statements for other principals
 * are compared by meaning.
 */
export function driftOf(planned: ResolvedBucket, current: JsonObject, now: Date): Drift | undefined {
  const expected = JSON.parse(policyJson(planned.document!)) as JsonObject;
  if (textOf(expected) === textOf(current)) {
    return undefined;
  }
  const { bucket, zencoder } = planned;
  const [fromFile, fromPolicy] = [expected, current].map((policy) => splitStatements(policy, zencoder)) as [
    SplitStatement[],
    SplitStatement[],
  ];
  const notIn = (some: readonly SplitStatement[], reference: readonly SplitStatement[]) =>
    withoutEquivalent(
      some,
      reference.map(({ statement }) => statement),
    );
  const notForZencoder = (some: readonly SplitStatement[]) => some.filter(({ isForZencoder }) => !isForZencoder);
  const [missingStatements, extraStatements] = [
    notIn(notForZencoder(fromFile), notForZencoder(fromPolicy)),
    notIn(notForZencoder(fromPolicy), notForZencoder(fromFile)),
  ];
  const adoption = adopt(current, { bucket, zencoder, isFromS3: true });
  const { lacking, beyond } = rightsBetween(planned, adoption, now);
  const wider = adoption.losses.length === 0 ? undefined : differenceOf(current, expected, bucket, zencoder).wider;
  const drift: Drift = {
    // A statement that cannot be expressed as a grant can allow what seems to be lacking.
    lacking: lacking.filter((change) => wider?.some((asked) => isAbout(change, asked)) ?? true),
    beyond,
    inexpressible: adoption.losses,
    missingStatements,
    extraStatements,
    errors: adoption.errors,
  };
  return Object.values(drift).some((part) => part.length > 0) ? drift : undefined;
}

/** Whether a change of rights includes a request. */
function isAbout({ actions, where, bucket }: RightChange, { action, arn }: TimelessRequest): boolean {
  const start = `${bucketArn(bucket)}/`;
  const scope: ObjectScope = arn.startsWith(start) ? { kind: 'key', key: arn.slice(start.length) } : { kind: 'bucket' };
  return actions.some((one) => isSameName(one, action)) && where.some((wide) => covers(wide, scope));
}

/** A text that is the same for two policies if each statement of one has an equal in the other. */
function textOf(policy: JsonObject): string {
  const meanings = currentStatements(policy).map((statement: Json) =>
    isObject(statement) ? meaningOf(statement) : JSON.stringify(statement),
  );
  return [...new Set(meanings)].sort().join('\n');
}

type Granted = { readonly grants: readonly ZencoderGrant[]; readonly requireTls?: boolean };

/** The rights of Zencoder that only the file grants, and those that only the policy grants. */
function rightsBetween(planned: ResolvedBucket, current: Granted, now: Date) {
  const { bucket, stack, zencoder, requireTls } = planned;
  const fileWith = (granted: Granted): ZencoderConfig => {
    const settings = { grants: [...granted.grants], requireTls: granted.requireTls, zencoder };
    return { stacks: { [stack]: { buckets: { [bucket]: settings } } } };
  };
  const byFile = { grants: policyGrants(planned).map(({ grant }) => grant), requireTls };
  const isOfBucket = ({ where: [scope] }: RightChange) => Number(scope?.kind === 'bucket');
  const changes = fileChanges(fileWith(current), fileWith(byFile), now)
    .filter((change) => change.kind === 'right')
    .sort((one, other) => isOfBucket(one) - isOfBucket(other));
  const inDirection = (wanted: Direction) => changes.filter(({ direction }) => direction === wanted);
  return { lacking: inDirection(Direction.OPENS), beyond: inDirection(Direction.CLOSES) };
}
