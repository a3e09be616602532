import type { TerraformStack } from 'cdktf';
import * as library from '../../lib';
import { testStack } from '../support/synth';

const {
  Zencoder,
  ZencoderAction,
  ZencoderBucketAccess,
  ZencoderIamUser,
  ZencoderObjectCopy,
  ZencoderObjectGrants,
  ZencoderPolicyDocument,
  ZencoderRole,
  ZencoderS3Url,
} = library;

const CIRCLE: unknown[] = [];
CIRCLE.push({ CIRCLE });

/** What a program in JavaScript may give where something else is expected. */
const VALUES: readonly (readonly [name: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['true', true],
  ['0', 0],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['a BigInt', 12n],
  ['a symbol', Symbol('odd')],
  ['a function', () => 'acme'],
  ['a class', class {}],
  ['an empty text', ''],
  ['a text', 'odd'],
  ['a name of every object', 'constructor'],
  ['half a character', '\ud800'],
  ['a long text', 'a'.repeat(5000)],
  ['an empty list', []],
  ['a list of null', [null]],
  ['a list of undefined', [undefined]],
  ['a list of symbols', [Symbol('odd')]],
  ['a list of lists', [[]]],
  ['a list with a hole', new Array(2)],
  ['a list of a text', ['odd']],
  ['an empty object', {}],
  ['a list that holds itself', CIRCLE],
  ['an object without prototype', Object.assign(Object.create(null), { a: 1 })],
  ['a list of an object without prototype', [Object.create(null)]],
  ['an object whose toString is a text', { toString: 'odd', valueOf: 1, toJSON: null }],
  ['an object whose toJSON throws', { toJSON: () => JSON.parse('') }],
  ['a date', new Date(Number.NaN)],
  ['a map', new Map([['bucket', 'acme']])],
];

const zencoder = {
  accountId: '111122223333',
  canonicalUserId: 'a'.repeat(64),
  also: [{ accountId: '444455556666', canonicalUserId: 'b'.repeat(64) }],
};
const scope = { prefixes: ['in/'], keys: ['a.mp4'], expires: '2099-01-01T00:00:00Z' };
const lifecycle = {
  createBeforeDestroy: false,
  preventDestroy: true,
  ignoreChanges: ['tags'],
  replaceTriggeredBy: ['aws_s3_bucket.a'],
  precondition: [],
  postcondition: [],
};
const ofTerraform = { provider: undefined, dependsOn: [], lifecycle };
const STATEMENTS = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    ...{ Sid: 'Sid', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme/*' },
    Condition: { StringNotEquals: { 'aws:PrincipalAccount': Zencoder.ACCOUNT_ID } },
  },
});
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ROLE = { role: ZencoderRole.INPUT, ...scope };
const ACTIONS = { actions: [ZencoderAction.GET_OBJECT], ...scope };

type Build = (stack: TerraformStack, props: never) => unknown;

/** Props with each property that there is. */
const CLASSES: readonly (readonly [name: string, build: Build, props: object])[] = [
  [
    'ZencoderBucketAccess',
    (stack, props) => new ZencoderBucketAccess(stack, 'it', props),
    {
      bucket: 'acme',
      grants: [ROLE, ACTIONS],
      objects: [{ key: 'b.mp4', method: 'policy' }],
      region: 'eu-west-1',
      requireTls: true,
      otherStatements: STATEMENTS,
      acceptedDenies: ['Sid'],
      sourcePolicyDocuments: [STATEMENTS],
      objectOwnership: 'BucketOwnerPreferred',
      adoptExistingPolicy: true,
      kmsKeyArn: KEY,
      zencoder,
      forEach: undefined,
      ...ofTerraform,
    },
  ],
  [
    'ZencoderIamUser',
    (stack, props) => new ZencoderIamUser(stack, 'it', props),
    {
      userName: 'zencoder',
      grants: [{ ...ROLE, bucket: 'acme', kmsKeyArn: KEY }],
      permissionsBoundary: 'arn:aws:iam::111122223333:policy/boundary',
      requireTls: true,
      accessKey: true,
      forceDestroy: true,
      ...ofTerraform,
    },
  ],
  [
    'ZencoderObjectGrants',
    (stack, props) => new ZencoderObjectGrants(stack, 'it', props),
    {
      objects: [
        {
          ...{ bucket: 'acme', key: 'a', versionId: 'v', permissions: ['READ'], region: 'eu-west-1' },
          ...{ cliProfile: 'media', endpointUrl: 'https://s3.example.com', zencoder },
        },
      ],
      ...ofTerraform,
    },
  ],
  [
    'ZencoderObjectCopy',
    (stack, props) => new ZencoderObjectCopy(stack, 'it', props),
    {
      ...{ bucket: 'acme', key: 'a', permissions: ['READ'], copyTo: 'b', storageClass: 'STANDARD' },
      ...{ contentType: 'video/mp4', region: 'eu-west-1', zencoder },
      ...ofTerraform,
    },
  ],
  [
    'ZencoderPolicyDocument',
    (_, props) => new ZencoderPolicyDocument(props),
    {
      bucket: 'acme',
      grants: [ROLE, ACTIONS],
      objects: [{ key: 'b.mp4', method: 'policy' }],
      requireTls: true,
      otherStatements: STATEMENTS,
      acceptedDenies: ['Sid'],
      ...zencoder,
    },
  ],
  ['ZencoderS3Url', (_, props) => new ZencoderS3Url(props), { bucket: 'acme', key: 'a', region: 'eu-west-1' }],
];

type Path = readonly (string | number)[];

/** The places in props: the props themselves, each property, each member of each list. */
function placesIn(value: unknown, path: Path = []): Path[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const step = (name: string) => (Array.isArray(value) ? Number(name) : name);
  return [path, ...members.flatMap(([name, member]) => placesIn(member, [...path, step(name)]))];
}

function withValueAt(whole: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) {
    return value;
  }
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<string | number, unknown>;
  copy[step] = withValueAt(copy[step], rest, value);
  return copy;
}

/** What is wrong with how a value is taken: nothing, if it works or if an error names where it is. @param named empty where the error names the value itself */
function complaint(run: () => unknown, named: string): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    const { name, message, stack } = error as Error;
    const isNamed = name === 'Error' && message.includes(named);
    return isNamed ? undefined : `${name}: ${message} ${stack?.split('\n')[1]?.trim()}`;
  }
}

beforeEach(() => jest.spyOn(console, 'warn').mockReturnValue(undefined));
afterEach(() => jest.restoreAllMocks());

describe.each(CLASSES)('Props of %s', (_, build, props) => {
  it('are accepted as in this test', () => {
    expect(() => build(testStack(), props as never)).not.toThrow();
  });

  it.each(placesIn(props).map((path) => [path.join('.') || 'as a whole', path] as const))(
    'are accepted or refused with their name for any value: %s',
    (_, path) => {
      const named = String(path.findLast((step) => typeof step === 'string') ?? '');
      const schemaErrors = VALUES.flatMap(([name, value]) => {
        const given = withValueAt(props, path, value);
        const said = complaint(() => build(testStack(), given as never), named);
        return said === undefined ? [] : [`${name}: ${said}`];
      });
      expect(schemaErrors).toEqual([]);
    },
  );
});

const METHODS: readonly (readonly [
  name: string,
  named: string,
  call: (stack: TerraformStack, value: never) => unknown,
])[] = [
  ['inputUrl of an access', 'inputUrl', (stack, value) => access(stack).inputUrl(value)],
  ['outputUrl of an access', 'outputUrl', (stack, value) => access(stack).outputUrl(value)],
  ['parse', '', (_, value) => ZencoderS3Url.parse(value)],
  ['the region of parse', 'region', (_, value) => ZencoderS3Url.parse('s3://acme/a.mp4', value)],
  ['withRegion', 'region', (_, value) => ZencoderS3Url.parse('s3://acme/a.mp4').withRegion(value)],
  ['roleActions', 'role', (_, value) => Zencoder.roleActions(value)],
  ['resourceType', 'action', (_, value) => Zencoder.resourceType(value)],
  ['accessLevel', 'action', (_, value) => Zencoder.accessLevel(value)],
  [
    'the id of a construct, which constructs and CDKTF have rules for',
    '',
    (stack, value) => new ZencoderBucketAccess(stack, value, SOUND),
  ],
  ['the scope of a construct', 'scope', (_, value) => new ZencoderBucketAccess(value, 'it', SOUND)],
];

const SOUND = { bucket: 'acme', grants: [{ role: ZencoderRole.INPUT }] };
const access = (stack: TerraformStack) => new ZencoderBucketAccess(stack, 'it', SOUND);

it.each(METHODS)('An argument is accepted or refused with its name for any value: %s', (_, named, call) => {
  const schemaErrors = VALUES.flatMap(([name, value]) => {
    const said = complaint(() => call(testStack(), value as never), named);
    return said === undefined ? [] : [`${name}: ${said}`];
  });
  expect(schemaErrors).toEqual([]);
});
