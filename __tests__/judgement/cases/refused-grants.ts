import { ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import {
  ANOTHER,
  BUCKET,
  CANONICAL_ID,
  deny,
  denyIf,
  denyUploadIf,
  EXEMPTION,
  elsewhere,
  forAnother,
  INPUT,
  type KeptCase,
  OBJECTS,
  OUTPUT,
  Outcome,
  READ,
  type Statement,
  ZENCODER,
} from './kept-case';

const { WARNED } = Outcome;
const { GET_OBJECT } = ZencoderAction;
const ORG = 'o-abcdefghij';

const every = (what: string, rest = EXEMPTION) => [
  `Statement[0]: (Sid "Closed") denies Zencoder every request of ${what}, which grants[0] allows${rest}`,
];
const sure = (title: string, statement: Statement, twin: Statement, rest?: string): KeptCase => ({
  title,
  statements: [statement],
  outcome: WARNED,
  says: every(READ, rest),
  refused: [READ],
  twin: [twin],
});
const unlessSure = (title: string, operator: string, key: string, value: string): KeptCase => {
  const tests = operator === 'StringNotEquals' ? `"${key}":"${value}",` : '';
  const because = `${operator.startsWith('ForAll') ? 'each of ' : ''}${key} is not ${/Like/.test(operator) ? 'like ' : ''}"${value}"`;
  return sure(
    title,
    denyIf(operator, key, value),
    elsewhere(denyIf(operator, key, value)),
    `, because ${because}; to exempt Zencoder, put "StringNotEquals": {${tests}"aws:PrincipalAccount":"${ZENCODER}"} into its Condition`,
  );
};

/** Statements that deny each request of an action of the grant. */
export const REFUSED_GRANTS: readonly KeptCase[] = [
  sure('a Deny for everybody of an action', deny(), elsewhere(deny())),
  sure('a Deny of an action in another case', deny({ Action: 's3:getobject' }), deny({ Action: 's3:putobject' })),
  sure('a Deny of actions by a pattern', deny({ Action: 's3:Get*' }), deny({ Action: 's3:Put*' })),
  {
    title: 'a Deny of everything',
    statements: [deny({ Action: 's3:*', Resource: [BUCKET, OBJECTS] })],
    outcome: WARNED,
    says: every(`${READ}, s3:GetBucketLocation, s3:ListBucketMultipartUploads`),
    refused: [READ, 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
    twin: [forAnother(deny({ Action: 's3:*', Resource: [BUCKET, OBJECTS] }))],
  },
  sure('a Deny in the other spelling of everybody', deny({ Principal: { AWS: '*' } }), forAnother(deny())),
  sure(
    'a Deny by the number of the account',
    deny({ Principal: { AWS: ZENCODER } }),
    forAnother(deny()),
    '; to exempt Zencoder, remove the statement',
  ),
  sure(
    'a Deny by the root ARN of the account, and of another one',
    deny({ Principal: { AWS: [`arn:aws:iam::${ZENCODER}:root`, ANOTHER] } }),
    forAnother(deny()),
    `; to exempt Zencoder, write "Principal": {"AWS":["${ANOTHER}"]}`,
  ),
  {
    ...sure(
      'a Deny by the canonical user ID',
      deny({ Principal: { CanonicalUser: CANONICAL_ID } }),
      forAnother(deny()),
      '; to exempt Zencoder, remove the statement',
    ),
    more: 1,
  },
  sure(
    'a Deny for all but one account',
    deny({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${ANOTHER}:root` } }),
    elsewhere(deny({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${ANOTHER}:root` } })),
  ),
  sure(
    'a Deny of all but some actions',
    deny({ Action: undefined, NotAction: 's3:Put*' }),
    deny({ Action: undefined, NotAction: 's3:Get*' }),
  ),
  sure(
    'a Deny of all but some objects',
    deny({ Resource: undefined, NotResource: `${BUCKET}/out/*` }),
    deny({ Resource: undefined, NotResource: `${BUCKET}/in/*` }),
  ),
  unlessSure('a Deny unless in an organization', 'StringNotEquals', 'aws:PrincipalOrgID', ORG),
  unlessSure(
    'a Deny unless in a part of an organization',
    'ForAllValues:StringNotLike',
    'aws:PrincipalOrgPaths',
    `${ORG}/r-ab12/*`,
  ),
  unlessSure('a Deny unless by a VPC endpoint', 'StringNotEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d'),
  unlessSure('a Deny unless from a VPC', 'StringNotEquals', 'aws:SourceVpc', 'vpc-1a2b3c4d'),
  unlessSure(
    'a Deny unless by a role of another account',
    'ArnNotLike',
    'aws:PrincipalArn',
    `arn:aws:iam::${ANOTHER}:role/*`,
  ),
  sure(
    'a Deny unless by another account',
    denyIf('StringNotEquals', 'aws:PrincipalAccount', ANOTHER),
    denyIf('StringNotEquals', 'aws:PrincipalAccount', [ANOTHER, ZENCODER]),
    `, because aws:PrincipalAccount is not "${ANOTHER}"; to exempt Zencoder, put "StringNotEquals": {"aws:PrincipalAccount":["${ANOTHER}","${ZENCODER}"]}`,
  ),
  sure(
    'a Deny since a date',
    denyIf('DateGreaterThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'),
    denyIf('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'),
    ', because aws:CurrentTime is after "2020-01-01T00:00:00Z"',
  ),
  {
    title: 'a Deny on the bucket alone',
    statements: [deny({ Action: 's3:GetBucketLocation', Resource: BUCKET })],
    outcome: WARNED,
    says: every('s3:GetBucketLocation'),
    refused: ['s3:GetBucketLocation'],
    twin: [deny({ Action: 's3:GetBucketTagging', Resource: BUCKET })],
  },
  {
    title: 'a Deny of one action of a role',
    statements: [deny({ Action: 's3:PutObjectAcl' })],
    bucket: OUTPUT,
    outcome: WARNED,
    says: every('s3:PutObjectAcl'),
    refused: ['s3:PutObjectAcl'],
    twin: [deny({ Action: 's3:GetObjectAcl' })],
  },
  {
    title: 'a Deny of the exact key of a grant',
    statements: [deny({ Resource: `${BUCKET}/in/a.mp4` })],
    bucket: { grants: [{ actions: [GET_OBJECT], keys: ['in/a.mp4'] }] },
    outcome: WARNED,
    says: every(READ),
    refused: [READ],
    twin: [deny({ Resource: `${BUCKET}/in/b.mp4` })],
  },
  {
    title: 'a Deny of a single object, in the words of the file',
    statements: [deny({ Resource: `${BUCKET}/a.mp4` })],
    bucket: { objects: [{ key: 'b.mp4' }, { key: 'a.mp4' }] },
    outcome: WARNED,
    says: ['denies Zencoder every request of s3:GetObject, which objects[1] allows', EXEMPTION],
    refused: [READ],
    twin: [deny({ Resource: `${BUCKET}/c.mp4` })],
  },
  {
    title: 'a Deny of all of the second grant, and so of a part of the first',
    statements: [deny({ Resource: `${BUCKET}/in/late/*` })],
    bucket: {
      grants: [
        { role: ZencoderRole.INPUT, prefixes: ['in/'] },
        { actions: [GET_OBJECT], prefixes: ['in/late/'] },
      ],
    },
    outcome: WARNED,
    says: ['denies Zencoder every request of s3:GetObject, which grants[1] allows', EXEMPTION],
    refused: [READ],
    notes: 1,
    twin: [elsewhere(deny())],
  },
  {
    title: 'two Denies that share the prefixes of a grant',
    statements: [deny({ Sid: 'One', Resource: `${BUCKET}/in/*` }), deny({ Sid: 'Two', Resource: `${BUCKET}/more/*` })],
    bucket: { grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/', 'more/'] }] },
    outcome: WARNED,
    says: ['Statement[1]: (Sid "Two") denies Zencoder every request of s3:GetObject, which grants[0] allows'],
    more: 1,
    refused: [READ, READ],
    twin: [elsewhere(deny({ Sid: 'One' })), elsewhere(deny({ Sid: 'Two' }))],
  },
  {
    title: 'a Deny without a Sid',
    statements: [deny({ Sid: undefined })],
    outcome: WARNED,
    says: [
      'Statement[0]: denies Zencoder every request of s3:GetObject, which grants[0] allows; to exempt Zencoder, put ',
      'or keep it on purpose: give it a Sid and add that to acceptedDenies',
    ],
    refused: [READ],
    twin: [elsewhere(deny({ Sid: undefined }))],
  },
  {
    title: 'a Deny unless with another ACL than that of Zencoder',
    statements: [denyUploadIf('StringNotEquals', 's3:x-amz-acl', 'private')],
    bucket: OUTPUT,
    outcome: WARNED,
    says: every('s3:PutObject', ', because s3:x-amz-acl is not "private"'),
    refused: ['s3:PutObject'],
    twin: [denyUploadIf('StringNotEquals', 's3:x-amz-acl', 'bucket-owner-full-control')],
  },
  {
    title: 'a Deny whose Sid is misspelt in acceptedDenies',
    statements: [deny()],
    bucket: { ...INPUT, acceptedDenies: ['Close'] },
    outcome: WARNED,
    says: ['acceptedDenies[0]: no Deny statement has the Sid "Close"; remove it; did you mean "Closed"?'],
    more: 1,
    refused: [READ],
  },
];
