import { BucketPolicyRole } from '../../iam/decision';
import { isSameName, labelOf, statementsOfText } from '../../iam/policy';
import { StatementElement } from '../../iam/statement';
import { observedValue } from '../../live/facts';
import { grouped } from '../../messages/grouped';
import { isObject, type JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import { ZencoderAction } from '../../zencoder/account-and-roles';
import { isAllowedByAcl, isPublicAclIgnored } from '../acl-access';
import { type CheckContext, hasObject, Purpose } from '../context';
import { grantFixes } from '../grant-fixes';
import { type ActionDecision, actionWords } from '../policy-decisions';

/** What no statement allows: no problem where an ACL does. */
export function checkNotAllowed(decisions: readonly ActionDecision[], context: CheckContext): Finding[] {
  const refused = decisions.filter((one) => !(isWithinAcl(one, context) && isAllowedByAcl(context)));
  if (refused.length === 0) {
    return [];
  }
  const hasStatements = statementsOfText(observedValue(context.bucket.policy) ?? null).length > 0;
  const subject = hasStatements ? "No statement of the bucket's policy" : 'The bucket has no policy that';
  const ignored = 'The ACL lets in everybody, which the public access block of the bucket makes S3 ignore.';
  const seen = [
    `${subject} lets Zencoder (account ${[...new Set(refused.map(({ accountId }) => accountId))].join(', ')}) do ${actionWords(refused, context)}.`,
    ...nearWords(refused, context),
    ...(isPublicAclIgnored(context) ? [ignored] : []),
  ].join(' ');
  const why = 'S3 refuses another account what nothing allows it.';
  return [cause(Level.PROBLEM, 'policy', seen, why, grantFixes(refused, context)), ...unknownAcl(context)];
}

/** Who may read an object by its ACL needs nothing on the bucket; who may write by that of the bucket, still the rest. */
function isWithinAcl({ action }: ActionDecision, { purpose }: CheckContext): boolean {
  return purpose === Purpose.INPUT || action === ZencoderAction.PUT_OBJECT;
}

/** A grant in an ACL that may not be looked at would let Zencoder in, too. */
function unknownAcl({ purpose, bucket, object }: CheckContext): Finding[] {
  if (purpose === Purpose.OUTPUT) {
    const what = "the bucket's ACL, by which Zencoder may be let write";
    return bucket.acl.known ? [] : [notObserved(what, bucket.acl)];
  }
  const what = "the object's ACL, by which Zencoder may be let read";
  return object === undefined || object.acl.known || !hasObject({ object }) ? [] : [notObserved(what, object.acl)];
}

/** The likeliest to be the cause first. */
const ORDER = [
  StatementElement.CONDITION,
  StatementElement.RESOURCE,
  StatementElement.ACTION,
  StatementElement.PRINCIPAL,
];

const MAX_NEAR = 3;

/** The statements that nearly allow it; where they are not the same for all of it, with what they would allow. */
function nearWords(refused: readonly ActionDecision[], context: CheckContext): string[] {
  const groups = grouped(refused, (one) => nearMisses(one, context.now));
  return groups.flatMap((group) =>
    nearMisses(group[0]!, context.now).map(
      (words) => `${groups.length > 1 ? `${actionWords(group, context)}: ` : ''}${words}.`,
    ),
  );
}

/** The statements that one thing keeps from allowing it, the likeliest first, each with that as the end of a sentence. */
function nearMisses({ statements }: ActionDecision, now: Date): string[] {
  const near = statements.filter(({ role }) => role === BucketPolicyRole.NEARLY_ALLOWS);
  return near
    .flatMap((one) => one.against.map(({ element, words }) => ({ ...one, element, words })))
    .sort((a, b) => ORDER.indexOf(a.element) - ORDER.indexOf(b.element))
    .slice(0, MAX_NEAR)
    .map(({ index, sid, given, element, words }) => {
      const statement = isObject(given) ? given : {};
      const end = endOf(statement, now);
      const but =
        words === undefined ? elementWords(statement, element) : end === undefined ? words : `it ended on ${end}`;
      return `${labelOf({ index, sid })} would, but ${but}`;
    });
}

function elementWords(statement: JsonObject, element: StatementElement): string {
  const name = element in statement ? element : `Not${element}`;
  const value = statement[name];
  const isWhole = isObject(value) && Object.keys(value).length === 1 ? Object.values(value)[0]! : value!;
  const shown = Array.isArray(isWhole) && isWhole.length === 1 ? isWhole[0]! : isWhole;
  return `its ${name} is ${quoted(shown)}`;
}

/** Until when it held, if that is past. */
function endOf({ Condition }: JsonObject, now: Date): string | undefined {
  return Object.entries(isObject(Condition) ? Condition : {})
    .filter(([operator]) => operator.startsWith('DateLessThan'))
    .flatMap(([, test]) => Object.entries(isObject(test) ? test : {}))
    .flatMap(([key, date]) => (isSameName(key, 'aws:CurrentTime') && typeof date === 'string' ? [date] : []))
    .find((date) => Date.parse(date) <= now.getTime());
}
