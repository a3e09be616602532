import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZencoderBucketAccess, ZencoderPolicyDocument, ZencoderRole } from '../../lib';
import { configurationOf, testStack } from '../support/synth';
import { inFolder } from '../support/workspace';
import { copyModule, inAscii } from '../terraform-module/modules';
import { describeDeployment } from './lab/suite';

const GRANTS = [{ role: ZencoderRole.INPUT }];

/** Documents with what `aws_iam_policy_document` changes in them, about the bucket BUCKET. */
const STATEMENTS: [what: string, statements: unknown][] = [
  ['a principal', statement({ Principal: { AWS: ['arn:aws:iam::111122223333:root', '444455556666'] } })],
  ['a number in a condition', statement({ Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } } })],
  ['a truth value in a condition', statement({ Condition: { Bool: { 'aws:SecureTransport': false } } })],
  [
    'a condition on keys in any case',
    statement({ Condition: { StringEquals: { 'AWS:SourceAccount': ['111122223333'] } } }),
  ],
  ['a Sid twice', [statement({ Sid: 'Same' }), statement({ Sid: 'Same', Action: 's3:PutObjectTagging' })]],
  ['a Sid of other characters', statement({ Sid: 'S3PolicyStmt-DO-NOT-MODIFY-1678' })],
  ['no Sid', statement({ Sid: undefined })],
  ['one statement that is no list', [statement({})][0]],
  ['a list of one value', statement({ Action: ['s3:DeleteObject'], Resource: ['arn:aws:s3:::BUCKET/x'] })],
  ['variables and signs', statement({ Resource: 'arn:aws:s3:::BUCKET/${aws:username}/<&>é🎬"\\%{x}/${*}' })],
  ['an action in another case', statement({ Action: 'S3:deleteobject' })],
  [
    'all that is negated',
    statement({ NotPrincipal: { AWS: '395540211253' }, Principal: undefined, NotAction: 's3:Get*', Action: undefined }),
  ],
];

function statement(members: Record<string, unknown>): unknown {
  const kept = {
    Sid: 'Kept',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:DeleteObject',
    Resource: 'arn:aws:s3:::BUCKET/*',
  };
  return JSON.parse(JSON.stringify({ ...kept, ...members }));
}

const documentFor = (bucket: string, statements: unknown) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }).replaceAll('BUCKET', bucket);

const statementsIn = (json: string): unknown[] => [(JSON.parse(json) as { Statement: unknown }).Statement].flat();

describeDeployment('The policy of the bucket', (cloud) => {
  const buckets = (prefix: string) => STATEMENTS.map((_, index) => `${prefix}-${index}`);

  const policyOn = async (name: string) => statementsIn(JSON.stringify(await cloud().policyOf(name)));

  /** Applies a configuration, and gives the exit status of the plan after it: 0 where nothing is left to change. */
  async function apply(
    folder: string,
    configuration: Record<string, unknown>,
    inputs: unknown,
  ): Promise<number | null> {
    const { version } = cloud().provider;
    const terraform = { required_providers: { aws: { source: 'hashicorp/aws', version } } };
    const aws = { region: 'us-east-1', s3_use_path_style: true, skip_credentials_validation: true };
    writeFileSync(join(folder, 'inputs.json'), inAscii(inputs));
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ ...configuration, terraform, provider: { aws } }));
    await cloud().init(folder);
    await cloud().terraform(folder, 'apply', '-auto-approve', '-input=false');
    return (await cloud().tryTerraform(folder, 'plan', '-detailed-exitcode', '-input=false')).status;
  }

  it('is the one of the construct, and the plan has no changes', async () => {
    const names = buckets('construct');
    await cloud().createBuckets(...names);
    const stack = testStack();
    names.forEach((bucket, index) => {
      const sourcePolicyDocuments = [`\${local.inputs[${index}]}`];
      new ZencoderBucketAccess(stack, bucket, { bucket, grants: GRANTS, sourcePolicyDocuments });
    });
    const { locals, resource } = configurationOf(stack);
    const configuration = { resource, locals: { ...locals, inputs: '${jsondecode(file("inputs.json"))}' } };
    const documents = STATEMENTS.map(([, statements], index) => documentFor(names[index]!, statements));
    const left = await inFolder((folder) => apply(folder, configuration, documents));
    for (const [index, bucket] of names.entries()) {
      const ours = statementsIn(new ZencoderPolicyDocument({ bucket, grants: GRANTS }).toJson());
      expect({ bucket, policy: await policyOn(bucket) }).toEqual({
        bucket,
        policy: [...statementsIn(documents[index]!), ...ours],
      });
    }
    expect(left).toBe(0);
  });

  it('is the one of the module, and the plan has no changes', async () => {
    const names = buckets('module');
    await cloud().createBuckets(...names);
    const documents = Object.fromEntries(names.map((name, index) => [name, documentFor(name, STATEMENTS[index]![1])]));
    const left = await inFolder(async (folder) => {
      const source = copyModule('modules/policy', folder);
      const for_each = '${jsondecode(file("inputs.json"))}';
      const call = {
        source,
        for_each,
        bucket: '${each.key}',
        grants: GRANTS,
        source_policy_documents: '${[each.value]}',
      };
      const policy = { for_each, bucket: '${each.key}', policy: '${module.policy[each.key].policy_json}' };
      return apply(folder, { module: { policy: call }, resource: { aws_s3_bucket_policy: { policy } } }, documents);
    });
    for (const bucket of names) {
      const ours = statementsIn(new ZencoderPolicyDocument({ bucket, grants: GRANTS }).toJson());
      expect({ bucket, policy: await policyOn(bucket) }).toEqual({
        bucket,
        policy: [...ours, ...statementsIn(documents[bucket]!)],
      });
    }
    expect(left).toBe(0);
  });
});
