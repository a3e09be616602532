import { randomBytes } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { newFolder } from '../support/workspace';
import { Ceph } from './ceph';
import { Processes } from './processes';

const PROGRAMS = ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'ceph', 'monmaptool', 'openssl'];
const INSTALL = 'sudo apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-base ceph-common openssl';

/** Who sends a request. The principal `arn:aws:iam::TENANT:root` matches every account of that tenant. */
export interface Account {
  /** As the grantee of an ACL: the uid, with `TENANT$` before it when there is a tenant. */
  readonly id: string;
  /** Empty for a plain account. */
  readonly tenant: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface Accounts {
  /** A plain account, to own the buckets. */
  readonly owner: Account;
  /** Zencoder as the principal of a bucket policy. */
  readonly encoder: Account;
  /** An AWS account that is not Zencoder's. */
  readonly outsider: Account;
  /** Zencoder as the grantee of an ACL. */
  readonly canonical: Account;
  /** A plain account beside the owner. */
  readonly peer: Account;
}

export interface S3ServerOptions {
  /** Answer https too, with a self-signed certificate for 127.0.0.1 and localhost. */
  readonly tls?: boolean;
  /** The AWS account of `encoder`: Zencoder's unless told otherwise. */
  readonly accountId?: string;
  /** The canonical user ID of `canonical`: Zencoder's unless told otherwise. */
  readonly canonicalUserId?: string;
  /** The region of all buckets; one that is none of AWS's unless told otherwise. */
  readonly region?: string;
}

/** A Ceph RADOS Gateway on loopback: it judges bucket policies and ACLs for itself. */
export class S3Server {
  /** One sentence on what is not installed and how to get it; undefined when a server can be started. */
  static missing(): string | undefined {
    const missing = PROGRAMS.filter((program) => !isOnPath(program));
    if (missing.length === 0) return undefined;
    const remedy = process.platform === 'linux' ? INSTALL : 'run on Debian/Ubuntu';
    return `The S3 server needs ${missing.join(', ')}: ${remedy}`;
  }

  static async start(options: S3ServerOptions = {}): Promise<S3Server> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await S3Server.launch(options);
      } catch (error) {
        // Ports were free when they were chosen; by now another program may have them. radosgw does not always get to say so.
        if (attempt === 3 || !/Address already in use|radosgw ended \(98\)/.test(String(error))) throw error;
      }
    }
  }

  private static async launch(options: S3ServerOptions): Promise<S3Server> {
    const [monitor, http, https] = await freePorts();
    const processes = new Processes(newFolder());
    try {
      const ceph = new Ceph(processes, { monitor, http, https: options.tls ? https : undefined }, options.region);
      await ceph.start();
      const create = (name: string, uid = name, tenant = '') => createAccount(ceph, name, uid, tenant);
      const [owner, encoder, outsider, canonical, peer] = await Promise.all([
        create('owner'),
        create('encoder', 'encoder', options.accountId ?? Zencoder.ACCOUNT_ID),
        create('outsider', 'outsider', '111122223333'),
        create('canonical', options.canonicalUserId ?? Zencoder.CANONICAL_USER_ID),
        create('peer'),
      ]);
      const tls = options.tls ? { endpoint: `https://127.0.0.1:${https}`, certificate: ceph.certificate } : undefined;
      const accounts = { owner, encoder, outsider, canonical, peer };
      return new S3Server(processes, ceph, accounts, `http://127.0.0.1:${http}`, tls?.endpoint, tls?.certificate);
    } catch (error) {
      await processes.stop();
      throw error;
    }
  }

  private constructor(
    private readonly processes: Processes,
    private readonly ceph: Ceph,
    readonly accounts: Accounts,
    readonly endpoint: string,
    readonly tlsEndpoint: string | undefined,
    /** Path of the certificate that a client of `tlsEndpoint` has to trust. */
    readonly tlsCertificate: string | undefined,
  ) {}

  /** The temporary folder with all that the server keeps. */
  get folder(): string {
    return this.processes.folder;
  }

  /** One more account than the five of `accounts`. */
  addAccount(name: string, { uid, tenant = '' }: { readonly uid: string; readonly tenant?: string }): Promise<Account> {
    return createAccount(this.ceph, name, uid, tenant);
  }

  /** Ends the processes that were started for this server and removes its folder. Twice does no harm. */
  async stop(): Promise<void> {
    await this.processes.stop();
  }
}

async function createAccount(ceph: Ceph, name: string, uid: string, tenant: string): Promise<Account> {
  const accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`;
  const secretAccessKey = randomBytes(20).toString('hex');
  await ceph.createUser({ name, tenant, uid, accessKeyId, secretAccessKey });
  return { id: tenant === '' ? uid : `${tenant}$${uid}`, tenant, accessKeyId, secretAccessKey };
}

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Holds all of them at once, so that they differ. */
async function freePorts(): Promise<[number, number, number]> {
  const free = () =>
    new Promise<{ port: number; release: () => void }>((resolve, reject) => {
      const server = createServer().once('error', reject);
      server.listen(0, '127.0.0.1', () => {
        resolve({ port: (server.address() as AddressInfo).port, release: () => server.close() });
      });
    });
  const [first, second, third] = await Promise.all([free(), free(), free()]);
  for (const { release } of [first, second, third]) release();
  return [first.port, second.port, third.port];
}
