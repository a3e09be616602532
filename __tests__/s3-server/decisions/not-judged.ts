import type { GrantWords } from '../../support/meaning';
import { allows, expected, type Question } from './expected';
import { OBJECT_OPERATIONS } from './needs';
import { REQUESTER_NAMES, type RequesterName } from './requesters';
import type { BucketEntry, Words } from './words';

/** What this server cannot judge, and where it answers otherwise than AWS's documentation says. */
export const NOT_JUDGED = {
  variables:
    'A key that only a pattern with `${*}`, `${?}` or `${$}` covers. This server does not support policy variables and reads them as text. Whether such a pattern covers other keys is judged.',
  colon: 'A bucket whose policy has a key or prefix with a colon. This server refuses such a policy.',
  acl: 'PutObject with an ACL, where s3:PutObject is granted and s3:PutObjectAcl is not. AWS requires both actions, this server only the first.',
  missing:
    "GetObject of a missing key, where s3:ListBucket is granted and s3:GetObject is not. This server answers 404. According to AWS's documentation, S3 answers 404 only if s3:GetObject is granted too.",
  transport:
    'A kept Deny for requests without TLS, over http. This server sets `aws:SecureTransport` only over https, AWS always.',
  ownUpload:
    'AbortMultipartUpload of an upload that the account started itself, without s3:AbortMultipartUpload. AWS allows it, this server does not. The uploads in this test belong to the owner.',
  ownership:
    'The owner of the objects that Zencoder writes, with `objectOwnership`. This server has no object ownership controls.',
  publicAccess:
    'PutBucketPolicy with Block Public Access. This server treats a policy for one named account as public.',
} as const;

export type Reason = keyof typeof NOT_JUDGED;

/** Why the server is not held to an answer, or undefined when it is. */
export function notJudged(words: Words, question: Question): Reason | undefined {
  const { operation, tls, key } = question;
  const may = (action: string, onKey?: string) => allows(words, question, action, onKey);
  const answer = expected(words, question);
  if (answer !== expected(withoutVariables(words), question)) return 'variables';
  if (!tls && answer !== expected(withoutConditions(words), question)) return 'transport';
  if (operation === 'PutObject with an ACL' && answer === 'denied' && may('s3:PutObject', key)) return 'acl';
  if (operation === 'GetObject of a missing key' && answer === 'denied' && may('s3:ListBucket')) return 'missing';
  return undefined;
}

export interface Unasked {
  readonly requester: Question['requester'];
  readonly operation: string;
  readonly key?: string;
  readonly skipped: Reason;
}

/** Whether the server refuses the policy, as S3 does not. */
export function refusesPolicy({ grants = [] }: Pick<BucketEntry, 'grants'>): boolean {
  return grants.some(({ prefixes = [], keys = [] }) => [...prefixes, ...keys].some((name) => name.includes(':')));
}

/** What would be asked of AWS and is not asked here. */
export function unasked(words: Words, keys: readonly string[]): Unasked[] {
  const eachKey = keys.flatMap((key) => REQUESTER_NAMES.map((requester) => ({ requester, key })));
  const publicAccess: Unasked = {
    requester: 'owner',
    operation: 'PutBucketPolicy under Block Public Access',
    skipped: 'publicAccess',
  };
  if (refusesPolicy(words)) {
    const operations = eachKey.flatMap((at) => OBJECT_OPERATIONS.map((operation) => ({ ...at, operation })));
    return [publicAccess, ...operations.map((at): Unasked => ({ ...at, skipped: 'colon' }))];
  }
  const may = (action: string, { requester, key }: { requester: RequesterName; key: string }) =>
    allows(words, { requester, tls: true }, action, key);
  const writers = eachKey.filter((at) => at.requester !== 'owner' && may('s3:PutObject', at));
  const initiators = writers.filter((at) => !may('s3:AbortMultipartUpload', at));
  return [
    publicAccess,
    ...initiators.map((at): Unasked => ({ ...at, operation: 'AbortMultipartUpload of its own', skipped: 'ownUpload' })),
    ...(words.objectOwnership === undefined ? [] : writers).map(
      (at): Unasked => ({ ...at, operation: 'GetObject of what it wrote', skipped: 'ownership' }),
    ),
  ];
}

function withoutVariables(words: Words): Words {
  const plain = (names: readonly string[] | undefined) => names?.filter((name) => !/[*?$]/.test(name));
  const grants = words.grants.map(
    (grant): GrantWords => ({ ...grant, prefixes: plain(grant.prefixes), keys: plain(grant.keys) }),
  );
  return { ...words, grants };
}

function withoutConditions(words: Words): Words {
  return { ...words, others: words.others.filter(({ Condition }) => Condition === undefined) };
}
