import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { Zencoder, ZencoderBucketAccess, ZencoderPolicyDocument, ZencoderRole } from '../lib';
import { configurationOf, testStack, written } from './support/synth';
import { describeTerraform, inFolder, terraform } from './support/terraform';

const grants = [{ role: ZencoderRole.INPUT }];
const KEPT = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'Kept', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }],
};

function access(stack: ReturnType<typeof testStack>): ZencoderBucketAccess {
  const theirs = new DataAwsIamPolicyDocument(stack, 'theirs', { statement: [{ actions: ['s3:*'] }] });
  return new ZencoderBucketAccess(stack, 'acme', {
    bucket: 'acme',
    grants,
    sourcePolicyDocuments: [theirs.json],
    otherStatements: JSON.stringify(KEPT),
  });
}

interface Merged {
  readonly source_policy_documents: string[];
  readonly override_policy_documents: string[];
  readonly lifecycle: { postcondition: { condition: string; error_message: string }[] };
}

function merged(): { id: string; document: Merged; policy: string } {
  const stack = testStack();
  access(stack);
  const { data, resource } = configurationOf(stack);
  const [id, document] = Object.entries(data!.aws_iam_policy_document!).find(([name]) => name !== 'theirs')!;
  return { id, document: document as unknown as Merged, policy: String(resource!.aws_s3_bucket_policy!.acme!.policy) };
}

describe('Statements that are known only at plan time', () => {
  it('are put together with ours by Terraform, ours overriding, so that applying twice changes nothing', () => {
    const { id, document, policy } = merged();
    expect(policy).toBe(`\${data.aws_iam_policy_document.${id}.minified_json}`);
    expect(document.source_policy_documents).toEqual([
      '${data.aws_iam_policy_document.theirs.json}',
      JSON.stringify(KEPT),
    ]);
    expect(document.override_policy_documents).toEqual([
      new ZencoderPolicyDocument({ bucket: 'acme', grants }).toJson(),
    ]);
  });

  it('need no others that are known at synth', () => {
    const stack = testStack();
    const sourcePolicyDocuments = ['${data.http.policy.response_body}'];
    new ZencoderBucketAccess(stack, 'acme', { bucket: 'acme', grants, sourcePolicyDocuments });
    const [document] = Object.values(configurationOf(stack).data!.aws_iam_policy_document!);
    expect(document!.source_policy_documents).toEqual(sourcePolicyDocuments);
  });
});

describe('In HCL', () => {
  it('each condition is a block of a lifecycle block', () => {
    const text = written(true, access);
    const block = 'postcondition \\{\\ncondition = "[^\\n]+"\\nerror_message = "[^\\n]+"\\n\\}\\n';
    expect(text).toMatch(new RegExp(`^lifecycle \\{\\n(${block}){5}\\}\\n`, 'm'));
  });
});

/** Document by document: what the conditions say of it, undefined where nothing. */
const DOCUMENTS: [string, unknown, RegExp | undefined][] = [
  ['a Deny for everybody', KEPT, undefined],
  ['a single statement that is no list', { ...KEPT, Statement: KEPT.Statement[0] }, undefined],
  ['an Allow for another account', statement({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), undefined],
  ['an Allow for a service', statement({ Principal: { Service: 'cloudfront.amazonaws.com' } }), undefined],
  ['a Deny for Zencoder', statement({ Effect: 'Deny', Principal: { AWS: '395540211253' } }), undefined],
  ["an Allow for Zencoder's account", statement({ Principal: { AWS: '395540211253' } }), /allows Zencoder's account/],
  [
    'an Allow for its root, among others',
    statement({ Principal: { AWS: ['*', 'arn:aws:iam::395540211253:root'] } }),
    /allows Zencoder's account/,
  ],
  [
    'an Allow for its canonical user ID',
    statement({ Principal: { CanonicalUser: Zencoder.CANONICAL_USER_ID } }),
    /allows Zencoder's account/,
  ],
  ['a Sid of ours', statement({ Sid: 'ZencoderRead0123abcd' }), /has a Sid of Zencoder's/],
  ['a Sid like ours', statement({ Sid: 'ZencoderReads' }), undefined],
  ['no Version, and nothing that differs', { Statement: KEPT.Statement }, undefined],
  [
    'no Version, and a dollar sign before a brace',
    { Statement: [{ ...KEPT.Statement[0], Resource: 'arn:aws:s3:::acme/${x}' }] },
    /Version 2008-10-17/,
  ],
  [
    'Version 2012-10-17 and a variable',
    { ...KEPT, Statement: [{ ...KEPT.Statement[0], Resource: 'arn:aws:s3:::acme/${aws:username}' }] },
    undefined,
  ],
  ['more than 20,480 bytes', statement({ Resource: 'é'.repeat(10_300) }), /over 20480 bytes/],
  ['almost 20,480 bytes', statement({ Resource: 'é'.repeat(10_100) }), undefined],
];

function statement(members: Record<string, unknown>) {
  return { ...KEPT, Statement: [{ ...KEPT.Statement[0], Effect: 'Allow', Principal: { AWS: '*' }, ...members }] };
}

describeTerraform('What cannot be seen at synth is checked by real Terraform', () => {
  it.each(DOCUMENTS)('in a source document with %s', (_, source, expected) => {
    const { postcondition } = merged().document.lifecycle;
    const preconditions = postcondition.map(({ condition, error_message }) => ({
      condition: condition
        .replaceAll('self.source_policy_documents', 'local.documents')
        .replaceAll('self.minified_json', 'local.documents[0]'),
      error_message,
    }));
    const escaped = JSON.stringify(source).replace(/([$%])\{/g, '$1$1{');
    const configuration = {
      locals: { documents: [escaped] },
      resource: { terraform_data: { policy: { lifecycle: { precondition: preconditions } } } },
    };
    inFolder((folder) => {
      writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration));
      expect(terraform.run(folder, 'init').status).toBe(0);
      const { status, output } = terraform.run(folder, 'plan', '-no-color');
      expect(status).toBe(expected ? 1 : 0);
      expect(output.replace(/[\s│]+/g, ' ')).toMatch(expected ?? /Plan: 1 to add/);
    });
  });

  it('the conditions are blocks in HCL too', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'cdk.tf'), written(true, access));
      expect(terraform.requirements(folder)).toContain('hashicorp/aws');
    });
  });
});
