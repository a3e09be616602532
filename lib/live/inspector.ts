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

/** Reads buckets and objects. It reads each bucket once, however many URLs name it. */
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
  const read = async <Name extends BucketOperation, T>(
    operation: Name,
    valueIn: (output: OutputOf<Name>) => T | undefined,
    absent?: readonly (readonly [code: string, value: T])[],
  ) =>
    readAnswer<OutputOf<Name>, T>(
      await reader.ask(operation, { Bucket: bucket } as InputOf<Name>, awsRegion(observedValue(region))),
      valueIn,
      new Map(absent),
    );
  const [policy, isPolicyPublic, acl, ownership, publicAccessBlock, encryption, requesterPays] = await Promise.all([
    read('GetBucketPolicy', ({ Policy }): string | null | undefined => Policy || undefined, [
      ['NoSuchBucketPolicy', null],
    ]),
    read('GetBucketPolicyStatus', ({ PolicyStatus }) => PolicyStatus?.IsPublic, [['NoSuchBucketPolicy', false]]),
    read('GetBucketAcl', aclOf),
    read('GetBucketOwnershipControls', ownershipOf, [
      // Source: S3's "Controlling ownership of objects", about buckets that never had the setting.
      ['OwnershipControlsNotFoundError', ZencoderObjectOwnership.OBJECT_WRITER],
    ]),
    read('GetPublicAccessBlock', (answer) => blockOf(answer.PublicAccessBlockConfiguration), [
      ['NoSuchPublicAccessBlockConfiguration', blockOf({})!],
    ]),
    read('GetBucketEncryption', encryptionOf, [
      ['ServerSideEncryptionConfigurationNotFoundError', { algorithm: 'AES256', key: undefined }],
    ]),
    read('GetBucketRequestPayment', ({ Payer }) => Payer && Payer === 'Requester'),
  ]);
  return {
    bucket,
    region,
    policy: validated(policy),
    isPolicyPublic,
    acl,
    ownership,
    publicAccessBlock,
    encryption,
    requesterPays,
  };
}

/** Not every S3-compatible server answers with a policy. */
function validated(policy: Observed<string | null>): Observed<string | null> {
  try {
    const text = observedValue(policy) || NO_POLICY;
    BucketPolicy.parse(text);
    return isTooDeep(JSON.parse(text) as Json) ? unavailable(`the policy that the server returns ${TOO_DEEP}`) : policy;
  } catch (error) {
    return unavailable(`the policy that the server returns ${(error as Error).message}`);
  }
}

/**
 * The region of a bucket, or undefined if the bucket does not exist.
 *
 * S3 answers HeadBucket with the region of a bucket in every region, even if the caller has no permission for the
 * bucket. Without a region, another answer has to show that the server is S3, because every HTTP server answers a HEAD
 * request.
 * @throws BucketUnreadable if no answer shows it
 */
async function findBucket(reader: S3Reader, bucket: string): Promise<Observed<string> | undefined> {
  const head = await reader.ask('HeadBucket', { Bucket: bucket });
  const region = awsRegion(head.known ? head.value.BucketRegion : head.region);
  // Sent even if the region is known: an answer to HEAD does not report wrong credentials.
  if (region !== undefined && head.known) {
    return observed(region);
  }
  const location = await reader.ask('GetBucketLocation', { Bucket: bucket }, region);
  const isAbsent = !head.known && head.status === 404;
  if (location.known ? isAbsent : location.code === 'NoSuchBucket') {
    return undefined;
  }
  if (region === undefined && !location.known && tellsNothing(head, location)) {
    throw new BucketUnreadable(location.why);
  }
  return region === undefined ? regionOf(location) : observed(region);
}

/**
 * Whether the answers contain no information. A caller can lack one permission and have another, but all other errors
 * affect every request.
 */
function tellsNothing(head: Answer<unknown>, location: Refusal): boolean {
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
    ? unavailable(`the server names the region ${quoted(region)}, which is not a region of AWS`)
    : observed(region);
}

/** A region if it is written like one of AWS, as a client of the SDK needs it. */
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

/** The prefixes in the policy. The URL may lack one of them. */
function prefixesIn({ bucket, policy }: BucketFacts): string[] {
  const start = `arn:aws:s3:::${bucket}/`;
  return statementsOfText(observedValue(policy) ?? null)
    .flatMap((statement) => (isObject(statement) ? [statement.Resource].flat() : []))
    .filter((resource) => typeof resource === 'string')
    .filter((resource) => resource.startsWith(start) && /^[^*?$]+\/\*$/.test(resource.slice(start.length)))
    .map((resource) => resource.slice(start.length, -1));
}
