import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { called, spawned } from '../support/cli';
import { ROOT, runProgram } from '../support/run';
import { shown } from '../support/titles';
import { inFolder } from '../support/workspace';
import { REFUSED_FILES, REFUSED_OPTIONS } from './cases/policy-options';

const OTHERS = readFileSync(join(ROOT, 'policies', 'acme-masters.json'), 'utf8');

describe('The policy that zencoder-s3 prints', () => {
  it('from options equals the document of the same grant', async () => {
    const args = ['--bucket', 'films', '--action', 's3:GetObject', '--action', 's3:PutObject', '--prefix', 'in/'];
    const more = ['--key', 'a $*? b.mp4', '--expires', '2099-06-30T02:00:00+02:00', '--require-tls'];
    const { exitCode, stdout, stderr } = await called(['policy', ...args, ...more, '--account-id', '012345678901']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const document = new ZencoderPolicyDocument({
      bucket: 'films',
      grants: [
        {
          actions: [ZencoderAction.GET_OBJECT, ZencoderAction.PUT_OBJECT],
          prefixes: ['in/'],
          keys: ['a $*? b.mp4'],
          expires: '2099-06-30T00:00:00Z',
        },
      ],
      requireTls: true,
      accountId: '012345678901',
    });
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(document.toJson()), null, 2)}\n`);
  });

  it('can be for an older bucket name, with a warning', async () => {
    const args = ['policy', '--bucket', 'Old_Films', '--role', 'input'];
    const { exitCode, stdout, stderr } = await called(args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"arn:aws:s3:::Old_Films/*"');
    expect(stderr).toMatch(/^zencoder-s3: warning: --bucket: "Old_Films" is a valid name only for [^\n]*\n$/);
    expect((await called([...args, '--strict'])).exitCode).toBe(1);
  });

  it('with --compact is on one line and has exactly the bytes that S3 counts', async () => {
    const { stdout } = await called(['policy', '--bucket', 'films', '--role', 'output', '--compact']);
    const document = new ZencoderPolicyDocument({ bucket: 'films', grants: [{ role: ZencoderRole.OUTPUT }] });
    expect(stdout).toBe(`${document.toJson()}\n`);
  });

  it('keeps the statements of other principals', async () => {
    const args = ['policy', '--bucket', 'acme-masters', '--role', 'input', '--other-statements', 'others.json'];
    const { stdout } = await called([...args, '--compact'], { files: { 'others.json': OTHERS } });
    const grants = [{ role: ZencoderRole.INPUT }];
    const document = new ZencoderPolicyDocument({ bucket: 'acme-masters', grants, otherStatements: OTHERS });
    expect(stdout).toBe(`${document.toJson()}\n`);
  });

  it('for each bucket in the file equals the synthesized one', () => {
    inFolder((outdir) => {
      const { status } = runProgram('main.ts', ROOT, { CDKTF_OUTDIR: outdir });
      expect(status).toBe(0);
      for (const stack of ['production', 'staging']) {
        const text = readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8');
        const { resource } = JSON.parse(text) as { resource: Record<string, Record<string, Record<string, string>>> };
        for (const { bucket, policy } of Object.values(resource.aws_s3_bucket_policy!)) {
          const { stdout } = spawned(['policy', bucket!, '--compact']);
          expect(stdout).toBe(`${policy!.replaceAll('$${', '${')}\n`);
        }
      }
    });
  });

  it('needs no bucket name for a file with one bucket', async () => {
    const yaml =
      'stacks: { live: { buckets: { films: { objects: [ { key: a.mp4 }, { key: b.mp4, method: acl-copy } ] } } } }';
    const { exitCode, stdout } = await called(['policy', '--file', 'one.yaml'], { files: { 'one.yaml': yaml } });
    const { Statement } = JSON.parse(stdout) as { Statement: { Action: string[]; Resource: string[] }[] };
    expect(exitCode).toBe(0);
    expect(Statement).toMatchObject([{ Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::films/a.mp4'] }]);
  });
});

describe('The message of zencoder-s3 policy on stderr', () => {
  it.each(REFUSED_OPTIONS.map((one) => ({ ...one, title: shown(one.args.join(' ')) })))(
    'has exit code 2 and names the option: $title',
    async ({ args, lines }) => {
      const stderr = lines.map((line) => `zencoder-s3: ${line}\n`).join('');
      expect(await called(['policy', ...args], { files: FILES })).toEqual({ exitCode: 2, stdout: '', stderr });
    },
  );

  it('has exit code 2 and the command that writes a file if the file does not exist', async () => {
    const stderr =
      'zencoder-s3: zencoder.yaml: there is no such file; name another one with --file, or write one with: npx cdktf-zencoder-s3 init\n';
    expect(await called(['policy', 'films'])).toEqual({ exitCode: 2, stdout: '', stderr });
  });

  it.each(REFUSED_FILES)('is one line for each error in the file: $name', async ({ files, args, lines }) => {
    const stderr = lines.map((line) => `zencoder-s3: ${line}\n`).join('');
    expect(await called(['policy', ...args], { files })).toEqual({ exitCode: 1, stdout: '', stderr });
  });

  it.each([
    [[], 0],
    [['--strict'], 1],
  ])('is a warning with options %j, and the exit code is %d', async (strict, exitCode) => {
    const args = ['--bucket', 'films', '--role', 'input', '--expires', '2020-01-01T00:00:00Z'];
    const result = await called(['policy', ...args, ...strict]);
    expect(result).toMatchObject({
      exitCode,
      stderr: 'zencoder-s3: warning: --expires: "2020-01-01T00:00:00Z" is in the past: this grant has expired\n',
    });
    expect(JSON.parse(result.stdout)).toHaveProperty('Statement');
  });
});

const FILES = {
  'zencoder.yaml': `
stacks:
  live:
    objectGrants: true
    buckets:
      films: { grants: [ { role: input } ] }
      trailers: { grants: [ { role: input } ] }
      shorts: { objects: [ { key: a.mp4, method: acl } ] }
`,
  'users.yaml': 'stacks: { live: { users: { zencoder: { grants: [ { bucket: films, role: input } ] } } } }',
};
