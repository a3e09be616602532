import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Terminal } from '../../../lib/cli/output/terminal';
import { Program } from '../../../lib/cli/program';
import type { Diagnosis } from '../../../lib/doctor/diagnosis';
import { Zencoder } from '../../../lib/zencoder/account-and-roles';
import { Clients } from '../decisions/clients';
import { synthesizedPolicies } from '../decisions/synthesized';
import { type Account, S3Server } from '../server';
import { BucketFile } from './bucket-file';
import { REGION, type SetUp } from './set-up';
import { StandIn } from './stand-in';

const AT_ONCE = 8;
const ENVIRONMENT = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
  AWS_REGION: REGION,
};

/** A server with a bucket for each set-up, and everything that is done to them. */
export class Clinic {
  static async start(setUps: readonly SetUp[]): Promise<Clinic> {
    const clinic = new Clinic(await S3Server.start({ region: REGION }), setUps);
    try {
      await clinic.build();
      return clinic;
    } catch (error) {
      await clinic.stop();
      throw error;
    }
  }

  readonly canonicalUserId = Zencoder.CANONICAL_USER_ID;
  readonly zencoder: StandIn;
  private readonly clients: Clients;
  private readonly files: ReadonlyMap<SetUp, BucketFile>;
  private runs = 0;

  private constructor(
    private readonly server: S3Server,
    private readonly setUps: readonly SetUp[],
  ) {
    this.clients = new Clients(server);
    this.zencoder = new StandIn(this.clients);
    this.files = new Map(setUps.map((setUp, index) => [setUp, new BucketFile(`doctor-${100 + index}`, setUp)]));
  }

  get owner(): S3Client {
    return this.clients.of('owner');
  }

  get peer(): S3Client {
    return this.clients.of('peer');
  }

  get endpoint(): string {
    return this.server.endpoint;
  }

  async stop(): Promise<void> {
    this.clients.destroy();
    await this.server.stop();
  }

  fileOf(setUp: SetUp): BucketFile {
    return this.files.get(setUp)!;
  }

  /** The URL, and what is said of it, with the name of the bucket. */
  named(setUp: SetUp, text: string): string {
    return text.replaceAll('BUCKET', this.fileOf(setUp).bucket);
  }

  async put(Bucket: string, Key: string): Promise<void> {
    await this.owner.send(new PutObjectCommand({ Bucket, Key, Body: 'moving pictures' }));
  }

  /** Works on all set-ups, some at a time; the results are in their order. */
  async each<T>(work: (setUp: SetUp) => Promise<T>): Promise<Map<SetUp, T>> {
    const results = new Map<SetUp, T>();
    const waiting = [...this.setUps];
    const worker = async () => {
      for (let setUp = waiting.shift(); setUp !== undefined; setUp = waiting.shift()) {
        results.set(setUp, await work(setUp));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return results;
  }

  /** The `zencoder.yaml` that was applied last. */
  get file(): string {
    return join(this.server.folder, `app-${this.runs}`, 'zencoder.yaml');
  }

  /** Synthesizes the policies of all buckets of the file by the app, as a user does, and puts them. */
  async apply(): Promise<void> {
    this.runs++;
    const folder = dirname(this.file);
    mkdirSync(folder);
    BucketFile.write(folder, [...this.files.values()]);
    const policies = synthesizedPolicies(folder);
    await this.each(async (setUp) => {
      const file = this.fileOf(setUp);
      const Policy = policies.get(file.bucket) ?? file.byHand;
      file.live = Policy;
      const { bucket: Bucket } = file;
      if (Policy === undefined) await this.owner.send(new DeleteBucketPolicyCommand({ Bucket }));
      else await this.owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    });
  }

  /** Runs the command on the URLs, as the owner of the buckets. */
  async doctor(urls: readonly string[], purpose: string): Promise<Diagnosis[]> {
    const { exitCode, output } = await this.run(['doctor', '--json', '--for', purpose, ...urls]);
    if (output === '') throw new Error(`doctor ended with ${exitCode}`);
    return JSON.parse(output) as Diagnosis[];
  }

  /** Runs a command of the program, as the owner of the buckets. */
  async run(args: readonly string[]): Promise<{ exitCode: number; output: string; errors: string }> {
    const { owner } = this.server.accounts;
    const before = { ...process.env };
    Object.assign(process.env, ENVIRONMENT, credentials(owner));
    let [output, errors] = ['', ''];
    const terminal = new Terminal({ write: (text) => (output += text) }, { write: (text) => (errors += text) });
    try {
      const exitCode = await new Program(terminal, '0').run([...args, '--endpoint-url', this.endpoint]);
      return { exitCode, output, errors };
    } finally {
      process.env = before;
    }
  }

  /** Runs a line of the AWS CLI in a shell, as the owner of the bucket or as the peer whose object it is about. */
  async shell(command: string, account: 'owner' | 'peer'): Promise<void> {
    const env = {
      ...process.env,
      ...ENVIRONMENT,
      ...credentials(this.server.accounts[account]),
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_CONFIG_FILE: join(this.server.folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.server.folder, 'no-credentials'),
    };
    await promisify(execFile)('sh', ['-c', command], { env });
  }

  private async build(): Promise<void> {
    await this.each(async (setUp) => {
      const { bucket: Bucket } = this.fileOf(setUp);
      await this.owner.send(new CreateBucketCommand({ Bucket }));
      for (const key of setUp.keys) await this.put(Bucket, key);
      if (setUp.purpose === 'output') await this.zencoder.expect(this.named(setUp, setUp.url));
    });
    await this.apply();
    await this.each(async (setUp) => setUp.prepare?.(this, this.fileOf(setUp).bucket));
  }
}

function credentials({ accessKeyId, secretAccessKey }: Account): Record<string, string> {
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
}
