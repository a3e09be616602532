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
import { keepOwn, metaArgumentFindings, type Refusals } from '../terraform/meta-arguments';
import { oddValueFindings, pathBelow } from '../terraform/odd-values';
import type { Condition } from '../terraform/plan-time-checks';
import type { ReadableProvider } from '../terraform/provider';
import { REVOKE_COMMAND, SET_COMMAND } from './acl-scripts';
import { cliFindings, withCliSettings } from './cli-settings';
import type { ZencoderObjectGrant, ZencoderObjectGrantsProps } from './props';

/**
 * Sets grants in the ACLs of objects, and revokes them when an object is taken out of the list: by the AWS CLI, at apply.
 * Nothing else of an object changes, and its other grants stay.
 *
 * Terraform can revoke only for what leaves the list. **Keep this construct, with an empty list, until an apply has revoked
 * everything**; when it goes at once with its last objects, their grants stay for ever and nobody is told. A grant that is
 * lost, since the object was overwritten, is not seen by Terraform.
 *
 * It emits two `terraform_data` resources with an instance each for an object, and needs `sh` and the AWS CLI (2.13 or 1.29
 * and later) where Terraform runs.
 */
export class ZencoderObjectGrants extends Construct {
  /** @throws an error with a line for each thing that is wrong in the props, starting with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderObjectGrantsProps) {
    const path = pathBelow(scope, id);
    throwIfErrors(path, oddValueFindings(props));
    const findings = objectGrantsFindings(scope, props);
    throwIfErrors(path, findings);
    super(scope, id);
    const { provider, dependsOn, lifecycle } = props;
    const objects = withCliSettings(props.objects, provider);
    const forEach = Lazy.anyValue({ produce: (context) => instances(path, objects, context) });
    const first = dependsOn?.length === 0 ? undefined : dependsOn;
    const ofRevoke = { when: 'destroy', command: REVOKE_COMMAND, lifecycle, dependsOn: first } as const;
    const revoke = new AclCommand(this, 'Revoke', forEach, IDENTITY, ofRevoke);
    keepOwn(revoke, { conditions: granteeChecks(objects) }, REFUSALS);
    // A local value between the two: each instance would otherwise refer to all of the other resource, and Terraform's graph
    // grow with the square.
    const revocable = `\${{for name, grant in ${dependable(revoke)} : name => grant.input}}`;
    const grants = new TerraformLocal(this, 'Revocable', revocable).toString();
    const set = new AclCommand(this, 'Set', grants, [...IDENTITY, 'ZENCODER_GRANTS'], {
      command: SET_COMMAND,
      lifecycle,
    });
    keepOwn(set, {}, REFUSALS);
    warn(this, findings);
  }
}

/** What makes it another grant: the old one is revoked before the new one is set. */
const IDENTITY = ['ZENCODER_REQUEST', 'ZENCODER_GRANTEE', 'AWS_ENDPOINT_URL_S3'];

/** That the profile is the object's own, and not one of who runs Terraform, is no part of what is kept in the state. */
const ENVIRONMENT = '${merge({ ZENCODER_CLI_PROFILE = try(self.input.AWS_PROFILE, "") }, self.input)}';

interface Command extends Pick<TerraformResourceConfig, 'lifecycle' | 'dependsOn'> {
  readonly when?: 'destroy';
  readonly command: string;
}

const REFUSALS: Refusals = {
  createBeforeDestroy:
    'would leave grants in place: Terraform runs no command of a resource that it replaces so, not that which revokes either; leave it out',
  forEach: 'is not taken: one ZencoderObjectGrants has an instance for each of its objects; give a list of them',
};

const PROPERTIES: readonly (keyof ZencoderObjectGrantsProps)[] = ['objects', 'provider', 'dependsOn', 'lifecycle'];

/** A `terraform_data` whose provisioner runs a command, without the types that CDKTF gives provisioners and `for_each`. */
class AclCommand extends TerraformResource {
  /** @param replacedBy the variables of which a change makes another resource */
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

/** Everything that is wrong or doubtful in the props. */
function objectGrantsFindings(scope: Construct, props: ZencoderObjectGrantsProps): Diagnostic[] {
  const { objects, provider } = props;
  const general = [...misspeltFindings(props, PROPERTIES), ...metaArgumentFindings(scope, props, REFUSALS)];
  if (!Array.isArray(objects)) {
    const message = `${quoted(objects)} is not a list of objects; write [] where there are none`;
    return [...general, { path: ['objects'], message }];
  }
  const { regionInput } = (provider ?? {}) as ReadableProvider;
  const ofEach = objects.flatMap((given: ZencoderObjectGrant, index) =>
    within([index], grantedObjectFindings(given, regionInput)),
  );
  if (!objects.every(isObject)) {
    return [...general, ...within(['objects'], ofEach)];
  }
  // The version is no matter: an object that is named without one may be any.
  const earlier = earlierPlaces(
    objects.map(({ bucket, key }) =>
      [bucket, key].every((text) => typeof text === 'string') ? JSON.stringify([bucket, key]) : undefined,
    ),
  );
  const twice = earlier.flatMap((entry, index) => {
    const message = `is the object of entry ${entry} again; put the permissions into one entry`;
    return entry === undefined ? [] : [{ path: [index], message }];
  });
  return [...general, ...within(['objects'], [...ofEach, ...twice, ...cliFindings(objects, provider)])];
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

const GRANTEES_FORM = CANONICAL_USER_ID_PATTERN.replace(/^\^(.*)\$$/, '^$1( $1)*$');

/** That the canonical user IDs which are known only at plan time have the form of one. */
function granteeChecks(objects: readonly ZencoderObjectGrant[]): Condition[] {
  const isLater = objects.some(({ zencoder }) => canonicalUserIdsOf(zencoder).some((id) => Token.isUnresolved(id)));
  const form = objects.some(({ zencoder }) => zencoder?.also) ? GRANTEES_FORM : CANONICAL_USER_ID_PATTERN;
  const condition = `\${can(regex("${form}", each.value.ZENCODER_GRANTEE))}`;
  const errorMessage = 'zencoder.canonicalUserId is not a canonical user ID: 64 hexadecimal digits in lower case.';
  return isLater ? [{ condition, errorMessage }] : [];
}

/** What the commands of each object find in their environment. */
function instances(path: string, objects: readonly ZencoderObjectGrant[], context: IResolveContext): unknown {
  const environments = new Map<string, Record<string, string>>();
  for (const object of objects) {
    const key = instanceKey(String(context.resolve(object.bucket)), object.key);
    if (environments.has(key)) {
      const what = `two entries are for the object ${quoted(object.key)} of one bucket`;
      throw new Error(`${path}: ${what}; put the permissions into one entry`);
    }
    environments.set(key, environment(object));
  }
  return Object.fromEntries([...environments].sort(([a], [b]) => byCodePoint(a, b)));
}

/**
 * Readable where the key is, and safe in an address whatever it is. It does not name what the grant is.
 * @param bucket its name, or what refers to it where that is known only at plan time
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
