import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { AnnotationMetadataEntryType, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import {
  ZencoderBucketAccess,
  ZencoderIamUser,
  ZencoderObjectCopy,
  ZencoderObjectGrants,
  ZencoderPermission,
  ZencoderRole,
} from '../../lib';
import { configurationOf } from '../support/synth';

const OLDER = 'My_Films';
const GRANTS = [{ role: ZencoderRole.INPUT }];
const [READ] = Object.values(ZencoderPermission);

/** What a construct is given of regions: its own, and that of the provider. */
interface Regions {
  readonly own?: string;
  readonly ofProvider?: string;
}

type Make = (stack: TerraformStack, bucket: string, region: string | undefined, provider: AwsProvider) => object;

/** The constructs that name a bucket, and know its region. */
const CONSTRUCTS: readonly (readonly [name: string, make: Make])[] = [
  [
    'ZencoderBucketAccess',
    (stack, bucket, region) => new ZencoderBucketAccess(stack, 'z', { bucket, region, grants: GRANTS }),
  ],
  [
    'ZencoderObjectCopy',
    (stack, bucket, region) => new ZencoderObjectCopy(stack, 'z', { bucket, region, key: 'a.mov' }),
  ],
  [
    'ZencoderObjectGrants',
    (stack, bucket, region, provider) =>
      new ZencoderObjectGrants(stack, 'z', {
        objects: [{ bucket, region, key: 'a.mov', permissions: [READ!] }],
        provider,
      }),
  ],
];

/** What is warned of, in a stack whose variable `v` is a token. */
function warningsOf(make: Make, bucket: string, regions: (token: string) => Regions): string[] {
  const stack = new TerraformStack(Testing.app({ stackTraces: false } as never), 'test');
  const token = new TerraformVariable(stack, 'v', { type: 'string' }).stringValue;
  const { own, ofProvider } = regions(token);
  const provider = new AwsProvider(stack, 'aws', { region: ofProvider });
  make(stack, bucket, own, provider);
  return stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === AnnotationMetadataEntryType.WARN)
    .map(({ data }) => String(data));
}

const MAY_BE: [title: string, regions: (token: string) => Regions][] = [
  ['us-east-1', () => ({ own: 'us-east-1', ofProvider: 'eu-west-1' })],
  ['the region of a provider in us-east-1', () => ({ ofProvider: 'us-east-1' })],
  ['a region that is known only at plan time', (own) => ({ own, ofProvider: 'eu-west-1' })],
  ['the region of a provider that is known only at plan time', (ofProvider) => ({ ofProvider })],
  ['no given region', () => ({})],
];

const CANNOT_BE: [title: string, regions: () => Regions][] = [
  ['another region', () => ({ own: 'us-east-2', ofProvider: 'us-east-1' })],
  ['the region of a provider in another region', () => ({ ofProvider: 'eu-west-1' })],
];

describe.each(CONSTRUCTS)('A bucket name in the older format, given to %s,', (_, make) => {
  it.each(MAY_BE)('is accepted with a warning in %s', (__, regions) => {
    expect(warningsOf(make, OLDER, regions)).toEqual([
      expect.stringMatching(/bucket: "My_Films" is a valid name only for a bucket created in us-east-1 /),
    ]);
  });

  it.each(CANNOT_BE)('is refused in %s, and the error states which buckets can have it', (__, regions) => {
    expect(() => warningsOf(make, OLDER, regions)).toThrow(
      /bucket: "My_Films" is not a bucket name: .*; only a bucket created in us-east-1 before March 2018 can have such a name$/,
    );
  });

  it('causes no warning if the name is valid today', () => {
    expect(warningsOf(make, 'my-films', () => ({}))).toEqual([]);
  });
});

describe('A bucket name in the older format', () => {
  it('is accepted with a warning in the grants of a user, which have no region', () => {
    const user: Make = (stack, bucket) =>
      new ZencoderIamUser(stack, 'z', { userName: 'zencoder', grants: [{ bucket, ...GRANTS[0]! }] });
    expect(warningsOf(user, OLDER, () => ({ ofProvider: 'eu-west-1' }))).toEqual([
      expect.stringMatching(/grants\[0\]\.bucket: "My_Films" is a valid name only for/),
    ]);
    expect(() => warningsOf(user, 'films.', () => ({}))).toThrow(/grants\[0\]\.bucket: "films\." is not a bucket name/);
  });

  it.each([
    ['in an unknown region', undefined, 'My_Films', true],
    ['in us-east-1', 'us-east-1', 'My_Films', true],
    ['in us-east-1, as a name that is valid today', 'us-east-1', 'my-films', true],
    ['in us-east-1, as an invalid name', 'us-east-1', 'films.', false],
    ['in another region', 'eu-west-1', 'My_Films', false],
    ['in another region, as a name that is valid today', 'eu-west-1', 'my-films', true],
  ])('that is known only at plan time is checked by Terraform %s', (_, region, name, isTaken) => {
    const stack = new TerraformStack(Testing.app({ stackTraces: false } as never), 'test');
    new AwsProvider(stack, 'aws', { region });
    const bucket = new TerraformVariable(stack, 'bucket', { type: 'string' }).stringValue;
    new ZencoderBucketAccess(stack, 'z', { bucket, grants: GRANTS });
    const { lifecycle } = configurationOf(stack).resource!.aws_s3_bucket_policy!.z as {
      lifecycle: { precondition: { condition: string }[] };
    };
    const [, form] = /^\$\{can\(regex\("(.*)", "\$\{var\.bucket\}"\)\)\}$/.exec(lifecycle.precondition[0]!.condition)!;
    expect(new RegExp(form!).test(name)).toBe(isTaken);
  });
});
