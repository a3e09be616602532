import { Zencoder, ZencoderResourceType } from '../zencoder';
import type { Finding } from './finding';
import { ACCOUNT_ID_FORM, accountIdFault } from './identity';
import { isObject, type Json, type JsonObject } from './json';
import { quoted } from './wording';

/**
 * What is doubtful in a statement of others, seen from the statement. Only what can be told without AWS's tables of actions:
 * where a wildcard, a variable or an unknown action could make it right, nothing is said.
 *
 * @param bucket undefined where its name is known only at plan time
 */
export function statementDoubts(statement: JsonObject, bucket: string | undefined): Finding[] {
  return [
    ...everybodyDoubts(statement),
    ...principalDoubts(statement, 'Principal'),
    ...principalDoubts(statement, 'NotPrincipal'),
    ...serviceDoubts(statement),
    ...resourceTypeDoubts(statement),
    ...(bucket === undefined ? [] : bucketDoubts(statement, bucket)),
    ...emptyListDoubts(statement, []),
  ].map((finding) => ({ ...finding, warning: true }));
}

/** Sids that several statements of others have, seen from the list of these. */
export function sidDoubts(statements: readonly Json[]): Finding[] {
  const sids = statements.map((statement) => (isObject(statement) ? statement.Sid : undefined));
  return sids.flatMap((sid, index) => {
    const first = sids.indexOf(sid);
    return typeof sid !== 'string' || sid === '' || first === index
      ? []
      : [
          {
            path: [index, 'Sid'],
            message: `${quoted(sid)} is the Sid of Statement[${first}] already; S3 takes that, aws_iam_policy_document and other tools refuse it: rename one of the two`,
            warning: true,
          },
        ];
  });
}

function everybodyDoubts({ Effect, Principal, NotPrincipal, Condition }: JsonObject): Finding[] {
  if (Effect !== 'Allow' || (Condition !== undefined && !isEmpty(Condition))) {
    return [];
  }
  const everybody = Principal === '*' || (isObject(Principal) && [Principal.AWS ?? []].flat().includes('*'));
  return [
    ...(everybody
      ? [{ path: ['Principal'], message: 'lets in everybody, Zencoder included, whatever the grants say' }]
      : []),
    ...(NotPrincipal === undefined
      ? []
      : [{ path: ['NotPrincipal'], message: 'lets in everybody else, Zencoder included, whatever the grants say' }]),
  ];
}

function isEmpty(condition: Json): boolean {
  return isObject(condition) && Object.keys(condition).length === 0;
}

function principalDoubts(statement: JsonObject, name: string): Finding[] {
  const principal = statement[name];
  return isObject(principal)
    ? valuesAt(principal, 'AWS').flatMap(({ path, value }) => {
        const message = awsPrincipalDoubt(value);
        return message === undefined ? [] : [{ path: [name, ...path], message }];
      })
    : [];
}

/** Beside accounts there are names for services (`cloudfront`) and IDs of users and roles that are gone (`AIDA…`). */
function awsPrincipalDoubt(principal: Json | undefined): string | undefined {
  if (typeof principal === 'number') {
    return `${principal} is a number, an AWS account ID is a string; write "${principal}"`;
  }
  if (typeof principal !== 'string') {
    return undefined;
  }
  if (/^[\d -]+$/.test(principal)) {
    return accountIdFault(principal);
  }
  const arn = /^arn:([^:]*):(?:iam|sts)::([^:]*):/.exec(principal);
  if (!arn) {
    return undefined;
  }
  const [, partition, account] = arn as unknown as [string, string, string];
  if (partition !== Zencoder.PARTITION) {
    return `${quoted(principal)} is of the partition ${quoted(partition)}: the bucket is in ${Zencoder.PARTITION}, where Zencoder's account lives, and no policy can name a principal of another partition`;
  }
  return /^[a-z]/.test(account) || new RegExp(ACCOUNT_ID_FORM).test(account)
    ? undefined
    : `${quoted(principal)} names no account: an AWS account ID has 12 digits, ${quoted(account)} is none`;
}

/** A lone `*` is every action; behind anything else no wildcard can make another service S3. */
function serviceDoubts(statement: JsonObject): Finding[] {
  return textsAt(statement, 'Action')
    .filter(({ text }) => text !== '*' && !/^s3:/i.test(text))
    .map(({ path, text }) => ({
      path,
      message: text.includes(':')
        ? `${quoted(text)} is an action of another service, and the policy of a bucket is about S3 alone; drop it`
        : `${quoted(text)} names no service; write ${quoted(`s3:${text}`)}`,
    }));
}

const { BUCKET, OBJECT } = ZencoderResourceType;
const BUCKET_ALONE = /^arn:[^:]*:s3:::[^/*?$]+$/;
const OBJECTS = /^arn:[^:]*:s3:::[^/$]+\//;

function resourceTypeDoubts(statement: JsonObject): Finding[] {
  const resources = textsAt(statement, 'Resource').map(({ text }) => text);
  const all = (form: RegExp) => resources.length > 0 && resources.every((resource) => form.test(resource));
  const named = all(BUCKET_ALONE) ? BUCKET : all(OBJECTS) ? OBJECT : undefined;
  if (named === undefined) {
    return [];
  }
  const missing = named === BUCKET ? `${resources[0]}/*` : resources[0]!.replace(/\/.*/s, '');
  return textsAt(statement, 'Action')
    .filter(({ text }) => (resourceTypeOf(text) ?? named) !== named)
    .map(({ path, text }) => ({
      path,
      message: `${quoted(text)} is an action on ${named === BUCKET ? 'objects' : 'the bucket itself'}, which Resource does not name: S3 refuses an action that applies to no resource of its statement; add ${quoted(missing)}`,
    }));
}

/** What all actions take that begin so: the only ones beside Zencoder's whose resource type is told by the name. */
const OBJECT_ACTION = /^s3:(get|put|delete|restore|replicate)object/i;
const BUCKET_ACTION = /^s3:(get|put|delete|list)bucket/i;

function resourceTypeOf(action: string): ZencoderResourceType | undefined {
  const known = Zencoder.actions().find((one) => one.toLowerCase() === action.toLowerCase());
  return known !== undefined
    ? Zencoder.resourceType(known)
    : OBJECT_ACTION.test(action)
      ? OBJECT
      : BUCKET_ACTION.test(action)
        ? BUCKET
        : undefined;
}

function bucketDoubts(statement: JsonObject, bucket: string): Finding[] {
  return textsAt(statement, 'Resource').flatMap(({ path, text }) => {
    const named = /^arn:[^:]*:s3:::([^/*?$]+)(?:\/|$)/.exec(text)?.[1];
    return named === undefined || named === bucket
      ? []
      : [
          {
            path,
            message: `${quoted(text)} is about the bucket ${quoted(named)}, and S3 refuses a policy that names another bucket than its own; write ${quoted(text.replace(/:::[^/]+/, `:::${bucket}`))}, or move it to the policy of that bucket`,
          },
        ];
  });
}

function emptyListDoubts(value: Json, path: (string | number)[]): Finding[] {
  if (Array.isArray(value)) {
    return value.length === 0
      ? [{ path, message: 'an empty list names nothing; say what is meant, or drop the statement' }]
      : [];
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([name, member]) => emptyListDoubts(member, [...path, name]))
    : [];
}

/** What stands at a member, each with its place: IAM takes one value like a list of one. */
function valuesAt(object: JsonObject, name: string): { path: (string | number)[]; value?: Json }[] {
  const value = object[name];
  return Array.isArray(value)
    ? value.map((member, index) => ({ path: [name, index], value: member }))
    : [{ path: [name], value }];
}

function textsAt(object: JsonObject, name: string): { readonly path: (string | number)[]; readonly text: string }[] {
  return valuesAt(object, name).flatMap(({ path, value }) =>
    typeof value === 'string' ? [{ path, text: value }] : [],
  );
}
