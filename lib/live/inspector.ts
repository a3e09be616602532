import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { BucketPolicy } from '../iam/bucket-policy';
import { isTooDeep, TOO_DEEP } from '../iam/grammar/document';
import { NO_POLICY, statementsOfText } from '../iam/policy';
import { isObject, type Json } from '../messages/json';
import { quoted } from '../messages/wording';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import {
  type BucketFacts,
  type NoBucket,
  type ObjectFacts,
  type Observed,
  observed,
  observedValue,
  type PublicAccessBlock,
  unavailable,
} from './facts';
import { aclOf, ObjectInspector } from './object-inspector';
import {
  type Answer,
  BucketUnreadable,
  type InputOf,
  type OutputOf,
  type Refusal,
  readAnswer,
  type S3Operation,
  type S3Reader,
} from './s3-reader';

/** Looks at buckets and objects: at each bucket once, however many URLs are about it. */
export class Inspector {
  private readonly buckets = new Map<string, Promise<BucketFacts | NoBucket>>();
  private readonly objects = new Map<string, ObjectInspector>();

  public constructor(private readonly reader: S3Reader) {}

  public atBucket(bucket: string): Promise<BucketFacts | NoBucket> {
    const known = this.buckets.get(bucket) ?? inspectBucket(this.reader, bucket);
    this.buckets.set(bucket, known);
    return known;
  }

  public atObject(facts: BucketFacts, key: string): Promise<ObjectFacts> {
    const { bucket, region } = facts;
    const known =
      this.objects.get(bucket) ?? new ObjectInspector(this.reader, bucket, observedValue(region), prefixesIn(facts));
    this.objects.set(bucket, known);
    return known.at(key);
  }
}

type BucketOperation = Extract<S3Operation, `GetBucket${string}` | 'GetPublicAccessBlock'>;

async function inspectBucket(reader: S3Reader, bucket: string): Promise<BucketFacts | NoBucket> {
  const region = await findBucket(reader, bucket);
  if (region === undefined) {
    const answer = await reader.ask('ListBuckets', {});
    return { bucket, ownBuckets: readAnswer(answer, ({ Buckets = [] }) => Buckets.map(({ Name = '' }) => Name)) };
  }
  const look = async <Name extends BucketOperation, T>(
    operation: Name,
    read: (value: OutputOf<Name>) => T | undefined,
    absent?: readonly (readonly [code: string, value: T])[],
  ) =>
    readAnswer<OutputOf<Name>, T>(
      await reader.ask(operation, { Bucket: bucket } as InputOf<Name>, awsRegion(observedValue(region))),
      read,
      new Map(absent),
    );
  const [policy, isPolicyPublic, acl, ownership, publicAccessBlock, encryption, requesterPays] = await Promise.all([
    look('GetBucketPolicy', ({ Policy }): string | null | undefined => Policy || undefined, [
      ['NoSuchBucketPolicy', null],
    ]),
    look('GetBucketPolicyStatus', ({ PolicyStatus }) => PolicyStatus?.IsPublic, [['NoSuchBucketPolicy', false]]),
    look('GetBucketAcl', aclOf),
    look('GetBucketOwnershipControls', ownershipOf, [
      // As S3's "Controlling ownership of objects" has it of buckets that never had the setting.
      ['OwnershipControlsNotFoundError', ZencoderObjectOwnership.OBJECT_WRITER],
    ]),
    look('GetPublicAccessBlock', (answer) => blockOf(answer.PublicAccessBlockConfiguration), [
      ['NoSuchPublicAccessBlockConfiguration', blockOf({})!],
    ]),
    look('GetBucketEncryption', encryptionOf, [
      ['ServerSideEncryptionConfigurationNotFoundError', { algorithm: 'AES256', key: undefined }],
    ]),
    look('GetBucketRequestPayment', ({ Payer }) => Payer && Payer === 'Requester'),
  ]);
  return {
    bucket,
    region,
    policy: understood(policy),
    isPolicyPublic,
    acl,
    ownership,
    publicAccessBlock,
    encryption,
    requesterPays,
  };
}

/** Not every server that says it speaks S3 answers with a policy. */
function understood(policy: Observed<string | null>): Observed<string | null> {
  try {
    const text = observedValue(policy) || NO_POLICY;
    BucketPolicy.parse(text);
    return isTooDeep(JSON.parse(text) as Json) ? unavailable(`what the server answers ${TOO_DEEP}`) : policy;
  } catch (error) {
    return unavailable(`what the server answers ${(error as Error).message}`);
  }
}

/**
 * The region of a bucket, or undefined where there is no such bucket.
 *
 * S3 answers HeadBucket with the region of a bucket in whatever region one asks, also where one may do nothing with it. Where it
 * does not, another answer has to show that it is S3 that answers: to a request for the head alone everything answers.
 * @throws BucketUnreadable where none does
 */
async function findBucket(reader: S3Reader, bucket: string): Promise<Observed<string> | undefined> {
  const head = await reader.ask('HeadBucket', { Bucket: bucket });
  const region = awsRegion(head.known ? head.value.BucketRegion : head.region);
  // Asked also where the region is known: an answer to HEAD does not say that it is the credentials that are wrong.
  if (region !== undefined && head.known) {
    return observed(region);
  }
  const location = await reader.ask('GetBucketLocation', { Bucket: bucket }, region);
  const isAbsent = !head.known && head.status === 404;
  if (location.known ? isAbsent : location.code === 'NoSuchBucket') {
    return undefined;
  }
  if (region === undefined && !location.known && isSilent(head, location)) {
    throw new BucketUnreadable(location.why);
  }
  return region === undefined ? regionOf(location) : observed(region);
}

/** Whether there is nothing to go by: what is refused to a caller may be allowed for other questions, and other refusals are of all. */
function isSilent(head: Answer<unknown>, location: Refusal): boolean {
  return (
    location.isUnusable === true || !(head.known || location.code === 'AccessDenied' || location.region !== undefined)
  );
}

function regionOf(location: Answer<OutputOf<'GetBucketLocation'>>): Observed<string> {
  if (!location.known) {
    const { region } = location;
    return awsRegion(region) === undefined ? location : observed(region!);
  }
  const place: string = location.value.LocationConstraint || 'us-east-1';
  const region = place === 'EU' ? 'eu-west-1' : place;
  return awsRegion(region) === undefined
    ? unavailable(`the server calls its region ${quoted(region)}, which is none of AWS's`)
    : observed(region);
}

/** A client can be made for a region only if it is written like one. */
export function awsRegion(region: string | undefined): string | undefined {
  return region !== undefined && /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(region) ? region : undefined;
}

function blockOf(block: PublicAccessBlockConfiguration | undefined): PublicAccessBlock | undefined {
  return (
    block && {
      blocksPublicAcls: block.BlockPublicAcls ?? false,
      ignoresPublicAcls: block.IgnorePublicAcls ?? false,
      blocksPublicPolicy: block.BlockPublicPolicy ?? false,
      restrictsPublicBuckets: block.RestrictPublicBuckets ?? false,
    }
  );
}

function ownershipOf({ OwnershipControls }: OutputOf<'GetBucketOwnershipControls'>) {
  const ownership = OwnershipControls?.Rules?.[0]?.ObjectOwnership;
  return Object.values(ZencoderObjectOwnership).find((known) => known === ownership);
}

function encryptionOf({ ServerSideEncryptionConfiguration }: OutputOf<'GetBucketEncryption'>) {
  const rule = ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  return rule?.SSEAlgorithm && { algorithm: rule.SSEAlgorithm as string, key: rule.KMSMasterKeyID };
}

/** The prefixes that the policy is about: under one of them an object may lie whose prefix was left out. */
function prefixesIn({ bucket, policy }: BucketFacts): string[] {
  const start = `arn:aws:s3:::${bucket}/`;
  return statementsOfText(observedValue(policy) ?? null)
    .flatMap((statement) => (isObject(statement) ? [statement.Resource].flat() : []))
    .filter((resource) => typeof resource === 'string')
    .filter((resource) => resource.startsWith(start) && /^[^*?$]+\/\*$/.test(resource.slice(start.length)))
    .map((resource) => resource.slice(start.length, -1));
}
