import { TerraformVariable } from 'cdktf';
import { ZencoderBucketAccess, type ZencoderBucketAccessProps, ZencoderRole } from '../../../lib';
import { configurationOf, testStack } from '../../support/synth';
import { terraform } from '../../support/terraform';
import { inAscii } from '../../terraform-module/modules';

/** An access whose source documents are read from a file, so that the construct cannot know them. */
export interface LateAccess {
  readonly documents: readonly string[];
  readonly props?: Partial<ZencoderBucketAccessProps>;
}

interface Resource {
  readonly policy: string;
  readonly lifecycle?: unknown;
}

/** What is synthesized for accesses, with stand-ins for the policies: no provider is needed to plan it. */
export function standIns(accesses: readonly LateAccess[]): Record<string, string> {
  const stack = testStack();
  const bucket = new TerraformVariable(stack, 'bucket', { type: 'string', default: 'films' });
  accesses.forEach(({ documents, props }, index) => {
    new ZencoderBucketAccess(stack, `at${index}`, {
      bucket: bucket.stringValue,
      grants: [{ role: ZencoderRole.INPUT }],
      sourcePolicyDocuments: documents.map((_, place) => `\${local.inputs[${index}].documents[${place}]}`),
      ...props,
    });
  });
  const { variable, locals, resource, check } = configurationOf(stack) as ReturnType<typeof configurationOf> & {
    variable: unknown;
    check: unknown;
  };
  const policies = resource!.aws_s3_bucket_policy as unknown as Record<string, Resource>;
  const data = Object.entries(policies).map(([name, { policy, lifecycle }]) => [name, { input: policy, lifecycle }]);
  const outputs = Object.keys(policies).map((name) => [name, { value: `\${terraform_data.${name}.output}` }]);
  return {
    'main.tf.json': JSON.stringify({
      variable,
      locals: { ...locals, inputs: '${jsondecode(file("inputs.json"))}' },
      resource: { terraform_data: Object.fromEntries(data) },
      check,
      output: Object.fromEntries(outputs),
    }),
    'inputs.json': inAscii(accesses),
  };
}

/** The policies that Terraform makes of accesses, each as the resource would get it. */
export function policiesOfConstruct(accesses: readonly LateAccess[]): string[] {
  const outputs = terraform.outputs(standIns(accesses));
  return accesses.map((_, index) => outputs[`at${index}`] as string);
}
