import { Severity } from '../../../../lib/messages/diagnostic';
import type { Json, JsonObject } from '../../../../lib/messages/json';

/** A finding: its path as it is read, and a part of its message. */
export interface Expected {
  readonly path: string;
  readonly message: string;
  readonly severity?: Severity;
}

/** A policy of the bucket films, and all that is found in it. */
export interface GrammarCase {
  readonly title: string;
  readonly policy: Json;
  readonly expected: readonly Expected[];
}

export const BUCKET_ARN = 'arn:aws:s3:::films';
export const OBJECTS = `${BUCKET_ARN}/*`;

export const STATEMENT: JsonObject = {
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [BUCKET_ARN, OBJECTS],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

type Members = Readonly<Record<string, Json | undefined>>;

/** The statement with other members; one that is undefined is left out. */
export function statement(members: Members): JsonObject {
  const all = Object.entries({ ...STATEMENT, ...members });
  return Object.fromEntries(all.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

export function policyOf(...statements: Json[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

export function error(path: string, message: string): Expected {
  return { path, message };
}

export function warning(path: string, message: string): Expected {
  return { path, message, severity: Severity.WARNING };
}

/** Policies of one statement, with paths from that statement on. */
export function statementCase(title: string, members: Members, ...expected: Expected[]): GrammarCase {
  return {
    title,
    policy: policyOf(statement(members)),
    expected: expected.map((one) => ({ ...one, path: `Statement[0]${one.path === '' ? '' : `.${one.path}`}` })),
  };
}
