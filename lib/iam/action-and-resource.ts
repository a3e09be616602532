import type { Json, JsonObject } from '../messages/json';
import { plain, quoted } from '../messages/wording';
import { matchesResource } from './arn-pattern';
import { matches, type PatternOptions, readPattern } from './pattern';
import { comparable } from './policy';
import { any, depends, type Verdict } from './verdict';

/** Whether an element or its opposite, such as `Action` and `NotAction`, covers the request. */
function covers(statement: JsonObject, name: string, coversOne: (text: string) => Verdict): Verdict {
  const opposite = `Not${name}`;
  const element = statement[name] ?? statement[opposite];
  const isNegated = statement[name] === undefined;
  if (element === undefined || (!isNegated && statement[opposite] !== undefined)) {
    return depends(`it covers the request, which is unknown: a statement needs either ${name} or ${opposite}`);
  }
  const texts: Json[] = Array.isArray(element) && element.length > 0 ? element : [element];
  const found = any(texts.map((text) => (typeof text === 'string' ? coversOne(text) : notUnderstood(text))));
  if (typeof found === 'boolean') {
    return found !== isNegated;
  }
  const [{ when }] = found as [{ when: string }];
  return isNegated
    ? depends(`its ${opposite} does not cover it`, `its ${opposite} covers it: ${when}`)
    : depends(`its ${name} covers it: ${when}`);
}

function notUnderstood(value: Json): Verdict {
  return depends(`${quoted(value)} is not understood`);
}

const ACTION = /^[a-z0-9-]+:[a-z0-9*?]+$/i;
/** An ARN pattern whose service has no wildcards. The partition and the service are in lower case. */
const ARN = /^arn:[a-z0-9*?-]+:[a-z0-9-]+:/;
/**
 * The literal beginning of an ARN pattern that has all six segments. Every ARN that matches the pattern has this
 * beginning.
 */
const BEGINNING = /^arn:[a-z0-9-]+:[a-z0-9-]+(?::[^:*?$]*){2}:[^*?$]*/;
const EVERYTHING = /^\*+$/;

/** Whether a statement covers an action. Action names are not case-sensitive. Source: IAM's "Action". */
export function coversAction(statement: JsonObject, action: string): Verdict {
  return covers(statement, 'Action', (text) => {
    const pattern = readPattern(text, { wildcards: true, ignoreCase: true, variables: undefined });
    return (
      EVERYTHING.test(text) ||
      (ACTION.test(text) ? (matches(pattern, comparable(action)) ?? false) : notUnderstood(text))
    );
  });
}

/** Whether a statement covers a bucket or an object. Source: IAM's "IAM JSON policy elements: Resource". */
export function coversResource(statement: JsonObject, arn: string, variables: PatternOptions['variables']): Verdict {
  return covers(statement, 'Resource', (text) => {
    // Pattern matching takes most of the time, and few of hundreds of keys have this beginning.
    const beginning = statement.Resource === undefined ? undefined : BEGINNING.exec(text)?.[0];
    if (beginning !== undefined && !arn.startsWith(beginning)) {
      return false;
    }
    const pattern = readPattern(text, { wildcards: true, variables });
    const { unknown, empty } = pattern;
    if (EVERYTHING.test(text)) {
      return true;
    }
    // According to IAM's page, a resource that has a variable without a value matches nothing, and the statement can be
    // invalid.
    const isDoubtful = statement.Resource === undefined && (empty || unknown.length > 0);
    const isMatch = ARN.test(text) && !isDoubtful ? matchesResource(pattern, arn) : undefined;
    return (
      isMatch ??
      (unknown.length === 0
        ? notUnderstood(text)
        : depends(`${quoted(text)}, depending on ${unknown.map(plain).join(' and ')}`))
    );
  });
}
