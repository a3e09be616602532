import type * as S3 from '@aws-sdk/client-s3';
import { type Observed, observed, type Unavailable, unavailable } from './observed';

/** What can be asked of S3 here: nothing that changes anything. */
export interface Questions {
  readonly ListBuckets: [S3.ListBucketsCommandInput, S3.ListBucketsCommandOutput];
  readonly HeadBucket: [S3.HeadBucketCommandInput, S3.HeadBucketCommandOutput];
  readonly GetBucketLocation: [S3.GetBucketLocationCommandInput, S3.GetBucketLocationCommandOutput];
  readonly GetBucketPolicy: [S3.GetBucketPolicyCommandInput, S3.GetBucketPolicyCommandOutput];
  readonly GetBucketPolicyStatus: [S3.GetBucketPolicyStatusCommandInput, S3.GetBucketPolicyStatusCommandOutput];
  readonly GetBucketAcl: [S3.GetBucketAclCommandInput, S3.GetBucketAclCommandOutput];
  readonly GetBucketOwnershipControls: [
    S3.GetBucketOwnershipControlsCommandInput,
    S3.GetBucketOwnershipControlsCommandOutput,
  ];
  readonly GetPublicAccessBlock: [S3.GetPublicAccessBlockCommandInput, S3.GetPublicAccessBlockCommandOutput];
  readonly GetBucketEncryption: [S3.GetBucketEncryptionCommandInput, S3.GetBucketEncryptionCommandOutput];
  readonly GetBucketRequestPayment: [S3.GetBucketRequestPaymentCommandInput, S3.GetBucketRequestPaymentCommandOutput];
  readonly HeadObject: [S3.HeadObjectCommandInput, S3.HeadObjectCommandOutput];
  readonly GetObjectAcl: [S3.GetObjectAclCommandInput, S3.GetObjectAclCommandOutput];
  readonly ListObjectsV2: [S3.ListObjectsV2CommandInput, S3.ListObjectsV2CommandOutput];
}

export type Question = keyof Questions;

export type Answer<T> = { readonly ok: true; readonly value: T } | Refusal;

/** An answer that is not what was asked for. */
export interface Refusal {
  readonly ok: false;
  readonly status: number;
  /** Of S3; made from the status where the answer has no body, as that to a HEAD. */
  readonly code: string;
  /** Where the bucket is, if S3 says so. */
  readonly region?: string;
  /** The newest version of the object is a mark that it was deleted. */
  readonly isDeleted?: boolean;
  /** Of that mark. */
  readonly versionId?: string;
}

/** Whoever asks S3. */
export interface S3Api {
  /**
   * @param region where the bucket is, if that is known
   * @throws CannotLook where S3 cannot be asked at all
   */
  ask<Name extends Question>(
    question: Name,
    input: Questions[Name][0],
    region?: string,
  ): Promise<Answer<Questions[Name][1]>>;
}

/** Nothing can be asked: no credentials, no network, no SDK. */
export class S3Unavailable extends Error {}

const PERMISSIONS: Partial<Record<Question, string>> = {
  ListBuckets: 's3:ListAllMyBuckets',
  HeadBucket: 's3:ListBucket',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  HeadObject: 's3:GetObject',
  ListObjectsV2: 's3:ListBucket',
};

/** What the caller must be allowed, to get an answer. Source: AWS's Service Authorization Reference. */
export function permissionFor(question: Question): string {
  return PERMISSIONS[question] ?? `s3:${question}`;
}

/** Why a question has no answer. */
export function refused(question: Question, { status, code }: Refusal): Unavailable {
  return unavailable(`S3 answers ${status} ${code}`, status === 403 ? permissionFor(question) : undefined);
}

/**
 * What an answer says.
 * @param read the value, or undefined where the answer does not hold it, as with servers that are not AWS
 * @param absent the codes with which S3 says that there is none, and what then holds
 */
export function readAnswer<Name extends Question, T>(
  question: Name,
  answer: Answer<Questions[Name][1]>,
  read: (value: Questions[Name][1]) => T | undefined,
  absent: Readonly<Record<string, T>> = {},
): Observed<T> {
  if (answer.ok) {
    const value = read(answer.value);
    return value === undefined ? unavailable('the server answers with nothing') : observed(value);
  }
  return answer.code in absent ? observed(absent[answer.code]!) : refused(question, answer);
}
