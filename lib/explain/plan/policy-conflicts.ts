import { asSet, byCodePoint } from '../../messages/text';
import { sidesOf } from './bucket-policy-change';
import { bucketSubject, type PlanFinding, PlanFindingKind, PlanLevel } from './plan-finding';
import { PlannedAction, type ResourceChange } from './resource-change';
import type { ReviewContext } from './review-parts';

/** An address that manages or deletes the policy of a bucket. */
interface Claim {
  readonly change: ResourceChange;
  readonly label: string;
  readonly deletes: boolean;
}

const { NOTHING, DELETE, FORGET, REPLACE, REPLACE_CREATE_FIRST } = PlannedAction;

/**
 * Buckets whose policy is managed by several addresses, or deleted by one and created by another. Terraform applies them in no
 * fixed order.
 */
export function policyConflicts(changes: readonly ResourceChange[], context: ReviewContext): PlanFinding[] {
  const byBucket = new Map<string, Claim[]>();
  for (const change of changes) {
    const { before, after } = sidesOf(change, context);
    const { action } = change;
    const keys = [before.bucket.key, after.bucket.key] as const;
    const leaves =
      action === DELETE ||
      change.isDeposed ||
      ([REPLACE, REPLACE_CREATE_FIRST].includes(action) && keys[0] !== keys[1]);
    const claim = (key: string | undefined, label: string, deletes: boolean) => {
      if (key !== undefined) {
        const claims = byBucket.get(key) ?? [];
        claims.push({ change, label, deletes });
        byBucket.set(key, claims);
      }
    };
    if (leaves) {
      claim(keys[0], before.bucket.label, true);
    }
    if (change.existsAfter && !change.isDeposed && action !== FORGET) {
      claim(keys[1], after.bucket.label, false);
    }
  }
  const inOrder = (claims: readonly Claim[]) => [...claims].sort((a, b) => byCodePoint(addressOf(a), addressOf(b)));
  return [...byBucket.values()].flatMap((claims) => conflictOf(inOrder(claims), context));
}

function conflictOf(claims: readonly Claim[], { configured }: ReviewContext): PlanFinding[] {
  const managing = claims.filter(({ deletes }) => !deletes);
  const changes = claims.some(({ change: { action } }) => action !== NOTHING);
  if (claims.length < 2 || managing.length === 0 || !changes) {
    return [];
  }
  const [first] = managing;
  const { label } = first!;
  const addresses = claims.map(addressOf);
  const isRenamed = managing.length === 1 && claims.length === 2 && !claims.some(({ change }) => change.isDeposed);
  const from = claims.find(({ deletes }) => deletes)?.change.address;
  const advice = isRenamed
    ? `if the resource was renamed, add a moved block (from = ${from}, to = ${first!.change.address})`
    : 'a bucket has one policy: put all statements into one resource';
  const finding = {
    kind: PlanFindingKind.TWO_ADDRESSES,
    about: bucketSubject(label),
    address: first!.change.address,
  };
  const providers = asSet(claims.flatMap(({ change }) => configured.providerOf(change.address) ?? []));
  if (providers.length > 1 && !claims.every(({ change }) => configured.isInPartition(change.address))) {
    const message = `${claims.length} addresses with different providers (${listed(providers)}) manage the policy of a bucket with this name: ${listed(addresses)}; unless the providers use different AWS partitions or endpoints, it is one bucket, and its final policy is unknown`;
    return [{ ...finding, level: PlanLevel.UNKNOWN, message, mayOpen: true, mayLose: true }];
  }
  const message = `${claims.length} addresses change the policy of one bucket in no fixed order, so the final policy is unknown: ${listed(addresses)}; ${advice}`;
  return [{ ...finding, level: PlanLevel.PROBLEM, message }];
}

function addressOf({ change, deletes }: Claim): string {
  return `${change.address}${deletes ? ' (deleted)' : ''}`;
}

const MAX_NAMED = 5;

function listed(addresses: readonly string[]): string {
  const more = addresses.length - MAX_NAMED;
  return [...addresses.slice(0, MAX_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
