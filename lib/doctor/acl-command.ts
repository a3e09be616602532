import type { AclGrant } from '../live/facts';
import { awsCommand, type GivenOptions } from '../report/shell';

const HEADERS: ReadonlyMap<string, string> = new Map([
  ['FULL_CONTROL', 'grant-full-control'],
  ['READ', 'grant-read'],
  ['READ_ACP', 'grant-read-acp'],
  ['WRITE_ACP', 'grant-write-acp'],
]);

/** The command that replaces the ACL of an object, so that the grants have to contain the existing ones. */
export function putAclCommand(
  { bucket, key, versionId }: { readonly bucket: string; readonly key: string; readonly versionId?: string },
  grants: readonly AclGrant[],
  given: GivenOptions,
): string {
  const grantees = new Map<string, Set<string>>();
  for (const { permission, canonicalUserId, group } of grants) {
    const grantee = group === undefined ? `id=${canonicalUserId}` : `uri=${group}`;
    grantees.set(permission, (grantees.get(permission) ?? new Set()).add(grantee));
  }
  const options = [...grantees].map(([permission, to]) => [HEADERS.get(permission) ?? 'grant-read', [...to].join(',')]);
  const named = { bucket, key, ...(versionId === undefined ? {} : { 'version-id': versionId }) };
  return awsCommand('s3api', 'put-object-acl', { ...named, ...Object.fromEntries(options) }, given);
}
