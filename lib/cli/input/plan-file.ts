import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { readErrorReason } from '../../files/text-file';
import { ExitCode, Failure } from '../exit-code';

/** Limits the memory: reading a plan takes about ten times its size. */
const MAX_PLAN_BYTES = 128 * 1024 * 1024;

const HOW = 'run "terraform show -json PLAN > plan.json"';

/**
 * Reads the text of a plan from a file, or from stdin if the path is `-`.
 * @throws Failure if it cannot be read, is too large, or is not text
 */
export async function planText(path: string): Promise<string> {
  const isStdin = path === '-';
  if (isStdin && process.stdin.isTTY) {
    throw new Failure('--plan -: pipe the output of "terraform show -json PLAN" to stdin', ExitCode.USAGE);
  }
  const bytes = await bytesOf(isStdin ? process.stdin : createReadStream(path), planName(path));
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const isArchive = bytes.subarray(0, 2).toString('latin1') === 'PK' || (first === 0x1f && second === 0x8b);
  if (isArchive) {
    const what = 'is a binary plan file or an archive, which only Terraform can read';
    throw new Failure(`${planName(path)} ${what}: ${HOW}, where PLAN is that file`, ExitCode.PROBLEMS);
  }
  try {
    return new TextDecoder(isUtf16 ? (first === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8', { fatal: true }).decode(
      bytes,
    );
  } catch {
    throw new Failure(`${planName(path)} is not text: ${HOW}`, ExitCode.PROBLEMS);
  }
}

/** The name of the plan in error messages. */
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
    const tooLarge = `is larger than the limit of ${MAX_PLAN_BYTES / 1024 / 1024} MiB`;
    const filter = `jq '{format_version, errored, resource_changes, resource_drift, configuration}'`;
    throw new Failure(`${name} ${tooLarge}; keep only the needed parts: ${filter}`, ExitCode.PROBLEMS);
  }
  return Buffer.concat(chunks);
}
