import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, ROOT, runProgram } from '../support/run';
import { describeTerraform, terraform } from '../support/terraform';
import { inFolder } from '../support/workspace';

const YAML = `
stacks:
  production:
    region: eu-central-1
    buckets:
      my.bucket: { grants: [ { role: input, prefixes: [b/, a/] }, { role: output, keys: [k] } ] }
      backend: { grants: [ { role: input } ] }
      "007": { grants: [ { actions: [s3:GetObject] } ], region: us-east-1 }
  staging:
    zencoder: { accountId: "012345678901" }
    buckets:
      mybucket: { grants: [ { role: video-cloud-ingest } ] }
`;

/** The same file, with names and sets in another order. */
const REORDERED = `
stacks:
  staging:
    buckets:
      mybucket: { grants: [ { role: video-cloud-ingest } ] }
    zencoder: { accountId: "012345678901" }
  production:
    buckets:
      "007": { region: us-east-1, grants: [ { actions: [s3:GetObject] } ] }
      backend: { grants: [ { role: input } ] }
      my.bucket: { grants: [ { keys: [k], role: output }, { prefixes: [a/, b/, a/], role: input } ] }
    region: eu-central-1
`;

interface StackJson {
  readonly resource: { aws_s3_bucket_policy: Record<string, { bucket: string; region?: string; policy: string }> };
  readonly output: Record<string, { value: Record<string, string>; description: string }>;
  readonly terraform: { backend: Record<string, Record<string, unknown>> };
  readonly provider: { aws: Record<string, unknown>[] };
}

/** Runs the app on a file in a folder of its own. */
function synthesized(yaml: string, use: (folder: string) => void, environment: Record<string, string> = {}): void {
  inFolder((folder) => {
    writeFileSync(join(folder, 'zencoder.yaml'), yaml);
    const { status, stderr } = runProgram('main.ts', folder, environment);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    use(folder);
  });
}

function stackJson(folder: string, stack: string): StackJson {
  return JSON.parse(readFileSync(join(folder, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), 'utf8')) as StackJson;
}

describe('The app', () => {
  it('creates a CDKTF stack for each stack, with one bucket policy for each bucket at its own address', () => {
    synthesized(YAML, (folder) => {
      const { resource } = stackJson(folder, 'production');
      expect(Object.keys(resource)).toEqual(['aws_s3_bucket_policy']);
      expect(Object.entries(resource.aws_s3_bucket_policy).map(([id, { bucket }]) => [id, bucket])).toEqual([
        ['_007', '007'],
        ['_backend', 'backend'],
        ['my_bucket', 'my.bucket'],
      ]);
      const staging = stackJson(folder, 'staging').resource.aws_s3_bucket_policy.mybucket!;
      expect(JSON.parse(staging.policy).Statement[0].Principal).toEqual({ AWS: 'arn:aws:iam::012345678901:root' });
    });
  });

  it('sets the region of the stack on the provider, and the different region of a bucket on the resource', () => {
    synthesized(YAML, (folder) => {
      const { provider, resource } = stackJson(folder, 'production');
      expect(provider.aws).toEqual([{ region: 'eu-central-1' }]);
      const regions = Object.values(resource.aws_s3_bucket_policy).map(({ bucket, region }) => [bucket, region]);
      expect(Object.fromEntries(regions)).toEqual({ '007': 'us-east-1', backend: undefined, 'my.bucket': undefined });
    });
  });

  it('writes three outputs for a stack, as maps by bucket', () => {
    synthesized(YAML, (folder) => {
      const { output } = stackJson(folder, 'production');
      const urls = {
        '007': 's3+us-east-1://007/',
        backend: 's3+eu-central-1://backend/',
        'my.bucket': 's3+eu-central-1://my.bucket/',
      };
      expect(Object.fromEntries(Object.entries(output).map(([name, { value }]) => [name, value]))).toEqual({
        policy_json: {
          '007': '${aws_s3_bucket_policy._007.policy}',
          backend: '${aws_s3_bucket_policy._backend.policy}',
          'my.bucket': '${aws_s3_bucket_policy.my_bucket.policy}',
        },
        input_url_base: urls,
        output_url_base: urls,
      });
      expect(stackJson(folder, 'staging').output.input_url_base!.value).toEqual({ mybucket: 's3://mybucket/' });
    });
  });

  it('names the buckets that Zencoder can write to in the description of output_url_base', () => {
    const yaml = `
stacks:
  media:
    buckets:
      acme-in: { grants: [{ role: input }] }
      acme-out: { grants: [{ role: output, prefixes: [out/] }] }
      acme-by-user: { grants: [{ role: input }] }
    users:
      zencoder: { grants: [{ bucket: acme-by-user, role: output }] }
  intake:
    buckets:
      acme-intake: { grants: [{ role: input }] }
`;
    synthesized(yaml, (folder) => {
      const description = (stack: string) => stackJson(folder, stack).output.output_url_base!.description;
      expect(description('media')).toMatch(/by bucket: append a key\. Zencoder can write to acme-by-user, acme-out\.$/);
      expect(description('intake')).toMatch(/by bucket: append a key\. Zencoder can write to none of them\.$/);
      expect(Object.keys(stackJson(folder, 'media').output.output_url_base!.value)).toHaveLength(3);
    });
  });

  it('writes the same bytes for another order of names and sets, in another folder', () => {
    synthesized(YAML, (one) =>
      synthesized(REORDERED, (two) => expect(filesBelow(two, 'cdktf.out')).toEqual(filesBelow(one, 'cdktf.out'))),
    );
  });

  it('writes the same bytes on another day, in another time zone, language and home folder', () => {
    synthesized(YAML, (one) => {
      const clock = join(one, 'a-year-later.js');
      writeFileSync(clock, 'const now = Date.now; Date.now = () => now() + 366 * 86_400_000;');
      const elsewhere = { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', HOME: one, USER: 'x' };
      synthesized(YAML, (two) => expect(filesBelow(two, 'cdktf.out')).toEqual(filesBelow(one, 'cdktf.out')), {
        ...elsewhere,
        NODE_OPTIONS: `--require ${clock}`,
      });
    });
  });

  it('writes no path of this machine', () => {
    synthesized(YAML, (folder) => {
      const text = Object.values(filesBelow(folder, 'cdktf.out')).join('\n');
      expect(text).not.toContain(folder);
      expect(text).not.toContain(ROOT);
    });
  });

  it('removes the configuration in the other language, and that of a removed stack', () => {
    synthesized(YAML, (folder) => {
      mkdirSync(join(folder, 'cdktf.out', 'stacks', 'staging', '.terraform'));
      writeFileSync(join(folder, 'zencoder.yaml'), YAML.replace('staging', 'renamed'));
      expect(runProgram('main.ts', folder, { SYNTH_HCL_OUTPUT: 'true' }).status).toBe(0);
      const configurations = Object.keys(filesBelow(folder, 'cdktf.out')).filter((path) => path.includes('cdk.tf'));
      expect(configurations).toEqual(['cdktf.out/stacks/production/cdk.tf', 'cdktf.out/stacks/renamed/cdk.tf']);
      expect(existsSync(join(folder, 'cdktf.out', 'stacks', 'staging', '.terraform'))).toBe(true);
    });
  });

  it('reads the file that ZENCODER_CONFIG names', () => {
    inFolder((folder) => {
      mkdirSync(join(folder, 'config'));
      writeFileSync(join(folder, 'config', 'media.yaml'), YAML);
      expect(runProgram('main.ts', folder, { ZENCODER_CONFIG: 'config/media.yaml' }).status).toBe(0);
      expect(stackJson(folder, 'staging').output.input_url_base).toMatchObject({ value: expect.anything() });
    });
  });
});

describe('The state', () => {
  it.each<[string, string, Record<string, unknown>]>([
    [
      'is local, next to cdktf.json, without a backend',
      '',
      { local: { path: '../../../terraform.production.tfstate' } },
    ],
    [
      'is in the given backend, in the spelling of CDKTF',
      '{ s3: { bucket: b, key: k, useLockfile: true } }',
      { s3: { bucket: 'b', key: 'k', use_lockfile: true } },
    ],
    [
      'is in the given backend, in the spelling of Terraform',
      '{ s3: { bucket: b, key: k, use_lockfile: true } }',
      { s3: { bucket: 'b', key: 'k', use_lockfile: true } },
    ],
    ['is local at a given path', '{ local: { path: /var/state } }', { local: { path: '/var/state' } }],
    [
      'is in a workspace of HCP Terraform',
      '{ remote: { organization: o, workspaces: { name: w } } }',
      { remote: { organization: 'o', workspaces: { name: 'w' } } },
    ],
    [
      'is in an HTTP backend',
      '{ http: { address: "https://state.example" } }',
      { http: { address: 'https://state.example' } },
    ],
  ])('%s', (_, backend, expected) => {
    synthesized(YAML.replace('region: eu-central-1', backend && `backend: ${backend}`), (folder) => {
      expect(stackJson(folder, 'production').terraform.backend).toEqual(expected);
    });
  });

  it('can be in a cloud block', () => {
    const yaml = YAML.replace(
      'region: eu-central-1',
      'backend: { cloud: { organization: o, workspaces: { tags: [a] } } }',
    );
    synthesized(yaml, (folder) => {
      expect(stackJson(folder, 'production').terraform).toMatchObject({
        cloud: { organization: 'o', workspaces: { tags: ['a'] } },
      });
    });
  });
});

describeTerraform('With real Terraform', () => {
  it.each([
    ['JSON', {}],
    ['HCL', { SYNTH_HCL_OUTPUT: 'true' }],
  ])('the %s output is a valid configuration that needs only the AWS provider', (_, environment) => {
    inFolder((folder) => {
      cpSync(join(ROOT, 'zencoder.yaml'), join(folder, 'zencoder.yaml'));
      cpSync(join(ROOT, 'policies'), join(folder, 'policies'), { recursive: true });
      expect(runProgram('main.ts', folder, environment).status).toBe(0);
      for (const stack of ['production', 'staging']) {
        const requirements = terraform.requirements(join(folder, 'cdktf.out', 'stacks', stack));
        expect(requirements.match(/provider\[[^\]]+\]/g)).toEqual([expect.stringMatching(/\/hashicorp\/aws\]$/)]);
      }
    });
  });

  it('the state of a renamed stack stays under its former name', () => {
    synthesized(YAML, (folder) => {
      const apply = (stack: string) => {
        const stacks = join(folder, 'cdktf.out', 'stacks', stack);
        const { backend } = stackJson(folder, stack).terraform;
        const standIn = { terraform: { backend }, resource: { terraform_data: { bucket: { input: stack } } } };
        writeFileSync(join(stacks, 'cdk.tf.json'), JSON.stringify(standIn));
        expect(terraform.run(stacks, 'init', '-no-color').status).toBe(0);
        expect(terraform.run(stacks, 'apply', '-auto-approve', '-no-color').status).toBe(0);
      };
      apply('production');
      writeFileSync(join(folder, 'zencoder.yaml'), YAML.replace('production', 'renamed'));
      expect(runProgram('main.ts', folder).status).toBe(0);
      const state = readFileSync(join(folder, 'terraform.production.tfstate'), 'utf8');
      expect(JSON.parse(state).resources[0].instances[0].attributes.input.value).toBe('production');
      expect(stackJson(folder, 'renamed').terraform.backend.local!.path).toBe('../../../terraform.renamed.tfstate');
    });
  });
});
