import fc from 'fast-check';
import { NAMES_OF_JAVASCRIPT, PLACES_OF_NAMES, type PlaceOfName } from '../config/cases/names-of-javascript';
import { calledHere } from '../support/cli';
import { filesBelow } from '../support/run';
import { terraform } from '../support/terraform';
import { errorsOf, inFolderWith } from './folder';
import { synth } from './synthesized';

const filesWith = ({ yaml }: PlaceOfName, name: string) => ({ 'zencoder.yaml': yaml(JSON.stringify(name)) });
const REFUSED = PLACES_OF_NAMES.filter(({ refusal }) => refusal !== undefined);
const FREE = PLACES_OF_NAMES.filter(({ refusal }) => refusal === undefined);
const aName = fc.constantFrom(...NAMES_OF_JAVASCRIPT, ...Object.getOwnPropertyNames(Object.prototype));

/** The output for a file in JSON and in HCL; undefined if the file is refused. */
function written(place: PlaceOfName, name: string): readonly string[] | undefined {
  const texts = [false, true].map((hcl) =>
    inFolderWith(filesWith(place, name), () =>
      synth({ hcl }).exitCode === 0 ? Object.values(filesBelow('cdktf.out/stacks')).join('\n') : undefined,
    ),
  );
  return texts.flatMap((text) => text ?? []).length === texts.length ? (texts as string[]) : undefined;
}

/** Whether a text contains a name. The framework writes the options of a backend with underscores. */
function holds(text: string, name: string): boolean {
  return [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)].some((form) => text.includes(form));
}

describe('The name of a member of every JavaScript object', () => {
  it.each(REFUSED)('is refused in one line as $title', (place) => {
    for (const name of NAMES_OF_JAVASCRIPT) {
      expect(errorsOf(filesWith(place, name))).toEqual([expect.stringContaining(place.refusal!)]);
    }
  });

  it.each(FREE)('is written like any other name, or refused in one line, as $title', (place) => {
    for (const name of NAMES_OF_JAVASCRIPT) {
      const lines = errorsOf(filesWith(place, name));
      const texts = written(place, name) ?? [];
      const found = texts.filter((text) => holds(text, name)).length;
      expect({ name, refusals: lines.length, written: texts.length, found }).toEqual(
        lines.length > 0 ? { name, refusals: 1, written: 0, found: 0 } : { name, refusals: 0, written: 2, found: 2 },
      );
    }
  });

  it('never makes the app fail with an internal error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLACES_OF_NAMES), aName, (place, name) => {
        const refusals = errorsOf(filesWith(place, name));
        const { exitCode, errors } = inFolderWith(filesWith(place, name), () => synth());
        expect(exitCode === 0 ? [] : errors).toEqual(refusals);
      }),
      { numRuns: 30 },
    );
  });
});

/** Signs of an internal error, or of a JavaScript value instead of a text. */
const STRANGE = /internal error|native code|\[object |undefined|NaN/;
const OLDER = 'stacks: { live: { region: us-east-1, buckets: { films: { grants: [{ role: output }] } } } }\n';
const COMMANDS = [
  ['explain'],
  ['explain', '--json'],
  ['explain', '--markdown'],
  ['explain', '--against', 'older.yaml'],
  ['explain', '--file', 'older.yaml', '--against', 'zencoder.yaml', '--json'],
  ['policy', '--json'],
];

describe('A command', () => {
  it.each(COMMANDS.map((command) => [command]))(
    'accepts the name of a member of every JavaScript object as a name: %j',
    async (command) => {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...PLACES_OF_NAMES), aName, async (place, name) => {
          const files = { ...filesWith(place, name), 'older.yaml': OLDER };
          const { stdout, stderr, exitCode } = await inFolderWith(files, () => calledHere(command));
          expect(stdout + stderr).not.toMatch(STRANGE);
          expect(exitCode).toBeLessThan(3);
        }),
        { numRuns: 30 },
      );
    },
  );
});

describe('The values of outputs by name', () => {
  const outputs = (yaml: string, output: string) => {
    const [text] = inFolderWith({ 'zencoder.yaml': yaml }, () => {
      expect(synth().exitCode).toBe(0);
      return Object.values(filesBelow('cdktf.out/stacks'));
    });
    return (JSON.parse(text!) as { output: Record<string, { value: unknown }> }).output[output]!.value;
  };

  (terraform.installed ? it : it.skip)('are read by Terraform where the framework has the name for itself', () => {
    const yaml = `stacks: { live: { region: us-east-1, buckets: { films: { objects: [{ key: __proto__, method: acl-copy }] } } } }\n`;
    const value = outputs(yaml, 'copy_urls');
    expect(terraform.outputs({ 'main.tf.json': JSON.stringify({ output: { urls: { value } } }) })).toEqual({
      urls: { films: JSON.parse('{"__proto__":"s3+us-east-1://films/zencoder/__proto__"}') },
    });
  });
});
