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
import { bucketArn } from '../s3/resource-arn';
import { Zencoder } from '../zencoder/zencoder';

/** How a policy differs from the one that it replaces: what it allows Zencoder, and what it says to everybody else. */
export interface PolicyDifference {
  /** Requests that are allowed only now, or under fewer conditions. */
  readonly wider: readonly Asked[];
  readonly narrower: readonly Asked[];
  /** The meanings of statements that one policy alone has. What denies is for everybody. */
  readonly others: readonly string[];
}

/** Compares what is allowed to Zencoder by decisions at the edges of each Allow, and all else by what the statements mean. */
export function differenceOf(before: JsonObject, after: JsonObject, bucket: string, of: Account): PolicyDifference {
  const both = [before, after].map((policy) => currentStatements(policy).filter(isObject));
  const [was, is] = both.map((all) => all.filter(({ Effect }) => Effect === 'Allow').flatMap(withOneResource));
  const edges = [...was!, ...is!].flatMap((statement) => edgesOf(statement, bucket, of));
  const changes = edges.map((edge) => ({ edge, by: certainty(is!, edge) - certainty(was!, edge) }));
  const [old, young] = both.map((all) => new Set(all.flatMap((statement) => meaningForOthers(statement, of))));
  return {
    wider: changes.filter(({ by }) => by > 0).map(({ edge }) => edge),
    narrower: changes.filter(({ by }) => by < 0).map(({ edge }) => edge),
    others: [...old!, ...young!].filter((meaning) => !old!.has(meaning) || !young!.has(meaning)),
  };
}

function meaningForOthers(statement: JsonObject, zencoder: Account): string[] {
  if (statement.Effect !== 'Allow') {
    return [meaningOf(statement)];
  }
  const left = withoutValues(statement, namingTests(statement, zencoder)) ?? { Principal: null };
  const others = mapMembers(left, (name, value) =>
    name.endsWith('Principal') ? (partedPrincipal(value, zencoder).rest ?? null) : value,
  );
  return others.Principal === null ? [] : [meaningOf(others)];
}

/** An Allow on one resource, and what all that it covers begins with. */
type Allow = readonly [statement: JsonObject, beginning: string];

function withOneResource(statement: JsonObject): Allow[] {
  const { Resource } = statement;
  return Resource === undefined
    ? [[statement, '']]
    : listed(Resource).map((one) => [{ ...statement, Resource: one }, String(one).replace(/[*?$].*/s, '')]);
}

/** How certain it is that one of the statements allows a request. Of several hundred keys few begin as the request has it. */
function certainty(allows: readonly Allow[], asked: Asked): number {
  const near = allows.filter(([, beginning]) => asked.arn.startsWith(beginning));
  const verdicts = near.map(([statement]) => readStatement(statement, asked).applies);
  return verdicts.includes(true) ? 2 : verdicts.every((verdict) => verdict === false) ? 0 : 1;
}

const AFTER_ALL = Date.UTC(9999, 0);

/** Each action on a name that the resource covers, on both sides of each date, with TLS and without. */
function edgesOf([statement]: Allow, bucket: string, asker: Account): Asked[] {
  const { Resource = '*', Condition = {} } = statement;
  const covered = String(Resource).replace(
    /\$\{([*?$])\}|[*?]/g,
    (wildcard, escaped) => escaped ?? (wildcard === '?' ? '~' : '~elsewhere~'),
  );
  const object = covered.startsWith(`${bucketArn(bucket)}/`) ? covered : `${bucketArn(bucket)}/~elsewhere~`;
  const dates = JSON.stringify(Condition).match(/\d{4}-\d\d-\d\dT[\d:]+(Z|[+-]\d\d:\d\d)/g) ?? [];
  const times = dates
    .map(Date.parse)
    .filter(Number.isFinite)
    .flatMap((date) => [date - 1000, date]);
  const contexts = [...times, AFTER_ALL].flatMap((time) =>
    ['true', 'false'].map((tls) => ({ 'aws:CurrentTime': [utcText(time)], 'aws:SecureTransport': [tls] })),
  );
  return Zencoder.actions()
    .filter((action) => coversAction(statement, action) !== false)
    .flatMap((action) => {
      const arn = Zencoder.resourceType(action) === ZencoderResourceType.BUCKET ? bucketArn(bucket) : object;
      return contexts.map((known) => ({
        asker,
        action,
        arn,
        context: new RequestContext(asker.accountId, known),
        hasVariables: true,
      }));
    });
}
