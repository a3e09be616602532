import { called } from '../support/cli';
import { expectSchema, SCHEMA_NAMES, schemaErrors, schemaNameOf, schemaOf } from '../support/json-schemas';
import { LEAST } from './cases/json-results';

const CASES = Object.entries(LEAST) as [string, object][];

/** The value with its first object replaced: in a list, the first element. */
function changed(value: object, change: (members: object) => object): object {
  return Array.isArray(value) ? [change(value[0]), ...value.slice(1)] : change(value);
}

function membersOf(value: object): string[] {
  return Object.keys(Array.isArray(value) ? value[0] : value);
}

describe('The schemas of --json', () => {
  it('exist for each command with --json', async () => {
    const { stdout } = await called(['--help']);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, command]) => command!);
    const withJson: string[] = [];
    for (const command of commands) {
      const help = await called([command, '--help']);
      withJson.push(...(help.stdout.includes('--json ') ? [command] : []));
    }
    expect(withJson).toContain('explain');
    expect(withJson.filter((name) => !SCHEMA_NAMES.includes(name))).toEqual([]);
    const commandsOfSchemas = SCHEMA_NAMES.map((name) => name.split('-')[0]!);
    expect(commandsOfSchemas.filter((name) => !withJson.includes(name))).toEqual([]);
  });

  it('all have a minimal value in this test', () => {
    expect(CASES.map(([name]) => name).sort()).toEqual([...SCHEMA_NAMES].sort());
  });

  it.each(CASES)('describe %s', (name, value) => {
    expect(schemaErrors(name, value)).toEqual([]);
    expect(schemaOf(name)).toMatchObject({
      $id: expect.stringMatching(new RegExp(`-zencoder-s3/schemas/${name}\\.schema\\.json$`)),
      title: expect.stringMatching(/^zencoder-s3 .* --json$/),
      description: expect.stringMatching(/\.$/),
    });
  });

  it.each(CASES)('reject an unknown member of %s', (name, value) => {
    const more = changed(value, (members) => ({ ...members, more: 1 }));
    expect(schemaErrors(name, more)).toEqual([expect.stringContaining('additional')]);
  });

  it.each(CASES)('reject %s if any member is missing', (name, value) => {
    for (const member of membersOf(value)) {
      const less = changed(value, (members) => ({ ...members, [member]: undefined }));
      expect(schemaErrors(name, JSON.parse(JSON.stringify(less)))).toEqual([
        expect.stringContaining(`"missingProperty":"${member}"`),
      ]);
    }
  });

  it('reject an unknown member anywhere in the output of doctor', () => {
    const finding = { check: 'policy', level: 'problem', seen: 'A.', why: 'B.', changes: [{ what: 'C', when: 'now' }] };
    const [row] = LEAST.doctor;
    expect(schemaErrors('doctor', [{ ...row, findings: [finding] }])).toEqual([
      expect.stringContaining('/0/findings/0/changes/0 must NOT have additional properties'),
    ]);
  });

  it('reject a change of an unknown kind, or with the members of another kind', () => {
    const change = { says: 'ACLs count', about: 'films', kind: 'acls', direction: 'opens', bucket: 'films' };
    const against = (opens: object[]) => schemaErrors('explain-against', { ...LEAST['explain-against'], opens });
    expect(against([change])).toEqual([]);
    expect(against([{ ...change, kind: 'others' }])).not.toEqual([]);
    expect(against([{ ...change, actions: [] }])).not.toEqual([]);
  });

  it.each([
    [['explain', '--json'], 'explain'],
    [['explain', '--against=old.yaml', '--json'], 'explain-against'],
    [['explain', '--json', '--plan', 'plan.json'], 'explain-plan'],
    [['preflight', '--json'], 'preflight'],
  ])('are selected by the arguments of the command: %j', (args, name) => {
    expect(schemaNameOf(args, {})).toBe(name);
  });

  it('validate all JSON that tests of the command print', () => {
    expect(() => expectSchema(['init', '--json'], '{ "written": 1 }')).toThrow('/written must be array');
    expect(() => expectSchema(['init', '--json'], '{ "written": [] }')).not.toThrow();
  });
});
