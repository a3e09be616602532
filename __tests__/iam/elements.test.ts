import { BucketPolicy } from '../../lib/iam/bucket-policy';
import type { BucketPolicyOutcome } from '../../lib/iam/decision';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { titled } from '../support/titles';

type Covers = `${BucketPolicyOutcome}`;

function outcome(members: object, request: { action?: string; key?: string | undefined } = {}): Covers {
  const all = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
  const json = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...all, ...members }] });
  return BucketPolicy.parse(json).decide({
    ...identityOf(),
    action: 's3:GetObject',
    bucket: 'films',
    key: 'in/a:b.mp4',
    ...request,
  }).outcome;
}

describe('An Action', () => {
  test.each<[action: unknown, covers: Covers, notAction: Covers]>([
    ['*', 'allowed', 'not-allowed'],
    ['s3:*', 'allowed', 'not-allowed'],
    ['s3:GetObject', 'allowed', 'not-allowed'],
    ['S3:GETOBJECT', 'allowed', 'not-allowed'],
    ['s3:Get*', 'allowed', 'not-allowed'],
    ['s3:G?tObj*', 'allowed', 'not-allowed'],
    [['s3:PutObject', 's3:GetObject'], 'allowed', 'not-allowed'],
    ['s3:GetObjec', 'not-allowed', 'allowed'],
    ['s3:GetObject?', 'not-allowed', 'allowed'],
    [['s3:Put*', 'ec2:*', 's3-object-lambda:GetObject'], 'not-allowed', 'allowed'],
    ['GetObject', 'depends', 'depends'],
    ['*:GetObject', 'depends', 'depends'],
    ['s3:Get Object', 'depends', 'depends'],
    ['', 'depends', 'depends'],
    [[], 'depends', 'depends'],
    [1, 'depends', 'depends'],
    [['GetObject', 's3:GetObject'], 'allowed', 'not-allowed'],
  ])('%j covers s3:GetObject: %s; as NotAction: %s', (action, covers, notAction) => {
    expect(outcome({ Action: action })).toBe(covers);
    expect(outcome({ Action: undefined, NotAction: action })).toBe(notAction);
  });

  test('together with NotAction, or without either of them, is not understood', () => {
    expect(outcome({ NotAction: 's3:PutObject' })).toBe('depends');
    expect(outcome({ Action: undefined })).toBe('depends');
  });

  test('is not case-sensitive', () => {
    expect(outcome({ Action: 's3:GetObject' }, { action: 'S3:getobject' })).toBe('allowed');
  });
});

describe('A Resource', () => {
  test.each(
    titled<[resource: unknown, covers: Covers, notResource: Covers]>([
      ['*', 'allowed', 'not-allowed'],
      ['arn:aws:s3:::films/*', 'allowed', 'not-allowed'],
      ['arn:aws:s3:::films/in/a:b.mp4', 'allowed', 'not-allowed'],
      ['arn:aws:s3:::films/*:?.mp4', 'allowed', 'not-allowed'],
      ['arn:aws:s3:::f*', 'allowed', 'not-allowed'],
      ['arn:aws:s3:*', 'allowed', 'not-allowed'],
      ['arn:*:s3:::films/*', 'allowed', 'not-allowed'],
      ['arn:aws:s3:::films/${aws:PrincipalServiceName, "in"}/*', 'depends', 'depends'],
      ["arn:aws:s3:::films/${aws:PrincipalServiceName, 'in'}/*", 'allowed', 'not-allowed'],
      ['arn:aws:s3:::films', 'not-allowed', 'allowed'],
      ['arn:aws:s3:::films/', 'not-allowed', 'allowed'],
      ['arn:aws:s3:::films/In/*', 'not-allowed', 'allowed'],
      ['arn:aws:s3:::films/in/a?b', 'not-allowed', 'allowed'],
      [['arn:aws:s3:::masters/*', 'arn:aws:ec2:*'], 'not-allowed', 'allowed'],
      ['arn:aws:s3:us-east-1:395540211253:accesspoint/a/object/in/*', 'not-allowed', 'allowed'],
      ['arn:aws:s3:::films/${aws:PrincipalServiceName}/*', 'not-allowed', 'depends'],
      ['arn:aws:s3:::films/${aws:username}/*', 'depends', 'depends'],
      ['arn:aws:s3:::films/out/${aws:username}', 'not-allowed', 'depends'],
      ['arn:aws:s3:*:films/*', 'depends', 'depends'],
      ['arn:aws:s3', 'depends', 'depends'],
      ['arn:aws:s3:films/a', 'depends', 'depends'],
      ['arn:aws:*:::films/*', 'depends', 'depends'],
      ['arn:AWS:s3:::films/*', 'depends', 'depends'],
      ['films/*', 'depends', 'depends'],
      [[], 'depends', 'depends'],
      [{}, 'depends', 'depends'],
    ]),
  )('%s is compared with films/in/a:b.mp4', (_, resource, covers, notResource) => {
    expect(outcome({ Resource: resource })).toBe(covers);
    expect(outcome({ Resource: undefined, NotResource: resource })).toBe(notResource);
  });

  test('for objects does not cover the bucket, and one for the bucket does not cover objects', () => {
    const onBucket = { action: 's3:ListBucket', key: undefined };
    expect(outcome({ Resource: 'arn:aws:s3:::films/*' }, onBucket)).toBe('not-allowed');
    expect(outcome({ Resource: 'arn:aws:s3:::films' }, onBucket)).toBe('allowed');
  });
});

describe('A Condition', () => {
  test.each([[{}], [undefined]])('%j is met', (Condition) => {
    expect(outcome({ Condition })).toBe('allowed');
  });

  test.each([[[]], ['aws:SecureTransport'], [null], [{ Bool: {} }], [{ Bool: 'true' }], [{ Bool: null }]])(
    '%j is not understood',
    (Condition) => {
      expect(outcome({ Condition })).toBe('depends');
    },
  );

  test.each(
    titled<[condition: object, covers: Covers]>([
      [{ StringEquals: { 'aws:PrincipalAccount': '395540211253', 's3:prefix': 'a' } }, 'depends'],
      [
        { StringEquals: { 's3:prefix': 'a' }, StringNotEquals: { 'aws:PrincipalAccount': '395540211253' } },
        'not-allowed',
      ],
    ]),
  )('%s is met only if all of its conditions are met', (_, Condition, covers) => {
    expect(outcome({ Condition })).toBe(covers);
  });
});
