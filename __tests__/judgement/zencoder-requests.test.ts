import { conditionsOf } from '../../lib/iam/condition';
import { zencoderRequests, zencoderRequestsAt } from '../../lib/judgement/zencoder-requests';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const NOW = new Date('2026-11-28T12:00:00Z');
const { context } = zencoderRequests(identityOf(), NOW);

const DEPENDS = 'depends';
const ORG = 'o-abcdefghij';

/** A condition, and whether it holds for each request of Zencoder. */
const CONDITIONS: [operator: string, key: string, values: string | string[], holds: boolean | typeof DEPENDS][] = [
  ['StringEquals', 'aws:PrincipalOrgID', ORG, false],
  ['StringNotEquals', 'aws:PrincipalOrgID', ORG, true],
  ['StringNotEqualsIfExists', 'aws:PrincipalOrgID', ORG, true],
  ['StringEqualsIfExists', 'aws:PrincipalOrgID', ORG, DEPENDS],
  ['StringLike', 'aws:PrincipalOrgID', 'o-*', DEPENDS],
  ['StringNotLike', 'aws:PrincipalOrgID', 'o-*', DEPENDS],
  ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${ORG}/r-ab12/*`, false],
  ['ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', `${ORG}/*`, true],
  ['ForAnyValue:StringNotLike', 'aws:PrincipalOrgPaths', `${ORG}/*`, DEPENDS],
  ['StringNotEquals', 'aws:SourceVpce', ['vpce-1a2b3c4d', 'vpce-5e6f7a8b'], true],
  ['StringNotEquals', 'aws:sourcevpce', 'vpce-1a2b3c4d', true],
  ['StringNotEqualsIfExists', 'aws:SourceVpc', 'vpc-1a2b3c4d', true],
  ['StringEquals', 'aws:SourceVpc', 'vpc-1a2b3c4d', false],
  ['Null', 'aws:SourceVpce', 'true', DEPENDS],
  ['StringEquals', 'aws:PrincipalAccount', '111122223333', false],
  ['StringNotEquals', 'aws:PrincipalAccount', '111122223333', true],
  ['StringNotEquals', 'aws:PrincipalAccount', ['111122223333', Zencoder.ACCOUNT_ID], false],
  ['ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*', true],
  ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:root', DEPENDS],
  ['StringEquals', 'aws:SourceAccount', '111122223333', false],
  ['ArnLike', 'aws:SourceArn', 'arn:aws:cloudfront::111122223333:distribution/*', false],
  ['Bool', 'aws:PrincipalIsAWSService', 'false', true],
  ['Bool', 'aws:ViaAWSService', 'true', false],
  ['Bool', 'aws:SecureTransport', 'false', false],
  ['NumericLessThan', 's3:TlsVersion', '1.2', false],
  ['NumericLessThan', 's3:TlsVersion', '1.3', false],
  ['StringNotEquals', 's3:x-amz-acl', 'bucket-owner-full-control', false],
  ['StringNotEquals', 's3:x-amz-server-side-encryption', 'aws:kms', DEPENDS],
  ['StringLike', 'aws:Referer', 'https://example.com/*', DEPENDS],
  ['NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', DEPENDS],
  ['BoolIfExists', 'aws:MultiFactorAuthPresent', 'false', DEPENDS],
  ['StringNotEquals', 'aws:PrincipalTag/team', 'media', DEPENDS],
  ['DateLessThan', 'aws:CurrentTime', '2026-11-28T11:59:59Z', false],
  ['DateGreaterThan', 'aws:CurrentTime', '2026-11-28T11:59:59Z', true],
  ['DateGreaterThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z', DEPENDS],
  ['DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z', DEPENDS],
];

describe("The known values of Zencoder's requests", () => {
  it.each([
    ['aws:ViaAWSService', ['false']],
    ['s3:TlsVersion', ['1.3']],
    ['aws:Referer', undefined],
  ])('have %s as %j', (key, values) => {
    expect(context.valuesOf(key)).toEqual(values);
  });

  it('contain the start time, to the second', () => {
    expect(context.alternativesOf('aws:CurrentTime', [])?.[0]).toEqual(['2026-11-28T12:00:00Z']);
  });

  it.each(CONDITIONS)('decides %s on %s %j: %s', (operator, key, values, holds) => {
    const [condition] = conditionsOf({ [operator]: { [key]: values } }, { context, hasVariables: true });
    expect(typeof condition!.verdict === 'boolean' ? condition!.verdict : DEPENDS).toBe(holds);
  });
});

describe("The known values of Zencoder's requests at one time", () => {
  const at = (assumed?: Record<string, string[]>) =>
    zencoderRequestsAt(identityOf(), new Date('2026-11-28T12:00:00.999Z'), assumed).context;

  it.each([
    ['aws:CurrentTime', ['2026-11-28T12:00:00Z']],
    ['aws:EpochTime', ['1795867200']],
    ['aws:ViaAWSService', ['false']],
    ['s3:x-amz-acl', ['bucket-owner-full-control']],
    ['aws:SecureTransport', undefined],
  ])('have %s as %j', (key, values) => {
    expect(at().valuesOf(key)).toEqual(values);
  });

  it('include the assumed values', () => {
    const context = at({ 'aws:SecureTransport': ['true'], 'aws:EpochTime': ['1'] });
    expect(['aws:SecureTransport', 'aws:EpochTime'].map((key) => context.valuesOf(key))).toEqual([['true'], ['1']]);
  });

  it('have only that time', () => {
    expect(at().alternativesOf('aws:CurrentTime', ['2099-01-01T00:00:00Z'])).toEqual([['2026-11-28T12:00:00Z']]);
  });
});
