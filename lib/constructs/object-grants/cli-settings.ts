import type { TerraformProvider } from 'cdktf';
import type { Diagnostic } from '../../messages/diagnostic';
import type { ReadableProvider } from '../terraform/provider';
import type { ZencoderObjectGrant } from './props';

/** The objects, with the region, profile and S3 endpoint of the provider if an object has none of its own. */
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

/** Errors for objects whose ACL the AWS CLI would change with other credentials than the provider. */
export function cliFindings(
  objects: readonly ZencoderObjectGrant[],
  provider: TerraformProvider | undefined,
): Diagnostic[] {
  const { assumeRoleInput, assumeRoleWithWebIdentityInput, accessKeyInput } = (provider ?? {}) as ReadableProvider;
  const assumesRole = [assumeRoleInput, assumeRoleWithWebIdentityInput].some(isGiven);
  if (!assumesRole && accessKeyInput === undefined) {
    return [];
  }
  const what = assumesRole ? 'assumes a role' : 'has its own access keys';
  const profile = assumesRole ? 'with this role_arn and a source_profile' : 'with these keys';
  const message = `is missing: the provider ${what}, which the AWS CLI does not know; create a CLI profile ${profile}, and set cliProfile to its name`;
  return objects.flatMap(({ cliProfile }, index) =>
    cliProfile === undefined ? [{ path: [index, 'cliProfile'], message }] : [],
  );
}

function isGiven(block: unknown): boolean {
  return block !== undefined && !(Array.isArray(block) && block.length === 0);
}
