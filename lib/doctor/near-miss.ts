import { type BucketPolicyDecision, BucketPolicyRole, type BucketPolicyStatement } from '../iam/decision';
import { labelOf } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../policy/json';
import { quoted } from '../policy/wording';

/** Where a statement fails to allow what is asked. */
export enum Miss {
  CONDITION = 'condition',
  RESOURCE = 'resource',
  ACTION = 'action',
  PRINCIPAL = 'principal',
}

const MISSES: Readonly<Record<string, Miss>> = {
  'it is about other principals': Miss.PRINCIPAL,
  'it is about other actions': Miss.ACTION,
  'it is about other resources': Miss.RESOURCE,
};

const ELEMENTS: Readonly<Record<Exclude<Miss, Miss.CONDITION>, string>> = {
  [Miss.PRINCIPAL]: 'Principal',
  [Miss.ACTION]: 'Action',
  [Miss.RESOURCE]: 'Resource',
};

/** A statement that one thing keeps from allowing what is asked. */
export interface NearMiss {
  readonly index: number;
  readonly miss: Miss;
  /** As the end of a sentence that begins with what is not allowed. */
  readonly words: string;
}

const ORDER = Object.values(Miss);

/** The statements that nearly allow it, the likeliest first. */
export function nearMisses(decision: BucketPolicyDecision, statements: readonly Json[], now: Date): NearMiss[] {
  return decision.statements
    .filter(({ role }) => role === BucketPolicyRole.NEARLY_ALLOWS)
    .map((statement) => nearMiss(statement, statements[statement.index], now))
    .sort((a, b) => ORDER.indexOf(a.miss) - ORDER.indexOf(b.miss));
}

function nearMiss({ index, sid, because }: BucketPolicyStatement, text: Json | undefined, now: Date): NearMiss {
  const name = labelOf({ index, sid });
  const reason = because[0] ?? '';
  const miss = MISSES[reason] ?? Miss.CONDITION;
  const statement = isObject(text) ? text : {};
  if (miss === Miss.CONDITION) {
    const end = endOf(statement, now);
    return { index, miss, words: `${name} would, ${end === undefined ? `but ${reason}` : `but it ended on ${end}`}` };
  }
  return { index, miss, words: `${name} would, but ${elementWords(statement, ELEMENTS[miss])}` };
}

function elementWords(statement: JsonObject, element: string): string {
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
    .filter(([key]) => key.toLowerCase() === 'aws:currenttime')
    .map(([, date]) => String(date))
    .find((date) => Date.parse(date) <= now.getTime());
}
