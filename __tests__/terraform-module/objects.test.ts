import fc from 'fast-check';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { configure, copyVariables, refusals } from './modules';
import { BAD_OBJECTS, BAD_PAIRS } from './object-damages';
import { inSnakeCase, isTakenByCore, objectInputs } from './object-inputs';
import { linesOf, refusalsOf } from './refused-calls';
import { copyStandIn } from './stand-in';

const LISTS = 200;
const SEED = 20270630;

const inputsOf = (objects: readonly unknown[]) => ({ bucket: 'films', objects: objects.map(inSnakeCase) });

/** What Terraform says of each list of objects: the variable, or what is looked at when that has taken the list. */
function saidOf(lists: readonly (readonly unknown[])[]): string[][] {
  const refused = refusalsOf(lists.map(inputsOf), copyVariables);
  return lists.map((objects, place) =>
    refused(place).length > 0 ? linesOf(refused(place)) : refusedByModule(objects),
  );
}

function refusedByModule(objects: readonly unknown[]): string[] {
  return inFolder((folder) => {
    const variables = Object.keys(inputsOf(objects)).map((name) => [
      name,
      `\${jsondecode(file("inputs.json")).${name}}`,
    ]);
    const zencoder = { source: copyStandIn(folder), ...Object.fromEntries(variables) };
    configure(folder, { module: { zencoder } }, inputsOf(objects));
    const lines = refusals(folder).flatMap(({ message }) => message.split('\n').slice(1));
    return lines.filter((line) => /^objects/.test(line));
  });
}

describeTerraform('The objects of the root module', () => {
  it(`are accepted if TypeScript accepts them, for ${LISTS} lists of every kind`, () => {
    const lists = fc.sample(objectInputs, { numRuns: LISTS, seed: SEED });
    const { status, output } = inFolder((folder) => {
      const zencoder = {
        source: copyStandIn(folder),
        for_each: '${{for i, o in jsondecode(file("inputs.json")) : i => o}}',
        bucket: 'films',
        objects: '${each.value}',
      };
      configure(
        folder,
        { module: { zencoder } },
        lists.map((objects) => objects.map(inSnakeCase)),
      );
      return terraform.run(folder, 'plan', '-no-color');
    });
    expect({ status, output: output.slice(-2000) }).toMatchObject({ status: 0 });
  });

  it('are refused with their place in the list, by the module and the constructs', () => {
    const others = fc.sample(objectInputs, { numRuns: BAD_OBJECTS.length, seed: SEED });
    const lists = BAD_OBJECTS.map(([, object], index) => [...others[index]!, object]);
    const said = saidOf(lists);
    for (const [index, [what, , message]] of BAD_OBJECTS.entries()) {
      const place = `objects[${lists[index]!.length - 1}]`;
      expect({ what, core: isTakenByCore(lists[index]!), said: said[index] }).toEqual({
        what,
        core: false,
        said: [expect.stringContaining(message)],
      });
      expect(said[index]![0]).toMatch(new RegExp(`^${place.replace(/[[\]]/g, '\\$&')}`));
    }
  });

  it('are refused if two of them conflict, by the module and the constructs', () => {
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

  it('are refused if they are not a list', () => {
    const values = ['a.mov', { key: 'a.mov' }, 7];
    const refused = refusalsOf(
      values.map((objects) => ({ bucket: 'films', objects })),
      copyVariables,
    );
    for (const [place, value] of values.entries()) {
      expect(linesOf(refused(place))).toEqual([`objects: ${JSON.stringify(value)} is not a list; write [{ … }]`]);
    }
  });
});
