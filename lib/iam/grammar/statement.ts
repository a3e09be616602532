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

/** What is known about the bucket of a policy. */
export interface GrammarOptions {
  /**
   * The name of the bucket.
   * @default - not known: no Resource is compared with it
   */
  readonly bucket?: string;

  /**
   * The account that requests access.
   * @default - not known
   */
  readonly account?: Account;
}

const EFFECTS = ['Allow', 'Deny'];

/** Checks a statement. The paths of the findings begin in the statement. */
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

/**
 * The value is case-sensitive. Source: IAM's "IAM JSON policy elements: Effect"; S3 answers "Missing required field
 * Effect".
 */
function effectFindings({ Effect }: JsonObject): Diagnostic[] {
  if (typeof Effect === 'string' && EFFECTS.includes(Effect)) {
    return [];
  }
  const meant = typeof Effect === 'string' ? didYouMean(Effect, EFFECTS) : '';
  const given = Effect === undefined ? 'Effect is missing' : `${quoted(Effect)} is not a valid Effect${meant}`;
  return [{ path: ['Effect'], message: `${given}${meant === '' ? ': it' : ' It'} must be "Allow" or "Deny"` }];
}

/**
 * A statement of a bucket policy needs one element of each pair. Source: IAM's "Grammar of the IAM JSON policy
 * language".
 */
function choiceFindings(statement: JsonObject): Diagnostic[] {
  return CHOICES.flatMap(([one, other]) => {
    const hasOne = one in statement;
    const message = hasOne
      ? `the statement contains both ${one} and ${other}; write only one of them`
      : `the statement contains neither ${one} nor ${other}; write one of them`;
    return hasOne === other in statement ? [{ path: [], message }] : [];
  });
}

/**
 * Finds members that IAM's grammar does not have. Names are case-sensitive: S3 refuses `condition` with "Unknown field
 * condition".
 * Source: IAM's "Grammar of the IAM JSON policy language"; Access Analyzer's "Invalid policy element".
 */
export function memberFindings(object: JsonObject, known: readonly string[]): Diagnostic[] {
  const unknown = Object.keys(object).filter((name) => !known.includes(name));
  return findingsOfEach(unknown, (name) => {
    const inCase = known.some((one) => one.toLowerCase() === name.toLowerCase());
    const meant = `${didYouMean(name, known)}${inCase ? ' Element names are case-sensitive' : ''}`;
    return [{ path: [name], message: `${quoted(name)} is not a policy element${meant}` }];
  });
}

/**
 * Any string is a valid Sid of a statement or Id of a policy. Sources: IAM's "IAM JSON policy elements: Sid" and "IAM
 * JSON policy elements: Id".
 */
export function nameFindings({ path, value }: Placed): Diagnostic[] {
  return typeof value === 'string'
    ? []
    : [{ path, message: `${quoted(value)} is not a string; write it in quotes, or remove ${path[0]}` }];
}
