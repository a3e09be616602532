import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { AnnotationMetadataEntryType } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from '../../lib';
import { read } from '../app/folder';
import { oneBucket } from '../config/cases/bad-file';
import { testStack } from '../support/synth';

const STATEMENT = {
  Sid: 'EditorsUpload',
  Effect: 'Allow',
  Principal: { AWS: 'AROA27HJSWAHEPTTLIWSO' },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::films/*',
};
const policyOf = (members: object = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ ...STATEMENT, ...members }] }, null, 2);
const POLICY = policyOf();
const WARNING =
  'otherStatements.Statement[0].Principal.AWS: "AROA27HJSWAHEPTTLIWSO" is the unique ID of a deleted user or role';

describe('A warning about a statement of another principal is reported', () => {
  it('for a file with its line and column', () => {
    const { warnings } = read({
      'zencoder.yaml': oneBucket('{ grants: [ { role: input } ], otherStatements: films.json }'),
      'films.json': POLICY,
    });
    expect(warnings).toEqual([
      expect.stringContaining(`films.json:8:16: warning: stacks.live.buckets.films.${WARNING}`),
    ]);
  });

  it('for a construct by an annotation', () => {
    expect(annotationsOn('films')).toEqual([expect.stringContaining(WARNING)]);
  });

  it('for a construct if the statement denies what a grant allows, unless its Sid is in acceptedDenies', () => {
    const denying = policyOf({ Sid: 'Closed', Effect: 'Deny', Principal: '*', Action: 's3:GetObject' });
    const refused = expect.stringContaining(
      '(Sid "Closed") denies Zencoder every request of s3:GetObject (allowed by grants[0])',
    );
    expect(annotationsOn('films', testStack(), denying)).toEqual([refused]);
    expect(annotationsOn('films', testStack(), denying, ['Closed'])).toEqual([]);
    const stack = testStack();
    expect(annotationsOn(new S3Bucket(stack, 'bucket', {}).id, stack, denying)).toEqual([refused]);
  });

  it('for a construct with an unknown bucket name, except for checks that need the name', () => {
    const others = policyOf({ Principal: { AWS: '111122223333' }, Resource: 'arn:aws:s3:::flims/*' });
    const stack = testStack();
    const { id } = new S3Bucket(stack, 'bucket', {});
    expect(annotationsOn(id, stack, others)).toEqual([]);
    expect(() => annotationsOn('films', testStack(), others)).toThrow(
      'otherStatements.Statement[0].Resource: "arn:aws:s3:::flims/*" names the bucket "flims"',
    );
  });
});

function annotationsOn(
  bucket: string,
  stack = testStack(),
  otherStatements = POLICY,
  acceptedDenies?: string[],
): unknown[] {
  const access = new ZencoderBucketAccess(stack, 'films', {
    bucket,
    grants: [{ role: ZencoderRole.INPUT }],
    otherStatements,
    acceptedDenies,
  });
  return access.node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data);
}
