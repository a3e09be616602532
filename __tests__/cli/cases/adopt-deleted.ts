const USER = 'AIDAJQABLZS4A3QDU576Q';
const ROLE = 'AROAJQABLZS4A3QDU576Q';
const EDITORS = 'arn:aws:iam::111122223333:role/editors';
const ZENCODER = 'arn:aws:iam::395540211253:root';
const REFUSED = 'since S3 refuses a new policy that contains such an ID';

/** Kept statements with deleted users or roles, and the note about each. */
export const DELETED: [what: string, statement: object, note: string][] = [
  [
    'for a deleted user alone',
    { Principal: { AWS: USER } },
    `names only a deleted user or role ("${USER}"): remove the whole statement, ${REFUSED}`,
  ],
  [
    'for a deleted user and a deleted role',
    { Principal: { AWS: [USER, ROLE] } },
    `names only deleted users or roles ("${USER}", "${ROLE}"): remove the whole statement, ${REFUSED}`,
  ],
  [
    'for a role and a deleted one',
    { Principal: { AWS: [EDITORS, ROLE] } },
    `names a deleted user or role ("${ROLE}"): remove it, ${REFUSED}`,
  ],
  [
    'for a role and two deleted ones',
    { Principal: { AWS: [USER, EDITORS, ROLE] } },
    `names deleted users or roles ("${USER}", "${ROLE}"): remove them, ${REFUSED}`,
  ],
  [
    'for Zencoder and a deleted user',
    { Principal: { AWS: [ZENCODER, USER] } },
    `names only a deleted user or role ("${USER}"): remove the whole statement, ${REFUSED}`,
  ],
  [
    'for a session of a deleted role',
    { Principal: { AWS: `${ROLE}:encoder` } },
    `names only a deleted user or role ("${ROLE}:encoder"): remove the whole statement, ${REFUSED}`,
  ],
  [
    'for a service and a deleted user',
    { Principal: { Service: 'cloudfront.amazonaws.com', AWS: USER } },
    `names a deleted user or role ("${USER}"): remove it, ${REFUSED}`,
  ],
  [
    'that denies everybody except a role and a deleted one',
    { Effect: 'Deny', Action: 's3:DeleteObject', Principal: undefined, NotPrincipal: { AWS: [EDITORS, ROLE] } },
    `names a deleted user or role ("${ROLE}"): remove it, ${REFUSED}`,
  ],
];
