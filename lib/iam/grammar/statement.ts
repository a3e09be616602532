import type { Diagnostic } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { didYouMean, quoted } from '../../messages/wording';
import { CHOICES, STATEMENT_MEMBERS } from '../policy';
import { actionFindings } from './action';
import { applicabilityFindings } from './applicability';
import { conditionFindings } from './condition';
import type { GrammarOptions } from './document';
import { memberFindings } from './members';
import type { Placed } from './placed';
import { principalFindings } from './principal';
import { resourceFindings } from './resource';

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
    ...findingsOf(['Sid'], sidFindings),
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
    const [hasOne, hasOther] = [one in statement, other in statement];
    const both = hasOne && hasOther ? `has both ${one} and ${other}; ` : '';
    return hasOne === hasOther
      ? [{ path: [], message: `${both}a statement of a bucket policy needs either ${one} or ${other}` }]
      : [];
  });
}

/** Any text is a Sid for S3: its console writes hyphens and spaces. Source: IAM's "IAM JSON policy elements: Sid". */
function sidFindings({ path, value }: Placed): Diagnostic[] {
  return typeof value === 'string'
    ? []
    : [{ path, message: `${quoted(value)} is not a string; write a text in quotes, or leave Sid out` }];
}
