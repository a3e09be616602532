import fc from 'fast-check';
import { oddKey } from '../support/odd-text';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { configure, copyModule } from './modules';

const KEYS = 300;
/** What a plan takes grows with the square of the objects in one call of the module. */
const CALLS = 12;

/** Where a text is cut into runs of ASCII and others, and where a character has more than one unit of UTF-16. */
const AT_THE_SEAMS = [
  'é',
  'aé',
  'éa',
  '"é"',
  '\\\u{1f3ac}\\',
  '\u{1f3ac}\u{10ffff}\uffff',
  '\ufeffa\ufffd',
  `q${'\u0301'.repeat(30)}`,
  '\u007f\u0080<>&\u2028\u2029',
  '\\u00e9',
  'dir/',
  `${'é'.repeat(511)}/x`,
];

describeTerraform('The request of the module object-grants to the AWS CLI', () => {
  const names = [...new Set([...AT_THE_SEAMS, ...fc.sample(oddKey, { numRuns: KEYS, seed: 20270630 })])];
  const objects = names.map((key, index) => ({ key, version_id: index % 2 === 0 ? names.at(-index) : null }));

  it(`is ASCII JSON that names exactly the object, for ${KEYS} odd keys`, () => {
    const requests = requestsFor(objects);
    expect(requests.filter((request) => /[^\0-\x7f]/.test(request))).toEqual([]);
    const named = objects.map(({ key, version_id }) =>
      version_id ? { Bucket: 'films', Key: key, VersionId: version_id } : { Bucket: 'films', Key: key },
    );
    expect(inOrder(requests.map((request) => JSON.parse(request) as object))).toEqual(inOrder(named));
  });
});

/** The requests in a plan for these objects. */
function requestsFor(inputs: readonly object[]): string[] {
  return inFolder((folder) => {
    copyModule('modules/object-grants', folder);
    const objects = `\${[for i, o in jsondecode(file("inputs.json")) : o if i % ${CALLS} == count.index]}`;
    const grants = { source: './object-grants', count: CALLS, bucket: 'films', objects };
    configure(folder, { module: { grants } }, inputs);
    const planned = terraform.run(folder, 'plan', '-out=plan', '-no-color');
    if (planned.status !== 0) {
      throw new Error(planned.output.slice(-4000));
    }
    const { resource_changes } = JSON.parse(terraform.run(folder, 'show', '-json', 'plan').output) as {
      resource_changes: { name: string; change: { after: { input: { ZENCODER_REQUEST: string } } } }[];
    };
    return resource_changes
      .filter(({ name }) => name === 'revoke')
      .map(({ change }) => change.after.input.ZENCODER_REQUEST);
  });
}

function inOrder(requests: readonly object[]): string[] {
  return requests.map((request) => JSON.stringify(request)).sort();
}
