import { objectFindings, ZencoderObjectMethod } from '../../grants/object-access';
import { settingFindings } from '../../grants/references';
import { earlierPlaces } from '../../messages/attributes';
import { type Diagnostic, faultFindings, within } from '../../messages/diagnostic';
import { tokenFault } from '../../messages/token';
import type { ZencoderObjectGrant, ZencoderObjectGrantsProps } from './props';

/** Everything that is wrong or doubtful in the props. */
export function objectGrantsFindings({ objects }: ZencoderObjectGrantsProps): Diagnostic[] {
  // The version is no matter: an object that is named without one may be any.
  const earlier = earlierPlaces(objects.map(({ bucket, key }) => JSON.stringify([bucket, key])));
  const twice = earlier.flatMap((entry, index) => {
    const message = `is the object of entry ${entry} again; put the permissions into one entry`;
    return entry === undefined ? [] : [{ path: [index], message }];
  });
  return within(['objects'], [...objects.flatMap((object, index) => within([index], grantFindings(object))), ...twice]);
}

function grantFindings({ bucket, region, cliProfile, endpointUrl, zencoder, ...object }: ZencoderObjectGrant) {
  const tokenInKey = faultFindings('key', object.key, tokenFault);
  return [
    ...settingFindings({ bucket, region, endpointUrl, cliProfile, zencoder }),
    ...(tokenInKey.length > 0 ? tokenInKey : objectFindings({ ...object, method: ZencoderObjectMethod.ACL })),
  ];
}
