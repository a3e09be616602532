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

/** Why another account needs a policy or an ACL. */
export const NOT_ALLOWED = 'S3 denies a request from another account unless a policy or an ACL allows it.';

/** What no statement allows, which is a problem unless an ACL allows it. */
export function checkNotAllowed(decisions: readonly ActionDecision[], context: CheckContext): Finding[] {
  const refused = decisions.filter((one) => !(isWithinAcl(one, context) && isAllowedByAcl(context)));
  if (refused.length === 0) {
    return [];
  }
  const hasStatements = statementsOfText(observedValue(context.bucket.policy) ?? null).length > 0;
  const subject = hasStatements ? "No statement of the bucket's policy" : 'The bucket has no policy that';
  const ignored = 'The ACL allows everybody, but S3 ignores it because IgnorePublicAcls is enabled on the bucket.';
  const observation = [
    `${subject} allows Zencoder (account ${[...new Set(refused.map(({ accountId }) => accountId))].join(', ')}) to perform ${actionWords(refused, context, 'or')}.`,
    ...nearWords(refused, context),
    ...(isPublicAclIgnored(context) ? [ignored] : []),
  ].join(' ');
  return [
    cause(Level.PROBLEM, 'policy', observation, NOT_ALLOWED, grantFixes(refused, context)),
    ...unknownAcl(context),
  ];
}

/**
 * Whether an ACL can replace the permission: the ACL of an object covers all that reading needs, the ACL of a bucket
 * only the upload itself.
 */
function isWithinAcl({ action }: ActionDecision, { purpose }: CheckContext): boolean {
  return purpose === Purpose.INPUT || action === ZencoderAction.PUT_OBJECT;
}

/** An ACL that could not be read can contain a grant for Zencoder. */
function unknownAcl({ purpose, bucket, object }: CheckContext): Finding[] {
  if (purpose === Purpose.OUTPUT) {
    const what = "the bucket's ACL, which can allow Zencoder to write";
    return bucket.acl.known ? [] : [notObserved(what, bucket.acl)];
  }
  const what = "the object's ACL, which can allow Zencoder to read";
  return object === undefined || object.acl.known || !hasObject({ object }) ? [] : [notObserved(what, object.acl)];
}

/** The elements of a statement, the most likely cause first. */
const ORDER = [
  StatementElement.CONDITION,
  StatementElement.RESOURCE,
  StatementElement.ACTION,
  StatementElement.PRINCIPAL,
];

const MAX_NEAR = 3;

/**
 * A sentence for each statement that nearly allows an action; it names the action if they differ between the actions.
 */
function nearWords(refused: readonly ActionDecision[], context: CheckContext): string[] {
  const groups = grouped(refused, (one) => nearMisses(one, context.now));
  return groups.flatMap((group) =>
    nearMisses(group[0]!, context.now).map(
      (words) => `${groups.length > 1 ? `${actionWords(group, context)}: ` : ''}${words}.`,
    ),
  );
}

/**
 * The statements that allow an action except for one of their elements, the most likely first, each as a sentence that
 * names it.
 */
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
        words === undefined ? elementWords(statement, element) : end === undefined ? words : `it expired on ${end}`;
      return `${labelOf({ index, sid })} would allow it, but ${but}`;
    });
}

function elementWords(statement: JsonObject, element: StatementElement): string {
  const name = element in statement ? element : `Not${element}`;
  const value = statement[name];
  const isWhole = isObject(value) && Object.keys(value).length === 1 ? Object.values(value)[0]! : value!;
  const shown = Array.isArray(isWhole) && isWhole.length === 1 ? isWhole[0]! : isWhole;
  return `its ${name} is ${quoted(shown)}`;
}

/** When the statement expired, if it did. */
function endOf({ Condition }: JsonObject, now: Date): string | undefined {
  return Object.entries(isObject(Condition) ? Condition : {})
    .filter(([operator]) => operator.startsWith('DateLessThan'))
    .flatMap(([, test]) => Object.entries(isObject(test) ? test : {}))
    .flatMap(([key, date]) => (isSameName(key, 'aws:CurrentTime') && typeof date === 'string' ? [date] : []))
    .find((date) => Date.parse(date) <= now.getTime());
}
