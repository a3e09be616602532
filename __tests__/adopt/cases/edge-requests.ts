import { expiryFault } from '../../../lib/grants/expiry';
import type { S3Request } from '../../../lib/iam/decision';
import { asList, statementsOf } from '../../../lib/iam/policy';
import { isObject, type Json, type JsonObject } from '../../../lib/messages/json';
import { ZencoderResourceType } from '../../../lib/s3/actions';
import { bucketArn } from '../../../lib/s3/escaped-arn';
import { Zencoder, ZencoderAction } from '../../../lib/zencoder/account-and-roles';

/** What nothing in a policy names, so that it stands for everything else. */
const ELSEWHERE = 'elsewhere/film.mp4';
/** Of no grant; one of them is in some wildcards that Zencoder's are in. */
const OTHER_ACTIONS = ['s3:DeleteObject', 's3:GetObjectVersion'];
const BEFORE_ALL = '2000-01-01T00:00:00Z';

/**
 * Requests on both sides of every border that policies draw: of names, actions, dates and TLS. The keys of a statement are
 * asked for at the dates of that statement.
 */
export function edgeRequests(policies: readonly JsonObject[], bucket: string): S3Request[] {
  const statements = policies.flatMap(statementsOf).filter(isObject);
  const transports = JSON.stringify(statements).toLowerCase().includes('aws:securetransport')
    ? ['true', 'false']
    : ['true'];
  const requests = statements.flatMap((statement) => {
    const names = asList(statement.Resource ?? statement.NotResource).flatMap((arn) => namesAt(String(arn), bucket));
    const instants = instantsAt(statement.Condition);
    return [
      ...ask(bucket, Zencoder.actions(), [ELSEWHERE], instants, transports),
      ...ask(bucket, actionsAt(statement), names, instants, transports),
    ];
  });
  return [...new Map(requests.map((request) => [JSON.stringify(request), request])).values()];
}

function ask(
  bucket: string,
  actions: readonly string[],
  keys: readonly string[],
  instants: readonly string[],
  transports: readonly string[],
): S3Request[] {
  return actions.flatMap((action) =>
    (isOnBucket(action) ? [undefined] : keys).flatMap((key) =>
      instants.flatMap((instant) =>
        transports.map((secure) => ({
          action,
          bucket,
          ...(key === undefined ? {} : { key }),
          context: { 'aws:CurrentTime': [instant], 'aws:SecureTransport': [secure] },
        })),
      ),
    ),
  );
}

function isOnBucket(action: string): boolean {
  const known = Zencoder.actions().find((one) => one.toLowerCase() === action.toLowerCase());
  return known !== undefined && Zencoder.resourceType(known) === ZencoderResourceType.BUCKET;
}

/** The actions that are named, or all where they are not; one that is not; and those that no grant has. */
function actionsAt({ Action }: JsonObject): string[] {
  const named = asList(Action).map(String);
  const plain = named.filter((action) => /^s3:[a-z]+$/i.test(action));
  const known: string[] = Zencoder.actions();
  const unnamed = known.find((action) => !named.includes(action) && !isOnBucket(action)) ?? ZencoderAction.GET_OBJECT;
  return [...new Set([...plain, unnamed, ...OTHER_ACTIONS, ...(plain.length < named.length ? known : [])])];
}

/** The key that a pattern is about, with something in place of its wildcards, and those that differ at its end. */
function namesAt(arn: string, bucket: string): string[] {
  const pattern = arn.startsWith(`${bucketArn(bucket)}/`) ? arn.slice(bucketArn(bucket).length + 1) : '';
  const filled = (filling: string) =>
    pattern.replace(
      /\$\{([*?$])\}|[*?]/g,
      (token, escaped?: string) => escaped ?? (token === '?' ? (filling[0] ?? '') : filling),
    );
  const [bare, more] = [filled(''), filled('x/y')];
  const chars = [...bare];
  const changed = chars.length === 0 ? '' : `${chars.slice(0, -1).join('')}~`;
  return [...new Set([bare, more, `${bare}x`, chars.slice(0, -1).join(''), changed, pattern])].filter(
    (key) => key !== '',
  );
}

/** The last second before each date and the first after it, and an instant before all. */
function instantsAt(condition: Json | undefined): string[] {
  const dates = JSON.stringify(condition ?? {}).match(/\d{4}-\d\d-\d\dT[\d:]+(Z|[+-]\d\d:\d\d)/g) ?? [];
  const edges = dates
    .filter((date) => expiryFault(date) === undefined)
    .flatMap((date) =>
      [-1000, 0].map((later) => new Date(Date.parse(date) + later).toISOString().replace('.000Z', 'Z')),
    );
  return [BEFORE_ALL, ...new Set(edges)];
}
