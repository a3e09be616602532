import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Versions = Readonly<Record<string, string>>;

/** What the command needs of its own package.json: a new project depends on the same versions. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly engines: Versions;
  readonly peerDependencies: Versions;
}

/** The folder of this package: the nearest one above with a package.json, since built files are not where their sources are. */
export function packageFolder(from: string = __dirname): string {
  const parent = dirname(from);
  return existsSync(join(from, 'package.json')) || parent === from ? from : packageFolder(parent);
}

export function ownPackage(): PackageManifest {
  return JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as PackageManifest;
}
