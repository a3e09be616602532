import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { Fn, TerraformIterator, type TerraformStack, TerraformVariable, Token } from 'cdktf';
import {
  ZencoderBucketAccess,
  type ZencoderBucketAccessProps,
  ZencoderObjectOwnership,
  ZencoderPolicyDocument,
  ZencoderRole,
} from '../../lib';
import { configurationOf, testStack, written } from '../support/synth';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { writeFiles } from '../support/workspace';

const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/${x}"'] }];
const NAMES = ['acme-one', 'acme-two'];

const overNames = (stack: TerraformStack, props: Partial<ZencoderBucketAccessProps> = {}) => {
  const forEach = TerraformIterator.fromList(NAMES);
  return new ZencoderBucketAccess(stack, 'each', { bucket: Token.asString(forEach.value), grants, forEach, ...props });
};

function refusalOf(props: (stack: TerraformStack) => Partial<ZencoderBucketAccessProps>): string {
  const stack = testStack();
  try {
    overNames(stack, props(stack));
    configurationOf(stack);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('An access with forEach', () => {
  it('is one resource with for_each, and so are its ownership controls', () => {
    const stack = testStack();
    overNames(stack, { objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED });
    const { resource } = configurationOf(stack);
    const all = Object.values(resource!).flatMap((byName) => Object.values(byName));
    expect(all.map(({ bucket, for_each }) => ({ bucket, for_each }))).toEqual(
      Array(2).fill({ bucket: '${each.value}', for_each: '${toset(["acme-one", "acme-two"])}' }),
    );
  });

  it.each<[what: string, call: (access: ZencoderBucketAccess) => unknown, message: RegExp]>([
    [
      'input',
      (access) => access.inputUrl('a.mov'),
      /^test\/each: inputUrl\("a\.mov"\) is different for each instance of forEach; for one bucket, write new ZencoderS3Url\(/,
    ],
    ['output', (access) => access.outputUrl(), /^test\/each: outputUrl\(\) is different .*write new ZencoderS3Url\(/],
  ])('has no URL for an %s', (_, call, message) => {
    const access = overNames(testStack());
    expect(() => call(access)).toThrow(message);
  });

  it.each<[what: string, props: (stack: TerraformStack) => Partial<ZencoderBucketAccessProps>, message: RegExp]>([
    [
      'cannot adopt a policy',
      () => ({ adoptExistingPolicy: true }),
      /^test\/each: adoptExistingPolicy: cannot be combined with forEach, .*; create one ZencoderBucketAccess per bucket in a loop/,
    ],
    [
      'cannot keep a document that is known only at plan time',
      () => ({ sourcePolicyDocuments: ['{"Version":"2012-10-17","Statement":[]}', '${data.http.a.body}'] }),
      /test\/each: sourcePolicyDocuments: contains a document that is known only at plan time, and cannot be combined with forEach: .*; create one ZencoderBucketAccess per bucket in a loop .*, or give JSON text/,
    ],
    [
      'is refused for one bucket name',
      () => ({ bucket: 'acme' }),
      /^test\/each: bucket: "acme" is the same for every instance of forEach; refer to the iterator/,
    ],
    [
      'is refused for a reference to one bucket',
      (stack) => ({ bucket: new S3Bucket(stack, 'one', {}).id }),
      /test\/each: bucket: \$\{aws_s3_bucket\.one\.id\} is the same for every instance of forEach/,
    ],
    [
      'cannot have a grant that refers to the iterator',
      () => ({
        grants: [{ role: ZencoderRole.INPUT, prefixes: [Token.asString(TerraformIterator.fromList(NAMES).value)] }],
      }),
      /^test\/each: grants\[0\]\.prefixes\[0\]: contains a CDKTF token/,
    ],
  ])('%s', (_, props, message) => {
    expect(refusalOf(props)).toMatch(message);
  });
});

/** What is written, with resources that need no provider in place of the provider's: what these would be given is put out. */
function withoutProvider(json: string): Record<string, string> {
  const { resource, locals, variable } = JSON.parse(
    json
      .replace(/\baws_(\w+)\.(?=\w)/g, 'terraform_data.aws_$1_')
      .replaceAll('each.value.bucket', 'each.value.input.bucket'),
  ) as {
    resource: Record<string, Record<string, Record<string, unknown>>>;
    [block: string]: unknown;
  };
  const all = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, { for_each, lifecycle, depends_on, '//': _, ...input }]) => [
      `${type}_${name}`,
      { for_each, lifecycle, depends_on, input },
    ]),
  );
  const [[policy]] = all.filter(([name]) => String(name).startsWith('aws_s3_bucket_policy')) as [[string, unknown]];
  return {
    'main.tf.json': JSON.stringify({
      resource: { terraform_data: Object.fromEntries(all) },
      ...(locals ? { locals } : {}),
      ...(variable ? { variable } : {}),
      output: { policies: { value: `\${{for key, each in terraform_data.${policy} : key => each.output}}` } },
    }),
  };
}

describeTerraform('With forEach, Terraform', () => {
  const policyOf = (bucket: string) => JSON.parse(new ZencoderPolicyDocument({ bucket, grants }).toJson());

  it.each<[over: string, build: (stack: TerraformStack) => void, keys: string[]]>([
    [
      'a list of names',
      (stack) => overNames(stack, { objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED }),
      NAMES,
    ],
    [
      'a map',
      (stack) => {
        const forEach = TerraformIterator.fromMap({ one: { name: 'acme-one' }, two: { name: 'acme-two' } });
        overNames(stack, { forEach, bucket: forEach.getString('name') });
      },
      ['one', 'two'],
    ],
    [
      'a variable',
      (stack) => {
        const names = new TerraformVariable(stack, 'names', { type: 'list(string)', default: NAMES }).listValue;
        const forEach = TerraformIterator.fromList(names);
        overNames(stack, { forEach, bucket: Fn.lower(Token.asString(forEach.value)) });
      },
      NAMES,
    ],
    [
      'buckets with for_each',
      (stack) => {
        const names = TerraformIterator.fromList(NAMES);
        const buckets = new S3Bucket(stack, 'buckets', { bucket: Token.asString(names.value), forEach: names });
        const forEach = TerraformIterator.fromResources(buckets);
        overNames(stack, { forEach, bucket: forEach.getString('bucket') });
      },
      NAMES,
    ],
  ])('creates the policy of each bucket for %s', (_, build, keys) => {
    const stack = testStack();
    build(stack);
    const { policies } = terraform.outputs(withoutProvider(JSON.stringify(configurationOf(stack)))) as {
      policies: Record<string, { bucket: string; policy: string }>;
    };
    expect(Object.keys(policies)).toEqual(keys);
    expect(Object.values(policies).map(({ bucket }) => bucket)).toEqual(NAMES);
    expect(Object.values(policies).map(({ policy }) => JSON.parse(policy))).toEqual(NAMES.map(policyOf));
  });

  it.each([false, true])('reads the configuration with all meta-arguments (HCL: %s)', (hcl) => {
    const text = written(hcl, (stack) => {
      const bucket = new S3Bucket(stack, 'bucket', {});
      for (const [id, ignoreChanges] of [
        ['each', ['policy']],
        ['other', 'all'],
      ] as const) {
        const forEach = TerraformIterator.fromList(NAMES.map((name) => `${id}-${name}`));
        new ZencoderBucketAccess(stack, id, {
          bucket: Token.asString(forEach.value),
          grants,
          forEach,
          dependsOn: [bucket],
          objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED,
          lifecycle: {
            preventDestroy: true,
            ignoreChanges: ignoreChanges === 'all' ? 'all' : [...ignoreChanges],
            replaceTriggeredBy: [bucket],
            precondition: [{ condition: '${each.key != ""}', errorMessage: 'No.' }],
          },
        });
      }
    });
    inFolder((folder) => {
      writeFiles(folder, { [hcl ? 'main.tf' : 'main.tf.json']: text });
      expect(terraform.requirements(folder)).toContain('hashicorp/aws');
    });
  });
});
