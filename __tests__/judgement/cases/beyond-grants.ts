import {
  ANOTHER,
  allow,
  BUCKET,
  CANONICAL_ID,
  denyIf,
  forAnother,
  type KeptCase,
  OBJECTS,
  Outcome,
  ZENCODER,
} from './kept-case';

const { REFUSED, WARNED, HARMLESS } = Outcome;
const EXEMPTION = `; to exempt Zencoder, put "StringNotEquals": {"aws:PrincipalAccount":"${ZENCODER}"} into its Condition`;
const GETS = `Statement[0].Principal: (Sid "Public") allows everybody, including Zencoder, s3:GetObject on ${OBJECTS}`;
const under = (operator: string, key: string, value: unknown) => allow({ Condition: { [operator]: { [key]: value } } });
const warned = (condition: string) => [`${GETS}${condition}, more than the grants allow${EXEMPTION}`];
const refused = (element: string, rest: string) => [
  `Statement[0].${element}: `,
  `gives access to Zencoder's account ${ZENCODER}; ${rest}`,
];

/** Statements that allow beside a grant. */
export const BEYOND_GRANTS: readonly KeptCase[] = [
  {
    title: 'an Allow for everybody',
    statements: [allow()],
    outcome: WARNED,
    says: warned(''),
    beyond: ['s3:GetObject'],
    twin: [forAnother(allow())],
  },
  {
    title: 'an Allow for everybody, in the other spelling and without a Sid',
    statements: [allow({ Principal: { AWS: '*' }, Sid: undefined })],
    outcome: WARNED,
    says: ['Statement[0].Principal: allows everybody, including Zencoder, s3:GetObject', EXEMPTION],
    beyond: ['s3:GetObject'],
    twin: [forAnother(allow({ Sid: undefined }))],
  },
  {
    title: 'an Allow for everybody of what the grant allows',
    statements: [allow({ Resource: `${BUCKET}/in/*` })],
    outcome: WARNED,
    says: [
      '(Sid "Public") allows everybody s3:GetObject; Zencoder already has this access through grants[0]',
      EXEMPTION,
    ],
    twin: [forAnother(allow({ Resource: `${BUCKET}/in/*` }))],
  },
  {
    title: 'an Allow for everybody of the action of the grant, on the bucket too, to which it does not apply',
    statements: [allow({ Resource: [BUCKET, `${BUCKET}/in/*`] })],
    outcome: WARNED,
    says: ['Zencoder already has this access through grants[0]'],
  },
  {
    title: 'an Allow for everybody of more actions than the grant has',
    statements: [allow({ Action: ['s3:GetObject', 's3:PutObject'], Resource: `${BUCKET}/in/*` })],
    outcome: WARNED,
    says: [`including Zencoder, s3:PutObject on ${BUCKET}/in/*, more than the grants allow`],
    beyond: ['s3:PutObject'],
  },
  {
    title: 'an Allow for everybody of actions by a pattern',
    statements: [allow({ Action: 's3:Get*', Resource: [BUCKET, OBJECTS] })],
    outcome: WARNED,
    says: [`including Zencoder, s3:Get* on ${BUCKET}, ${OBJECTS}, more than the grants allow`],
    beyond: ['s3:Get*'],
  },
  {
    title: 'an Allow for everybody of all actions but some',
    statements: [allow({ Action: undefined, NotAction: 's3:Delete*' })],
    outcome: WARNED,
    says: [`including Zencoder, all but s3:Delete* on ${OBJECTS}, more than the grants allow`],
    beyond: ['all but s3:Delete*'],
    twin: [forAnother(allow({ Action: undefined, NotAction: 's3:Delete*' }))],
  },
  {
    title: 'an Allow for everybody over TLS',
    statements: [under('Bool', 'aws:SecureTransport', 'true')],
    outcome: WARNED,
    says: warned(', if aws:SecureTransport is "true"'),
    beyond: ['s3:GetObject'],
    twin: [forAnother(under('Bool', 'aws:SecureTransport', 'true'))],
  },
  {
    title: 'an Allow for everybody but one account',
    statements: [allow({ Principal: undefined, NotPrincipal: { AWS: ANOTHER } })],
    outcome: WARNED,
    says: [
      'Statement[0].NotPrincipal: (Sid "Public") allows everybody except its NotPrincipal, including Zencoder',
      EXEMPTION,
    ],
    beyond: ['s3:GetObject'],
    twin: [allow({ Principal: undefined, NotPrincipal: { AWS: [ANOTHER, ZENCODER] } })],
  },
  {
    title: 'an Allow for the root user of whatever account',
    statements: [under('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:root')],
    outcome: WARNED,
    says: warned(', if aws:PrincipalArn is like "arn:aws:iam::*:root"'),
    beyond: ['s3:GetObject'],
    twin: [under('ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${ANOTHER}:root`)],
  },
  {
    title: 'an Allow for a range of addresses',
    statements: [under('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    outcome: WARNED,
    says: warned(', if aws:SourceIp is in "203.0.113.0/24"'),
    beyond: ['s3:GetObject'],
    twin: [forAnother(under('IpAddress', 'aws:SourceIp', '203.0.113.0/24'))],
  },
  {
    title: 'an Allow for a Referer',
    statements: [under('StringLike', 'aws:Referer', 'https://example.com/*')],
    outcome: WARNED,
    says: warned(', if aws:Referer is like "https://example.com/*"'),
    beyond: ['s3:GetObject'],
    twin: [forAnother(under('StringLike', 'aws:Referer', 'https://example.com/*'))],
  },
  {
    title: 'an Allow for everybody until a date to come',
    statements: [under('DateLessThan', 'aws:CurrentTime', '2099-01-01T00:00:00Z')],
    outcome: WARNED,
    says: warned(', if aws:CurrentTime is before "2099-01-01T00:00:00Z"'),
    beyond: ['s3:GetObject'],
    twin: [under('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z')],
  },
  {
    title: 'an Allow for everybody but Zencoder, by the condition that is proposed',
    statements: [under('StringNotEquals', 'aws:PrincipalAccount', ZENCODER)],
    outcome: HARMLESS,
  },
  {
    title: 'an Allow for an organization',
    statements: [under('StringEquals', 'aws:PrincipalOrgID', 'o-abcdefghij')],
    outcome: HARMLESS,
  },
  {
    title: 'an Allow for a VPC endpoint',
    statements: [under('StringEquals', 'aws:SourceVpce', 'vpce-1a2b3c4d')],
    outcome: HARMLESS,
  },
  {
    title: 'an Allow for what a service does for one account',
    statements: [under('ArnLike', 'aws:SourceArn', `arn:aws:cloudfront::${ANOTHER}:distribution/*`)],
    outcome: HARMLESS,
  },
  {
    title: 'an Allow for everybody of what a Deny unless an organization refuses',
    statements: [
      allow({ Resource: `${BUCKET}/shared/*` }),
      denyIf('StringNotEquals', 'aws:PrincipalOrgID', 'o-abcdefghij', { Resource: `${BUCKET}/shared/*` }),
    ],
    outcome: HARMLESS,
  },
  {
    title: 'an Allow for everybody of which a Deny refuses a part',
    statements: [
      allow({ Action: ['s3:GetObject', 's3:PutObject'], Resource: `${BUCKET}/shared/*` }),
      denyIf('StringNotEquals', 'aws:PrincipalOrgID', 'o-abcdefghij', {
        Action: 's3:PutObject',
        Resource: `${BUCKET}/shared/*`,
      }),
    ],
    outcome: WARNED,
    says: [`including Zencoder, s3:GetObject on ${BUCKET}/shared/*, more than the grants allow`],
    beyond: ['s3:GetObject'],
  },
  {
    title: 'an Allow that names the account of Zencoder',
    statements: [allow({ Principal: { AWS: [ANOTHER, ZENCODER] } })],
    outcome: REFUSED,
    says: refused('Principal', `to keep the other principals only, write "Principal": {"AWS":["${ANOTHER}"]}`),
    twin: [forAnother(allow())],
  },
  {
    title: 'an Allow for everybody whose aws:PrincipalAccount is Zencoder',
    statements: [under('StringEquals', 'aws:PrincipalAccount', ZENCODER)],
    outcome: REFUSED,
    says: refused('Condition.StringEquals["aws:PrincipalAccount"]', 'remove the statement'),
    twin: [under('StringEquals', 'aws:PrincipalAccount', ANOTHER)],
  },
  {
    title: 'an Allow for everybody whose aws:PrincipalAccount is Zencoder or another account',
    statements: [under('StringEquals', 'aws:PrincipalAccount', [ANOTHER, ZENCODER])],
    outcome: REFUSED,
    says: refused(
      'Condition.StringEquals["aws:PrincipalAccount"]',
      `to keep the other principals only, write "Condition": {"StringEquals":{"aws:PrincipalAccount":["${ANOTHER}"]}}`,
    ),
    twin: [under('StringEquals', 'aws:PrincipalAccount', [ANOTHER])],
  },
  {
    title: 'an Allow for everybody whose aws:PrincipalArn is a role of Zencoder',
    statements: [under('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${ZENCODER}:role/encoder`)],
    outcome: REFUSED,
    says: refused('Condition.ArnEquals["aws:PrincipalArn"]', 'remove the statement'),
    twin: [under('ArnEquals', 'aws:PrincipalArn', `arn:aws:iam::${ANOTHER}:role/encoder`)],
  },
  {
    title: 'an Allow for everybody whose aws:userid is of Zencoder',
    statements: [under('StringLike', 'aws:userid', `${ZENCODER}:*`)],
    outcome: REFUSED,
    says: refused('Condition.StringLike["aws:userid"]', 'remove the statement'),
    twin: [forAnother(under('StringLike', 'aws:userid', `${ANOTHER}:*`))],
  },
  {
    title: 'an Allow by the canonical user ID of Zencoder',
    statements: [allow({ Principal: { CanonicalUser: CANONICAL_ID } })],
    outcome: REFUSED,
    says: refused('Principal', 'remove the statement'),
  },
  {
    title: 'an Allow for a role of Zencoder',
    statements: [allow({ Principal: { AWS: `arn:aws:iam::${ZENCODER}:role/encoder` } })],
    outcome: REFUSED,
    says: refused('Principal', 'remove the statement'),
    twin: [allow({ Principal: { AWS: `arn:aws:iam::${ANOTHER}:role/encoder` } })],
  },
];
