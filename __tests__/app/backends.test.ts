import { BACKENDS } from '../../lib/config/format';
import { inFolderWith } from './folder';
import { synth, writtenFor } from './synthesized';

/** The options in the file and the block in HCL of each backend. */
const CASES: readonly (readonly [kind: string, options: string, block: string])[] = [
  ['azurerm', '{ storageAccountName: a, key: k }', 'storage_account_name = "a"\nkey = "k"'],
  [
    'consul',
    '{ address: "127.0.0.1:9", path: a/b, lock: false }',
    'address = "127.0.0.1:9"\npath = "a/b"\nlock = false',
  ],
  [
    'cos',
    '{ bucket: b, assumeRole: { roleArn: "qcs::cam::uin/1:roleName/x", sessionDuration: 3600 } }',
    'bucket = "b"\nassume_role {\nrole_arn = "qcs::cam::uin/1:roleName/x"\nsession_duration = 3600\n}',
  ],
  ['gcs', '{ bucket: b, prefix: p }', 'bucket = "b"\nprefix = "p"'],
  [
    'http',
    `{ address: "http://127.0.0.1:9/s", username: '[u', password: '{p"$\{q}' }`,
    'address = "http://127.0.0.1:9/s"\nusername = "[u"\npassword = "{p\\"$${q}"',
  ],
  ['local', '{ path: /var/state }', 'path = "/var/state"'],
  [
    'oss',
    '{ bucket: b, assume_role: { role_arn: "acs:ram::1:role/x" } }',
    'bucket = "b"\nassume_role {\nrole_arn = "acs:ram::1:role/x"\n}',
  ],
  ['pg', '{ connStr: "postgres://127.0.0.1/db", schemaName: ~ }', 'conn_str = "postgres://127.0.0.1/db"'],
  [
    'remote',
    '{ hostname: tf.example, organization: o, workspaces: { name: w } }',
    'hostname = "tf.example"\norganization = "o"\nworkspaces {\nname = "w"\n}',
  ],
  [
    'remote',
    '{ organization: o, workspaces: { prefix: media- } }',
    'organization = "o"\nworkspaces {\nprefix = "media-"\n}',
  ],
  [
    's3',
    '{ bucket: b, key: k, useLockfile: true, assumeRole: { roleArn: r }, allowedAccountIds: ["012345678901"] }',
    'bucket = "b"\nkey = "k"\nuse_lockfile = true\nassume_role = {\nrole_arn = "r"\n}\nallowed_account_ids = [\n"012345678901",\n]',
  ],
  ['swift', '{ container: c }', 'container = "c"'],
];

const CLOUD: readonly (readonly [workspaces: string, block: string])[] = [
  ['{ name: w }', 'name = "w"'],
  ['{ name: w, project: p }', 'name = "w"\nproject = "p"'],
  ['{ tags: [a, b], project: p }', 'tags = [\n"a",\n"b"\n]\nproject = "p"'],
  ['{ tags: { team: media } }', 'tags = {\nteam = "media"\n}'],
];

function written(backend: string, hcl: boolean): string {
  const yaml = `stacks:\n  live:\n    backend: ${backend}\n    buckets: { films: { grants: [{ role: input }] } }\n`;
  return inFolderWith({ 'zencoder.yaml': yaml }, () => {
    expect(synth({ hcl })).toEqual({ exitCode: 0, errors: [] });
    return writtenFor('live', { hcl });
  });
}

const settingsOf = (backend: string) => (JSON.parse(written(backend, false)) as { terraform: object }).terraform;

describe('The block of a backend in HCL', () => {
  it.each(CASES)('%s is written as Terraform expects it: %s', (kind, options, block) => {
    expect(written(`{ ${kind}: ${options} }`, true)).toContain(`\nbackend "${kind}" {\n${block}\n}\n`);
  });

  it.each(CLOUD)('cloud is written with the workspaces %s', (workspaces, block) => {
    const hcl = written(`{ cloud: { organization: o, workspaces: ${workspaces} } }`, true);
    expect(hcl).toContain(`\ncloud {\norganization = "o"\nworkspaces {\n${block}\n}\n}\n`);
  });

  it('is tested for every backend of the schema', () => {
    expect([...new Set([...CASES.map(([kind]) => kind), 'cloud'])].sort()).toEqual([...BACKENDS].sort());
  });
});

describe('The block of a backend in JSON', () => {
  it('has the project of a workspace, and tags with their values', () => {
    const workspaces = { tags: { team: 'media' }, project: 'p' };
    expect(settingsOf(JSON.stringify({ cloud: { organization: 'o', workspaces } }))).toMatchObject({
      cloud: { organization: 'o', workspaces },
    });
  });
});

describe('A stack with the backend none', () => {
  it('has no backend, in JSON and in HCL', () => {
    expect(settingsOf('none')).toEqual({ required_providers: expect.anything() });
    expect(written('none', true)).not.toMatch(/^\s*(backend|cloud)\b/m);
  });
});
