import { type Diagnostic, findingsOfEach } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { didYouMean, quoted } from '../../messages/wording';
import type { Account } from '../account';
import { CHOICES, STATEMENT_MEMBERS } from '../policy';
import { actionFindings } from './action';
import { applicabilityFindings } from './applicability';
import { conditionFindings } from './condition';
import type { Placed } from './placed';
import { principalFindings } from './principal';
import { resourceFindings } from './resource';

/** What is known of the bucket that a policy is for. */
export interface GrammarOptions {
  /**
   * Its name.
   * @default - not known: no Resource is compared with it
   */
  readonly bucket?: string;

  /**
   * The account that asks for access.
   * @default - not known
   */
  readonly account?: Account;
}

const EFFECTS = ['Allow', 'Deny'];

/** What is wrong with a statement, seen from the statement. */
export function statementFindings(statement: Json, { bucket, account }: GrammarOptions): Diagnostic[] {
  if (!isObject(statement)) {
    return [{ path: [], message: `${quoted(statement)} is not a statement: give a JSON object` }];
  }
  const findingsOf = (names: readonly string[], check: (element: Placed) => Diagnostic[]) =>
    names.flatMap((name) => {
      const value = statement[name];
      return value === undefined ? [] : check({ path: [name], value });
    });
  return [
    ...memberFindings(statement, STATEMENT_MEMBERS),
    ...effectFindings(statement),
    ...choiceFindings(statement),
    ...findingsOf(['Sid'], nameFindings),
    ...findingsOf(['Principal', 'NotPrincipal'], (element) => principalFindings(element, account)),
    ...findingsOf(['Action', 'NotAction'], actionFindings),
    ...findingsOf(['Resource', 'NotResource'], (element) => resourceFindings(element, bucket)),
    ...applicabilityFindings(statement),
    ...findingsOf(['Condition'], (element) => conditionFindings(element, statement)),
  ];
}

/** Source: IAM's "IAM JSON policy elements: Effect", which has case; S3 answers "Missing required field Effect". */
function effectFindings({ Effect }: JsonObject): Diagnostic[] {
  if (typeof Effect === 'string' && EFFECTS.includes(Effect)) {
    return [];
  }
  const meant = typeof Effect === 'string' ? didYouMean(Effect, EFFECTS) : '';
  const given = Effect === undefined ? 'is missing' : `${quoted(Effect)} is no Effect${meant}`;
  return [{ path: ['Effect'], message: `${given}${meant === '' ? ': it' : ' It'} must be "Allow" or "Deny"` }];
}

/** Source: IAM's "Grammar of the IAM JSON policy language", of which a bucket policy needs all three. */
function choiceFindings(statement: JsonObject): Diagnostic[] {
  return CHOICES.flatMap(([one, other]) => {
    const hasOne = one in statement;
    const both = hasOne ? `has both ${one} and ${other}; ` : '';
    return hasOne === other in statement
      ? [{ path: [], message: `${both}a statement of a bucket policy needs either ${one} or ${other}` }]
      : [];
  });
}

/**
 * Members that IAM's grammar does not have. Names have case: S3 refuses `condition` with "Unknown field condition".
 * Source: IAM's "Grammar of the IAM JSON policy language"; Access Analyzer's "Invalid policy element".
 */
export function memberFindings(object: JsonObject, known: readonly string[]): Diagnostic[] {
  const unknown = Object.keys(object).filter((name) => !known.includes(name));
  return findingsOfEach(unknown, (name) => {
    const inCase = known.some((one) => one.toLowerCase() === name.toLowerCase());
    const meant = `${didYouMean(name, known)}${inCase ? ' Names of elements have case' : ''}`;
    return [{ path: [name], message: `is no element of a policy${meant}` }];
  });
}

/** Any text is a Sid, and any is the Id of a policy. Sources: IAM's "IAM JSON policy elements: Sid" and "IAM JSON policy elements: Id". */
export function nameFindings({ path, value }: Placed): Diagnostic[] {
  return typeof value === 'string'
    ? []
    : [{ path, message: `${quoted(value)} is not a string; write a text in quotes, or leave ${path[0]} out` }];
}
