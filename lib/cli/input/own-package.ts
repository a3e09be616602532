import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Versions = Readonly<Record<string, string>>;

/**
 * The parts of this package's own `package.json` that a new project copies, so that versions are written in one place.
 */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly engines: Versions;
  readonly peerDependencies: Versions;
}

/**
 * The root folder of this package: the nearest parent with a `package.json`. Source and built files have different
 * depths.
 */
export function packageFolder(from: string = __dirname): string {
  const parent = dirname(from);
  return existsSync(join(from, 'package.json')) || parent === from ? from : packageFolder(parent);
}

/** Reads the `package.json` of this package. */
export function ownPackage(): PackageManifest {
  return JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as PackageManifest;
}
