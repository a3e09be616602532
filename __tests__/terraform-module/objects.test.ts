import fc from 'fast-check';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { configure, copyVariable } from './modules';
import { BAD_OBJECTS, BAD_PAIRS } from './object-damages';
import { inSnakeCase, isTakenByCore, objectInputs } from './object-inputs';
import { linesOf, refusalsOf } from './refused-calls';

const LISTS = 200;
const SEED = 20270630;

/** What Terraform says of each list of objects. */
function saidOf(lists: readonly (readonly unknown[])[]): string[][] {
  const refused = refusalsOf(
    lists.map((objects) => ({ objects: objects.map(inSnakeCase) })),
    (folder) => copyVariable('objects', folder),
  );
  return lists.map((_, place) => linesOf(refused(place)));
}

describeTerraform('The objects of the root module', () => {
  it(`are taken where TypeScript takes them, ${LISTS} lists of every kind`, () => {
    const lists = fc.sample(objectInputs, { numRuns: LISTS, seed: SEED });
    const { status, output } = inFolder((folder) => {
      const source = copyVariable('objects', folder);
      const each = { for_each: '${{for i, o in jsondecode(file("inputs.json")) : i => o}}', objects: '${each.value}' };
      configure(
        folder,
        { module: { taken: { source, ...each } } },
        lists.map((objects) => objects.map(inSnakeCase)),
      );
      return terraform.run(folder, 'plan', '-no-color');
    });
    expect({ status, output: output.slice(0, 2000) }).toMatchObject({ status: 0 });
  });

  it('are refused each in its place among others, by both', () => {
    const others = fc.sample(objectInputs, { numRuns: BAD_OBJECTS.length, seed: SEED });
    const lists = BAD_OBJECTS.map(([, object], index) => [...others[index]!, object]);
    const said = saidOf(lists);
    for (const [index, [what, , message]] of BAD_OBJECTS.entries()) {
      const line = `objects[${lists[index]!.length - 1}]${message}`;
      expect({ what, core: isTakenByCore(lists[index]!), said: said[index] }).toEqual({
        what,
        core: false,
        said: [expect.stringContaining(line)],
      });
    }
  });

  it('are refused where they are wrong beside each other, by both', () => {
    const lists = BAD_PAIRS.map(([, objects]) => objects);
    const said = saidOf(lists);
    for (const [index, [what, objects, line]] of BAD_PAIRS.entries()) {
      expect({ what, core: isTakenByCore(objects), said: said[index] }).toEqual({
        what,
        core: false,
        said: [expect.stringContaining(line)],
      });
    }
  });

  it('are refused where they are no list', () => {
    const values = ['a.mov', { key: 'a.mov' }, 7];
    const refused = refusalsOf(
      values.map((objects) => ({ objects })),
      (folder) => copyVariable('objects', folder),
    );
    for (const [place, value] of values.entries()) {
      expect(linesOf(refused(place))).toEqual([`objects: ${JSON.stringify(value)} is not a list; write [{ … }]`]);
    }
  });
});
