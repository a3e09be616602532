import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { quoted } from '../messages/wording';

const SECTION = /^\s*\[\s*(?:profile\s+)?(?:"([^"]*)"|'([^']*)'|([^\]]*?))\s*\]/gm;

/** Whether the files of the AWS configuration name a profile. That there is none called `default` is no mistake. */
export function hasProfile(name: string): boolean {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = process.env;
  const files = [
    AWS_CONFIG_FILE || join(homedir(), '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE || join(homedir(), '.aws', 'credentials'),
  ];
  return name === 'default' || files.some((file) => profilesOf(file).includes(name));
}

export function noProfile(name: string): string {
  return `there is no profile ${quoted(name)} in the AWS configuration`;
}

function profilesOf(file: string): string[] {
  try {
    return [...readFileSync(file, 'utf8').matchAll(SECTION)].map(([, ...names]) => names.find((one) => one) ?? '');
  } catch {
    return [];
  }
}
