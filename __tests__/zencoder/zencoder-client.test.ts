import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import zencoder from 'zencoder';
import { ZencoderS3Url } from '../../lib';
import { oddKey } from '../support/odd-text';

/** A job as Zencoder's own client for Node sends it. */
interface Job {
  readonly input: string;
  readonly outputs: readonly { readonly url?: string; readonly base_url?: string; readonly filename?: string }[];
}

/** Sends jobs by that client to a server of our own, and gives what arrived there. */
async function arrived(jobs: readonly Job[]): Promise<Job[]> {
  const received: Job[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    received.push(JSON.parse(await text(request)) as Job);
    response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"id":1}');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  try {
    const client = zencoder('key', `http://127.0.0.1:${port}`);
    for (const job of jobs) {
      await client.Job.create(job);
    }
    return received;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function jobOf(key: string): Job {
  const region = 'eu-central-1';
  return {
    input: new ZencoderS3Url({ bucket: 'acme-masters', key, region }).toString(),
    outputs: [
      { url: new ZencoderS3Url({ bucket: 'acme-renditions', key: `out/${key}`, region }).toString() },
      {
        base_url: new ZencoderS3Url({ bucket: 'acme-renditions', key: 'out/', region }).toString(),
        filename: 'film.mp4',
      },
    ],
  };
}

const KEYS = [
  'incoming/film.mp4',
  'trailers/this file is great.mp4',
  'a+b.mp4',
  '100%.mp4',
  'what?.mp4',
  'take #3.mp4',
  'é/日本語.mov',
  '"quoted" \\ back.mp4',
];

describe("Zencoder's own client", () => {
  it('sends the URLs of this library unchanged', async () => {
    const keys = [...KEYS, ...fc.sample(oddKey, { numRuns: 100, seed: 20270630 })];
    const jobs = keys.map(jobOf);
    const received = await arrived(jobs);
    expect(received).toEqual(jobs);
    expect(received.map(({ input }) => ZencoderS3Url.parse(input).key)).toEqual(keys);
  });
});
