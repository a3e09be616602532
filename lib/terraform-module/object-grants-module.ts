import type { App } from 'cdktf';
import { addAclCommands } from '../acl-command';
import { attribute, members, value } from '../plan-time/expression';
import { ZencoderPermission } from '../policy/object-access';
import { ModuleStack, TERRAFORM_VERSION } from './module-stack';
import { objectsVariable } from './object-rules';
import { SETTINGS } from './setting-rules';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The module that sets and revokes grants in the ACLs of objects, without any provider: `modules/object-grants`. */
export class ObjectGrantsModule extends ModuleStack {
  public constructor(app: App) {
    super(app, 'object-grants', { required_version: TERRAFORM_VERSION });
    const { bucket, region, canonical_user_id, cli_profile, endpoint_url } = SETTINGS;
    const objects = objectsVariable('The objects; an object that leaves the list has its grant revoked.', [
      'key',
      'permissions',
      'versionId',
    ]);
    this.variables({ bucket, region, objects, canonical_user_id, cli_profile, endpoint_url });
    this.locals({
      bits: `{for i, c in split("", "${BASE64}") : c => format("%06b", i)}`,
      grants: `{for o in ${members('var.objects')} : ${instanceKey('o.key')} => ${environment()}}`,
    });
    addAclCommands(
      this,
      { revoke: 'revoke', revocable: 'local:revocable', set: 'set' },
      { forEach: '${local.grants}', dependsOn: [], conditions: [] },
    );
  }
}

/** As `lib/object-grants.ts` names instances, but for the bucket: a module is about one, whose name may not be known yet. */
export function instanceKey(key: string): string {
  const name = `replace(element(split("/", ${key}), length(split("/", ${key})) - 1), "/[^\\\\w.-]+/", "-")`;
  return `"\${substr(${name}, 0, 40)}-\${substr(sha256(${key}), 0, 16)}"`;
}

function environment(): string {
  const version = `${attribute('o.version_id')} == null ? "" : ",\\"VersionId\\":\\"\${${inAscii('o.version_id')}}\\""`;
  const permissions = `sort(distinct(${attribute('o.permissions')} == null ? ["${ZencoderPermission.READ}"] : ${members('o.permissions')}))`;
  const grants = `jsonencode([for p in ${permissions} : {Grantee = {Type = "CanonicalUser", ID = var.canonical_user_id}, Permission = p}])`;
  const variables = {
    ZENCODER_REQUEST: `{\\"Bucket\\":\\"\${var.bucket}\\",\\"Key\\":\\"\${${inAscii('o.key')}}\\"\${${version}}}`,
    ZENCODER_GRANTEE: '${var.canonical_user_id}',
    ZENCODER_GRANTS: `\`\${${grants}}\``,
  };
  const settings = `{AWS_REGION = var.region, AWS_DEFAULT_REGION = var.region, AWS_PROFILE = var.cli_profile, AWS_ENDPOINT_URL_S3 = var.endpoint_url}`;
  return `merge(${value(variables)}, {for name, setting in ${settings} : name => setting if setting != null})`;
}

/** A text as it stands in JSON of ASCII alone, which every locale of the AWS CLI reads alike: other runs as units of UTF-16. */
function inAscii(of: string): string {
  const plain = 'trimsuffix(trimprefix(jsonencode(run[0]), "\\""), "\\"")';
  const bits = 'join("", [for c in regexall("[A-Za-z0-9+/]", textencodebase64(run[1], "UTF-16BE")) : local.bits[c]])';
  const escaped = `join("", [for unit in regexall("[01]{16}", ${bits}) : format("\\\\u%04x", parseint(unit, 2))])`;
  return `join("", [for run in regexall("([\\\\x00-\\\\x7f]*)([^\\\\x00-\\\\x7f]*)", ${of}) : "\${${plain}}\${${escaped}}"])`;
}
