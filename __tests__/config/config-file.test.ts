import { ConfigError, readConfigText } from '../../lib/config/read';
import { resolve } from '../../lib/config/resolve';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { errorsOf, read } from '../app/folder';
import { runProgram } from '../support/run';
import { inFolderWith } from '../support/workspace';
import { bucketsNamed, linePattern, oneBucket, oneGrant, oneStack } from './cases/bad-file';

const POLICY = `{ "Version": "2012-10-17",\n  "Statement": { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" } }\n`;
const WITH_POLICY = (path: string) =>
  oneBucket(`{ grants: [ { role: input } ], otherStatements: ${JSON.stringify(path)} }`);

/** The grants of a file with one bucket. */
function grantsOf(yaml: string | Uint8Array) {
  return read({ 'zencoder.yaml': yaml }).config.stacks.live!.buckets!.films!.grants;
}

function warningsOf(yaml: string): readonly string[] {
  return read({ 'zencoder.yaml': yaml }).warnings;
}

const ROLE_ARN = 'arn:aws:iam::012345678901:role/deploy';
/** A file whose provider assumes a role with more settings, after earlier roles if any are given. */
const role = (more: string, earlier = '') =>
  oneStack(`provider: { assumeRole: [ ${earlier}{ roleArn: "${ROLE_ARN}", ${more} } ] }`);
/** A file with a stack that sets ACLs, and a bucket with a setting of the policy. */
const WITH_ACL = oneBucket('{ requireTls: true, objects: [OBJECTS] }').replace(
  'live:\n',
  'live:\n    objectGrants: true\n',
);

describe('A file', () => {
  it('is read without changes, with the names of the props', () => {
    const yaml = `
stacks:
  live:
    region: eu-west-1
    backend: { s3: { bucket: state, key: live.tfstate, use_lockfile: true } }
    buckets:
      films:
        requireTls: true
        objectOwnership: BucketOwnerEnforced
        adoptExistingPolicy: false
        grants:
          - { role: input, prefixes: [in/] }
          - { actions: [s3:GetObject], keys: ["this file is great.mp4"], expires: 2027-06-30T00:00:00+02:00 }
`;
    const films = {
      requireTls: true,
      objectOwnership: 'BucketOwnerEnforced',
      adoptExistingPolicy: false,
      grants: [
        { role: 'input', prefixes: ['in/'] },
        { actions: ['s3:GetObject'], keys: ['this file is great.mp4'], expires: '2027-06-30T00:00:00+02:00' },
      ],
    };
    const backend = { s3: { bucket: 'state', key: 'live.tfstate', use_lockfile: true } };
    expect(read({ 'zencoder.yaml': yaml })).toEqual({
      config: { stacks: { live: { region: 'eu-west-1', backend, buckets: { films } } } },
      warnings: [],
      notes: [],
    });
  });

  it('has the same meaning with CRLF lines, with a byte order mark, as JSON and in any order of names', () => {
    const yaml = oneGrant('{ role: input, keys: [a, b] }').replace('stacks:', '$schema: x\nstacks:');
    const expected = read({ 'zencoder.yaml': yaml }).config;
    const others = [
      yaml.replace(/\n/g, '\r\n'),
      `\ufeff${yaml}`,
      JSON.stringify(expected),
      JSON.stringify(expected, null, '\t'),
      'stacks: { live: { buckets: { films: { grants: [ { keys: [a, b], role: input } ] } } } }\n$schema: x\n',
    ];
    for (const other of others) {
      expect(read({ 'zencoder.yaml': other }).config).toEqual(expected);
    }
  });

  it('can have 1 MiB', () => {
    const yaml = oneGrant('{ role: input }');
    expect(grantsOf(yaml + '#'.padEnd(1024 * 1024 - yaml.length))).toEqual([{ role: 'input' }]);
  });

  it.each<[what: string, yaml: string]>([
    ['a session of 15 minutes', role('duration: 15m')],
    ['a session of 15 minutes, in two units', role('duration: 14m60s')],
    ['a session of 15 minutes, in milliseconds', role('duration: 900000ms')],
    ['a session of 12 hours', role('duration: 12h')],
    ['a session of a second role that lasts an hour', role('duration: 1h', `{ roleArn: "${ROLE_ARN}" }, `)],
    ['a policy of a session of 2,048 characters', role(`policy: '{"Statement":[]${' '.repeat(2032)}}'`)],
    [
      'ten policies of a session',
      role(`policyArns: [${Array.from('abcdefghij', (a) => `"arn:aws:iam::aws:policy/${a}"`)}]`),
    ],
    ['tags of the maximum length', role(`tags: { ${'k'.repeat(128)}: ${'v'.repeat(256)} }`)],
    [
      'settings of the policy, if one of the objects is in the policy',
      WITH_ACL.replace('OBJECTS', '{ key: a }, { key: b, method: acl }'),
    ],
  ])('can have %s', (_, yaml) => {
    expect(errorsOf({ 'zencoder.yaml': yaml })).toEqual([]);
  });

  it('keeps keys as strings that look like a date, a version or a boolean of YAML 1.1', () => {
    const keys = ['2027-06-30', '2027-06-30T00:00:00Z', '1.2.3', 'yes', 'no', 'on', '12:30:45', '1_000', '0b1'];
    expect(grantsOf(oneGrant(`{ role: input, keys: [${keys.join(', ')}] }`))).toEqual([{ role: 'input', keys }]);
  });

  it('keeps quoted names, keys and IDs of digits as strings', () => {
    const yaml = bucketsNamed('"007"', '"1e3"')
      .replace('role: input', 'role: input, keys: ["0x1f", "08", "true"]')
      .replace('buckets:', 'zencoder: { accountId: "012345678901" }\n    buckets:')
      .replace('live:', '"110": { buckets: { films: { grants: [ { role: input } ] } } }\n  live:');
    const { live, ...others } = read({ 'zencoder.yaml': yaml }).config.stacks;
    expect(Object.keys(others)).toEqual(['110']);
    expect(Object.keys(live!.buckets!)).toEqual(['007', '1e3']);
    expect(live!.buckets!['007']!.grants?.[0]?.keys).toEqual(['0x1f', '08', 'true']);
    expect(live!.zencoder!.accountId).toBe('012345678901');
  });

  it('can have aliases', () => {
    const yaml =
      'stacks:\n  live:\n    buckets:\n      films: { grants: &grants [ &in { role: input, prefixes: &p [in/] } ] }\n' +
      '      trailers: { grants: *grants }\n      posters: { grants: [ *in, { role: output, prefixes: *p } ] }\n';
    const { buckets } = read({ 'zencoder.yaml': yaml }).config.stacks.live!;
    expect(buckets!.trailers!.grants).toEqual([{ role: 'input', prefixes: ['in/'] }]);
    expect(buckets!.posters!.grants).toEqual([
      { role: 'input', prefixes: ['in/'] },
      { role: 'output', prefixes: ['in/'] },
    ]);
  });

  it('gives a bucket the settings of its stack as defaults', () => {
    const canonicalUserId = 'c'.repeat(64);
    const yaml = `
stacks:
  live:
    region: eu-west-1
    zencoder: { accountId: "012345678901", canonicalUserId: ${canonicalUserId} }
    buckets:
      films: { grants: [ { role: input } ] }
      trailers: { region: us-east-1, zencoder: { accountId: "111122223333" }, grants: [ { role: input } ] }
`;
    const { buckets } = resolve(read({ 'zencoder.yaml': yaml }).config);
    const grants = [{ role: 'input' }];
    const zencoder = { accountId: '012345678901', canonicalUserId };
    expect(buckets.get('films')).toMatchObject({ bucket: 'films', region: 'eu-west-1', zencoder, grants });
    expect(buckets.get('trailers')).toMatchObject({
      bucket: 'trailers',
      region: 'us-east-1',
      zencoder: { ...zencoder, accountId: '111122223333' },
      grants,
    });
  });

  it('can have a bucket with the name of a member of every JavaScript object', () => {
    inFolderWith({ 'zencoder.yaml': bucketsNamed('constructor') }, (folder) => {
      expect(runProgram('main.ts', folder)).toMatchObject({ status: 0, stderr: '' });
    });
  });
});

describe('The file in otherStatements', () => {
  it('is read as text', () => {
    const { config } = read({ 'zencoder.yaml': WITH_POLICY('policies/films.json'), 'policies/films.json': POLICY });
    expect(config.stacks.live!.buckets!.films!.otherStatements).toBe(POLICY);
  });

  it('has a path relative to zencoder.yaml, not to the folder in which the app runs', () => {
    const files = {
      'config/zencoder.yaml': WITH_POLICY('policies/films.json'),
      'config/policies/films.json': POLICY,
      'policies/films.json': 'not this one',
    };
    const { config } = read(files, 'config/zencoder.yaml');
    expect(config.stacks.live!.buckets!.films!.otherStatements).toBe(POLICY);
  });

  it('can have an absolute path', () => {
    inFolderWith({ 'films.json': POLICY }, (folder) => {
      const { config } = read({ 'zencoder.yaml': WITH_POLICY(`${folder}/films.json`) });
      expect(config.stacks.live!.buckets!.films!.otherStatements).toBe(POLICY);
    });
  });

  it('can start with a byte order mark and have CRLF lines', () => {
    const policy = POLICY.replace(/\n/g, '\r\n');
    const { config } = read({ 'zencoder.yaml': WITH_POLICY('films.json'), 'films.json': `\ufeff${policy}` });
    expect(config.stacks.live!.buckets!.films!.otherStatements).toBe(policy);
  });
});

describe('The text of a file', () => {
  const policies: Readonly<Record<string, string>> = { 'films.json': POLICY, 'broken.json': '{ "Statement": [ }' };
  const readText = (yaml: string) =>
    readConfigText(yaml, 'pasted', (name) => {
      if (policies[name] === undefined) {
        throw new Error('is not here');
      }
      return { file: `kept/${name}`, text: policies[name] };
    });

  it('is read without a file system, with policies from a function', () => {
    expect(readText(WITH_POLICY('films.json')).config.stacks.live!.buckets!.films).toEqual({
      grants: [{ role: 'input' }],
      otherStatements: POLICY,
      otherStatementsFile: 'films.json',
    });
  });

  it.each([
    ['stacks: 1', 'pasted:1:9: stacks: is the number 1'],
    ['stacks: {', 'pasted:1:9: is not YAML: '],
    [WITH_POLICY('none.json'), 'pasted:4:62: stacks.live.buckets.films.otherStatements: "none.json": is not here'],
    [WITH_POLICY('broken.json'), 'kept/broken.json:1:18: stacks.live.buckets.films.otherStatements: is not JSON: '],
  ])('is refused with the position of the error: %j', (yaml, line) => {
    expect(() => readText(yaml)).toThrow(new RegExp(`^${line.replace(/[.[\]]/g, '\\$&')}`));
    expect(() => readText(yaml)).toThrow(ConfigError);
  });
});

describe('A warning', () => {
  it('names an object of the policy by its index in the list of all objects', () => {
    const objects = 'objects: [ { key: a, method: acl-copy }, { key: b }, { key: c } ]';
    const yaml = oneBucket(`{ otherStatements: policy.json, ${objects} }`);
    const { warnings } = read({
      'zencoder.yaml': yaml,
      'policy.json': POLICY.replace('"Resource": "*"', '"Resource": "arn:aws:s3:::films/*"'),
    });
    expect(warnings).toEqual([expect.stringContaining('s3:GetObject (allowed by objects[1], objects[2]);')]);
  });

  const GRANT = 'stacks.live.buckets.films.grants[0]';

  it.each([
    ['a key that starts with a slash', 'keys: [a, /b]', `6:38: warning: ${GRANT}.keys[1]: "/b" starts with "/"`],
    [
      'a prefix that starts with a slash',
      'prefixes: [/in/]',
      `6:39: warning: ${GRANT}.prefixes[0]: "/in/" starts with`,
    ],
    ['a prefix with a wildcard', 'prefixes: [in/*]', `6:39: warning: ${GRANT}.prefixes[0]: "in/*" ends with … "in/"`],
    ['a prefix that is a wildcard', 'prefixes: ["*"]', `6:39: warning: ${GRANT}.prefixes[0]: "*" `],
    [
      'a date in the past',
      'expires: 2026-06-01T11:59:59Z',
      `6:37: warning: ${GRANT}.expires: "2026-06-01T11:59:59Z" is in the past`,
    ],
    [
      'the current time as a date',
      'expires: 2026-06-01T14:00:00+02:00',
      `6:37: warning: ${GRANT}.expires: "2026-06-01T14:00:00+02:00" is in the past`,
    ],
  ])('is reported with its position for %s', (_, scope, warning) => {
    expect(warningsOf(oneGrant(`{ role: input, ${scope} }`))).toEqual([expect.stringMatching(linePattern(warning))]);
  });

  it('is not reported for a future date, a "*" within a prefix, or a key that ends with "*"', () => {
    const grant = '{ role: input, keys: ["a*", a/], prefixes: ["a*b"], expires: 2026-06-01T12:00:01Z }';
    expect(warningsOf(oneGrant(grant))).toEqual([]);
  });

  it('is reported in the order of the file', () => {
    const yaml = `${oneGrant('{ role: input, expires: 2026-01-01T00:00:00Z, keys: [/a] }')}          - { role: input, keys: [/b] }\n`;
    expect(warningsOf(yaml).map((line) => line.split(' ')[0])).toEqual([
      'zencoder.yaml:6:37:',
      'zencoder.yaml:6:66:',
      'zencoder.yaml:7:35:',
    ]);
  });

  it('is printed by the app on stderr while it writes the stacks', () => {
    inFolderWith({ 'zencoder.yaml': oneGrant('{ role: input, keys: [/a] }') }, (folder) => {
      const { status, stdout, stderr } = runProgram('main.ts', folder);
      expect({ status, stdout }).toEqual({ status: 0, stdout: 'live: 1 bucket, cdktf.out/stacks/live/cdk.tf.json\n' });
      expect(stderr).toMatch(/^zencoder\.yaml:6:35: warning: [^\n]+\n$/);
    });
  });

  it('is not reported if there are errors', () => {
    const lines = errorsOf({ 'zencoder.yaml': oneGrant('{ role: inpt, keys: [/a] }') });
    expect(lines).toEqual([expect.stringContaining('zencoder.yaml:6:21: ')]);
  });
});

describe('The size of a policy', () => {
  /** A file whose policy has exactly so many bytes. */
  function withPolicyOf(bytes: number): string {
    const keys: string[] = [];
    const missing = () => bytes - new ZencoderPolicyDocument({ bucket: 'films', grants: [grant('x')] }).byteLength;
    const grant = (last: string) => ({ role: ZencoderRole.INPUT, keys: [...keys, last] });
    while (missing() > 900) {
      keys.push(`${keys.length}`.padEnd(500, 'k'));
    }
    return oneBucket(JSON.stringify({ grants: [grant('x'.repeat(1 + missing()))] }));
  }

  it('is not reported below 80 % of the maximum of S3', () => {
    expect(warningsOf(withPolicyOf(16_383))).toEqual([]);
  });

  it.each([
    [16_384, '16,384'],
    [20_480, '20,480'],
  ])('is a warning from 80 % to 100 % of the maximum of S3: %d bytes', (bytes, figure) => {
    expect(warningsOf(withPolicyOf(bytes))).toEqual([
      expect.stringContaining(
        `zencoder.yaml:4:14: warning: stacks.live.buckets.films: the policy has ${figure} bytes, near the limit of 20,480 bytes`,
      ),
    ]);
  });

  it('is an error above the maximum of S3', () => {
    expect(errorsOf({ 'zencoder.yaml': withPolicyOf(20_481) })).toEqual([
      expect.stringContaining('zencoder.yaml:4:14: stacks.live.buckets.films: the policy has 20,481 bytes'),
    ]);
  });
});
