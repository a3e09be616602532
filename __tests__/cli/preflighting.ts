import { type Answers, type AwsServer, ownership, policy, RECOMMENDED } from '../doctor/aws-server';
import { withAws } from '../doctor/with-aws';
import { called, type Outcome } from '../support/cli';

export const OTHERS = {
  Sid: 'Cdn',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
};

export const ALL = '{ grants: [{ role: input-and-output }] }';
export const ALL_AND_OTHERS = '{ grants: [{ role: input-and-output }], otherStatements: others.json }';

export const [ON_OBJECTS, ON_BUCKET] = RECOMMENDED as [(typeof RECOMMENDED)[0], (typeof RECOMMENDED)[0]];

export const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
export const WITH_ACLS: Answers = {
  GetBucketOwnershipControls: ownership('BucketOwnerPreferred'),
  GetBucketPolicy: policy(OTHERS),
};

export interface PreflightCase {
  readonly name: string;
  readonly answers: Answers;
  readonly bucket?: string;
  /** The statements in `otherStatements`. */
  readonly others?: readonly object[];
  readonly finds?: readonly (readonly [check: string, level: string, seen: string])[];
  readonly exitCode?: number;
}

interface Row {
  readonly exitCode: number;
  readonly findings: readonly { readonly check: string; readonly level: string; readonly seen: string }[];
  readonly unknown: readonly { readonly what: string }[];
}

/** A file with the bucket `films`, and its policy file. */
export function filesOf(bucket: string, others: readonly object[] = []) {
  return {
    'zencoder.yaml': `stacks: { live: { region: eu-central-1, objectGrants: true, buckets: { films: ${bucket} } } }`,
    'others.json': JSON.stringify({ Version: '2012-10-17', Statement: others }),
  };
}

interface Preflight {
  readonly aws: AwsServer;
  preflight(args: readonly string[], bucket: string, others?: readonly object[]): Promise<Outcome>;
  /** The result for the bucket, which has the objects a.mov and b.mov, if S3 gives these answers. */
  looked(answers: Answers, bucket: string, others?: readonly object[]): Promise<Row>;
}

/** For the tests of a file: a server, and `preflight` of a file with the bucket `films`. */
export function withPreflight(): Preflight {
  const aws = withAws();
  const preflight: Preflight['preflight'] = (args, bucket, others) =>
    called(['preflight', '--endpoint-url', aws.endpoint, ...args], { files: filesOf(bucket, others) });
  return {
    aws,
    preflight,
    async looked(answers, bucket, others) {
      aws.reset(answers);
      aws.objects = { 'a.mov': {}, 'b.mov': {} };
      const { exitCode, stdout } = await preflight(['--json'], bucket, others);
      return { exitCode, ...(JSON.parse(stdout) as [Omit<Row, 'exitCode'>])[0] };
    },
  };
}
