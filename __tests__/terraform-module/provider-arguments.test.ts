import { DataAwsCanonicalUserId } from '@cdktf/provider-aws/lib/data-aws-canonical-user-id';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import {
  S3BucketOwnershipControls,
  s3BucketOwnershipControlsRuleToTerraform,
} from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3ObjectCopy, s3ObjectCopyGrantToTerraform } from '@cdktf/provider-aws/lib/s3-object-copy';
import type { TerraformElement } from 'cdktf';
import type { Construct } from 'constructs';
import { testStack } from '../support/synth';
import { codeOf } from './expressions';
import { blocksOf } from './hcl';

type Binding = new (scope: Construct, id: string, config: never) => TerraformElement;
type Members = Readonly<Record<string, unknown>>;

/** What the AWS provider has: the class for a block, and for each block in it a function that writes one. */
const BINDINGS: Readonly<Record<string, [Binding, Readonly<Record<string, () => Members>>]>> = {
  'resource.aws_s3_bucket_policy': [S3BucketPolicy, {}],
  'resource.aws_s3_bucket_ownership_controls': [
    S3BucketOwnershipControls,
    { rule: () => s3BucketOwnershipControlsRuleToTerraform({} as never) },
  ],
  'resource.aws_s3_object_copy': [S3ObjectCopy, { grant: () => s3ObjectCopyGrantToTerraform({} as never) }],
  'data.aws_region': [DataAwsRegion, {}],
  'data.aws_canonical_user_id': [DataAwsCanonicalUserId, {}],
};

/** What Terraform itself knows in every block. */
const META_ARGUMENTS = ['count', 'for_each', 'depends_on', 'lifecycle', 'provider'];

const root = blocksOf('');

const BLOCKS = (['resource', 'data'] as const).flatMap((kind) =>
  Object.entries(root[kind]!).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, block]): [string, string, Members] => [
      `${kind}.${type}.${name}`,
      `${kind}.${type}`,
      block,
    ]),
  ),
);

describe('The AWS provider has', () => {
  it.each(BLOCKS)('every argument of %s', (_, type, { dynamic = {}, ...block }) => {
    const [binding, nested] = BINDINGS[type]!;
    const element = new binding(testStack(), 'element', {} as never);
    const known = Object.keys((element as unknown as { synthesizeAttributes(): Members }).synthesizeAttributes());
    const given = Object.keys(block).filter((name) => !META_ARGUMENTS.includes(name));
    expect(known).toEqual(expect.arrayContaining(given));
    for (const name of given.filter((each) => typeof block[each] === 'object')) {
      const members = [block[name]].flat().flatMap((each) => Object.keys(each as object));
      expect(Object.keys(nested[name]!())).toEqual(expect.arrayContaining(members));
    }
    for (const [name, [made]] of Object.entries(
      dynamic as Readonly<Record<string, readonly { content: object[] }[]>>,
    )) {
      expect(known).toContain(name);
      expect(Object.keys(nested[name]!())).toEqual(expect.arrayContaining(Object.keys(made!.content[0]!)));
    }
  });

  it('every attribute that is read', () => {
    const code = codeOf(root);
    const read = [...code.matchAll(/(data\.)?(aws_\w+)\.\w+(?:\[[^\]]*\])?\.(\w+)/g)];
    expect(read.length).toBeGreaterThan(2);
    for (const [, data, type, attribute] of read) {
      const [binding] = BINDINGS[`${data ?? 'resource.'}${type}`]!;
      expect(Object.keys(Object.getOwnPropertyDescriptors(binding.prototype))).toContain(attribute);
    }
  });
});
