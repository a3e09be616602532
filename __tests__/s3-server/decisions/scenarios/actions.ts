import { ROLE_ACTIONS } from '../../../support/meaning';
import { granting } from './scenario';

export const EVERY_ACTION = [
  's3:GetObject',
  's3:GetObjectAcl',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:ListMultipartUploadParts',
  's3:AbortMultipartUpload',
  's3:GetBucketLocation',
  's3:ListBucketMultipartUploads',
  's3:ListBucket',
];

const KEYS = ['film.mov', 'b.mov'];

export const roles = Object.keys(ROLE_ACTIONS).map((role) =>
  granting(`role ${role}`, [{ role, prefixes: ['in/'] }], ['in/film.mov', 'in/other.mov', 'out/film.mov']),
);

export const oneAction = EVERY_ACTION.map((action) => granting(`only ${action}`, [{ actions: [action] }], KEYS));

export const oneActionLess = EVERY_ACTION.map((action) =>
  granting(`all except ${action}`, [{ actions: EVERY_ACTION.filter((each) => each !== action) }], KEYS),
);
