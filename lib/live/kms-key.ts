import { type AwsServices, readOrAbsent } from './aws-services';
import type { Observed } from './facts';

/** The policy of a KMS key, as JSON; null if the key does not exist. */
export async function keyPolicyOf(services: AwsServices, keyArn: string): Promise<Observed<string | null>> {
  const region = keyArn.split(':')[3];
  const input = { KeyId: keyArn, PolicyName: 'default' };
  const answer = await services.ask<{ readonly Policy?: string }>('kms', 'GetKeyPolicy', input, region);
  return readOrAbsent(answer, ({ Policy }) => Policy);
}
