import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { readErrorReason } from '../../files/text-file';
import { ExitCode, Failure } from '../exit-code';

/** Plans are large, and what is read has to fit into memory some ten times. */
const MAX_PLAN_BYTES = 128 * 1024 * 1024;

const HOW = 'run "terraform show -json PLAN > plan.json"';

/**
 * The text of a plan from a file, or from stdin where the path is `-`.
 * @throws Failure where there is none
 */
export async function planText(path: string): Promise<string> {
  const isStdin = path === '-';
  if (isStdin && process.stdin.isTTY) {
    throw new Failure('--plan -: pipe in what "terraform show -json PLAN" prints', ExitCode.USAGE);
  }
  const bytes = await bytesOf(isStdin ? process.stdin : createReadStream(path), planName(path));
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const isArchive = bytes.subarray(0, 2).toString('latin1') === 'PK' || (first === 0x1f && second === 0x8b);
  if (isArchive) {
    const what = 'is the plan file itself or an archive, which only Terraform reads';
    throw new Failure(`${planName(path)} ${what}: ${HOW}, PLAN being that file`, ExitCode.PROBLEMS);
  }
  try {
    return new TextDecoder(isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true }).decode(
      bytes,
    );
  } catch {
    throw new Failure(`${planName(path)} is not text: ${HOW}`, ExitCode.PROBLEMS);
  }
}

/** How errors call it. */
export function planName(path: string): string {
  return path === '-' ? 'stdin' : path;
}

async function bytesOf(stream: Readable, name: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length > MAX_PLAN_BYTES) {
        break;
      }
    }
  } catch (error) {
    throw new Failure(`${name}: ${readErrorReason(error)}`, ExitCode.USAGE);
  }
  if (length > MAX_PLAN_BYTES) {
    const most = `has more than ${MAX_PLAN_BYTES / 1024 / 1024} MiB, which is not read`;
    const advice = `keep what is needed: jq '{format_version, errored, resource_changes, resource_drift, configuration}'`;
    throw new Failure(`${name} ${most}; ${advice}`, ExitCode.PROBLEMS);
  }
  return Buffer.concat(chunks);
}
