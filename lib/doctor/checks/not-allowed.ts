import type { Json } from '../../messages/json';
import { type Cause, Check, found, type Judgement, Level, NOTHING, notSeen, together } from '../../report/cause';
import { grantChanges } from '../../report/grant-lines';
import { ZencoderAction } from '../../zencoder/zencoder';
import { isAllowedByAcl, isPublicAclIgnored } from '../acl-access';
import { type CheckContext, hasObject, Purpose } from '../context';
import { asked, grouped } from '../decision-words';
import { nearMisses } from '../near-miss';
import type { ActionDecision } from '../policy-decisions';

const MOST_NEAR = 3;

/** What no statement allows: no problem where an ACL does. */
export function checkNotAllowed(
  decisions: readonly ActionDecision[],
  statements: readonly Json[],
  facts: CheckContext,
): Judgement {
  const refused = isAllowedByAcl(facts) ? decisions.filter((one) => !isWithinAcl(one, facts)) : decisions;
  if (refused.length === 0) {
    return NOTHING;
  }
  const ignored = 'The ACL lets in everybody, which the public access block of the bucket makes S3 ignore.';
  const finding: Cause = {
    check: Check.POLICY,
    level: Level.PROBLEM,
    seen: [
      `${subject(statements)} lets Zencoder (account ${facts.zencoder.accountId}) do ${asked(refused, facts)}.`,
      ...nearWords(refused, statements, facts),
      ...(isPublicAclIgnored(facts) ? [ignored] : []),
    ].join(' '),
    why: 'S3 refuses another account what nothing allows it.',
    changes: grantChanges(
      refused.map(({ action }) => action),
      facts,
    ),
  };
  return together([found(finding), unseenAcl(facts)]);
}

/** The statements that nearly allow it; where they are not the same for all of it, with what they would allow. */
function nearWords(refused: readonly ActionDecision[], statements: readonly Json[], facts: CheckContext): string[] {
  const wordsOf = (decision: ActionDecision) =>
    nearMisses(decision, statements, facts.now)
      .slice(0, MOST_NEAR)
      .map(({ words }) => words);
  const groups = grouped(refused, (decision) => wordsOf(decision).join());
  return groups.flatMap((group) =>
    wordsOf(group[0]!).map((words) => `${groups.length > 1 ? `${asked(group, facts)}: ` : ''}${words}.`),
  );
}

function subject(statements: readonly Json[]): string {
  return statements.length === 0 ? 'The bucket has no policy that' : "No statement of the bucket's policy";
}

/** Who may read an object by its ACL needs nothing on the bucket; who may write by that of the bucket, still the rest. */
function isWithinAcl({ action }: ActionDecision, { purpose }: CheckContext): boolean {
  return purpose === Purpose.INPUT || action === ZencoderAction.PUT_OBJECT;
}

/** A grant in an ACL that may not be looked at would let Zencoder in, too. */
function unseenAcl({ purpose, bucket, object }: CheckContext): Judgement {
  if (purpose === Purpose.OUTPUT) {
    return bucket.acl.known ? NOTHING : notSeen("the bucket's ACL, by which Zencoder may be let write", bucket.acl);
  }
  return object && hasObject({ object }) && !object.acl.known
    ? notSeen("the object's ACL, by which Zencoder may be let read", object.acl)
    : NOTHING;
}
