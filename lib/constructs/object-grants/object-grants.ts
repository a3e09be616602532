import {
  dependable,
  type IResolveContext,
  Lazy,
  TerraformLocal,
  TerraformResource,
  type TerraformResourceConfig,
  Token,
} from 'cdktf';
import { Construct } from 'constructs';
import { aclIdentityFindings } from '../../grants/identity';
import { objectFindings, permissionsOf, ZencoderObjectMethod } from '../../grants/object-access';
import { settingFindings } from '../../grants/settings';
import { sha256 } from '../../grants/sha256';
import { CANONICAL_USER_ID_PATTERN } from '../../iam/account';
import { earlierPlaces } from '../../messages/attributes';
import { type Diagnostic, misspeltFindings, throwIfErrors, within } from '../../messages/diagnostic';
import { isObject } from '../../messages/json';
import { asSet, byCodePoint } from '../../messages/text';
import { quoted } from '../../messages/wording';
import { canonicalUserIdsOf } from '../../zencoder/another-zencoder';
import { warn } from '../terraform/annotations';
import { asciiJson, terraformText, untypedText } from '../terraform/escaped-text';
import { keepOwnMetaArguments, metaArgumentFindings, type Refusals } from '../terraform/meta-arguments';
import { oddValueFindings, pathBelow } from '../terraform/odd-values';
import type { Condition } from '../terraform/plan-time-checks';
import type { ReadableProvider } from '../terraform/provider';
import { REVOKE_COMMAND, SET_COMMAND } from './acl-scripts';
import { cliFindings, withCliSettings } from './cli-settings';
import type { ZencoderObjectGrant, ZencoderObjectGrantsProps } from './props';

/**
 * Sets grants in the ACLs of objects, and revokes a grant when you remove its object from the list. The AWS CLI does
 * this during apply. It changes nothing else of an object, and keeps its other grants.
 *
 * Terraform can revoke grants only of objects that you remove from the list. **Keep this construct, with an empty list,
 * until an apply has revoked all grants.** If you remove the construct together with its last objects, their grants
 * stay, without a warning. If an object is overwritten, its grant is lost, and Terraform does not detect that.
 *
 * The construct creates two `terraform_data` resources with one instance per object. It needs `sh` and the AWS CLI
 * (version 2.13 or later, or 1.29 or later) on the machine that runs Terraform.
 */
export class ZencoderObjectGrants extends Construct {
  /** @throws an error with one line for each mistake in the props; each line starts with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderObjectGrantsProps) {
    const path = pathBelow(scope, id);
    throwIfErrors(path, oddValueFindings(props));
    const findings = objectGrantsFindings(scope, props);
    throwIfErrors(path, findings);
    super(scope, id);
    const { provider, dependsOn, lifecycle } = props;
    const objects = withCliSettings(props.objects, provider);
    const forEach = Lazy.anyValue({ produce: (context) => instances(path, objects, context) });
    const dependencies = dependsOn?.length === 0 ? undefined : dependsOn;
    const revokeOptions = { when: 'destroy', command: REVOKE_COMMAND, lifecycle, dependsOn: dependencies } as const;
    const revoke = new AclCommand(this, 'Revoke', forEach, IDENTITY, revokeOptions);
    keepOwnMetaArguments(revoke, { conditions: granteeChecks(objects) }, REFUSALS);
    // With a local value, the size of Terraform's graph is linear. Without it, each instance would refer to all
    // instances of the other resource.
    const revocable = `\${{for name, grant in ${dependable(revoke)} : name => grant.input}}`;
    const grants = new TerraformLocal(this, 'Revocable', revocable).toString();
    const set = new AclCommand(this, 'Set', grants, [...IDENTITY, 'ZENCODER_GRANTS'], {
      command: SET_COMMAND,
      lifecycle,
    });
    keepOwnMetaArguments(set, {}, REFUSALS);
    warn(this, findings);
  }
}

/** If one of these variables changes, the grant is a different one: it is revoked before the new one is set. */
const IDENTITY = ['ZENCODER_REQUEST', 'ZENCODER_GRANTEE', 'AWS_ENDPOINT_URL_S3'];

/**
 * `ZENCODER_CLI_PROFILE` is the profile of the object, not that of the person who runs Terraform. The state does not
 * contain it.
 */
const ENVIRONMENT = '${merge({ ZENCODER_CLI_PROFILE = try(self.input.AWS_PROFILE, "") }, self.input)}';

interface Command extends Pick<TerraformResourceConfig, 'lifecycle' | 'dependsOn'> {
  readonly when?: 'destroy';
  readonly command: string;
}

const REFUSALS: Refusals = {
  createBeforeDestroy:
    'would leave grants in place: with it, Terraform does not run the command that revokes a grant; remove createBeforeDestroy',
  forEach:
    'is not supported: one ZencoderObjectGrants creates an instance for each object in its list; give all objects in objects',
};

const PROPERTIES: readonly (keyof ZencoderObjectGrantsProps)[] = ['objects', 'provider', 'dependsOn', 'lifecycle'];

/**
 * A `terraform_data` resource whose provisioner runs a command. Overrides set what the types of CDKTF do not support.
 */
class AclCommand extends TerraformResource {
  /** @param replacedBy the variables whose change replaces the resource */
  public constructor(
    scope: Construct,
    id: string,
    forEach: unknown,
    replacedBy: readonly string[],
    { when, command, lifecycle, dependsOn }: Command,
  ) {
    super(scope, id, { terraformResourceType: 'terraform_data', lifecycle, dependsOn });
    const triggers = replacedBy.map((name) => `try(each.value.${name}, "")`);
    this.addOverride('for_each', forEach);
    this.addOverride('input', '${each.value}');
    this.addOverride('triggers_replace', `\${[${triggers.join(', ')}]}`);
    this.addOverride('provisioner', [
      {
        'local-exec': {
          ...(when ? { when } : {}),
          command: terraformText(command),
          interpreter: ['/bin/sh', '-c'],
          environment: ENVIRONMENT,
          quiet: true,
        },
      },
    ]);
  }
}

/** The errors and warnings in the props. */
function objectGrantsFindings(scope: Construct, props: ZencoderObjectGrantsProps): Diagnostic[] {
  const { objects, provider } = props;
  const general = [...misspeltFindings(props, PROPERTIES), ...metaArgumentFindings(scope, props, REFUSALS)];
  if (!Array.isArray(objects)) {
    const message = `${quoted(objects)} is not a list of objects; write [] for no objects`;
    return [...general, { path: ['objects'], message }];
  }
  const { regionInput } = (provider ?? {}) as ReadableProvider;
  const entryFindings = objects.flatMap((given: ZencoderObjectGrant, index) =>
    within([index], grantedObjectFindings(given, regionInput)),
  );
  if (!objects.every(isObject)) {
    return [...general, ...within(['objects'], entryFindings)];
  }
  // The version is ignored, because an entry without a version can mean any version.
  const earlier = earlierPlaces(
    objects.map(({ bucket, key }) =>
      [bucket, key].every((text) => typeof text === 'string') ? JSON.stringify([bucket, key]) : undefined,
    ),
  );
  const duplicates = earlier.flatMap((entry, index) => {
    const message = `is the same object as entry ${entry}; put all permissions into one entry`;
    return entry === undefined ? [] : [{ path: [index], message }];
  });
  return [...general, ...within(['objects'], [...entryFindings, ...duplicates, ...cliFindings(objects, provider)])];
}

function grantedObjectFindings(given: ZencoderObjectGrant, regionOfProvider: string | undefined): Diagnostic[] {
  const { bucket, region, cliProfile, endpointUrl, zencoder, ...object } = given ?? {};
  const settings = { bucket: bucket ?? '', region, endpointUrl, cliProfile, zencoder };
  const checked = isObject(given) ? { ...object, method: ZencoderObjectMethod.ACL } : given;
  return [
    ...(isObject(given) ? settingFindings(settings, { region: regionOfProvider }) : []),
    ...aclIdentityFindings(zencoder),
    ...objectFindings(checked),
  ];
}

const GRANTEES_PATTERN = CANONICAL_USER_ID_PATTERN.replace(/^\^(.*)\$$/, '^$1( $1)*$');

/** The plan-time checks of canonical user IDs that are not known at synth. */
function granteeChecks(objects: readonly ZencoderObjectGrant[]): Condition[] {
  const hasUnknownId = objects.some(({ zencoder }) =>
    canonicalUserIdsOf(zencoder).some((id) => Token.isUnresolved(id)),
  );
  const pattern = objects.some(({ zencoder }) => zencoder?.also) ? GRANTEES_PATTERN : CANONICAL_USER_ID_PATTERN;
  const condition = `\${can(regex("${pattern}", each.value.ZENCODER_GRANTEE))}`;
  const errorMessage =
    'zencoder.canonicalUserId is not a canonical user ID, which has 64 hexadecimal digits in lower case.';
  return hasUnknownId ? [{ condition, errorMessage }] : [];
}

/** The environment variables of the commands, by instance key. */
function instances(path: string, objects: readonly ZencoderObjectGrant[], context: IResolveContext): unknown {
  const environments = new Map<string, Record<string, string>>();
  for (const object of objects) {
    const key = instanceKey(String(context.resolve(object.bucket)), object.key);
    if (environments.has(key)) {
      const what = `two entries have the same bucket and the key ${quoted(object.key)}`;
      throw new Error(`${path}: ${what}; put all permissions into one entry`);
    }
    environments.set(key, environment(object));
  }
  return Object.fromEntries([...environments].sort(([a], [b]) => byCodePoint(a, b)));
}

/**
 * The key of a `for_each` instance: it starts with the file name, and contains only characters that are safe in a
 * resource address. It does not depend on the permissions.
 * @param bucket the bucket name, or a reference if the name is known only at plan time
 */
function instanceKey(bucket: string, key: string): string {
  const name = key
    .split('/')
    .pop()!
    .replace(/[^\w.-]+/g, '-')
    .slice(0, 40);
  return `${name}-${sha256(`${bucket}\n${key}`).slice(0, 16)}`;
}

function environment(object: ZencoderObjectGrant): Record<string, string> {
  const { bucket, key, versionId, region, cliProfile, endpointUrl, zencoder } = object;
  const grantees = asSet(canonicalUserIdsOf(zencoder));
  const grants = grantees.flatMap((grantee) =>
    asSet(permissionsOf(object)).map((permission) => ({
      Grantee: { Type: 'CanonicalUser', ID: grantee },
      Permission: permission,
    })),
  );
  const values = {
    ZENCODER_REQUEST: asciiJson({ Bucket: bucket, Key: key, VersionId: versionId }),
    ZENCODER_GRANTEE: grantees.join(' '),
    ZENCODER_GRANTS: `\`${asciiJson(grants)}\``,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_PROFILE: cliProfile,
    AWS_ENDPOINT_URL_S3: endpointUrl,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, untypedText(value)]])),
  );
}
