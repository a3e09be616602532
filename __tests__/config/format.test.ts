import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import { formatFindings } from '../../lib/config/check-format';
import { FORMAT, type Schema } from '../../lib/config/format';
import { YamlSource } from '../../lib/config/yaml-source';
import { pathText } from '../../lib/messages/diagnostic';
import { errorsOf } from '../app/folder';
import { ROOT } from '../support/run';

type Path = readonly (string | number)[];

const FILES = ['zencoder.yaml', ...examples()];

function examples(): string[] {
  const folder = join(ROOT, 'examples');
  const files = existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]) : [];
  return files
    .filter((file) => /(^|[\\/])zencoder\.yaml$/.test(file) && !file.includes('node_modules'))
    .map((file) => join('examples', file));
}

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(FORMAT);

/** The errors of a validator of JSON Schema. */
function schemaErrors(value: unknown): string[] {
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('zencoder.schema.json', () => {
  it('is the schema that the app uses', () => {
    const committed = readFileSync(join(ROOT, 'zencoder.schema.json'), 'utf8');
    const written = `${JSON.stringify(FORMAT, null, 2)}\n`;
    expect(committed === written ? 'up to date' : 'out of date: run `npm run schema`').toBe('up to date');
  });

  it('is a valid schema of draft 7, without unknown keywords', () => {
    const ajv = new Ajv({ strict: true, allowUnionTypes: true });
    expect(ajv.validateSchema(FORMAT)).toBe(true);
    expect(() => ajv.compile(FORMAT)).not.toThrow();
  });

  it.each(FILES)('accepts %s', (file) => {
    expect(schemaErrors(parse(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });
});

/** A file with a value for every setting of the schema. */
const COMPLETE = {
  $schema: './zencoder.schema.json',
  stacks: {
    live: {
      region: 'eu-west-1',
      provider: {
        profile: 'media',
        assumeRole: {
          roleArn: 'arn:aws:iam::012345678901:role/deploy',
          sessionName: 'pipeline',
          externalId: 'acme',
          duration: '1h',
          policy: '{"Statement":[]}',
          policyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'],
          sourceIdentity: 'someone',
          tags: { Team: 'media' },
          transitiveTagKeys: ['Team'],
        },
        allowedAccountIds: ['012345678901'],
        defaultTags: { tags: { Team: 'media' } },
        endpoints: {
          s3: 'https://s3.example.com',
          iam: 'https://iam.example.com',
          s3control: 'https://s3.example.com',
        },
        s3UsePathStyle: true,
      },
      backend: { s3: { bucket: 'state' } },
      zencoder: { accountId: '012345678901', canonicalUserId: 'c'.repeat(64) },
      buckets: {
        films: {
          grants: [{ role: 'input', prefixes: ['in/'], keys: ['a.mp4'], expires: '2027-06-30T00:00:00Z' }],
          region: 'us-east-1',
          requireTls: true,
          otherStatements: 'films.json',
          acceptedDenies: ['TlsOnly'],
          objectOwnership: 'ObjectWriter',
          adoptExistingPolicy: true,
          objects: [
            { key: 'b.mp4', method: 'acl', permissions: ['READ'], versionId: 'v' },
            { key: 'c.mp4', method: 'acl-copy', copyTo: 'd.mp4', storageClass: 'STANDARD', contentType: 'video/mp4' },
          ],
          cliProfile: 'media',
          endpointUrl: 'https://s3.example.com',
          kmsKeyArn: 'arn:aws:kms:us-east-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab',
          zencoder: {
            accountId: '012345678901',
            canonicalUserId: 'c'.repeat(64),
            also: [{ accountId: '111122223333', canonicalUserId: 'd'.repeat(64) }],
          },
        },
        trailers: { grants: [{ actions: ['s3:GetObject'] }] },
      },
      objectGrants: true,
      users: {
        zencoder: {
          grants: [{ bucket: 'films', role: 'input' }],
          permissionsBoundary: 'arn:aws:iam::012345678901:policy/bound',
          requireTls: true,
          accessKey: true,
          forceDestroy: true,
        },
      },
      leave: ['old-films', { bucket: 'older-films', copies: ['e.mp4', { key: 'f.mp4', copyTo: 'g.mp4' }] }],
    },
    test: {
      provider: {
        assumeRole: [{ roleArn: 'arn:aws:iam::012345678901:role/first' }],
        forbiddenAccountIds: ['112345678901'],
        defaultTags: { Team: 'media' },
      },
      backend: 'none',
      users: { 'zencoder-test': { grants: [{ bucket: 'films', role: 'input' }] } },
    },
  },
};
const POLICY = '{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" } }';

/** Each schema within a schema, with the path of a value for it in the complete file. */
function placesIn(schema: Schema, value: unknown, path: Path = []): [Path, Schema][] {
  const members = Object.entries((value ?? {}) as Record<string, unknown>);
  const below = (step: string | number, member: unknown, inner: unknown) =>
    typeof inner === 'object' ? placesIn(inner as Schema, member, [...path, step]) : [];
  const inner = Array.isArray(value)
    ? value.flatMap((member, index) => below(index, member, schema.items))
    : typeof value === 'object'
      ? members.flatMap(([name, member]) =>
          below(name, member, schema.properties?.[name] ?? schema.additionalProperties),
        )
      : [];
  return [[path, schema], ...inner];
}

/** A value with a change at a path. */
function changed(value: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (step === undefined) {
    return change(value);
  }
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[step] = changed(copy[step], rest, change);
  return copy;
}

function refusalOf(config: unknown): readonly string[] {
  return errorsOf({ 'zencoder.yaml': JSON.stringify(config, null, 2), 'films.json': POLICY });
}

type Members = Record<string, unknown>;

function without(members: Members, name: string): Members {
  return Object.fromEntries(Object.entries(members).filter(([other]) => other !== name));
}

/** For each keyword of the schema, a function that makes an invalid value from a valid one. */
const WRONG: Readonly<Record<string, (right: unknown, keyword: unknown) => unknown>> = {
  type: (right) => (typeof right === 'object' ? 'text' : 7),
  enum: (right) => `${right}x`,
  pattern: (right) => `\t${right}`,
  minLength: () => '',
  maxLength: (_, length) => 'x'.repeat((length as number) + 1),
  minItems: () => [],
  minProperties: () => ({}),
  required: (right, needed) => without(right as Members, (needed as string[])[0]!),
  additionalProperties: (right) => ({ ...(right as Members), unknown: {} }),
  propertyNames: (right) =>
    Object.fromEntries(Object.entries(right as Members).map(([name, member]) => [`${name}\t`, member])),
};

/** Each keyword of the schema that restricts values, at its first position. */
const PLACES = placesIn(FORMAT, COMPLETE)
  .filter(([, schema], index, all) => all.findIndex(([, other]) => other === schema) === index)
  .flatMap(([path, schema]) =>
    Object.entries(schema)
      .filter(([keyword]) => keyword in WRONG)
      .filter(([keyword, value]) => keyword !== 'required' || (value as string[]).length > 0)
      .filter(([keyword, value]) => keyword !== 'additionalProperties' || value === false)
      .map(([keyword, value]) => ({ keyword, at: pathText(path) || 'the top', path, value, schema })),
  );

/** Every schema within a schema, each once. */
function schemasIn(schema: Schema, found = new Set<Schema>()): Set<Schema> {
  found.add(schema);
  const inner = [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})];
  for (const each of inner) {
    if (typeof each === 'object' && !found.has(each)) {
      schemasIn(each, found);
    }
  }
  return found;
}

describe('The app', () => {
  it('accepts what the schema accepts', () => {
    expect(schemaErrors(COMPLETE)).toEqual([]);
    expect(refusalOf(COMPLETE)).toEqual([]);
  });

  it('has a test for each keyword of the schema that restricts values', () => {
    const tried = new Set(PLACES.map(({ schema, keyword }) => `${keyword} ${JSON.stringify(schema)}`));
    // The options of a backend are its own.
    const untried = [...schemasIn(FORMAT)].flatMap((schema) =>
      ['enum', 'pattern', 'minLength', 'maxLength', 'minItems', 'minProperties', 'propertyNames']
        .filter((keyword) => keyword in schema && !tried.has(`${keyword} ${JSON.stringify(schema)}`))
        .map((keyword) => `${keyword}: ${schema.description}`),
    );
    expect(untried).toEqual([]);
  });

  it.each(PLACES)('refuses a value that violates $keyword of $at', ({ keyword, path, value }) => {
    const wrong = changed(COMPLETE, path, (right) => WRONG[keyword]!(right, value));
    expect(schemaErrors(wrong)).not.toEqual([]);
    const lines = refusalOf(wrong);
    expect(lines.filter((line) => line.includes(pathText(path)))).not.toEqual([]);
  });
});

describe('The check by the schema', () => {
  const TYPES_ALONE = new Set(['type', 'required', 'additionalProperties', 'minProperties']);
  const validator = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(FORMAT);
  const name = fc.oneof(
    fc.constantFrom(
      'stacks',
      'live',
      'buckets',
      'films',
      'grants',
      'role',
      'keys',
      'users',
      'backend',
      's3',
      'zencoder',
    ),
    fc.constantFrom('constructor', 'toString', '$schema', 'region', 'requireTls', 'objects', 'key', 'bucket'),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'large', withCrossShrink: true },
      fc.constantFrom<unknown>('a', 'input', true, 1, null),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(name, tie('value'), { maxKeys: 3 }),
    ),
  }));
  const file = fc.oneof(value, fc.record({ stacks: fc.dictionary(name, fc.dictionary(name, value)) }));

  it('finds the same violations as a validator of JSON Schema, at the same paths', () => {
    fc.assert(
      fc.property(file, (content) => {
        validator(content);
        const wanted = (validator.errors ?? [])
          .filter(({ keyword }) => TYPES_ALONE.has(keyword))
          .map(({ instancePath, params }) =>
            [instancePath, params.additionalProperty].filter((step) => step !== undefined).join('/'),
          );
        const found = formatFindings(new YamlSource(JSON.stringify(content)));
        expect(found.map(({ path }) => path.map((step) => `/${step}`).join('')).sort()).toEqual(wanted.sort());
      }),
      { numRuns: 500 },
    );
  });
});
