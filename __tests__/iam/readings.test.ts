import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { simulate } from '../support/simulate';

const ACCOUNT = Zencoder.ACCOUNT_ID;
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const { ALLOWED, NOT_ALLOWED, DENIED } = BucketPolicyOutcome;

interface Case {
  /** What differs from a statement that allows everybody to read everything. */
  readonly statement?: object;
  readonly version?: string;
  readonly key?: string;
  readonly context?: Record<string, string[]>;
  readonly ours: BucketPolicyOutcome;
  readonly simulated: 'Allowed' | 'ImplicitlyDenied' | 'ExplicitlyDenied';
  /** Where AWS says so. */
  readonly source: string;
}

const CASES: Record<string, Case> = {
  'under Version 2008-10-17 a variable is plain text': {
    version: '2008-10-17',
    statement: { Resource: 'arn:aws:s3:::films/${aws:PrincipalAccount}/*' },
    key: '${aws:PrincipalAccount}/a',
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_elements_version.html`,
  },
  'under Version 2008-10-17 an escape is plain text too, about a wildcard': {
    version: '2008-10-17',
    statement: { Resource: 'arn:aws:s3:::films/a${*}b' },
    key: 'a*b',
    ours: NOT_ALLOWED,
    simulated: 'Allowed',
    source: `${IAM}/reference_policies_elements_version.html`,
  },
  'a "*" in the key that is asked for is a character': {
    statement: { Resource: 'arn:aws:s3:::films/axb' },
    key: 'a*b',
    ours: NOT_ALLOWED,
    simulated: 'Allowed',
    source: `${S3}/object-keys.html`,
  },
  'the wildcard "*" stands for line breaks too': {
    key: 'a\nb',
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_elements_resource.html`,
  },
  'an escape is a character for the operators without wildcards too': {
    statement: { Condition: { StringEquals: { 's3:prefix': 'a${*}' } } },
    context: { 's3:prefix': ['a*'] },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_variables.html#policy-vars-specialchars`,
  },
  'a negated operator holds where the variable in its value has none': {
    statement: { Condition: { StringNotEquals: { 's3:prefix': '${aws:PrincipalTag/team}' } } },
    context: { 's3:prefix': ['a'], 'aws:PrincipalTag/team': [] },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_variables.html#policy-vars-no-value`,
  },
  'an ARN may hold a variable, whose colon is none of the ARN': {
    statement: { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:${aws:PrincipalAccount}:*' } } },
    context: { 'aws:SourceArn': [`arn:aws:sns:us-east-1:${ACCOUNT}:done`] },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_variables.html#policy-vars-conditionelement`,
  },
  'the range 0.0.0.0/0 is all of IPv4': {
    statement: { Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } },
    context: { 'aws:SourceIp': ['203.0.113.7'] },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
  },
  'an address of IPv6 is not one of IPv4': {
    statement: { Effect: 'Deny', Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.7' } } },
    context: { 'aws:SourceIp': ['2001:db8::1'] },
    ours: DENIED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
  },
  'an address of IPv6 can be written in several ways': {
    statement: { Condition: { IpAddress: { 'aws:SourceIp': '2001:DB8:0:0::1' } } },
    context: { 'aws:SourceIp': ['2001:db8::1'] },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_elements_condition_operators.html#Conditions_IPAddress`,
  },
  'a date can be given in seconds since 1970': {
    statement: { Condition: { DateLessThan: { 'aws:CurrentTime': '1814313600' } } },
    context: { 'aws:CurrentTime': ['2027-06-29T23:59:59Z'] },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_elements_condition_operators.html#Conditions_Date`,
  },
  'an empty value is none for set operators': {
    statement: { Condition: { 'ForAllValues:StringEquals': { 's3:RequestObjectTagKeys': 'team' } } },
    context: { 's3:RequestObjectTagKeys': [''] },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  },
  'a canonical user ID names the account': {
    statement: { Principal: { CanonicalUser: Zencoder.CANONICAL_USER_ID } },
    ours: ALLOWED,
    simulated: 'ImplicitlyDenied',
    source: `${S3}/s3-bucket-user-policy-specifying-principal-intro.html`,
  },
};

describe('What the other evaluator reads differently from the documentation of AWS', () => {
  test.each(Object.entries(CASES))(
    '%s',
    (_, { statement, version = '2012-10-17', key = 'a', context = {}, ...said }) => {
      const everything = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
      const json = JSON.stringify({ Version: version, Statement: [{ ...everything, ...statement }] });
      const ours = BucketPolicy.parse(json).decide({
        ...identityOf(),
        action: 's3:GetObject',
        bucket: 'films',
        key,
        context,
      });
      const values = Object.entries(context).flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value]]));
      const simulated = simulate(JSON.parse(json), {
        principal: `arn:aws:iam::${ACCOUNT}:user/encoder`,
        action: 's3:GetObject',
        resource: `arn:aws:s3:::films/${key}`,
        context: { 'aws:PrincipalAccount': ACCOUNT, ...Object.fromEntries(values) },
      });
      expect({ ours: ours.outcome, simulated, source: said.source }).toEqual(said);
    },
  );
});
