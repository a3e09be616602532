import { createServer, request as forward, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HttpRequest, isForS3, type Operation, operationOf, reads } from './operations';

/** Where requests go, as `http://127.0.0.1:PORT`. */
export interface Upstreams {
  /** IAM, STS, and the settings of buckets that `s3` does not know. */
  readonly control: string;
  readonly s3: string;
}

/** A request, and how it was answered. */
export interface Asked extends HttpRequest {
  readonly status: number;
}

/** What Ceph refuses to store, and moto keeps. */
const SETTINGS = /\?ownershipControls/;

/**
 * The one AWS that Terraform is shown: it hands requests on to the servers behind it and keeps a log of what was done.
 *
 * The provider asks again for up to ten minutes what a server fails at, so a failure becomes a refusal: a server that has not
 * implemented an operation then ends the call of Terraform at once, with the name of the operation.
 */
export class Gateway {
  static async start(upstreams: Upstreams): Promise<Gateway> {
    const gateway = new Gateway(upstreams);
    await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  private readonly server: Server;
  private done: Operation[] = [];
  private asked: Asked[] = [];

  private constructor(private readonly upstreams: Upstreams) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.once('end', () => this.handOn(request, Buffer.concat(chunks), response));
    });
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What was answered with success since the last `forget` and changes something, in order, as `PutBucketPolicy acme-masters`. */
  get changes(): readonly string[] {
    return this.done.filter((operation) => !reads(operation)).map(({ name, about }) => `${name} ${about}`);
  }

  /** Whatever was asked since the last `forget`, in order, answered or refused. */
  get requests(): readonly Asked[] {
    return this.asked;
  }

  forget(): void {
    this.done = [];
    this.asked = [];
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  /** Method, path, headers and body stay as they are: the signature is about them. */
  private handOn(incoming: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { method = 'GET', url = '/', headers, rawHeaders } = incoming;
    const asked: HttpRequest = { method, url, headers, body: body.toString('latin1') };
    const operation = operationOf(asked);
    const { control, s3 } = this.upstreams;
    const { hostname: host, port } = new URL(isForS3(asked) && !SETTINGS.test(url) ? s3 : control);
    const outgoing = forward({ host, port, method, path: url, headers: rawHeaders as never, agent: false });
    outgoing.once('error', (error) => refuse(response, operation, error.message));
    outgoing.once('response', (answer) => {
      const { statusCode: status = 500 } = answer;
      this.asked.push({ ...asked, status });
      if (status >= 500) {
        answer.resume();
        refuse(response, operation, `the server answers ${status}`);
        return;
      }
      if (status === 403 && headers['x-amz-target'] !== undefined) {
        answer.resume();
        refuseAsKms(response);
        return;
      }
      if (status < 400) {
        this.done.push(operation);
      }
      response.writeHead(status, answer.rawHeaders);
      answer.pipe(response);
    });
    outgoing.end(body);
  }
}

/** In JSON, as KMS does; moto refuses in XML there. */
function refuseAsKms(response: ServerResponse): void {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify({ __type: 'AccessDeniedException', Message: 'not authorized' }));
}

function refuse(response: ServerResponse, { name, about }: Operation, why: string): void {
  const error = `<Error><Code>NotImplemented</Code><Message>${name} ${about}: ${why}</Message></Error>`;
  response.writeHead(400, { 'content-type': 'text/xml' });
  response.end(`<?xml version="1.0"?><ErrorResponse>${error}<RequestId>none</RequestId></ErrorResponse>`);
}
