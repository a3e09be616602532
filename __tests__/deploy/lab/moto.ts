import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Processes } from '../../s3-server/processes';

const PYTHON = 'python3';
const MODULES = ['moto', 'flask', 'flask_cors'];

/** One sentence on what is not installed and how to get it; undefined when moto can be started. */
export function missingMoto(): string | undefined {
  const find = `from importlib.util import find_spec; exit(any(find_spec(name) is None for name in ${JSON.stringify(MODULES)}))`;
  const { status } = spawnSync(PYTHON, ['-c', find]);
  return status === 0
    ? undefined
    : "moto, the AWS that Terraform is shown, is not installed: pip install 'moto[server]'";
}

/** Starts moto on loopback: S3, IAM and STS in memory. It enforces no policy. Gives where it answers. */
export async function startMoto(processes: Processes, port: number): Promise<string> {
  // A file in the folder, so that the process is known as ours by its command line.
  const program = join(processes.folder, 'moto_server.py');
  writeFileSync(program, 'from moto.server import main\n\nmain()\n');
  processes.daemon('moto', PYTHON, [program, '-H', '127.0.0.1', '-p', String(port)]);
  const endpoint = `http://127.0.0.1:${port}`;
  await processes.until('moto answers', () => answers(endpoint));
  return endpoint;
}

function answers(endpoint: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(endpoint, { agent: false }, (response) => response.resume().once('close', () => resolve(true))).once(
      'error',
      () => resolve(false),
    );
  });
}
