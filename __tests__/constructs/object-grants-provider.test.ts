import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { TerraformVariable } from 'cdktf';
import { type ZencoderObjectGrant, ZencoderObjectGrants } from '../../lib';
import { configurationOf, testStack } from '../support/synth';

type Environments = Record<string, Record<string, string>>;

/** What the commands of an object find in their environment. */
function environmentWith(provider: AwsProviderConfig | undefined, more: Partial<ZencoderObjectGrant> = {}) {
  const stack = testStack();
  new ZencoderObjectGrants(stack, 'Grants', {
    objects: [{ bucket: 'acme', key: 'a', ...more }],
    provider: provider && new AwsProvider(stack, 'media', { alias: 'media', ...provider }),
  });
  const [revoke] = Object.values(configurationOf(stack).resource!.terraform_data!);
  const [environment] = Object.values(revoke!.for_each as Environments);
  const { AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_S3 } = environment!;
  return { AWS_REGION, AWS_PROFILE, AWS_ENDPOINT_URL_S3 };
}

const MEDIA = { region: 'us-east-1', profile: 'media', endpoints: [{ sts: 'https://sts' }, { s3: 'https://s3.acme' }] };

describe('The AWS CLI gets from the provider of the grants', () => {
  it('the profile, region and S3 endpoint', () => {
    expect(environmentWith(MEDIA)).toEqual({
      AWS_REGION: 'us-east-1',
      AWS_PROFILE: 'media',
      AWS_ENDPOINT_URL_S3: 'https://s3.acme',
    });
  });

  it('nothing that the object has itself', () => {
    expect(environmentWith(MEDIA, { region: 'eu-west-1', cliProfile: 'own', endpointUrl: 'https://own' })).toEqual({
      AWS_REGION: 'eu-west-1',
      AWS_PROFILE: 'own',
      AWS_ENDPOINT_URL_S3: 'https://own',
    });
  });

  it.each([undefined, {}])('nothing that the provider does not have: %j', (provider) => {
    expect(environmentWith(provider)).toEqual({});
  });

  it('values that are known only at plan time', () => {
    const stack = testStack();
    const profile = new TerraformVariable(stack, 'profile', { type: 'string' }).stringValue;
    const provider = new AwsProvider(stack, 'media', { alias: 'media', profile });
    new ZencoderObjectGrants(stack, 'Grants', { objects: [{ bucket: 'acme', key: 'a' }], provider });
    const [revoke] = Object.values(configurationOf(stack).resource!.terraform_data!);
    expect(Object.values(revoke!.for_each as Environments)[0]!.AWS_PROFILE).toBe('${var.profile}');
  });
});

describe('A provider whose credentials the AWS CLI does not know', () => {
  it.each<[what: string, provider: AwsProviderConfig]>([
    ['assumes a role', { assumeRole: [{ roleArn: 'arn:aws:iam::111122223333:role/media' }] }],
    ['assumes a role', { profile: 'a', assumeRoleWithWebIdentity: [{ roleArn: 'arn:aws:iam::111122223333:role/m' }] }],
    ['has its own access keys', { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'secret' }],
  ])('%s, so each object needs a profile', (what, provider) => {
    expect(() => environmentWith(provider)).toThrow(
      `test/Grants: objects[0].cliProfile: is missing: the provider ${what}, which the AWS CLI does not know; create a CLI profile`,
    );
    expect(environmentWith(provider, { cliProfile: 'own' }).AWS_PROFILE).toBe('own');
  });
});
