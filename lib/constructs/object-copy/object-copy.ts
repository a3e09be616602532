import { DataAwsCanonicalUserId } from '@cdktf/provider-aws/lib/data-aws-canonical-user-id';
import { S3ObjectCopy } from '@cdktf/provider-aws/lib/s3-object-copy';
import { type ITerraformDependable, TerraformStack, Token } from 'cdktf';
import type { Construct } from 'constructs';
import {
  copyKeyOf,
  objectsFindings,
  permissionsOf,
  ZencoderObjectMethod,
  type ZencoderPermission,
} from '../../grants/object-access';
import { aclIdentityFindings, settingFindings } from '../../grants/settings';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { throwIfErrors } from '../../messages/diagnostic';
import { asSet } from '../../messages/text';
import { canonicalUserIdsOf, type ZencoderIdentity } from '../../zencoder/another-zencoder';
import { warn } from '../terraform/annotations';
import { terraformText } from '../terraform/escaped-text';

/** A copy of an object that Zencoder may read. */
export interface ZencoderObjectCopyProps {
  /** The name of the bucket, or a reference to it. It has to take ACLs. */
  readonly bucket: string;

  /** The key of the original, of up to 5 GB. */
  readonly key: string;

  /**
   * The key of the copy. What lies there is overwritten, and deleted with this construct.
   * @default - `zencoder/` and the key
   */
  readonly copyTo?: string;

  /**
   * What the ACL lets Zencoder do with the object.
   * @default [ZencoderPermission.READ]
   */
  readonly permissions?: ZencoderPermission[];

  /**
   * The storage class of the copy.
   * @default STANDARD
   */
  readonly storageClass?: string;

  /**
   * S3 then copies no other metadata either.
   * @default - all metadata of the original
   */
  readonly contentType?: string;

  /**
   * The region of the bucket.
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * A Zencoder that is not the production service.
   * @default - Zencoder's production account
   */
  readonly zencoder?: ZencoderIdentity;

  /** What the copy needs first, such as the ownership controls of the bucket. */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * A copy of an object in the same bucket, with a grant to Zencoder's canonical user ID: an `aws_s3_object_copy`.
 *
 * The copy costs its storage, does not follow the original, and is **deleted** with all its versions when this construct goes
 * or its place changes. The original is never in Terraform's hands: a copy onto itself is refused.
 */
export class ZencoderObjectCopy extends S3ObjectCopy {
  /** The key of the copy. */
  public readonly copyKey: string;

  private readonly url: ZencoderS3Url;

  /** @throws an error with a line for each thing that is wrong in the props, starting with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderObjectCopyProps) {
    const { bucket, region, dependsOn, zencoder, ...object } = props;
    const copy = { ...object, method: ZencoderObjectMethod.ACL_COPY };
    const findings = [
      ...settingFindings({ bucket: bucket ?? '', region, zencoder }),
      ...aclIdentityFindings(zencoder),
      ...objectsFindings([copy]).map((finding) => ({ ...finding, path: finding.path.slice(1) })),
    ];
    throwIfErrors(`${scope.node.path}/${id}`, findings);
    super(scope, id, {
      bucket,
      region,
      dependsOn,
      key: terraformText(copyKeyOf(copy)),
      source: terraformText(`${bucket}/${object.key}`),
      grant: [
        // A grant defines the whole ACL: without its own the owner would lose the copy.
        { type: 'CanonicalUser', id: bucketOwner(scope).id, permissions: ['FULL_CONTROL'] },
        ...asSet(canonicalUserIdsOf(zencoder)).map((grantee) => ({
          type: 'CanonicalUser',
          id: grantee,
          permissions: asSet(permissionsOf(copy)),
        })),
      ],
      // Left out, default tags of the provider would be a difference at every plan.
      taggingDirective: 'COPY',
      storageClass: object.storageClass,
      contentType: object.contentType && terraformText(object.contentType),
      metadataDirective: object.contentType === undefined ? undefined : 'REPLACE',
    });
    this.copyKey = copyKeyOf(copy);
    this.url = new ZencoderS3Url({
      bucket,
      key: copyKeyOf(copy),
      region: Token.isUnresolved(region) ? undefined : region,
    });
    warn(this, findings);
  }

  /** The URL of the copy, to give Zencoder in place of the original's. */
  public inputUrl(): string {
    return this.url.toString();
  }
}

const OWNER = 'ZencoderCopyOwner';

/** Of the account that Terraform works for; read once for a stack. */
function bucketOwner(scope: Construct): DataAwsCanonicalUserId {
  const stack = TerraformStack.of(scope);
  const standing = stack.node.tryFindChild(OWNER) as DataAwsCanonicalUserId | undefined;
  return standing ?? new DataAwsCanonicalUserId(stack, OWNER, {});
}
