import { Zencoder, ZencoderAction } from '../zencoder';
import { bucketNameFault } from './bucket-name';
import { type Finding, faultFindings, misspeltFindings, refuse, within } from './finding';
import { grantFindings, type ZencoderGrant } from './grant';
import { accountIdFault, canonicalUserIdFault, type ZencoderIdentity } from './identity';
import { objectsFindings, type ZencoderObject, ZencoderObjectMethod } from './object-access';
import { readOtherPolicy } from './other-statements';
import { statementsOf } from './statement';
import { sentLength } from './text';

/** What goes into the policy of one bucket. */
export interface ZencoderPolicyDocumentProps {
  /** The name of the bucket. */
  readonly bucket: string;

  /**
   * What Zencoder may do; the order does not matter. May be absent where there are objects.
   * @default - nothing beside the objects
   */
  readonly grants?: ZencoderGrant[];

  /**
   * Objects that Zencoder may read, whatever the grants say. Only the method `policy` is part of a policy.
   * @default - none
   */
  readonly objects?: ZencoderObject[];

  /**
   * Let Zencoder in over TLS only. Statements of others are not touched.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * The bucket policy of others as JSON text, whose statements stand beside Zencoder's. Its `Id` is not kept.
   * @default - none
   */
  readonly otherStatements?: string;

  /**
   * Zencoder's AWS account, 12 digits: another one only for environments of Zencoder that are not its production.
   * @default Zencoder.ACCOUNT_ID
   */
  readonly accountId?: string;

  /**
   * The canonical user ID of that account, which other statements must not let in.
   * @default Zencoder.CANONICAL_USER_ID
   */
  readonly canonicalUserId?: string;
}

const DOCUMENT_PROPERTIES: readonly (keyof ZencoderPolicyDocumentProps)[] = [
  'bucket',
  'grants',
  'objects',
  'requireTls',
  'otherStatements',
  'accountId',
  'canonicalUserId',
];

/** S3's limit for a bucket policy, in bytes. */
export const LARGEST_POLICY = 20_480;
/** The same as Terraform says it. */
export const TOO_LARGE = `The policy is over ${LARGEST_POLICY} bytes, which is what S3 takes at most.`;
/** What helps then, as Terraform says it. */
export const SMALLER = 'Fewer or shorter keys, or prefixes in place of keys, make it smaller.';
export const LARGE_POLICY = LARGEST_POLICY * 0.8;

/** A bucket policy that lets Zencoder in, as a document: no Terraform involved. */
export class ZencoderPolicyDocument {
  private readonly json: string;

  /** @throws an error with a line for each thing that is wrong in the props */
  public constructor(props: ZencoderPolicyDocumentProps) {
    refuse('', [
      ...misspeltFindings(props, DOCUMENT_PROPERTIES),
      ...faultFindings('bucket', props.bucket ?? '', bucketNameFault),
      ...faultFindings('accountId', props.accountId, accountIdFault),
      ...faultFindings('canonicalUserId', props.canonicalUserId, canonicalUserIdFault),
      ...documentFindings(props, new Date()),
    ]);
    this.json = policyJson(props);
    refuse('', sizeFindings(this.byteLength));
  }

  /** The policy as compact JSON text. The same props give the same bytes, in whatever order sets are given. */
  public toJson(): string {
    return this.json;
  }

  /**
   * The size of what the AWS provider sends, which has to be within S3's limit of 20,480 bytes: more than that of the text where
   * a key holds `<`, `>`, `&`, U+2028 or U+2029, which are sent as escapes of six bytes.
   */
  public get byteLength(): number {
    return sentLength(this.json);
  }
}

/** Everything that is wrong or doubtful in the grants and in what stands beside them. */
export function documentFindings(props: ZencoderPolicyDocumentProps, now: Date): Finding[] {
  const { bucket, grants = [], objects = [], otherStatements } = props;
  if (!Array.isArray(grants)) {
    return [{ path: ['grants'], message: 'is no list; a bucket needs at least one grant' }];
  }
  if (!Array.isArray(objects)) {
    return [{ path: ['objects'], message: 'is no list; leave it out where there are none' }];
  }
  const nothing =
    grants.length > 0 || objects.length > 0
      ? []
      : [{ path: ['grants'], message: 'is empty; a bucket needs at least one grant, or objects' }];
  return [
    ...nothing,
    ...grants.flatMap((grant, index) => within(['grants', index], grantFindings(grant, now))),
    ...within(['objects'], [...objectsFindings(objects), ...objects.flatMap(aclFindings)]),
    ...(otherStatements === undefined
      ? []
      : within(['otherStatements'], readOtherPolicy(otherStatements, identityOf(props), bucket).findings)),
  ];
}

function aclFindings(object: ZencoderObject, index: number): Finding[] {
  return object?.method === ZencoderObjectMethod.ACL || object?.method === ZencoderObjectMethod.ACL_COPY
    ? [
        {
          path: [index, 'method'],
          message: `${object.method} is no part of a policy: it is what ${MADE_BY[object.method]} does`,
        },
      ]
    : [];
}

const MADE_BY = {
  [ZencoderObjectMethod.ACL]: 'ZencoderObjectGrants',
  [ZencoderObjectMethod.ACL_COPY]: 'ZencoderObjectCopy',
};

/** Each object is a grant of its own. */
export function grantsOf({ grants = [], objects = [] }: ZencoderPolicyDocumentProps): readonly ZencoderGrant[] {
  return [...grants, ...objects.map(({ key }) => ({ actions: [ZencoderAction.GET_OBJECT], keys: [key] }))];
}

/** What a policy of ours begins with. */
export const POLICY_HEAD = { Version: '2012-10-17', Id: 'ZencoderBucketPolicy' } as const;

/** The policy as text, of props that have no findings. */
export function policyJson(props: ZencoderPolicyDocumentProps): string {
  const { bucket, requireTls = false, otherStatements } = props;
  const identity = identityOf(props);
  const { accountId } = identity;
  const others = otherStatements === undefined ? [] : readOtherPolicy(otherStatements, identity, bucket).statements;
  return JSON.stringify({
    ...POLICY_HEAD,
    Statement: [...statementsOf(grantsOf(props), { bucket, accountId, requireTls }), ...others],
  });
}

const SHRINK =
  'fewer or shorter keys, prefixes in place of keys, or grants with the same actions and dates put together make it smaller';

/** Whether a policy of so many bytes is too large or soon will be. */
export function sizeFindings(bytes: number): Finding[] {
  if (bytes < LARGE_POLICY) {
    return [];
  }
  const [figure, limit] = [bytes, LARGEST_POLICY].map((number) => number.toLocaleString('en-US'));
  return bytes > LARGEST_POLICY
    ? [{ path: [], message: `the policy has ${figure} bytes, S3 takes at most ${limit}; ${SHRINK}` }]
    : [{ path: [], message: `the policy has ${figure} of at most ${limit} bytes; ${SHRINK}`, warning: true }];
}

function identityOf(props: ZencoderPolicyDocumentProps): Required<ZencoderIdentity> {
  const { accountId = Zencoder.ACCOUNT_ID, canonicalUserId = Zencoder.CANONICAL_USER_ID } = props;
  return { accountId, canonicalUserId };
}
