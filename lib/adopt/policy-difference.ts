import { type Account, accountsOf, splitPrincipal } from '../iam/account';
import { coversAction } from '../iam/action-and-resource';
import { allowedOverTime, type TimelessRequest } from '../iam/allowed-over-time';
import { canApply } from '../iam/grammar/applicability';
import { meaningOf } from '../iam/meaning';
import { asList, currentStatements, mapMembers } from '../iam/policy';
import { namingTests, withoutValues } from '../judgement/named-in-condition';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder } from '../zencoder/account-and-roles';

/**
 * Compares two policies: what they allow Zencoder at any time, and the meaning of their statements for other
 * principals.
 */
export function differenceOf(before: JsonObject, after: JsonObject, bucket: string, zencoder: Account) {
  const policies = [before, after].map((policy) => currentStatements(policy).filter(isObject));
  const allows = policies.map((statements) => statements.filter(({ Effect }) => Effect === 'Allow'));
  const requests = requestsAbout(inOne(allows, meaningOf), bucket);
  const changes = accountsOf(zencoder).flatMap((requester) => {
    const [was, is] = allowedOverTime(allows, requester);
    return requests.flatMap((request) => {
      const past = was!(request);
      return is!(request).map((certainty, at) => ({ request, by: certainty - past[at]! }));
    });
  });
  const where = (isSo: (by: number) => boolean) => changes.filter(({ by }) => isSo(by)).map(({ request }) => request);
  const meanings = policies.map((statements) => statements.flatMap((one) => meaningForOtherPrincipals(one, zencoder)));
  return { wider: where((by) => by > 0), narrower: where((by) => by < 0), otherPrincipals: inOne(meanings, String) };
}

/** The items of two lists that are only in one of them. */
function inOne<T>(lists: readonly T[][], meaning: (one: T) => string): T[] {
  const [a, b] = lists.map((list) => new Map(list.map((one) => [meaning(one), one])));
  return [...a!, ...b!].flatMap(([text, one]) => (a!.has(text) && b!.has(text) ? [] : [one]));
}

/** The meaning of a statement for other principals; empty if it allows only Zencoder something. */
function meaningForOtherPrincipals(statement: JsonObject, zencoder: Account): string[] {
  const left = withoutValues(statement, namingTests(statement, zencoder)) ?? { Principal: null };
  const rest = (principal: Json) => splitPrincipal(principal, zencoder).rest ?? null;
  const changed = mapMembers(left, (name, value) => (name.endsWith('Principal') ? rest(value) : value));
  return statement.Effect !== 'Allow' ? [meaningOf(statement)] : changed.Principal === null ? [] : [meaningOf(changed)];
}

/**
 * Requests for each action of grants, and for two actions that grants do not have, on one name for each resource of the
 * statements.
 */
function requestsAbout(statements: readonly JsonObject[], bucket: string): TimelessRequest[] {
  const literal = (_: string, char: string, wild: string) => char ?? (wild === '?' ? '~' : '~elsewhere~');
  return [...Zencoder.actions(), 's3:DeleteObject', 's3:GetObjectVersion'].flatMap((action) => {
    const covering = statements.filter((statement) => coversAction(statement, action) !== false);
    const arns = covering
      .flatMap(({ Resource = '*' }) => asList(Resource))
      .map((resource) => {
        const covered = String(resource).replace(/\$\{([*?$])\}|([*?])/g, literal);
        const object = covered.startsWith(`${bucketArn(bucket)}/`) ? covered : `${bucketArn(bucket)}/~elsewhere~`;
        return canApply(action, object) ? object : bucketArn(bucket);
      });
    return [...new Set(arns)].map((arn) => ({ action, arn }));
  });
}
