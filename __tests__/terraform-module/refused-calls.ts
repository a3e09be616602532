import { inFolder } from '../support/terraform';
import { configure, copyModule, type Refusal, refusals } from './modules';

export type Inputs = Readonly<Record<string, unknown>>;

/**
 * What a plan is refused for, when a module is called once with each of these inputs.
 * @param copy puts the module into a folder of the configuration, and says how that is called from there
 * @returns the refusals of one call, by the place of its inputs in the list
 */
export function refusalsOf(
  list: readonly Inputs[],
  copy: (folder: string) => string = (folder) => copyModule('modules/policy', folder),
): (place: number) => Refusal[] {
  return inFolder((folder) => {
    const source = copy(folder);
    const calls = list.map((inputs, place) => {
      const variables = Object.keys(inputs).map((name) => [name, `\${local.inputs[${place}].${name}}`]);
      return [`at${place}`, { source, ...Object.fromEntries(variables) }];
    });
    const locals = { inputs: '${jsondecode(file("inputs.json"))}' };
    configure(folder, { locals, module: Object.fromEntries(calls) }, list);
    const all = refusals(folder);
    return (place) => all.filter(({ call }) => call === `at${place}`);
  });
}

/** The lines that Terraform prints for refusals, without its own words around them. */
export function linesOf(refused: readonly Refusal[]): string[] {
  return refused.flatMap(({ message }) => message.split('\n').slice(1, -2));
}
