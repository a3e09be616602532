const USER = 'AIDAJQABLZS4A3QDU576Q';
const ROLE = 'AROAJQABLZS4A3QDU576Q';
const EDITORS = 'arn:aws:iam::111122223333:role/editors';
const ZENCODER = 'arn:aws:iam::395540211253:root';
const REFUSED = 'since S3 refuses to put a policy with such a name';

/** Kept statements with deleted users or roles, and the note about each. */
export const DELETED: [what: string, statement: object, note: string][] = [
  [
    'for a deleted user alone',
    { Principal: { AWS: USER } },
    `is for nobody but a user or role that was deleted ("${USER}"): leave out the whole statement, ${REFUSED}`,
  ],
  [
    'for a deleted user and a deleted role',
    { Principal: { AWS: [USER, ROLE] } },
    `is for nobody but users or roles that were deleted ("${USER}", "${ROLE}"): leave out the whole statement, ${REFUSED}`,
  ],
  [
    'for a role and a deleted one',
    { Principal: { AWS: [EDITORS, ROLE] } },
    `names a user or role that was deleted ("${ROLE}"): leave it out, ${REFUSED}`,
  ],
  [
    'for a role and two deleted ones',
    { Principal: { AWS: [USER, EDITORS, ROLE] } },
    `names users or roles that were deleted ("${USER}", "${ROLE}"): leave them out, ${REFUSED}`,
  ],
  [
    'for Zencoder and a deleted user',
    { Principal: { AWS: [ZENCODER, USER] } },
    `is for nobody but a user or role that was deleted ("${USER}"): leave out the whole statement, ${REFUSED}`,
  ],
  [
    'for a session of a deleted role',
    { Principal: { AWS: `${ROLE}:encoder` } },
    `is for nobody but a user or role that was deleted ("${ROLE}:encoder"): leave out the whole statement, ${REFUSED}`,
  ],
  [
    'for a service and a deleted user',
    { Principal: { Service: 'cloudfront.amazonaws.com', AWS: USER } },
    `names a user or role that was deleted ("${USER}"): leave it out, ${REFUSED}`,
  ],
  [
    'that denies everybody except a role and a deleted one',
    { Effect: 'Deny', Action: 's3:DeleteObject', Principal: undefined, NotPrincipal: { AWS: [EDITORS, ROLE] } },
    `names a user or role that was deleted ("${ROLE}"): leave it out, ${REFUSED}`,
  ],
];
