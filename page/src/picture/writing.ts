import type { GrantedAction } from '../../../lib/explain/words';
import { ZencoderAccessLevel } from '../../../lib/s3/actions';
import { Zencoder } from '../../../lib/zencoder/account-and-roles';

/** The actions that change what is in a bucket. */
export const PUT_ACTIONS: readonly GrantedAction[] = Zencoder.actions().filter((action) =>
  [ZencoderAccessLevel.WRITE, ZencoderAccessLevel.PERMISSIONS_MANAGEMENT].includes(Zencoder.accessLevel(action)),
);
