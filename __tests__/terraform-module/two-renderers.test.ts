import fc from 'fast-check';
import { describeTerraform } from '../support/terraform';
import { policiesOfTerraform } from './policies';
import { documentOfCore, policyInputs } from './policy-inputs';

const INPUTS = 1000;
const SEED = 20270630;
/** So many inputs for each run of Terraform, of which two are under way at a time. */
const IN_ONE_RUN = 250;

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, part) => list.slice(part * size, (part + 1) * size));
}

describeTerraform('The module and the library', () => {
  it(`create the same document for ${INPUTS} inputs`, async () => {
    const inputs = fc.sample(policyInputs, { numRuns: INPUTS, seed: SEED });
    const policies: string[] = [];
    for (const pair of parts(parts(inputs, IN_ONE_RUN), 2)) {
      policies.push(...(await Promise.all(pair.map(policiesOfTerraform))).flat());
    }
    const differing = inputs
      .map((each, index) => ({ inputs: each, core: documentOfCore(each), terraform: policies[index]! }))
      .filter(({ core, terraform }) => !sameJson(core, terraform));
    expect(differing.slice(0, 3)).toEqual([]);
  }, 180_000);
});

/** The same values with the same members, in whatever order, and arrays in their order. */
function sameJson(one: string, other: string): boolean {
  try {
    expect(JSON.parse(one)).toEqual(JSON.parse(other));
    return true;
  } catch {
    return false;
  }
}
