import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { CreateBucketCommand, GetBucketPolicyCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { Processes } from '../../s3-server/processes';
import { s3Client } from '../../s3-server/requests';
import { S3Server } from '../../s3-server/server';
import type { TerraformRun } from '../../support/terraform';
import { newFolder } from '../../support/workspace';
import { Gateway } from './gateway';
import { startMoto } from './moto';
import type { Provider } from './provider';

/** Far longer than any call takes, far shorter than the provider would ask a server again that fails. */
const SECONDS = 120;

/** An AWS on loopback, and Terraform with the real AWS provider that takes it for AWS. */
export class Cloud {
  /** @param enforcing whether S3 is Ceph, which enforces policies and ACLs, or moto, which does not */
  static async start(provider: Provider, { enforcing = false }: { readonly enforcing?: boolean } = {}): Promise<Cloud> {
    const processes = new Processes(newFolder());
    let server: S3Server | undefined;
    try {
      const port = await freePort();
      const [moto, ceph] = await Promise.all([
        startMoto(processes, port),
        enforcing ? S3Server.start().then((started) => (server = started)) : undefined,
      ]);
      const gateway = await Gateway.start({ control: moto, s3: ceph?.endpoint ?? moto });
      return new Cloud(provider, processes, moto, gateway, ceph);
    } catch (error) {
      await Promise.all([processes.stop(), server?.stop()]);
      throw error;
    }
  }

  /** As the owner of the buckets, past the log. */
  readonly owner: S3Client;
  readonly folder: string;
  private readonly control: S3Client;

  private constructor(
    readonly provider: Provider,
    private readonly processes: Processes,
    private readonly moto: string,
    readonly gateway: Gateway,
    private readonly ceph: S3Server | undefined,
  ) {
    this.folder = processes.folder;
    this.control = new S3Client({
      endpoint: moto,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
    });
    this.owner = ceph === undefined ? this.control : s3Client(ceph, ceph.accounts.owner);
    writeFileSync(
      join(this.folder, 'terraformrc'),
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(provider.mirror)}\n  }\n}\n`,
    );
  }

  /** The S3 that enforces. */
  get server(): S3Server {
    if (this.ceph === undefined) {
      throw new Error('this cloud was started without Ceph');
    }
    return this.ceph;
  }

  async stop(): Promise<void> {
    this.owner.destroy();
    this.control.destroy();
    await this.gateway.stop();
    await Promise.all([this.processes.stop(), this.ceph?.stop()]);
  }

  /** Also in moto, which keeps what Ceph does not know of a bucket. */
  async createBuckets(...names: readonly string[]): Promise<void> {
    for (const client of new Set([this.control, this.owner])) {
      for (const Bucket of names) {
        await client.send(new CreateBucketCommand({ Bucket }));
      }
    }
  }

  /** The one bucket whose name begins so. */
  async bucketNamed(prefix: string): Promise<string> {
    const { Buckets = [] } = await this.owner.send(new ListBucketsCommand({}));
    const [only, more] = Buckets.filter(({ Name }) => Name!.startsWith(prefix));
    if (only === undefined || more !== undefined) {
      throw new Error(`${prefix}: ${only ? 'several buckets begin' : 'no bucket begins'} so`);
    }
    return only.Name!;
  }

  /** The policy that the server has for a bucket; undefined where it has none. */
  async policyOf(Bucket: string): Promise<unknown> {
    try {
      return JSON.parse((await this.owner.send(new GetBucketPolicyCommand({ Bucket }))).Policy!);
    } catch (error) {
      if ((error as Error).name === 'NoSuchBucketPolicy') {
        return undefined;
      }
      throw error;
    }
  }

  /** The answer of IAM. */
  async iam(Action: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const body = new URLSearchParams({ Action, Version: '2010-05-08', ...parameters });
    const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=owner/20260101/us-east-1/iam/aws4_request' };
    return (await fetch(this.moto, { method: 'POST', body, headers })).text();
  }

  /** Real Terraform. Throws with what it printed when it fails. */
  async terraform(folder: string, ...args: string[]): Promise<string> {
    const { status, output } = await this.tryTerraform(folder, ...args);
    if (status !== 0) {
      throw new Error(`terraform ${args.join(' ')}: ${output.slice(-6000)}`);
    }
    return output;
  }

  /**
   * `terraform init`, after which the checksum of the provider is taken out of the lock file: every further call would read
   * 700 MB anew for it, a fifth of its time.
   */
  async init(folder: string): Promise<void> {
    await this.terraform(folder, 'init', '-input=false');
    const lock = join(folder, '.terraform.lock.hcl');
    if (existsSync(lock)) {
      writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^ *hashes = \[[^\]]*\]\n/gm, ''));
    }
  }

  tryTerraform(folder: string, ...args: string[]): Promise<TerraformRun> {
    return this.run('terraform', [`-chdir=${folder}`, ...args], folder);
  }

  /** Runs a program to its end, which comes within two minutes. This process goes on, since the gateway is in it. */
  async run(
    program: string,
    args: readonly string[],
    cwd: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<TerraformRun> {
    const child = this.processes.spawn(program, args, {
      cwd,
      env: { ...this.environment, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const start = Date.now();
    const timers = endInTime(child);
    const [status] = (await once(child, 'close')) as [number | null];
    timers.forEach(clearTimeout);
    const isEnded = Date.now() - start >= SECONDS * 1000;
    const why = isEnded ? `\n${program} was ended by the test after ${SECONDS} seconds: is the machine busy?` : '';
    return { status, output: stripVTControlCharacters(output) + why };
  }

  /** Of those who deploy. */
  get environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|TF)_/.test(name));
    const { accessKeyId, secretAccessKey } = this.ceph?.accounts.owner ?? {
      accessKeyId: 'owner',
      secretAccessKey: 'owner',
    };
    return {
      ...Object.fromEntries(inherited),
      AWS_ENDPOINT_URL: this.gateway.endpoint,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '2',
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
      AWS_CONFIG_FILE: join(this.folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'no-credentials'),
      CHECKPOINT_DISABLE: '1',
      CI: '1',
      // Or cdktf makes one in the home of whoever runs it.
      CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
      TF_IN_AUTOMATION: '1',
      TF_CLI_CONFIG_FILE: join(this.folder, 'terraformrc'),
      // The provider's schema makes Terraform tidy its memory for a third of the time.
      GOGC: '400',
    };
  }
}

/** Asks Terraform twice to end, which then ends its providers too, before it is ended. */
function endInTime(child: ChildProcess): NodeJS.Timeout[] {
  const signals = ['SIGINT', 'SIGINT', 'SIGKILL'] as const;
  return signals.map((signal, index) => setTimeout(() => child.kill(signal), (SECONDS + index * 5) * 1000));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
