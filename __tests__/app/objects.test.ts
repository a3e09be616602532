import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/run';
import { describeTerraform, terraform } from '../support/terraform';
import { inFolder } from '../support/workspace';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const YAML = `
stacks:
  live:
    region: eu-west-1
    objectGrants: true
    buckets:
      films:
        objectOwnership: BucketOwnerPreferred
        kmsKeyArn: ${KEY}
        objects:
          - { key: in-policy.mov }
          - { key: in-place.mov, method: acl, permissions: [READ, READ_ACP] }
          - { key: 'copied \${x}.mov', method: acl-copy }
      old-films:
        objectOwnership: ObjectWriter
        objects: [ { key: a.mov, method: acl } ]
    users:
      zencoder:
        accessKey: true
        grants: [ { bucket: films, role: input } ]
`;

interface Stack {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly output: Record<string, { value: unknown; sensitive?: boolean }>;
}

function synthesized(yaml: string, use: (stack: Stack, folder: string) => void, environment = {}): void {
  inFolder((folder) => {
    writeFileSync(join(folder, 'zencoder.yaml'), yaml);
    const { status, stderr } = runProgram('main.ts', folder, environment);
    expect({ status, stderr: stderr.replace(/.*warning: stacks\.live\.users.*\n/, '') }).toEqual({
      status: 0,
      stderr: '',
    });
    const stack = join(folder, 'cdktf.out', 'stacks', 'live');
    const json = Object.keys(environment).length === 0;
    use(json ? (JSON.parse(readFileSync(join(stack, 'cdk.tf.json'), 'utf8')) as Stack) : ({} as Stack), stack);
  });
}

describe('Objects in a file', () => {
  it('get a statement, a grant in their ACL or a copy, depending on their method', () => {
    synthesized(YAML, ({ resource }) => {
      const [statement] = JSON.parse(String(resource.aws_s3_bucket_policy!.films!.policy)).Statement;
      expect(statement).toMatchObject({ Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::films/in-policy.mov'] });
      const [revoke] = Object.values(resource.terraform_data!);
      expect(Object.keys(revoke!.for_each as object)).toEqual([
        expect.stringMatching(/^a\.mov-/),
        expect.stringMatching(/^in-place\.mov-/),
      ]);
      expect(Object.values(resource.aws_s3_object_copy!)).toMatchObject([
        { source: 'films/copied $${x}.mov', key: 'zencoder/copied $${x}.mov' },
      ]);
    });
  });

  it('get grants in ACLs only after ACLs are enabled on the bucket', () => {
    synthesized(YAML, ({ resource }) => {
      const ownerships = Object.keys(resource.aws_s3_bucket_ownership_controls!).map(
        (id) => `aws_s3_bucket_ownership_controls.${id}`,
      );
      const [revoke] = Object.values(resource.terraform_data!);
      expect([...(revoke!.depends_on as string[])].sort()).toEqual(ownerships.sort());
      const [copy] = Object.values(resource.aws_s3_object_copy!);
      expect(copy!.depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_ownership_controls\.films_/)]);
    });
  });

  it('leave a bucket without a policy if all have other methods', () => {
    synthesized(YAML, ({ resource }) => expect(Object.keys(resource.aws_s3_bucket_policy!)).toEqual(['films']));
  });

  it('keep the address of the ownership controls when the bucket gets a policy, or loses it', () => {
    const addresses = (yaml: string) => {
      let found: string[] = [];
      synthesized(yaml, ({ resource }) => {
        found = Object.keys(resource.aws_s3_bucket_ownership_controls!);
      });
      return found;
    };
    expect(addresses(YAML.replace('- { key: in-policy.mov }', ''))).toEqual(addresses(YAML));
  });

  it('add outputs for those who create jobs and for the owner of the KMS key', () => {
    synthesized(YAML, ({ output }) => {
      expect(output.copy_urls!.value).toEqual({
        films: { 'copied $${x}.mov': 's3+eu-west-1://films/zencoder/copied $${x}.mov' },
      });
      const statements = output.kms_key_statements!.value as Record<string, string>;
      expect(JSON.parse(statements.films!)).toEqual({
        Sid: 'ZencoderUseOfTheKey',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::395540211253:root' },
        Action: ['kms:Decrypt'],
        Resource: '*',
        Condition: {
          StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
          StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'] },
        },
      });
      expect(output.access_keys!.sensitive).toBe(true);
    });
  });

  it('print the statement for the key policy during synthesis', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'zencoder.yaml'), YAML);
      const { stdout } = runProgram('main.ts', folder);
      expect(stdout).toMatch(
        new RegExp(`^note: add this statement to the policy of the KMS key ${KEY} \\(films\\)`, 'm'),
      );
      expect(stdout).toContain('"kms:ViaService":"s3.eu-west-1.amazonaws.com"');
    });
  });

  it('add no resources for ACL grants to a stack without objectGrants', () => {
    const yaml = 'stacks: { live: { buckets: { films: { objects: [ { key: a } ] } } } }\n';
    synthesized(yaml, ({ resource }) => expect(Object.keys(resource)).toEqual(['aws_s3_bucket_policy']));
  });
});

it('A user has one policy, which allows it to use the KMS key of its bucket', () => {
  synthesized(YAML, ({ resource }) => {
    const [policy] = Object.values(resource.aws_iam_user_policy!);
    const statements = JSON.parse(String(policy!.policy)).Statement as { Action: string[]; Resource: string[] }[];
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], ['arn:aws:s3:::films']],
      [['kms:Decrypt'], [KEY]],
      [['s3:GetObject'], ['arn:aws:s3:::films/*']],
    ]);
  });
});

it('A stack can have only users', () => {
  const yaml = 'stacks: { live: { users: { zencoder: { grants: [ { bucket: films, role: output } ] } } } }\n';
  synthesized(yaml, ({ resource, output }) => {
    expect(Object.keys(resource)).toEqual(['aws_iam_user', 'aws_iam_user_policy']);
    expect(output).toBeUndefined();
  });
});

describeTerraform('With real Terraform', () => {
  it.each([
    ['JSON', {}],
    ['HCL', { SYNTH_HCL_OUTPUT: 'true' }],
  ])('objects of every method are valid in the %s output', (_, environment) => {
    synthesized(YAML, (__, folder) => expect(terraform.requirements(folder)).toContain('hashicorp/aws'), environment);
  });
});
