import { bucketAllows } from '../../support/meaning';
import { simulate } from '../../support/simulate';
import { NEEDS, type Operation } from './needs';
import { REQUESTERS, type RequesterName } from './requesters';
import type { Words } from './words';

export interface Question {
  readonly requester: RequesterName;
  readonly operation: Operation;
  readonly tls: boolean;
  readonly key?: string;
  /** The key that a copy goes to. */
  readonly to?: string;
}

/** `absent` is the 404 for a key that is not there. */
export type Outcome = 'allowed' | 'denied' | 'absent';

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
  { requester, tls }: Pick<Question, 'requester' | 'tls'>,
  action: string,
  key?: string,
): boolean {
  const kept = byKeptStatements(words, { requester, tls }, action, key);
  if (kept === 'ExplicitlyDenied') return false;
  if (requester === 'owner' || kept === 'Allowed') return true;
  const { account: accountId } = REQUESTERS[requester];
  return bucketAllows(words, { accountId, bucket: words.bucket, action, key, tls, at: new Date() });
}

/** An account that no policy names, for those whom policies know by no account. */
const NAMELESS = '222222222222';

/** What the simulator says of the statements of other principals alone. */
function byKeptStatements(
  { bucket, others }: Words,
  { requester, tls }: Pick<Question, 'requester' | 'tls'>,
  action: string,
  key?: string,
) {
  if (others.length === 0) return 'ImplicitlyDenied';
  const { account = NAMELESS } = REQUESTERS[requester];
  return simulate(
    { Version: '2012-10-17', Statement: others },
    {
      principal: `arn:aws:iam::${account}:role/requester`,
      action,
      resource: `arn:aws:s3:::${bucket}${key === undefined ? '' : `/${key}`}`,
      context: { 'aws:SecureTransport': String(tls) },
    },
  );
}
