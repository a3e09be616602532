import type { ZencoderBucketAccessProps } from '../grants/bucket-access-props';
import type { ZencoderIamUserProps } from '../grants/iam-user';
import type { ZencoderObject } from '../grants/object-access';
import type { ZencoderIdentity } from '../zencoder/identity';

/** The file `zencoder.yaml`: what stands in it has the names of the construct's props. */
export interface ZencoderConfig {
  readonly stacks: Readonly<Record<string, StackConfig>>;
}

export interface StackConfig {
  /** Of the provider, and of each bucket that says no other. */
  readonly region?: string;
  /** The kind of a backend and its options, in CDKTF's or in Terraform's spelling. */
  readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly zencoder?: ZencoderIdentity;
  /** The stack sets grants in the ACLs of objects, or did and has yet to revoke some. */
  readonly objectGrants?: boolean;
  readonly buckets?: Readonly<Record<string, BucketConfig>>;
  readonly users?: Readonly<Record<string, UserConfig>>;
}

/** `otherStatements` is a path in the file, relative to it, and the text of that file once it is read. */
export interface BucketConfig extends Omit<ZencoderBucketAccessProps, 'bucket' | 'objects' | 'sourcePolicyDocuments'> {
  /** The path of the file whose text is in `otherStatements`: no setting, but what that was in the file. */
  readonly otherStatementsFile?: string;
  /** By whatever method. */
  readonly objects?: readonly ZencoderObject[];
  /** Of the AWS CLI, which sets grants on objects. */
  readonly cliProfile?: string;
  readonly endpointUrl?: string;
}

export type UserConfig = Omit<ZencoderIamUserProps, 'userName'>;
