import { ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import {
  BUCKET,
  deny,
  denyIf,
  denyUploadIf,
  elsewhere,
  INPUT,
  type KeptCase,
  OBJECTS,
  OUTPUT,
  Outcome,
  READ,
  type Statement,
  ZENCODER,
} from './kept-case';

const { SHOWN, HARMLESS } = Outcome;

const harmless = (title: string, statement: Statement, bucket = INPUT): KeptCase => ({
  title,
  statements: [statement],
  bucket,
  outcome: HARMLESS,
});

/** Statements that deny a part of the grant, or what is accepted. */
export const ON_PURPOSE: readonly KeptCase[] = [
  {
    title: 'a Deny of a part of the prefix',
    statements: [deny({ Resource: `${BUCKET}/in/secret/*` })],
    outcome: SHOWN,
    says: [
      `note: Statement[0] (Sid "Closed") denies Zencoder s3:GetObject on ${BUCKET}/in/secret/*, a part of what grants[0] allows`,
    ],
    notes: 1,
    twin: [elsewhere(deny())],
  },
  {
    title: 'a Deny of a part of the prefix, depending on the request',
    statements: [denyIf('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', { Resource: `${BUCKET}/in/secret/*` })],
    outcome: SHOWN,
    says: ['a part of what grants[0] allows, unless aws:SourceIp is in "203.0.113.0/24"'],
    notes: 1,
  },
  {
    title: 'a Deny of one of two prefixes',
    statements: [deny({ Resource: `${BUCKET}/more/*` })],
    bucket: { grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/', 'more/'] }] },
    outcome: SHOWN,
    says: ['denied by Statement[0] (Sid "Closed"): read below more/ (GetObject)'],
    refused: [READ],
    twin: [elsewhere(deny())],
  },
  {
    title: 'a Deny of one key beside a prefix',
    statements: [deny({ Resource: `${BUCKET}/a.mp4` })],
    bucket: { grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'], keys: ['a.mp4'] }] },
    outcome: SHOWN,
    says: ['denied by Statement[0] (Sid "Closed"): read, the object a.mp4 (GetObject)'],
    refused: [READ],
  },
  {
    title: 'a Deny that is accepted',
    statements: [deny()],
    bucket: { ...INPUT, acceptedDenies: ['Closed'] },
    outcome: SHOWN,
    says: ['denied by Statement[0] (Sid "Closed") on purpose: read below in/ (GetObject)'],
    refused: [READ],
  },
  {
    title: 'a Deny that is accepted and depends on the request',
    statements: [denyIf('NotIpAddress', 'aws:SourceIp', '203.0.113.0/24')],
    bucket: { ...INPUT, acceptedDenies: ['Closed'] },
    outcome: SHOWN,
    says: [
      'note: Statement[0] (Sid "Closed") denies Zencoder s3:GetObject (allowed by grants[0]), unless aws:SourceIp is in "203.0.113.0/24"; acceptedDenies accepts this',
    ],
    notes: 1,
  },
];

/** Statements that deny nothing that the grant allows. */
export const NO_REASON: readonly KeptCase[] = [
  harmless(
    'a Deny without TLS',
    denyIf('Bool', 'aws:SecureTransport', 'false', { Action: 's3:*', Resource: [BUCKET, OBJECTS] }),
  ),
  harmless(
    'a Deny of an older TLS',
    denyIf('NumericLessThan', 's3:TlsVersion', '1.2', { Action: 's3:*', Resource: [BUCKET, OBJECTS] }),
  ),
  harmless(
    'a Deny unless bucket-owner-full-control',
    denyUploadIf('StringNotEquals', 's3:x-amz-acl', 'bucket-owner-full-control'),
    OUTPUT,
  ),
  harmless('a Deny until a date that is past', denyIf('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z')),
  harmless('a Deny for a service', deny({ Principal: { Service: 'logging.s3.amazonaws.com' } })),
  harmless('a Deny for what services do', denyIf('Bool', 'aws:PrincipalIsAWSService', 'true')),
  harmless(
    'a Deny that spares Zencoder, by the condition that is proposed',
    denyIf('StringNotEquals', 'aws:PrincipalAccount', ZENCODER),
  ),
];
