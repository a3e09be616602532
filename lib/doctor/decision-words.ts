import type { BucketPolicyStatement } from '../iam/decision';
import { labelOf } from '../iam/policy';
import { quoted } from '../messages/wording';
import { Zencoder, ZencoderResourceType } from '../zencoder/zencoder';
import { type CheckContext, keyToJudge } from './context';
import type { ActionDecision } from './policy-decisions';

/** Decisions for which the same is to be said. */
export function grouped<Decision extends ActionDecision>(
  decisions: readonly Decision[],
  by: (decision: Decision) => string,
): Decision[][] {
  const groups = new Map<string, Decision[]>();
  for (const decision of decisions) {
    const key = by(decision);
    groups.set(key, [...(groups.get(key) ?? []), decision]);
  }
  return [...groups.values()];
}

/** The actions of decisions, and on what. */
export function asked(decisions: readonly ActionDecision[], facts: CheckContext): string {
  const ofType = (type: ZencoderResourceType) =>
    decisions.map(({ action }) => action).filter((action) => Zencoder.resourceType(action) === type);
  const onObject = ofType(ZencoderResourceType.OBJECT);
  const onBucket = ofType(ZencoderResourceType.BUCKET);
  return [
    ...(onObject.length > 0 ? [`${listed(onObject)} on ${quoted(keyToJudge(facts))}`] : []),
    ...(onBucket.length > 0 ? [`${listed(onBucket)} on the bucket`] : []),
  ].join(', and ');
}

/** Statements by their place and Sid. */
export function named(statements: readonly Pick<BucketPolicyStatement, 'index' | 'sid'>[]): string {
  return listed(statements.map(labelOf));
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
