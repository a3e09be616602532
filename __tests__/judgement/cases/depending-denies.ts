import {
  ANOTHER,
  deny,
  denyIf,
  denyUploadIf,
  EXEMPTION,
  elsewhere,
  forAnother,
  type KeptCase,
  OUTPUT,
  Outcome,
  READ,
  type Statement,
  ZENCODER,
} from './kept-case';

const { WARNED } = Outcome;
const ORG = 'o-abcdefghij';

const some = (what: string, condition: string) => [
  `Statement[0]: (Sid "Closed") denies Zencoder ${what} (allowed by grants[0]), ${condition}; this depends on the request that Zencoder sends${EXEMPTION}`,
];
const open = (title: string, statement: Statement, condition: string, twin: Statement): KeptCase => ({
  title,
  statements: [statement],
  outcome: WARNED,
  says: some(READ, condition),
  twin: [twin],
});

/** Statements that deny an action of the grant, depending on the request. */
export const DEPENDING_DENIES: readonly KeptCase[] = [
  open(
    'a Deny unless from a range of addresses',
    denyIf('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24'),
    'unless aws:SourceIp is in "203.0.113.0/24"',
    forAnother(denyIf('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')),
  ),
  open(
    'a Deny unless with a Referer',
    denyIf('StringNotLike', 'aws:Referer', 'https://example.com/*'),
    'unless aws:Referer is like "https://example.com/*"',
    elsewhere(denyIf('StringNotLike', 'aws:Referer', 'https://example.com/*')),
  ),
  open(
    'a Deny without MFA',
    denyIf('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'),
    'if aws:MultiFactorAuthPresent is "false", or absent',
    elsewhere(denyIf('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false')),
  ),
  open(
    'a Deny unless with a tag',
    denyIf('StringNotLike', 'aws:PrincipalTag/team', 'media'),
    'unless aws:PrincipalTag/team is like "media"',
    elsewhere(denyIf('StringNotLike', 'aws:PrincipalTag/team', 'media')),
  ),
  open(
    'a Deny from a date to come',
    denyIf('DateGreaterThan', 'aws:CurrentTime', '2099-01-01T00:00:00Z'),
    'if aws:CurrentTime is after "2099-01-01T00:00:00Z"',
    elsewhere(denyIf('DateGreaterThan', 'aws:CurrentTime', '2099-01-01T00:00:00Z')),
  ),
  open(
    'a Deny unless in a part of an organization, which holds for none by one page of AWS and for all by another',
    denyIf('ForAnyValue:StringNotLikeIfExists', 'aws:PrincipalOrgPaths', `${ORG}/r-ab12/*`),
    `if one of aws:PrincipalOrgPaths is not like "${ORG}/r-ab12/*", or absent`,
    elsewhere(denyIf('ForAnyValue:StringNotLikeIfExists', 'aws:PrincipalOrgPaths', `${ORG}/r-ab12/*`)),
  ),
  open(
    'a Deny unless by whatever VPC endpoint',
    denyIf('Null', 'aws:SourceVpce', 'true'),
    'if aws:SourceVpce is absent',
    forAnother(denyIf('Null', 'aws:SourceVpce', 'true')),
  ),
  {
    title: 'a Deny for all but the account, which does not except its roles for sure',
    statements: [deny({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${ZENCODER}:root` } })],
    outcome: WARNED,
    says: [`denies Zencoder s3:GetObject (allowed by grants[0]), unless its NotPrincipal`, EXEMPTION],
    twin: [elsewhere(deny({ Principal: undefined, NotPrincipal: { AWS: `arn:aws:iam::${ZENCODER}:root` } }))],
  },
  {
    title: 'a Deny for a role of the account',
    statements: [deny({ Principal: { AWS: `arn:aws:iam::${ZENCODER}:role/encoder` } })],
    outcome: WARNED,
    says: [
      `(Sid "Closed") denies Zencoder s3:GetObject (allowed by grants[0]), if the requester is "arn:aws:iam::${ZENCODER}:role/encoder"`,
      'to exempt Zencoder, remove the statement, or keep it on purpose: acceptedDenies: ["Closed"]',
    ],
    twin: [deny({ Principal: { AWS: `arn:aws:iam::${ANOTHER}:role/encoder` } })],
  },
  {
    title: 'a Deny of uploads that are not encrypted',
    statements: [denyUploadIf('StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms')],
    bucket: OUTPUT,
    outcome: WARNED,
    says: [
      '(Sid "Closed") denies Zencoder s3:PutObject (allowed by grants[0]), unless s3:x-amz-server-side-encryption is "aws:kms"',
      EXEMPTION.replace('{', '{"s3:x-amz-server-side-encryption":"aws:kms",'),
    ],
    twin: [elsewhere(denyUploadIf('StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms'))],
  },
  {
    title: 'a Deny of uploads that say nothing of encryption',
    statements: [denyUploadIf('Null', 's3:x-amz-server-side-encryption', 'true')],
    bucket: OUTPUT,
    outcome: WARNED,
    says: some('s3:PutObject', 'if s3:x-amz-server-side-encryption is absent'),
    twin: [forAnother(denyUploadIf('Null', 's3:x-amz-server-side-encryption', 'true'))],
  },
];
