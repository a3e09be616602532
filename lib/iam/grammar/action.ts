import type { Diagnostic } from '../../messages/diagnostic';
import { quoted } from '../../messages/wording';
import type { S3Action } from '../../s3/actions';
import { actionOfOperation, KNOWN_ACTIONS, knownAction } from '../../s3/actions';
import { comparable, isSameName } from '../policy';
import { error, type Fault, ofTexts, type Placed, valueFindings, warning } from './placed';

/** Checks `Action` or `NotAction`. */
export function actionFindings(element: Placed): Diagnostic[] {
  return valueFindings(element, ofTexts('an action', actionFault));
}

const EVERYTHING = /^\*+$|^\*:\*$/;
const ACTION = /^([^:]*):(.*)$/s;
/** A name that begins with a verb of S3's actions. */
const LIKE_AN_ACTION = /^(?:Abort|Bypass|Create|Delete|Get|Head|List|Put|Replicate|Restore|Upload)[a-z0-9*?]*$/i;

/**
 * Why a text is not an action of S3. Actions are not case-sensitive. `*` alone matches every action, but a wildcard
 * cannot replace the service. Sources: IAM's "IAM JSON policy elements: Action"; S3 answers "Policy has invalid action"
 * for other services.
 */
function actionFault(text: string): Fault | undefined {
  if (EVERYTHING.test(text)) {
    return undefined;
  }
  const [, service, name = ''] = ACTION.exec(text) ?? [];
  if (service === undefined) {
    return error(
      LIKE_AN_ACTION.test(text)
        ? `${quoted(text)} has no service prefix; write ${quoted(`s3:${text}`)}`
        : `${quoted(text)} is not an action: an action has a service prefix and a name, as in "s3:GetObject"`,
    );
  }
  if (!isSameName(service, 's3')) {
    return error(`${quoted(text)} is not an S3 action: a bucket policy can contain only S3 actions; remove it`);
  }
  return /^[a-z0-9*?]+$/i.test(name)
    ? unknownActionFault(text)
    : error(
        `${quoted(text)} is not a valid action: its name can contain only letters, digits, "*" and "?", such as s3:GetObject`,
      );
}

/**
 * Warns about an API operation, or about a name that is one letter away from a known action. Any other unknown name can
 * be an action that AWS added later.
 * Source: S3's page of the Service Authorization Reference; Access Analyzer's "Invalid action".
 */
function unknownActionFault(text: string): Fault | undefined {
  const required = actionOfOperation(text);
  if (required !== undefined) {
    return warning(operationMessage(text, required));
  }
  const meant = misspelt(text);
  return meant && warning(`${quoted(text)} is not a known S3 action; did you mean ${quoted(meant)}?`);
}

export function operationMessage(operation: string, required: S3Action): string {
  return `${quoted(operation)} is an operation of the S3 API, not an action; write ${quoted(required)}, the action that it requires`;
}

/** The known action that differs by one letter: added, removed, changed, or swapped with the next one. */
function misspelt(action: string): S3Action | undefined {
  return /[*?]/.test(action) || knownAction(action) !== undefined
    ? undefined
    : KNOWN_ACTIONS.find((known) => isOneLetterOff(comparable(action), comparable(known)));
}

function isOneLetterOff(given: string, known: string): boolean {
  let from = 0;
  while (from < known.length && given[from] === known[from]) {
    from++;
  }
  const rest = (text: string, dropped: number) => text.slice(from + dropped);
  return (
    rest(given, 1) === rest(known, 1) ||
    rest(given, 1) === rest(known, 0) ||
    rest(given, 0) === rest(known, 1) ||
    (given[from] === known[from + 1] && given[from + 1] === known[from] && rest(given, 2) === rest(known, 2))
  );
}
