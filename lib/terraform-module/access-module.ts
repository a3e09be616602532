import { DataAwsCanonicalUserId } from '@cdktf/provider-aws/lib/data-aws-canonical-user-id';
import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3ObjectCopy } from '@cdktf/provider-aws/lib/s3-object-copy';
import { type App, type TerraformElement, TerraformHclModule } from 'cdktf';
import { attribute, members, value } from '../plan-time/expression';
import { ZencoderObjectMethod, ZencoderPermission } from '../policy/object-access';
import { ZencoderObjectOwnership } from '../policy/object-ownership';
import { ZencoderS3Url } from '../s3-url';
import { ZencoderAction } from '../zencoder';
import { GRANTS } from './grant-rules';
import { ModuleStack, TERRAFORM_VERSION } from './module-stack';
import { instanceKey } from './object-grants-module';
import { copyKeyOf, methodOf, objectsVariable } from './object-rules';
import { SETTINGS } from './setting-rules';
import { ACCEPTED_DENIES, SOURCE_POLICY_DOCUMENTS } from './source-document-rules';

const { POLICY, ACL, ACL_COPY } = ZencoderObjectMethod;
const OWNERSHIP = 'aws_s3_bucket_ownership_controls.this';

/** The module for one bucket: its policy, the ownership of its objects, grants in place and copies. */
export class AccessModule extends ModuleStack {
  public constructor(app: App) {
    super(app, 'zencoder-s3-access', {
      required_version: TERRAFORM_VERSION,
      required_providers: { aws: { source: 'hashicorp/aws', version: '>= 6.0' } },
    });
    this.addVariables();
    this.locals({
      objects: `{for m in ${value(Object.values(ZencoderObjectMethod))} : m => [for o in ${members('var.objects')} : o if ${methodOf('o')} == m]}`,
      policy_grants: `concat(${members('var.grants')}, [for o in ${objects(POLICY)} : {actions = ["${ZencoderAction.GET_OBJECT}"], keys = [o.key]}])`,
    });
    this.addPolicy();
    this.addObjectGrants();
    this.addCopies();
    this.addOutputs();
  }

  private addVariables(): void {
    const { bucket, region, require_tls, object_ownership, cli_profile, endpoint_url, ...identity } = SETTINGS;
    this.variables({
      bucket,
      region,
      grants: { ...GRANTS, default: [] },
      objects: objectsVariable('Single objects that Zencoder may read, each by a method.'),
      require_tls,
      source_policy_documents: SOURCE_POLICY_DOCUMENTS,
      accepted_denies: ACCEPTED_DENIES,
      attach_policy: {
        type: 'bool',
        default: true,
        description: 'Make the bucket policy. False for who puts `policy_json` into a policy of their own.',
      },
      object_ownership,
      cli_profile,
      endpoint_url,
      ...identity,
    });
  }

  private addPolicy(): void {
    const { bucket, region } = { bucket: '${var.bucket}', region: '${var.region}' };
    const ownership = new S3BucketOwnershipControls(this, 'aws_s3_bucket_ownership_controls:this', {
      bucket,
      region,
      rule: { objectOwnership: '${var.object_ownership}' },
    });
    ownership.addOverride('count', '${var.object_ownership == null ? 0 : 1}');
    this.nested('policy', {
      bucket,
      grants: '${local.policy_grants}',
      require_tls: '${var.require_tls}',
      source_policy_documents: '${var.source_policy_documents}',
      accepted_denies: '${var.accepted_denies}',
      account_id: '${var.account_id}',
      canonical_user_id: '${var.canonical_user_id}',
    }).addOverride('count', '${length(local.policy_grants) > 0 ? 1 : 0}');
    const policy = new S3BucketPolicy(this, 'aws_s3_bucket_policy:this', {
      bucket,
      region,
      policy: '${module.policy[0].policy_json}',
    });
    policy.addOverride('count', '${var.attach_policy && length(local.policy_grants) > 0 ? 1 : 0}');
    policy.addOverride('depends_on', [OWNERSHIP]);
  }

  private addObjectGrants(): void {
    const attributes = ['key', 'permissions', 'version_id'].map((name) => `${name} = ${attribute(`o.${name}`)}`);
    this.nested('object-grants', {
      bucket: '${var.bucket}',
      region: '${var.region}',
      objects: `\${[for o in ${objects(ACL)} : {${attributes.join(', ')}}]}`,
      canonical_user_id: '${var.canonical_user_id}',
      cli_profile: '${var.cli_profile}',
      endpoint_url: '${var.endpoint_url}',
    }).addOverride('depends_on', [OWNERSHIP]);
  }

  private addCopies(): void {
    const optional = (name: string) => `${name} = ${attribute(`o.${name}`)}`;
    const permissions = `${attribute('o.permissions')} == null ? ["${ZencoderPermission.READ}"] : sort(distinct(${members('o.permissions')}))`;
    this.locals({
      copies: `{for c in [for o in ${objects(ACL_COPY)} : {key = o.key, copy_to = ${copyKeyOf('o')}, permissions = ${permissions}, ${optional('storage_class')}, ${optional('content_type')}}] : ${instanceKey('c.copy_to')} => c}`,
    });
    const owner = new DataAwsCanonicalUserId(this, 'aws_canonical_user_id:owner', {});
    owner.addOverride('count', '${length(local.copies) > 0 ? 1 : 0}');
    const copy = new S3ObjectCopy(this, 'aws_s3_object_copy:this', {
      bucket: '${var.bucket}',
      region: '${var.region}',
      key: '${each.value.copy_to}',
      source: '${var.bucket}/${each.value.key}',
      grant: [
        { type: 'CanonicalUser', id: '${data.aws_canonical_user_id.owner[0].id}', permissions: ['FULL_CONTROL'] },
        { type: 'CanonicalUser', id: '${var.canonical_user_id}', permissions: ['${each.value.permissions}'] },
      ],
      taggingDirective: 'COPY',
      storageClass: '${each.value.storage_class}',
      contentType: '${each.value.content_type}',
      metadataDirective: '${each.value.content_type == null ? null : "REPLACE"}',
    });
    copy.addOverride('grant.1.permissions', '${each.value.permissions}');
    copy.addOverride('for_each', '${local.copies}');
    copy.addOverride('depends_on', [OWNERSHIP]);
  }

  private addOutputs(): void {
    new DataAwsRegion(this, 'aws_region:this', { region: '${var.region}' });
    this.locals({ url_base: `"${urlBase()}"` });
    const byAcl = `length(${objects(ACL)}) + length(${objects(ACL_COPY)})`;
    this.output(
      'policy_json',
      'one(module.policy[*].policy_json)',
      'The policy as JSON text; null where there is none.',
      [
        {
          condition: '${!var.attach_policy || length(local.policy_grants) + length(var.objects) > 0}',
          errorMessage:
            'grants: Zencoder is granted nothing; give it grants, or objects. With attach_policy = false the module stays until an apply has revoked the grants of its last objects.',
        },
        {
          condition:
            '${length(local.policy_grants) > 0 || (length(var.source_policy_documents) == 0 && !var.require_tls)}',
          errorMessage:
            'source_policy_documents and require_tls are about the bucket policy, and this bucket gets none: no grants, and no object of method policy.',
        },
        {
          condition: `\${var.object_ownership != "${ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED}" || ${byAcl} == 0}`,
          errorMessage:
            'objects: the methods acl and acl-copy need a bucket that takes ACLs, and object_ownership BucketOwnerEnforced turns them off; take BucketOwnerPreferred, or method policy.',
        },
      ],
    );
    this.output(
      'statements',
      'flatten(module.policy[*].statements)',
      "Zencoder's statements, for a policy of your own.",
    );
    this.output(
      'bucket_policy_id',
      'one(aws_s3_bucket_policy.this[*].id)',
      'The ID of the bucket policy; null without it.',
    );
    this.output('input_url_base', 'local.url_base', 'What to put before a key for the input of a job.');
    this.output('output_url_base', 'local.url_base', 'What to put before a key for an output of a job.');
    this.output(
      'copy_urls',
      '{for key, urls in {for c in local.copies : c.key => "${local.url_base}${replace(replace(replace(c.copy_to, "/%(3F|3f|23|25)/", "%25$1"), "?", "%3F"), "#", "%23")}"...} : key => urls[0]}',
      'The URL to give Zencoder for each original that is copied, by key.',
    );
    this.output(
      'kms_key_statement',
      'one(module.policy[*].kms_key_statement)',
      'What the policy of a customer-managed KMS key that encrypts the bucket has to allow; null where nothing is read or written.',
    );
  }

  private nested(name: string, variables: Readonly<Record<string, unknown>>): TerraformElement {
    return new TerraformHclModule(this, `module:${name.replace('-', '_')}`, {
      source: `./modules/${name}`,
      variables: { ...variables },
      skipAssetCreationFromLocalModules: true,
    });
  }
}

function objects(method: ZencoderObjectMethod): string {
  return `local.objects["${method}"]`;
}

/** As `ZencoderS3Url` writes it. */
function urlBase(): string {
  const url = new ZencoderS3Url({ bucket: 'bucket', key: '', region: 'eu-west-1' }).toString();
  return url.replace('eu-west-1', '${data.aws_region.this.region}').replace('bucket', '${var.bucket}');
}
