import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gateway } from './lab/gateway';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is asked, and how the log names it. */
const CHANGES: readonly (readonly [name: string, asked: Asked])[] = [
  ['PutBucketPolicy acme-films', { method: 'PUT', path: '/acme-films?policy=' }],
  ['DeleteBucketPolicy acme-films', { method: 'DELETE', path: '/acme-films?policy' }],
  ['PutBucketOwnershipControls acme-films', { method: 'PUT', path: '/acme-films?ownershipControls=' }],
  ['PutObjectAcl acme-films/a b/+é.mov', { method: 'PUT', path: '/acme-films/a%20b/%2B%C3%A9.mov?acl' }],
  ['PutObject acme-films/a.mov', { method: 'PUT', path: '/acme-films/a.mov?x-id=PutObject' }],
  [
    'CopyObject acme-films/b.mov',
    { method: 'PUT', path: '/acme-films/b.mov', headers: { 'x-amz-copy-source': 'acme-films/a.mov' } },
  ],
  ['PutUserPolicy zencoder', { method: 'POST', path: '/', body: 'Action=PutUserPolicy&UserName=zencoder' }],
];
const READINGS: readonly Asked[] = [
  { method: 'GET', path: '/acme-films?policy' },
  { method: 'HEAD', path: '/acme-films' },
  { method: 'POST', path: '/', body: 'Action=GetCallerIdentity' },
];

describe('The gateway, which is the AWS that Terraform is shown', () => {
  let upstream: Server;
  let gateway: Gateway;
  let status = 200;
  let reached: string[] = [];

  beforeAll(async () => {
    upstream = createServer((request, response) => {
      reached.push(`${request.method} ${request.url}`);
      request.resume().once('end', () => response.writeHead(status).end());
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const server = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
    gateway = await Gateway.start({ control: server, s3: server });
  });

  beforeEach(() => {
    status = 200;
    reached = [];
    gateway.forget();
  });

  afterAll(async () => {
    await gateway.stop();
    upstream.close();
  });

  async function ask({ method, path, body, headers }: Asked): Promise<{ status: number; text: string }> {
    const answer = await fetch(`${gateway.endpoint}${path}`, { method, body, headers });
    return { status: answer.status, text: await answer.text() };
  }

  it.each(CHANGES)('logs %s', async (name, asked) => {
    expect((await ask(asked)).status).toBe(200);
    expect(reached).toEqual([`${asked.method} ${asked.path}`]);
    expect(gateway.changes).toEqual([name]);
  });

  it('takes what only reads for no change', async () => {
    for (const asked of READINGS) await ask(asked);
    expect(gateway.changes).toEqual([]);
    expect(reached).toHaveLength(READINGS.length);
  });

  it('logs nothing that a server refuses', async () => {
    status = 403;
    expect((await ask({ method: 'PUT', path: '/acme-films?policy=' })).status).toBe(403);
    expect(gateway.changes).toEqual([]);
  });

  it('makes a refusal, which nobody repeats, of what a server fails at', async () => {
    status = 500;
    const answer = await ask({
      method: 'POST',
      path: '/',
      body: 'Action=ListServiceSpecificCredentials&UserName=zencoder',
    });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('ListServiceSpecificCredentials zencoder: the server answers 500');
  });
});
