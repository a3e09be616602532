import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adopting } from './adopting';
import { BOTH } from './cases/adopt-files';

/** What S3 answers when it is asked for a policy. */
const ANSWERS: [what: string, status: number, body: string, exitCode: number, line: string][] = [
  ['a policy', 200, BOTH, 0, ''],
  ['that there is none', 404, errorBody('NoSuchBucketPolicy'), 1, 'films has no policy, so there is nothing to adopt'],
  ['that it may not be read', 403, errorBody('AccessDenied'), 3, 'the policy of "films" cannot be read'],
];

function errorBody(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>x</Message></Error>`;
}

test.each(ANSWERS)('where S3 answers %s, that is what counts', async (_, status, body, exitCode, line) => {
  const server = createServer(({ url = '' }, response) => {
    const [code, text] = url.includes('?policy') && !url.includes('Status') ? [status, body] : [200, ''];
    response.writeHead(code, { 'content-type': 'application/xml' }).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const before = { ...process.env };
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_EC2_METADATA_DISABLED: 'true' });
  try {
    await adopting({}, ['films', '--endpoint-url', endpoint, '--region', 'eu-west-1'], (outcome) => {
      expect(outcome).toMatchObject({
        exitCode,
        err: line === '' ? '' : expect.stringContaining(`zencoder-s3: ${line}`),
      });
      expect(existsSync('zencoder.yaml')).toBe(exitCode === 0);
    });
  } finally {
    process.env = before;
    server.closeAllConnections();
    server.close();
  }
});
