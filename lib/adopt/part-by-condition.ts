import { labelOf, type StatementPlace } from '../iam/policy';
import { forAccount, type NamingTest, namingTests, withoutValues } from '../judgement/named-in-condition';
import type { JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import type { ZencoderIdentity } from '../zencoder/identity';
import type { KeptStatement } from './kept-statements';
import { type Loss, loss } from './loss';
import { type Reading, readStatement } from './read-statement';

/** Whose policy is adopted. */
export interface AdoptionContext {
  readonly bucket: string;
  readonly zencoder: Required<ZencoderIdentity>;
  /** S3 gave it, and so has taken its grammar. */
  readonly isLive?: boolean;
}

/** What a statement comes to: something for Zencoder, something for others, or both. */
export interface Part {
  readonly reading?: Reading;
  readonly kept?: KeptStatement;
  readonly losses?: readonly Loss[];
  readonly notes?: readonly string[];
  readonly faults?: readonly string[];
}

/**
 * Parts a statement for everybody whose condition names Zencoder; undefined for one that names it nowhere. Taking Zencoder's values
 * out of a test leaves all others as they are, if the test holds for those alone whom it names.
 */
export function partByCondition(
  statement: JsonObject,
  place: StatementPlace,
  context: AdoptionContext,
): Part | undefined {
  const { bucket, zencoder } = context;
  const tests = namingTests(statement, zencoder);
  if (tests.length === 0) {
    return undefined;
  }
  const open = tests.find(({ holdsWithoutKey }) => holdsWithoutKey);
  if (open !== undefined) {
    return { faults: [`${labelOf(place)}: Condition: ${openMessage(open)}`] };
  }
  const rest = withoutValues(statement, tests);
  const others = rest === null ? {} : { kept: { place, statement: rest } };
  if (!tests.every(({ isWhole }) => isWhole)) {
    const names = tests.flatMap(({ values }) => values.map(quoted)).join(', ');
    const why = `its condition is for ${names} alone, and grants are for Zencoder's whole account`;
    return { ...others, losses: [loss(place, statement, why)] };
  }
  return { ...others, reading: readStatement(forAccount(statement, tests, zencoder), place, bucket) };
}

function openMessage({ operator, key, values }: NamingTest): string {
  return `${operator} on ${key} names Zencoder (${values.map(quoted).join(', ')}) and can hold for requests without the key too; put Zencoder's values into a statement of their own, with an operator that needs the key`;
}
