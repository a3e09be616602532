import { cliProfileFault, endpointUrlFault, objectFindings, ZencoderObjectMethod } from '../../grants/object-access';
import { canonicalUserIdFault } from '../../iam/account';
import { type Diagnostic, faultFindings, within } from '../../messages/diagnostic';
import { tokenFault } from '../../messages/token';
import { bucketNameFault } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { orToken } from '../bucket-access/findings';
import type { ZencoderObjectGrant, ZencoderObjectGrantsProps } from './props';

/** Everything that is wrong or doubtful in the props. */
export function objectGrantsFindings({ objects }: ZencoderObjectGrantsProps): Diagnostic[] {
  return within(
    ['objects'],
    [...objects.flatMap((object, index) => within([index], grantFindings(object))), ...twiceFindings(objects)],
  );
}

function grantFindings(object: ZencoderObjectGrant): Diagnostic[] {
  const { bucket, region, cliProfile, endpointUrl, zencoder, ...rest } = object;
  const tokenInKey = faultFindings('key', rest.key, tokenFault);
  return [
    ...faultFindings('bucket', bucket, orToken(bucketNameFault)),
    ...(tokenInKey.length > 0 ? tokenInKey : objectFindings({ ...rest, method: ZencoderObjectMethod.ACL })),
    ...faultFindings('region', region, orToken(regionFault)),
    ...faultFindings('endpointUrl', endpointUrl, orToken(endpointUrlFault)),
    ...faultFindings('cliProfile', cliProfile, orToken(cliProfileFault)),
    ...within(['zencoder'], faultFindings('canonicalUserId', zencoder?.canonicalUserId, orToken(canonicalUserIdFault))),
  ];
}

/** The version is no matter: an object that is named without one may be any. */
function twiceFindings(objects: readonly ZencoderObjectGrant[]): Diagnostic[] {
  const first = new Map<string, number>();
  return objects.flatMap(({ bucket, key }, index) => {
    const object = JSON.stringify([bucket, key]);
    const standing = first.get(object);
    first.set(object, standing ?? index);
    return standing === undefined
      ? []
      : [{ path: [index], message: `is the object of entry ${standing} again; put the permissions into one entry` }];
  });
}
