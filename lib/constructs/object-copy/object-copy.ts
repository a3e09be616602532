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
import { keepOwn, metaArgumentFindings, type Refusals } from '../terraform/meta-arguments';
import { oddValueFindings, pathBelow } from '../terraform/odd-values';
import { providerRegion } from '../terraform/provider';
import type { ZencoderObjectCopyProps } from './props';

const REFUSALS: Refusals = {
  createBeforeDestroy:
    'would delete the copy: a replacement at the same key is made, and then deleted with all its versions; leave it out',
  forEach: 'is not taken: make one ZencoderObjectCopy for each object, in a loop of your program',
};

/**
 * A copy of an object in the same bucket, with a grant to Zencoder's canonical user ID: an `aws_s3_object_copy`.
 *
 * The copy costs its storage, does not follow the original, and is **deleted** with all its versions when this construct goes
 * or its place changes. The original is never in Terraform's hands: a copy onto itself is refused.
 */
export class ZencoderObjectCopy extends S3ObjectCopy {
  /** The key of the copy. */
  public readonly copyKey: string;

  private readonly props: ZencoderObjectCopyProps;
  private isWarned = false;

  /** @throws an error with a line for each thing that is wrong in the props, starting with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderObjectCopyProps) {
    const path = pathBelow(scope, id);
    throwIfErrors(path, oddValueFindings(props));
    const { bucket, region, zencoder, provider, dependsOn, lifecycle, ...object } = props;
    const copy = { ...object, method: ZencoderObjectMethod.ACL_COPY };
    const ofMeta = metaArgumentFindings(scope, props, REFUSALS);
    const isTold = (name: unknown) => ofMeta.some((finding) => finding.path[0] === name);
    const findings = [
      ...settingFindings({ bucket: bucket ?? '', region, zencoder }, { region: providerRegion(scope, provider) }),
      ...aclIdentityFindings(zencoder),
      ...ofMeta,
      ...objectsFindings([copy])
        .map((finding) => ({ ...finding, path: finding.path.slice(1) }))
        .filter((finding) => !isTold(finding.path[0])),
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
        // A grant defines the whole ACL: without its own the owner would lose the copy.
        { type: 'CanonicalUser', id: bucketOwner(scope, provider).id, permissions: ['FULL_CONTROL'] },
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
    keepOwn(this, {}, REFUSALS);
    this.copyKey = copyKeyOf(copy);
    this.props = props;
    warn(this, findings);
  }

  /**
   * The URL of the copy, to give Zencoder in place of the original's. There is a warning where `permissions` do not let Zencoder
   * read the copy.
   */
  public inputUrl(): string {
    const { bucket, region = providerRegion(this, this.provider), permissions = [READ] } = this.props;
    const isReadable = permissions.some((permission) => [READ, FULL_CONTROL].includes(permission));
    if (!isReadable && !this.isWarned) {
      this.isWarned = true;
      warn(this, [UNREADABLE]);
    }
    return new ZencoderS3Url({ bucket, key: this.copyKey, region }).toString();
  }
}

const { READ, FULL_CONTROL } = ZencoderPermission;

const UNREADABLE: Diagnostic = {
  path: [],
  message: 'inputUrl(): the permissions do not let Zencoder read the copy; add READ',
  severity: Severity.WARNING,
};

const OWNER = 'ZencoderCopyOwner';

/** Of the account that Terraform works for by a provider; read once for each in a stack. */
function bucketOwner(scope: Construct, provider: TerraformProvider | undefined): DataAwsCanonicalUserId {
  const stack = TerraformStack.of(scope);
  const id = provider?.alias === undefined ? OWNER : `${OWNER}-${provider.alias}`;
  const existing = stack.node.tryFindChild(id) as DataAwsCanonicalUserId | undefined;
  return existing ?? new DataAwsCanonicalUserId(stack, id, { provider });
}
