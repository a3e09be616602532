import { utcText } from '../grants/expiry';
import { type Account, accountsOf, type OneAccount, partedPrincipal } from '../iam/account';
import { coversAction } from '../iam/action-and-resource';
import { canApply } from '../iam/grammar/applicability';
import { meaningOf } from '../iam/meaning';
import { currentStatements, listed, mapMembers } from '../iam/policy';
import { RequestContext } from '../iam/request-context';
import { type Asked, readStatement } from '../iam/statement';
import { namingTests, withoutValues } from '../judgement/named-in-condition';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder } from '../zencoder/account-and-roles';

/** Of other statements; those of the statement itself are all asked about. */
const MOST_DATES = 12;

/** How a policy differs from the one before: in what it allows Zencoder, and in what its statements mean for others or deny. */
export function differenceOf(before: JsonObject, after: JsonObject, bucket: string, of: Account) {
  const [was, is] = [before, after].map((policy) => {
    const all = currentStatements(policy).filter(isObject);
    const allows = all.filter(({ Effect }) => Effect === 'Allow');
    const single = allows.flatMap((one) => listed(one.Resource ?? '*').map((Resource) => ({ ...one, Resource })));
    const others = all.flatMap((statement) => meaningForOthers(statement, of)).map((one) => [one, one] as const);
    return { allows, others: new Map(others), single: new Map(single.map((one) => [meaningOf(one), one])) };
  });
  const inOne = <T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>) =>
    [...a, ...b].flatMap(([meaning, value]) => (a.has(meaning) && b.has(meaning) ? [] : [value]));
  const edges = inOne(was!.single, is!.single).flatMap((statement) =>
    accountsOf(of).flatMap((asker) =>
      edgesOf(statement, bucket, asker, [...datesIn(was!.allows), ...datesIn(is!.allows)]),
    ),
  );
  const changes = edges.map((edge) => ({ edge, by: certainty(is!.allows, edge) - certainty(was!.allows, edge) }));
  const where = (isSo: (by: number) => boolean) => changes.filter(({ by }) => isSo(by)).map(({ edge }) => edge);
  return { wider: where((by) => by > 0), narrower: where((by) => by < 0), others: inOne(was!.others, is!.others) };
}

function meaningForOthers(statement: JsonObject, zencoder: Account): string[] {
  const left = withoutValues(statement, namingTests(statement, zencoder)) ?? { Principal: null };
  const rest = (principal: Json) => partedPrincipal(principal, zencoder).rest ?? null;
  const others = mapMembers(left, (name, value) => (name.endsWith('Principal') ? rest(value) : value));
  return statement.Effect !== 'Allow' ? [meaningOf(statement)] : others.Principal === null ? [] : [meaningOf(others)];
}

function certainty(allows: readonly JsonObject[], asked: Asked): number {
  const verdicts = allows.map((statement) => readStatement(statement, asked).applies);
  return Math.max(0, ...verdicts.map((applies) => (typeof applies === 'boolean' ? Number(applies) : 0.5)));
}

function datesIn(statements: JsonObject | readonly JsonObject[]): number[] {
  const dates = JSON.stringify(statements).match(/\d{4}-\d\d-\d\dT[\d:]+(Z|[+-]\d\d:\d\d)/g) ?? [];
  return dates.map(Date.parse).filter(Number.isFinite);
}

/** Each action, and two that stand for all others, on a name that is covered, on both sides of the dates, with and without TLS. */
function edgesOf(statement: JsonObject, bucket: string, asker: OneAccount, all: readonly number[]): Asked[] {
  const literal = (_: string, char: string, wild: string) => char ?? (wild === '?' ? '~' : '~elsewhere~');
  const covered = String(statement.Resource).replace(/\$\{([*?$])\}|([*?])/g, literal);
  const object = covered.startsWith(`${bucketArn(bucket)}/`) ? covered : `${bucketArn(bucket)}/~elsewhere~`;
  const ends = new Set([...datesIn(statement), ...[...new Set(all)].slice(0, MOST_DATES), Date.UTC(9999, 0)]);
  const times = [...ends].flatMap((end) => [end - 1000, end]);
  const context = (at: number, tls: string) =>
    new RequestContext(asker.accountId, { 'aws:CurrentTime': [utcText(at)], 'aws:SecureTransport': [tls] });
  const contexts = times.flatMap((at) => [context(at, 'true'), context(at, 'false')]);
  const some = [...Zencoder.actions(), 's3:DeleteObject', 's3:GetObjectVersion'];
  const actions = some.filter((action) => coversAction(statement, action) !== false);
  return actions.flatMap((action) => {
    const arn = canApply(action, object) ? object : bucketArn(bucket);
    return contexts.map((one) => ({ asker, action, arn, context: one, hasVariables: true }));
  });
}
