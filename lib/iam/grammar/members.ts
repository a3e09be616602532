import type { Diagnostic } from '../../messages/diagnostic';
import type { JsonObject } from '../../messages/json';
import { didYouMean } from '../../messages/wording';

/**
 * Members that IAM's grammar does not have. Names have case: S3 refuses `condition` with "Unknown field condition".
 * Source: IAM's "Grammar of the IAM JSON policy language"; Access Analyzer's "Invalid policy element".
 */
export function memberFindings(object: JsonObject, known: readonly string[]): Diagnostic[] {
  return Object.keys(object)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const inCase = known.some((one) => one.toLowerCase() === name.toLowerCase());
      const meant = `${didYouMean(name, known)}${inCase ? ' Names of elements have case' : ''}`;
      return { path: [name], message: `is no element of a policy${meant}` };
    });
}
