import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Processes } from './processes';

export interface Ports {
  readonly monitor: number;
  readonly http: number;
  /** Where to answer https too, if at all. */
  readonly https?: number;
}

/** One monitor, one storage daemon that keeps everything in memory, and the gateway that speaks S3, all on loopback. */
export class Ceph {
  readonly certificate: string;
  private readonly configuration: string;

  constructor(
    private readonly processes: Processes,
    private readonly ports: Ports,
    /** What the server says of where its buckets are; `default` otherwise. */
    private readonly region?: string,
  ) {
    this.certificate = join(processes.folder, 'tls.crt');
    this.configuration = join(processes.folder, 'ceph.conf');
  }

  async start(): Promise<void> {
    const cluster = randomUUID();
    for (const name of ['mon', 'osd', 'rgw']) mkdirSync(this.path(name));
    writeFileSync(this.configuration, this.settings(cluster));
    const certificate = this.ports.https === undefined ? undefined : this.createCertificate();
    certificate?.catch(() => {});
    await this.startMonitor(cluster);
    await this.startStorage();
    await certificate;
    if (this.region !== undefined) await this.nameRegion(this.region);
    await this.startGateway();
  }

  /** Creates a user, and the tenant with it when there is one. */
  async createUser(user: {
    readonly name: string;
    readonly tenant: string;
    readonly uid: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  }): Promise<void> {
    await this.processes.run('radosgw-admin', [
      ...this.configured,
      ...['user', 'create', `--uid=${user.uid}`, `--display-name=${user.name}`],
      ...[`--access-key=${user.accessKeyId}`, `--secret=${user.secretAccessKey}`],
      ...(user.tenant === '' ? [] : [`--tenant=${user.tenant}`]),
    ]);
  }

  private async startMonitor(cluster: string): Promise<void> {
    const map = this.path('monmap');
    const address = `[v2:127.0.0.1:${this.ports.monitor}]`;
    await this.processes.run('monmaptool', ['--create', '--fsid', cluster, '--addv', 'a', address, map]);
    await this.processes.run('ceph-mon', [...this.configured, '-i', 'a', '--mkfs', '--monmap', map]);
    this.processes.daemon('mon', 'ceph-mon', [...this.configured, '-i', 'a', '-f']);
    await this.processes.until('ceph-mon listens', () => listens(this.ports.monitor));
  }

  private async startStorage(): Promise<void> {
    const id = randomUUID();
    const storage = [...this.configured, '-i', '0'];
    await Promise.all([
      this.processes.run('ceph', [...this.configured, '--connect-timeout', '15', 'osd', 'new', id, '0']),
      this.processes.run('ceph-osd', [...storage, '--mkfs', '--osd-uuid', id]),
    ]);
    this.processes.daemon('osd', 'ceph-osd', [...storage, '-f']);
  }

  private async startGateway(): Promise<void> {
    this.processes.daemon('rgw', 'radosgw', [...this.configured, '-n', 'client.rgw', '-f']);
    await this.processes.until('radosgw answers', () => answersS3(this.ports.http));
  }

  /** The gateway reads it when it starts. Whatever asks for users makes the zone group first, as the gateway would. */
  private async nameRegion(region: string): Promise<void> {
    const admin = (...args: string[]) => this.processes.run('radosgw-admin', [...this.configured, ...args]);
    const file = this.path('zonegroup.json');
    await admin('user', 'list');
    const group = await admin('zonegroup', 'get', '--rgw-zonegroup=default');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(group), api_name: region }));
    await admin('zonegroup', 'set', '--rgw-zonegroup=default', `--infile=${file}`);
  }

  private async createCertificate(): Promise<void> {
    await this.processes.run('openssl', [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
      ...['-keyout', this.path('tls.key'), '-out', this.certificate],
    ]);
  }

  private get configured(): string[] {
    return ['-c', this.configuration];
  }

  private path(name: string): string {
    return join(this.processes.folder, name);
  }

  private settings(cluster: string): string {
    const { folder } = this.processes;
    const { monitor, http, https } = this.ports;
    const tls = ` ssl_endpoint=127.0.0.1:${https} ssl_certificate=${this.certificate} ssl_private_key=${folder}/tls.key`;
    // objecter tick: a gateway that missed the news that the storage is up asks again at its next tick, by default after 5 s.
    // ms mon client mode: without cephx radosgw hangs unless it talks to the monitor in mode `crc`.
    // tcp_nodelay: without it every call takes 40 ms.
    // mon data avail crit: the monitor refuses to work on a nearly full disk unless this is 0.
    return `
[global]
fsid = ${cluster}
mon host = [v2:127.0.0.1:${monitor}]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
public network = 127.0.0.0/8
ms bind ipv6 = false
ms bind msgr1 = false
auth cluster required = none
auth service required = none
auth client required = none
run dir = ${folder}
crash dir = ${folder}
admin socket =
setuser match path =
log to file = false
mon cluster log to file = false
paxos propose interval = 0.05
mon allow pool size one = true
mon warn on pool no redundancy = false
mon max pg per osd = 4000
mon osd min in ratio = 0
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd objectstore = memstore
memstore device bytes = 1073741824
osd class load list = *
osd class default list = *
osd numa auto affinity = false
osd mon shutdown timeout = 0.1
[mon.a]
mon data = ${folder}/mon
mon data avail crit = 0
ms bind retry count = 1
log to stderr = true
[osd.0]
osd data = ${folder}/osd
log to stderr = true
[client]
objecter tick interval = 0.2
rgw rados pool pg num min = 1
rgw rados pool autoscale bias = 1
[client.rgw]
rgw data = ${folder}/rgw
ms mon client mode = crc
rgw frontends = beast endpoint=127.0.0.1:${http} tcp_nodelay=1${https === undefined ? '' : tls}
rgw thread pool size = 16
rgw enable usage log = false
rgw lc debug interval = -1
rgw enable apis = s3
rgw dns name =
log to stderr = true
`;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function answersS3(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, agent: false, timeout: 1000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.once('close', () => resolve(body.includes('ListAllMyBucketsResult')));
    });
    request.once('timeout', () => request.destroy()).once('error', () => resolve(false));
  });
}
