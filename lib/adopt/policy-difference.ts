import { utcText } from '../grants/expiry';
import { type Account, partedPrincipal } from '../iam/account';
import { coversAction } from '../iam/action-and-resource';
import { meaningOf } from '../iam/meaning';
import { currentStatements, listed, mapMembers } from '../iam/policy';
import { RequestContext } from '../iam/request-context';
import { type Asked, readStatement } from '../iam/statement';
import { namingTests, withoutValues } from '../judgement/named-in-condition';
import { isObject, type JsonObject } from '../messages/json';
import { ZencoderResourceType } from '../s3/actions';
import { bucketArn } from '../s3/escaped-arn';
import { Zencoder } from '../zencoder/account-and-roles';

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
  const edges = inOne(was!.single, is!.single).flatMap((statement) => edgesOf(statement, bucket, of));
  const changes = edges.map((edge) => ({ edge, by: certainty(is!.allows, edge) - certainty(was!.allows, edge) }));
  const where = (isSo: (by: number) => boolean) => changes.filter(({ by }) => isSo(by)).map(({ edge }) => edge);
  return { wider: where((by) => by > 0), narrower: where((by) => by < 0), others: inOne(was!.others, is!.others) };
}

function meaningForOthers(statement: JsonObject, zencoder: Account): string[] {
  const left = withoutValues(statement, namingTests(statement, zencoder)) ?? { Principal: null };
  const others = mapMembers(left, (name, value) =>
    name.endsWith('Principal') ? (partedPrincipal(value, zencoder).rest ?? null) : value,
  );
  return statement.Effect !== 'Allow' ? [meaningOf(statement)] : others.Principal === null ? [] : [meaningOf(others)];
}

function certainty(allows: readonly JsonObject[], asked: Asked): number {
  const verdicts = allows.map((statement) => readStatement(statement, asked).applies);
  return verdicts.includes(true) ? 2 : verdicts.every((verdict) => verdict === false) ? 0 : 1;
}

/** Each action on a name that the resource covers, on both sides of each date, with TLS and without. */
function edgesOf(statement: JsonObject, bucket: string, asker: Account): Asked[] {
  const literal = (_: string, char: string, wild: string) => char ?? (wild === '?' ? '~' : '~elsewhere~');
  const covered = String(statement.Resource).replace(/\$\{([*?$])\}|([*?])/g, literal);
  const object = covered.startsWith(`${bucketArn(bucket)}/`) ? covered : `${bucketArn(bucket)}/~elsewhere~`;
  const dates = JSON.stringify(statement.Condition ?? {}).match(/\d{4}-\d\d-\d\dT[\d:]+(Z|[+-]\d\d:\d\d)/g) ?? [];
  const ends = [...dates.map(Date.parse).filter(Number.isFinite), Date.UTC(9999, 0)];
  const known = (time: number, tls: string) => ({ 'aws:CurrentTime': [utcText(time)], 'aws:SecureTransport': [tls] });
  const contexts = ends
    .flatMap((end) => ['true', 'false'].flatMap((tls) => [known(end - 1000, tls), known(end, tls)]))
    .map((values) => new RequestContext(asker.accountId, values));
  const actions = Zencoder.actions().filter((action) => coversAction(statement, action) !== false);
  return actions.flatMap((action) => {
    const arn = Zencoder.resourceType(action) === ZencoderResourceType.BUCKET ? bucketArn(bucket) : object;
    return contexts.map((context) => ({ asker, action, arn, context, hasVariables: true }));
  });
}
