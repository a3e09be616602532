import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { PROGRAM } from '../support/cli';
import { ROOT } from '../support/run';

jest.setTimeout(60_000);

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly policy: string | undefined;
  readonly text: string;
}

function asked(url: string, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => {
        const { 'content-type': type, 'content-security-policy': policy } = response.headers;
        resolve({ status: response.statusCode!, type, policy: policy as string | undefined, text });
      });
    });
    asking.on('error', reject);
    asking.end();
  });
}

describe('zencoder-s3 page', () => {
  let command: ChildProcess;
  let url: string;
  let stderr = '';

  beforeAll(async () => {
    if (!existsSync(join(ROOT, 'page', 'dist', 'index.html'))) {
      execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-page.js')], { cwd: ROOT });
    }
    command = spawn(PROGRAM[0]!, [...PROGRAM.slice(1), 'page', '--no-open'], { cwd: ROOT });
    command.stderr!.on('data', (part) => {
      stderr += part;
    });
    const printed = new Promise<string>((resolve) => {
      command.stdout!.once('data', (part) => resolve(String(part).trim()));
    });
    const served = new Promise<void>((resolve) => {
      command.stderr!.once('data', () => resolve());
    });
    [url] = await Promise.all([printed, served]);
  });
  afterAll(() => command.kill('SIGKILL'));

  it('prints the URL of the page, on this machine at a free port', () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d{4,5}\/$/);
    expect(stderr).toBe('zencoder-s3: serving the page to this machine only; press Ctrl+C to stop\n');
  });

  it.each([
    ['', 'text/html; charset=utf-8', 'index.html'],
    ['index.html', 'text/html; charset=utf-8', 'index.html'],
    ['page.css?1', 'text/css; charset=utf-8', 'page.css'],
    ['page.js', 'text/javascript; charset=utf-8', 'page.js'],
    ['compare.js', 'text/javascript; charset=utf-8', 'compare.js'],
  ])('serves /%s under the security policy of the page', async (path, type, file) => {
    const answer = await asked(url + path);
    expect(answer).toMatchObject({ status: 200, type, text: readFileSync(join(ROOT, 'page', 'dist', file), 'utf8') });
    expect(answer.policy).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(await asked(url + path, 'HEAD')).toMatchObject({ status: 200, type, text: '' });
  });

  it.each(['nothing', '../package.json', '%2e%2e/package.json', 'constructor', '/etc/passwd', 'page.js/'])(
    'returns 404 for /%s',
    async (path) => {
      expect(await asked(url + path)).toMatchObject({ status: 404, text: '' });
    },
  );

  it('accepts only GET and HEAD requests', async () => {
    expect(await asked(url, 'POST')).toMatchObject({ status: 405, text: '' });
    expect(await asked(`${url}page.js`, 'DELETE')).toMatchObject({ status: 405, text: '' });
  });

  it('exits with 0 when it is interrupted', async () => {
    const ended = new Promise((resolve) => command.once('exit', (code, signal) => resolve({ code, signal })));
    command.kill('SIGINT');
    expect(await ended).toEqual({ code: 0, signal: null });
  });
});
