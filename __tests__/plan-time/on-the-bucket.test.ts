import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ZencoderBucketAccess, ZencoderPolicyDocument, ZencoderRole } from '../../lib';
import { aloud } from '../support/aloud';
import { configurationOf, testStack } from '../support/synth';
import { copyModule, inAscii, inFolderUntilDone } from '../terraform-module/modules';

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

/** The folder of a filesystem mirror with an AWS provider, and the version of that. */
function providerOnDisk(): { readonly mirror: string; readonly version: string } | undefined {
  const place = process.env.ZENCODER_TEST_PROVIDER_MIRROR ?? '/';
  const args = [place, '-xdev', '-name', 'terraform-provider-aws_v*', '-path', '*/hashicorp/aws/*', '-print', '-quit'];
  const [, mirror, version] =
    /^(.*)\/registry\.terraform\.io\/hashicorp\/aws\/([^/]+)\//.exec(
      spawnSync('find', args, { encoding: 'utf8' }).stdout,
    ) ?? [];
  return mirror === undefined || version === undefined ? undefined : { mirror, version };
}

const provider = providerOnDisk();
const hasMoto = spawnSync('python3', ['-c', 'import moto.server']).status === 0;
const suite = provider !== undefined && hasMoto ? describe : describe.skip;
if (suite !== describe) {
  aloud('no AWS provider on the disk, or no moto: what is on a bucket is not compared with the documents given for it');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

suite('With the real AWS provider, what is on the bucket', () => {
  let moto: ChildProcess;
  let endpoint: string;

  beforeAll(async () => {
    const port = await freePort();
    endpoint = `http://127.0.0.1:${port}`;
    moto = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    await until(async () => (await fetch(endpoint)).ok);
  }, 60_000);

  afterAll(() => {
    moto.kill();
  });

  const buckets = (prefix: string) => STATEMENTS.map((_, index) => `${prefix}-${index}`);

  async function made(names: readonly string[]): Promise<void> {
    for (const name of names) {
      expect((await fetch(`${endpoint}/${name}`, { method: 'PUT' })).ok).toBe(true);
    }
  }

  const policyOn = async (name: string) => (await fetch(`${endpoint}/${name}?policy`)).text();

  /** Applies a configuration, and gives the exit status of the plan after it: 0 where nothing is left to change. */
  function apply(folder: string, configuration: Record<string, unknown>, inputs: unknown): number | null {
    const terraform = { required_providers: { aws: { source: 'hashicorp/aws', version: provider!.version } } };
    const aws = {
      region: 'us-east-1',
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
    };
    writeFileSync(join(folder, 'inputs.json'), inAscii(inputs));
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ ...configuration, terraform, provider: { aws } }));
    writeFileSync(
      join(folder, 'cli.tfrc'),
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(provider!.mirror)}\n  }\n}\n`,
    );
    const env = {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_EC2_METADATA_DISABLED: 'true',
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(folder, 'cli.tfrc'),
    };
    const run = (...args: string[]) =>
      spawnSync('terraform', [...args, '-no-color'], { cwd: folder, env, encoding: 'utf8', timeout: 120_000 });
    for (const args of [['init'], ['apply', '-auto-approve']]) {
      const { status, stdout, stderr } = run(...args);
      expect({ status, said: status === 0 ? '' : `${stdout}${stderr}`.slice(-3000) }).toEqual({ status: 0, said: '' });
    }
    return run('plan', '-detailed-exitcode').status;
  }

  it('is what was given, and nothing is left to change: by the construct', async () => {
    const names = buckets('construct');
    await made(names);
    const stack = testStack();
    names.forEach((bucket, index) => {
      const sourcePolicyDocuments = [`\${local.inputs[${index}]}`];
      new ZencoderBucketAccess(stack, bucket, { bucket, grants: GRANTS, sourcePolicyDocuments });
    });
    const { locals, resource } = configurationOf(stack);
    const configuration = { resource, locals: { ...locals, inputs: '${jsondecode(file("inputs.json"))}' } };
    const documents = STATEMENTS.map(([, statements], index) => documentFor(names[index]!, statements));
    const left = await inFolderUntilDone(async (folder) => apply(folder, configuration, documents));
    for (const [index, bucket] of names.entries()) {
      const ours = statementsIn(new ZencoderPolicyDocument({ bucket, grants: GRANTS }).toJson());
      expect({ bucket, policy: statementsIn(await policyOn(bucket)) }).toEqual({
        bucket,
        policy: [...statementsIn(documents[index]!), ...ours],
      });
    }
    expect(left).toBe(0);
  }, 180_000);

  it('is what was given, and nothing is left to change: by the module', async () => {
    const names = buckets('module');
    await made(names);
    const documents = Object.fromEntries(names.map((name, index) => [name, documentFor(name, STATEMENTS[index]![1])]));
    const left = await inFolderUntilDone(async (folder) => {
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
      expect({ bucket, policy: statementsIn(await policyOn(bucket)) }).toEqual({
        bucket,
        policy: [...ours, ...statementsIn(documents[bucket]!)],
      });
    }
    expect(left).toBe(0);
  }, 180_000);
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await holds().catch(() => false)) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('moto does not answer');
}
