import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The AWS provider that Terraform installs here. */
export interface Provider {
  /** A folder that Terraform takes as a filesystem mirror. */
  readonly mirror: string;
  readonly version: string;
  /** From 6 on resources and data sources have an argument `region`. */
  readonly major: number;
}

/**
 * The latest AWS provider in the mirror that `scripts/test-deploy.js` found or was given.
 * @throws an error where the mirror that was given has none
 */
export function providerGiven(): Provider | undefined {
  const mirror = process.env.ZENCODER_TEST_PROVIDER_MIRROR;
  if (!mirror) {
    return undefined;
  }
  const version = versionsIn(join(mirror, 'registry.terraform.io', 'hashicorp', 'aws')).at(-1);
  if (version === undefined) {
    throw new Error(
      `ZENCODER_TEST_PROVIDER_MIRROR: "${mirror}" holds no registry.terraform.io/hashicorp/aws/VERSION; give a folder that "terraform providers mirror" made`,
    );
  }
  return { mirror, version, major: Number(version.split('.')[0]) };
}

/** Both layouts of a mirror: a folder for each version, or archives `terraform-provider-aws_VERSION_PLATFORM.zip`. */
function versionsIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const versions = names.flatMap(
    (name) => /^(?:terraform-provider-aws_)?(\d+\.\d+\.\d+)(?:_.*\.zip)?$/.exec(name)?.[1] ?? [],
  );
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
