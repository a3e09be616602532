import { readStatement } from '../../adopt/read-statement';
import type { AccessWindow } from '../../grants/access-window';
import { ZencoderObjectMethod } from '../../grants/object-access';
import type { ObjectScope } from '../../grants/scope';
import type { Account } from '../../iam/account';
import { coversAction } from '../../iam/action-and-resource';
import { Coverage, coverageOf } from '../../iam/coverage';
import { canApply } from '../../iam/grammar/applicability';
import {
  asList,
  comparable,
  currentStatements,
  placeOf,
  STATEMENT_MEMBERS,
  type StatementPlace,
} from '../../iam/policy';
import { coversRequester } from '../../iam/principal';
import { RequestContext } from '../../iam/request-context';
import { asText, isObject, type JsonObject } from '../../messages/json';
import { bucketArn } from '../../s3/escaped-arn';
import { Zencoder, ZencoderAction } from '../../zencoder/account-and-roles';
import type { Principal, Right } from '../right';
import type { GrantedAction } from '../words';

/** The principal and the bucket whose rights are read. */
export interface RightsContext {
  /** Undefined if the name is not known. Then no resource can be read. */
  readonly bucket: string | undefined;
  readonly account: Account;
  readonly who: Principal;
  /** The name of the bucket in findings. */
  readonly name: string;
}

/** A statement that can allow Zencoder something, but cannot be read as rights. */
export interface UnreadStatement {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
}

/** What a policy allows Zencoder. */
export interface ReadRights {
  readonly allows: readonly ReadAllow[];
  readonly unread: readonly UnreadStatement[];
}

/** The parts of an Allow statement that can be compared. */
interface ReadAllow {
  readonly place: StatementPlace;
  readonly actions: readonly string[];
  readonly parts: readonly { readonly scope: ObjectScope; readonly window: AccessWindow }[];
}

/** Reads what the Allow statements of a policy allow Zencoder, including the statements that allow everybody. */
export function readRights(policy: JsonObject, context: RightsContext): ReadRights {
  const allows: ReadAllow[] = [];
  const unread: UnreadStatement[] = [];
  currentStatements(policy).forEach((given, index) => {
    const place = placeOf(given, index);
    const statement = isObject(given) ? given : {};
    if (statement.Effect === 'Deny' || (isObject(given) && coversRequester(given, context.account) === false)) {
      return;
    }
    const allow = isReadable(statement, context) ? readAllow(statement, place, context) : undefined;
    if (allow === undefined) {
      unread.push({ place, statement });
    } else {
      allows.push(allow);
    }
  });
  return { allows, unread };
}

function isReadable(statement: JsonObject, { account }: RightsContext): boolean {
  const members = Object.keys(statement);
  const hasTexts = [statement.Action, statement.Resource].every(
    (element) => asList(element).length > 0 && asList(element).every((one) => typeof one === 'string'),
  );
  return (
    statement.Effect === 'Allow' &&
    coversRequester(statement, account) === true &&
    hasTexts &&
    members.every((name) => STATEMENT_MEMBERS.includes(name)) &&
    !members.some((name) => name.startsWith('Not')) &&
    asList(statement.Action).every((action) => ACTION.test(asText(action)))
  );
}

/** The actions that can be compared: `*` and actions of S3, not a wildcard in the service or another service. */
const ACTION = /^(\*|s3:[a-z0-9*?]+)$/i;

/** An ARN in another partition, such as `arn:aws-us-gov:s3:::NAME`, which is not an ARN of the bucket. */
const IN_ANOTHER_PARTITION = /^arn:aws-[^:]*:/;

/** The comparable parts of a statement; undefined if a resource or a condition cannot be compared. */
function readAllow(statement: JsonObject, place: StatementPlace, { bucket }: RightsContext): ReadAllow | undefined {
  const parts: ReadAllow['parts'][number][] = [];
  for (const resource of asList(statement.Resource).map(String)) {
    if (bucket === undefined || IN_ANOTHER_PARTITION.test(resource)) {
      return undefined;
    }
    if (!isOfBucket(resource, bucket)) {
      continue;
    }
    const read = [ZencoderAction.GET_OBJECT, ZencoderAction.GET_BUCKET_LOCATION].map((Action) =>
      readStatement({ ...statement, Action, Resource: resource }, place, bucket),
    );
    if (read.some(({ losses }) => losses.length > 0)) {
      return undefined;
    }
    for (const { granted } of read) {
      const scopes: readonly ObjectScope[] = granted?.bucketActions.length
        ? [{ kind: 'bucket' }]
        : (granted?.scopes ?? []);
      parts.push(...scopes.map((scope) => ({ scope, window: granted!.window })));
    }
  }
  return { place, actions: asList(statement.Action).map(String), parts };
}

const NO_VALUES = new RequestContext('', {});

/** Whether a `Resource` can name the bucket, or anything in it. */
function isOfBucket(resource: string, bucket: string): boolean {
  return coverageOf({ Resource: resource }, { arn: bucketArn(bucket), isPrefix: true }, NO_VALUES) !== Coverage.NONE;
}

const { POLICY } = ZencoderObjectMethod;

/**
 * The rights that statements allow, one for each action: the actions that grants can have, and each other action as it is written,
 * such as `s3:Delete*`.
 * @param all the statements before and after, which name the actions to compare
 */
export function rightsBy(allows: readonly ReadAllow[], all: readonly ReadAllow[], context: RightsContext): Right[] {
  const actions = namedActions(all);
  return allows.flatMap(({ place, actions: written, parts }) => {
    const covers = covering(written);
    return actions.filter(covers).flatMap((action) =>
      parts
        .filter(({ scope }) => isOn(action, scope))
        .map(
          ({ scope, window }): Right => ({
            who: context.who,
            bucket: context.name,
            action: action as GrantedAction,
            scope,
            by: POLICY,
            from: `Statement[${place.index}]`,
            window,
          }),
        ),
    );
  });
}

function namedActions(allows: readonly ReadAllow[]): string[] {
  const known = new Map<string, string>(Zencoder.actions().map((action) => [comparable(action), action]));
  const covered = Zencoder.actions().filter((action) => allows.some(({ actions }) => covering(actions)(action)));
  const otherActions = new Map<string, string>();
  for (const action of allows.flatMap(({ actions }) => actions)) {
    if (!known.has(comparable(action)) && !otherActions.has(comparable(action))) {
      otherActions.set(comparable(action), action);
    }
  }
  return [...covered, ...otherActions.values()];
}

function covering(written: readonly string[]): (action: string) => boolean {
  const exact = new Set(written.map(comparable));
  const patterns = written.filter((action) => /[*?]/.test(action));
  return (action) => {
    // The "?" of a pattern would match the "*" of another pattern as if it were a letter.
    const fit = /[*?]/.test(action) ? patterns.filter((pattern) => !pattern.includes('?')) : patterns;
    return exact.has(comparable(action)) || fit.some((pattern) => coversAction({ Action: pattern }, action) === true);
  };
}

function isOn(action: string, { kind }: ObjectScope): boolean {
  const itself = bucketArn('bucket');
  return canApply(action, kind === 'bucket' ? itself : `${itself}/key`);
}
