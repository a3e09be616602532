import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { ExitCode, Failure } from '../exit-code';
import { packageFolder } from '../input/own-package';
import type { JsonResults } from '../output/json-results';
import type { Terminal } from '../output/terminal';

interface Options {
  /** False by `--no-open`. */
  readonly open: boolean;
  readonly json?: boolean;
}

/** The content types of the files of the page. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

const INDEX = 'index.html';

/** Serves the page to this machine until the command is interrupted. */
export async function run(_: readonly string[], { open, json }: Options, terminal: Terminal): Promise<ExitCode> {
  const folder = join(packageFolder(), 'page', 'dist');
  if (!existsSync(join(folder, INDEX))) {
    throw new Failure(`${folder} has no page; in a clone, run "npm run page"`, ExitCode.INCOMPLETE);
  }
  const server = createServer(fileHandler(folder));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  terminal.print(json ? JSON.stringify({ url } satisfies JsonResults['page'], null, 2) : url);
  terminal.say('serving the page to this machine only; press Ctrl+C to stop');
  if (open) {
    openInBrowser(url);
  }
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => resolve());
    }
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return ExitCode.FINE;
}

/** A request handler that serves the files of a folder, which are read once, and nothing else. */
function fileHandler(folder: string): RequestListener {
  const files = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]));
  const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(String(files.get(`/${INDEX}`))) ?? [];
  const headers = {
    'Content-Security-Policy': `${policy}; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
  return ({ method, url = '' }, response) => {
    const path = url.replace(/\?.*/, '').replace(/^\/$/, `/${INDEX}`);
    const file = files.get(path);
    const isReadRequest = method === 'GET' || method === 'HEAD';
    if (file === undefined || !isReadRequest) {
      response.writeHead(isReadRequest ? 404 : 405, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'Content-Type': TYPES[extname(path)]!, 'Content-Length': file.length });
    response.end(method === 'GET' ? file : undefined);
  };
}

const OPENERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens the URL if the system can; otherwise the user opens the printed URL. */
function openInBrowser(url: string): void {
  const [program = 'xdg-open', ...args] = OPENERS[process.platform] ?? [];
  const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  child.once('error', () => undefined);
  child.unref();
}
