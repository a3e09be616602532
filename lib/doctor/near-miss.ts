import { BucketPolicyRole } from '../iam/decision';
import { isSameName } from '../iam/names';
import { labelOf } from '../iam/policy';
import { type Mismatch, StatementElement } from '../iam/statement';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import type { ActionDecision, DecidingStatement } from './policy-decisions';

/** A statement that one thing keeps from allowing what is asked. */
export interface NearMiss {
  readonly index: number;
  readonly element: StatementElement;
  /** As the end of a sentence that begins with what is not allowed. */
  readonly words: string;
}

/** The likeliest to be the cause first. */
const ORDER = [
  StatementElement.CONDITION,
  StatementElement.RESOURCE,
  StatementElement.ACTION,
  StatementElement.PRINCIPAL,
];

/** The statements that nearly allow it, the likeliest first. */
export function nearMisses(
  { statements: deciding }: ActionDecision,
  statements: readonly Json[],
  now: Date,
): NearMiss[] {
  return deciding
    .filter(({ role }) => role === BucketPolicyRole.NEARLY_ALLOWS)
    .flatMap((one) => one.reading.against.map((mismatch) => nearMiss(one, mismatch, statements[one.index], now)))
    .sort((a, b) => ORDER.indexOf(a.element) - ORDER.indexOf(b.element));
}

function nearMiss(
  { index, sid }: DecidingStatement,
  { element, words }: Mismatch,
  text: Json | undefined,
  now: Date,
): NearMiss {
  const statement = isObject(text) ? text : {};
  const end = endOf(statement, now);
  const but =
    element !== StatementElement.CONDITION
      ? elementWords(statement, element)
      : end === undefined
        ? words
        : `it ended on ${end}`;
  return { index, element, words: `${labelOf({ index, sid })} would, but ${but}` };
}

function elementWords(statement: JsonObject, element: StatementElement): string {
  const name = element in statement ? element : `Not${element}`;
  const value = statement[name];
  const isWhole = isObject(value) && Object.keys(value).length === 1 ? Object.values(value)[0]! : value!;
  const shown = Array.isArray(isWhole) && isWhole.length === 1 ? isWhole[0]! : isWhole;
  return `its ${name} is ${quoted(shown)}`;
}

/** Until when it held, if that is past. */
function endOf({ Condition }: JsonObject, now: Date): string | undefined {
  const tests = Object.entries(isObject(Condition) ? Condition : {}).filter(([operator]) =>
    operator.startsWith('DateLessThan'),
  );
  return tests
    .flatMap(([, test]) => Object.entries(isObject(test) ? test : {}))
    .filter(([key]) => isSameName(key, 'aws:CurrentTime'))
    .flatMap(([, date]) => (typeof date === 'string' ? [date] : []))
    .find((date) => Date.parse(date) <= now.getTime());
}
