import type { ZencoderGrant } from '../../../lib/policy/grant';
import { isOnObject, type Request } from './requests';
import { actionsOf } from './roles';

/** For which bucket and whom the grants are. */
export interface Meant {
  readonly grants: readonly ZencoderGrant[];
  readonly bucket: string;
  readonly accountId: string;
  readonly requireTls: boolean;
}

/** Whether the request is allowed, by the words of the grants and with none of the code that makes a policy of them. */
export function isMeant({ grants, bucket, accountId, requireTls }: Meant, request: Request): boolean {
  return (
    request.principal?.split(':')[4] === accountId &&
    request.bucket === bucket &&
    (request.secure || !requireTls) &&
    grants.some((grant) => grantMeans(grant, request))
  );
}

function grantMeans(grant: ZencoderGrant, request: Request): boolean {
  return (
    actionsOf(grant).includes(request.action) &&
    (!isOnObject(request) || covers(grant, request.key)) &&
    (grant.expires === undefined || request.at.getTime() < Date.parse(grant.expires))
  );
}

/** Whether the object actions of a grant are on the object of this key. */
export function covers({ prefixes, keys }: ZencoderGrant, key: string): boolean {
  return (
    (prefixes === undefined && keys === undefined) ||
    keys?.includes(key) === true ||
    prefixes?.some((prefix) => key.slice(0, prefix.length) === prefix) === true
  );
}
