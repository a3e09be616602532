import { missingForGrants } from '../../s3-server/grants-lab';
import { S3Server } from '../../s3-server/server';
import { reportSkipped } from '../../support/skipped';
import { terraform } from '../../support/terraform';
import { Cloud } from './cloud';
import { missingMoto } from './moto';
import { type Provider, providerGiven } from './provider';

const provider = providerGiven();

export interface Needs {
  /** An S3 that enforces policies and ACLs: Ceph. Without it S3 is moto's. */
  readonly enforcing?: boolean;
  /** The AWS CLI, which sets grants in place. */
  readonly awsCli?: boolean;
}

function missing({ enforcing, awsCli }: Needs): string | undefined {
  if (!terraform.installed) return 'terraform is not installed, so nothing is applied';
  if (provider === undefined) {
    return (
      'no AWS provider on the disk, so nothing is applied for real; ZENCODER_TEST_PROVIDER_MIRROR=FOLDER names a filesystem mirror, ' +
      'ZENCODER_TEST_AWS_PROVIDER=1 downloads the provider (some 150 MB)'
    );
  }
  return missingMoto() ?? (enforcing ? S3Server.missing() : undefined) ?? (awsCli ? missingForGrants() : undefined);
}

/** What a 5.x does not show. */
function differing({ version, major }: Provider): string {
  return major < 6 ? `AWS provider ${version}, without the argument region` : `AWS provider ${version}`;
}

/**
 * A `describe` with an AWS on loopback, by the title of what is applied there and with which provider. Skipped reportSkipped, test by
 * test, where something it needs is not installed.
 */
export function describeDeployment(title: string, tests: (cloud: () => Cloud) => void, needs: Needs = {}): void {
  jest.setTimeout(180_000);
  const without = missing(needs);
  if (without !== undefined) {
    reportSkipped(without);
    describe.skip(title, () => tests(() => undefined as never));
    return;
  }
  describe(`${title} (${differing(provider!)})`, () => {
    let cloud: Cloud | undefined;
    beforeAll(async () => {
      cloud = await Cloud.start(provider!, needs);
    });
    afterAll(() => cloud?.stop());
    tests(() => cloud!);
  });
}

/** For what a 5.x does not have: a test that is skipped reportSkipped there. */
export function itWithRegions(title: string, test: () => Promise<void>): void {
  const regions = provider === undefined || provider.major >= 6;
  if (!regions) {
    reportSkipped(`${title}: needs an AWS provider 6.x, this is ${provider.version}`);
  }
  (regions ? it : it.skip)(title, test);
}
