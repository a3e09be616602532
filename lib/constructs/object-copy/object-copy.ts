import { DataAwsCanonicalUserId } from '@cdktf/provider-aws/lib/data-aws-canonical-user-id';
import { S3ObjectCopy } from '@cdktf/provider-aws/lib/s3-object-copy';
import { type TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { aclIdentityFindings } from '../../grants/identity';
import {
  copyKeyOf,
  objectsFindings,
  permissionsOf,
  ZencoderObjectMethod,
  ZencoderPermission,
} from '../../grants/object-access';
import { settingFindings } from '../../grants/settings';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { type Diagnostic, Severity, throwIfErrors } from '../../messages/diagnostic';
import { asSet } from '../../messages/text';
import { canonicalUserIdsOf } from '../../zencoder/another-zencoder';
import { warn } from '../terraform/annotations';
import { terraformText } from '../terraform/escaped-text';
import { keepOwnMetaArguments, metaArgumentFindings, type Refusals } from '../terraform/meta-arguments';
import { oddValueFindings, pathBelow } from '../terraform/odd-values';
import { inheritedRegion, providerRegion } from '../terraform/provider';
import type { ZencoderObjectCopyProps } from './props';

const REFUSALS: Refusals = {
  createBeforeDestroy:
    'would delete the copy: Terraform would create the replacement at the same key, and then delete that key with all its versions; remove createBeforeDestroy',
  forEach: 'is not supported: create one ZencoderObjectCopy per object, in a loop in your program',
};

/**
 * A copy of an object in the same bucket, with a grant to Zencoder's canonical user ID: an `aws_s3_object_copy`.
 *
 * You pay for the storage of the copy, and later changes of the original are not copied. Terraform **deletes** the copy
 * with all its versions if you remove this construct, or change the bucket or key of the copy. Terraform never manages
 * the original: a copy of an object to its own key is an error.
 */
export class ZencoderObjectCopy extends S3ObjectCopy {
  /** The key of the copy. */
  public readonly copyKey: string;

  private readonly props: ZencoderObjectCopyProps;
  private hasWarned = false;

  /** @throws an error with one line for each mistake in the props; each line starts with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderObjectCopyProps) {
    const path = pathBelow(scope, id);
    throwIfErrors(path, oddValueFindings(props));
    const { bucket, region, zencoder, provider, dependsOn, lifecycle, ...object } = props;
    const copy = { ...object, method: ZencoderObjectMethod.ACL_COPY };
    const metaFindings = metaArgumentFindings(scope, props, REFUSALS);
    const isReported = (name: unknown) => metaFindings.some((finding) => finding.path[0] === name);
    const findings = [
      ...settingFindings({ bucket: bucket ?? '', region, zencoder }, inheritedRegion(scope, provider)),
      ...aclIdentityFindings(zencoder),
      ...metaFindings,
      ...objectsFindings([copy])
        .map((finding) => ({ ...finding, path: finding.path.slice(1) }))
        .filter((finding) => !isReported(finding.path[0])),
    ];
    throwIfErrors(path, findings);
    super(scope, id, {
      bucket,
      region,
      provider,
      dependsOn,
      lifecycle,
      key: terraformText(copyKeyOf(copy)),
      source: terraformText(`${bucket}/${object.key}`),
      grant: [
        // The grants replace the whole ACL: without this grant, the bucket owner would lose access to the copy.
        { type: 'CanonicalUser', id: bucketOwner(scope, provider).id, permissions: ['FULL_CONTROL'] },
        ...asSet(canonicalUserIdsOf(zencoder)).map((grantee) => ({
          type: 'CanonicalUser',
          id: grantee,
          permissions: asSet(permissionsOf(copy)),
        })),
      ],
      // Without it, the default tags of the provider would be a change in every plan.
      taggingDirective: 'COPY',
      storageClass: object.storageClass,
      contentType: object.contentType && terraformText(object.contentType),
      metadataDirective: object.contentType === undefined ? undefined : 'REPLACE',
    });
    keepOwnMetaArguments(this, {}, REFUSALS);
    this.copyKey = copyKeyOf(copy);
    this.props = props;
    warn(this, findings);
  }

  /**
   * The URL of the copy, to use in Zencoder jobs instead of the URL of the original. Adds a warning if `permissions` do
   * not allow Zencoder to read the copy.
   */
  public inputUrl(): string {
    const { bucket, region = providerRegion(this, this.provider), permissions = [READ] } = this.props;
    const isReadable = permissions.some((permission) => [READ, FULL_CONTROL].includes(permission));
    if (!isReadable && !this.hasWarned) {
      this.hasWarned = true;
      warn(this, [UNREADABLE]);
    }
    return new ZencoderS3Url({ bucket, key: this.copyKey, region }).toString();
  }
}

const { READ, FULL_CONTROL } = ZencoderPermission;

const UNREADABLE: Diagnostic = {
  path: [],
  message: 'inputUrl(): the permissions do not allow Zencoder to read the copy; add READ',
  severity: Severity.WARNING,
};

const OWNER = 'ZencoderCopyOwner';

/** The data source of the canonical user ID of the account that a provider uses. One per provider and stack. */
function bucketOwner(scope: Construct, provider: TerraformProvider | undefined): DataAwsCanonicalUserId {
  const stack = TerraformStack.of(scope);
  const id = provider?.alias === undefined ? OWNER : `${OWNER}-${provider.alias}`;
  const existing = stack.node.tryFindChild(id) as DataAwsCanonicalUserId | undefined;
  return existing ?? new DataAwsCanonicalUserId(stack, id, { provider });
}
