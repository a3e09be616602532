import { ASKERS, type AskerName } from './askers';
import { NEEDS, type Operation } from './needs';
import type { Grant, KeptStatement, Words } from './words';

export interface Question {
  readonly asker: AskerName;
  readonly operation: Operation;
  readonly tls: boolean;
  readonly key?: string;
  /** The key that a copy goes to. */
  readonly to?: string;
}

/** `absent` is the 404 for a key that is not there. */
export type Outcome = 'allowed' | 'denied' | 'absent';

const INPUT = ['s3:GetObject', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
const OUTPUT = [...INPUT, 's3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts'];
const ROLES: Readonly<Record<string, readonly string[]>> = {
  input: INPUT,
  output: OUTPUT,
  'input-and-output': [...OUTPUT, 's3:GetObjectAcl'],
  'video-cloud-ingest': ['s3:GetObject', 's3:GetObjectAcl', 's3:GetBucketLocation'],
};

/** What S3 has to answer for the words to be true. It shares no code with what is tested. */
export function expected(words: Words, question: Question): Outcome {
  const { operation, key, to } = question;
  const keys = { bucket: undefined, key, destination: to };
  const may = NEEDS[operation].every(({ action, on }) => allows(words, question, action, keys[on]));
  if (!may) return 'denied';
  return operation === 'GetObject of a missing key' ? 'absent' : 'allowed';
}

/** Whether one action is allowed. A Deny is stronger than anything, and the owner needs no permission. */
export function allows(
  words: Words,
  { asker, tls }: Pick<Question, 'asker' | 'tls'>,
  action: string,
  key?: string,
): boolean {
  const { account } = ASKERS[asker];
  const resource = `arn:aws:s3:::${words.bucket}${key === undefined ? '' : `/${key}`}`;
  const others = words.others.filter((statement) => speaksOf(statement, { account, action, resource, tls }));
  if (others.some(({ Effect }) => Effect === 'Deny')) return false;
  if (asker === 'owner' || others.length > 0) return true;
  return (
    account === words.accountId &&
    (tls || !words.requireTls) &&
    words.grants.some((grant) => grants(grant, action, key, new Date()))
  );
}

function grants(grant: Grant, action: string, key: string | undefined, now: Date): boolean {
  const { role, actions = [], prefixes, keys, expires } = grant;
  const granted = role === undefined ? actions : ROLES[role]!;
  const everywhere = key === undefined || (prefixes === undefined && keys === undefined);
  return (
    granted.includes(action) &&
    (everywhere || !!prefixes?.some((prefix) => key.startsWith(prefix)) || !!keys?.includes(key)) &&
    (expires === undefined || now < new Date(expires))
  );
}

interface Request {
  readonly account: string | undefined;
  readonly action: string;
  readonly resource: string;
  readonly tls: boolean;
}

function speaksOf(statement: KeptStatement, { account, action, resource, tls }: Request): boolean {
  const { Principal, Action, Resource, Condition } = statement;
  const principals = Principal === '*' ? ['*'] : [Principal.AWS].flat();
  return (
    principals.some((principal) => principal === '*' || principal === `arn:aws:iam::${account}:root`) &&
    [Action].flat().some((pattern) => covers(pattern, action)) &&
    [Resource].flat().some((pattern) => covers(pattern, resource)) &&
    (Condition === undefined || !tls)
  );
}

function covers(pattern: string, value: string): boolean {
  return pattern.endsWith('*') ? value.startsWith(pattern.slice(0, -1)) : value === pattern;
}
