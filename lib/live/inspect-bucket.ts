import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { BucketPolicy } from '../iam/bucket-policy';
import { isTooDeep, TOO_DEEP } from '../iam/grammar/document';
import { NO_POLICY } from '../iam/policy';
import type { Json } from '../messages/json';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import { aclOf } from './acl-grant';
import type { BucketFacts, Encryption, NoBucket, PublicAccessBlock } from './bucket-facts';
import { type Observed, observed, unavailable } from './observed';
import { type Question, type Questions, readAnswer, refused, type S3Api } from './s3-answer';

/** Looks at a bucket. */
export async function lookAtBucket(asker: S3Api, bucket: string): Promise<BucketFacts | NoBucket> {
  const place = await findBucket(asker, bucket);
  if (place === undefined) {
    const answer = await asker.ask('ListBuckets', {});
    const names = readAnswer('ListBuckets', answer, ({ Buckets = [] }) => Buckets.map(({ Name = '' }) => Name));
    return { bucket, others: names };
  }
  const region = place.known ? place.value : undefined;
  const look = async <Name extends BucketQuestion, T>(
    question: Name,
    read: (value: Questions[Name][1]) => T | undefined,
    absent?: Readonly<Record<string, T>>,
  ) =>
    readAnswer(
      question,
      await asker.ask(question, { Bucket: bucket } as Questions[Name][0], awsRegion(region)),
      read,
      absent,
    );
  const [policy, isPolicyPublic, acl, ownership, publicAccessBlock, encryption, requesterPays] = await Promise.all([
    look<'GetBucketPolicy', string | null>('GetBucketPolicy', ({ Policy }) => Policy || undefined, {
      NoSuchBucketPolicy: null,
    }),
    look('GetBucketPolicyStatus', ({ PolicyStatus }) => PolicyStatus?.IsPublic, { NoSuchBucketPolicy: false }),
    look('GetBucketAcl', aclOf),
    look('GetBucketOwnershipControls', readOwnership, {
      // As S3's "Controlling ownership of objects" has it of buckets that never had the setting.
      OwnershipControlsNotFoundError: ZencoderObjectOwnership.OBJECT_WRITER,
    }),
    look(
      'GetPublicAccessBlock',
      ({ PublicAccessBlockConfiguration }) =>
        PublicAccessBlockConfiguration && readBlock(PublicAccessBlockConfiguration),
      { NoSuchPublicAccessBlockConfiguration: readBlock({}) },
    ),
    look<'GetBucketEncryption', Encryption>('GetBucketEncryption', readEncryption, {
      ServerSideEncryptionConfigurationNotFoundError: { algorithm: 'AES256' },
    }),
    look('GetBucketRequestPayment', ({ Payer }) => (Payer === undefined ? undefined : Payer === 'Requester')),
  ]);
  const facts = {
    policy: understood(policy),
    isPolicyPublic,
    acl,
    ownership,
    publicAccessBlock,
    encryption,
    requesterPays,
  };
  return { bucket, region: place, ...facts };
}

/** Not every server that says it speaks S3 answers with a policy. */
function understood(policy: Observed<string | null>): Observed<string | null> {
  try {
    const text = (policy.known && policy.value) || NO_POLICY;
    BucketPolicy.parse(text);
    return isTooDeep(JSON.parse(text) as Json) ? unavailable(`what the server answers ${TOO_DEEP}`) : policy;
  } catch (error) {
    return unavailable(`what the server answers ${(error as Error).message}`);
  }
}

type BucketQuestion = Extract<Question, `GetBucket${string}` | 'GetPublicAccessBlock'>;

/**
 * The region of a bucket, or undefined where there is no such bucket.
 *
 * S3 answers HeadBucket with the region of a bucket in whatever region one asks, also where one may do nothing with it.
 */
async function findBucket(asker: S3Api, bucket: string): Promise<Observed<string> | undefined> {
  const head = await asker.ask('HeadBucket', { Bucket: bucket });
  const named = head.ok ? head.value.BucketRegion : head.region;
  if (!head.ok && head.status === 404) {
    return undefined;
  }
  // Asked also where the region is known: an answer to HEAD does not say that it is the credentials that are wrong.
  if (named !== undefined && head.ok) {
    return observed(named);
  }
  const location = await asker.ask('GetBucketLocation', { Bucket: bucket }, named);
  if (!location.ok && location.code === 'NoSuchBucket') {
    return undefined;
  }
  return named === undefined ? readLocation(location) : observed(named);
}

function readLocation(answer: Parameters<typeof readAnswer<'GetBucketLocation', string>>[1]): Observed<string> {
  if (!answer.ok) {
    return answer.region === undefined ? refused('GetBucketLocation', answer) : observed(answer.region);
  }
  const place: string = answer.value.LocationConstraint || 'us-east-1';
  const region = place === 'EU' ? 'eu-west-1' : place;
  return awsRegion(region) === undefined
    ? unavailable(`the server calls its region "${region}", which is none of AWS's`)
    : observed(region);
}

/** A client can be made for a region only if it is written like one. */
function awsRegion(region: string | undefined): string | undefined {
  return region !== undefined && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region) ? region : undefined;
}

function readBlock(block: PublicAccessBlockConfiguration): PublicAccessBlock {
  return {
    blocksPublicAcls: block.BlockPublicAcls ?? false,
    ignoresPublicAcls: block.IgnorePublicAcls ?? false,
    blocksPublicPolicy: block.BlockPublicPolicy ?? false,
    restrictsPublicBuckets: block.RestrictPublicBuckets ?? false,
  };
}

function readOwnership({ OwnershipControls }: Questions['GetBucketOwnershipControls'][1]) {
  const ownership = OwnershipControls?.Rules?.[0]?.ObjectOwnership;
  return Object.values(ZencoderObjectOwnership).find((known) => known === ownership);
}

function readEncryption({ ServerSideEncryptionConfiguration }: Questions['GetBucketEncryption'][1]) {
  const rule = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  return rule?.SSEAlgorithm === undefined
    ? undefined
    : { algorithm: rule.SSEAlgorithm as string, key: rule.KMSMasterKeyID };
}
