import type { TerraformProvider } from 'cdktf';
import type { Diagnostic } from '../../messages/diagnostic';
import type { ReadableProvider } from '../terraform/provider';
import type { ZencoderObjectGrant } from './props';

/** Objects with what the AWS CLI takes of the provider where they have none of their own. */
export function withCliSettings(
  objects: readonly ZencoderObjectGrant[],
  provider: TerraformProvider | undefined,
): readonly ZencoderObjectGrant[] {
  const { regionInput, profileInput, endpointsInput } = (provider ?? {}) as ReadableProvider;
  const endpointUrlInput = members(endpointsInput).find(({ s3 }) => s3 !== undefined)?.s3;
  return objects.map((object) => {
    const { region = regionInput, cliProfile = profileInput, endpointUrl = endpointUrlInput } = object;
    return { ...object, region, cliProfile, endpointUrl };
  });
}

function members(endpoints: unknown): readonly { readonly s3?: string }[] {
  return Array.isArray(endpoints) ? endpoints : [];
}

/** Objects whose ACL the AWS CLI would set as somebody else than the provider. */
export function cliFindings(
  objects: readonly ZencoderObjectGrant[],
  provider: TerraformProvider | undefined,
): Diagnostic[] {
  const { assumeRoleInput, assumeRoleWithWebIdentityInput, accessKeyInput } = (provider ?? {}) as ReadableProvider;
  const assumesRole = [assumeRoleInput, assumeRoleWithWebIdentityInput].some(isGiven);
  if (!assumesRole && accessKeyInput === undefined) {
    return [];
  }
  const what = assumesRole ? 'assumes a role' : 'has keys of its own';
  const profile = assumesRole ? 'with that role_arn and a source_profile' : 'with those keys';
  const message = `is missing: the provider ${what}, which the AWS CLI does not know; make a profile ${profile} in the configuration of the CLI, and name it here`;
  return objects.flatMap(({ cliProfile }, index) =>
    cliProfile === undefined ? [{ path: [index, 'cliProfile'], message }] : [],
  );
}

function isGiven(block: unknown): boolean {
  return block !== undefined && !(Array.isArray(block) && block.length === 0);
}
