import fc from 'fast-check';
import { BAD_NAMES } from '../s3/cases/bucket-names';
import { describeTerraform } from '../support/terraform';
import { BAD_DOCUMENTS, DAMAGES, damagedInputs } from './damages';
import { documentOfCore, type PolicyInputs } from './policy-inputs';
import { RARE_DATES } from './rare-dates';
import { type Inputs, linesOf, refusalsOf } from './refused-calls';

const INPUTS = 200;
const SEED = 20270630;

describeTerraform('Wrong inputs of the policy module', () => {
  it(`are refused by the module and the library, ${INPUTS} of every kind, and Terraform names the error`, () => {
    const wrong = fc.sample(damagedInputs, { numRuns: INPUTS, seed: SEED });
    const refused = refusalsOf(wrong.map(({ inputs }) => inputs));
    expect(new Set(wrong.map(({ what }) => what)).size).toBe(DAMAGES.length);
    for (const [place, { what, inputs, named }] of wrong.entries()) {
      expect({ what, inputs, core: takenByCore(inputs), lines: linesOf(refused(place)) }).toEqual({
        what,
        inputs,
        core: 'refused',
        lines: expect.arrayContaining([expect.stringContaining(named)]),
      });
      expect(refused(place).filter(({ message }) => !message.startsWith('Invalid value for variable'))).toEqual([]);
    }
  });

  it('are all named at once', () => {
    const dates = Object.values(RARE_DATES).flat();
    const names = BAD_NAMES.map(([bucket]) => ({ bucket, grants: [{ role: 'input' }] }));
    const refused = refusalsOf([
      { bucket: 'films', grants: dates.map((expires) => ({ role: 'input', expires })) },
      {
        bucket: 'films',
        grants: [{ role: 'input' }],
        source_policy_documents: BAD_DOCUMENTS.map(([, json]) => json),
      },
      ...names,
    ]);
    const lines = linesOf([...refused(0), ...refused(1)]);
    const begun = (start: string) => ({ start, lines: lines.filter((line) => line.startsWith(start)).length });
    for (const [place, date] of dates.entries()) {
      expect({ date, ...begun(`grants[${place}].expires: `) }).toMatchObject({ date, lines: 1 });
    }
    for (const [place, [what, , path]] of BAD_DOCUMENTS.entries()) {
      const start = `source_policy_documents[${place}]${path === '' ? '' : `.${path}`}`;
      expect({ what, ...begun(start) }).toEqual({ what, start, lines: 1 });
    }
    for (const [place, { bucket }] of names.entries()) {
      expect({ bucket, refusals: refused(place + 2).length }).not.toMatchObject({ refusals: 0 });
    }
  });
});

function takenByCore(inputs: Inputs): string {
  try {
    documentOfCore(inputs as unknown as PolicyInputs);
    return 'taken';
  } catch {
    return 'refused';
  }
}
