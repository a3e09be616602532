import { dependable, TerraformLocal, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { terraformText } from '../terraform/escaped-text';
import { type Condition, conditionsLifecycle } from '../terraform/lifecycle-conditions';
import { REVOKE_COMMAND, SET_COMMAND } from './acl-scripts';

export interface AclCommandsProps {
  /** An instance for each object: a map of what its commands find in their environment. */
  readonly forEach: unknown;
  readonly dependsOn: readonly string[];
  readonly conditions: readonly Condition[];
}

/** What makes it another grant: the old one is revoked before the new one is set. */
const IDENTITY = ['ZENCODER_REQUEST', 'ZENCODER_GRANTEE', 'AWS_ENDPOINT_URL_S3'];

/**
 * The two resources that set the grants of objects, and revoke those of objects that leave the map. A local value stands
 * between them: each instance would otherwise refer to all of the other resource, and Terraform's graph grow with the square.
 */
export function addAclCommands(
  scope: Construct,
  ids: { readonly revoke: string; readonly revocable: string; readonly set: string },
  props: AclCommandsProps,
): void {
  const revoke = new AclCommand(scope, ids.revoke, {
    ...props,
    when: 'destroy',
    command: REVOKE_COMMAND,
    input: '${each.value}',
    replacedBy: replacedBy(IDENTITY),
  });
  const revocable = new TerraformLocal(
    scope,
    ids.revocable,
    `\${{for name, grant in ${dependable(revoke)} : name => grant.input}}`,
  );
  new AclCommand(scope, ids.set, {
    command: SET_COMMAND,
    forEach: revocable.toString(),
    input: '${each.value}',
    replacedBy: replacedBy([...IDENTITY, 'ZENCODER_GRANTS']),
    dependsOn: [],
    conditions: [],
  });
}

function replacedBy(variables: readonly string[]): string[] {
  return variables.map((name) => `try(each.value.${name}, "")`);
}

interface AclCommandProps extends AclCommandsProps {
  readonly when?: 'destroy';
  readonly command: string;
  readonly input: string;
  readonly replacedBy: readonly string[];
}

/** A `terraform_data` whose provisioner runs a command, without the types that CDKTF gives provisioners and `for_each`. */
class AclCommand extends TerraformResource {
  public constructor(scope: Construct, id: string, props: AclCommandProps) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
    const { when, command, forEach, input, replacedBy, dependsOn, conditions } = props;
    this.lifecycle = conditionsLifecycle('precondition', conditions);
    if (dependsOn.length > 0) {
      this.dependsOn = [...dependsOn];
    }
    this.addOverride('for_each', forEach);
    this.addOverride('input', input);
    this.addOverride('triggers_replace', `\${[${replacedBy.join(', ')}]}`);
    this.addOverride('provisioner', [
      {
        'local-exec': {
          ...(when ? { when } : {}),
          command: terraformText(command),
          interpreter: ['/bin/sh', '-c'],
          environment: '${self.input}',
        },
      },
    ]);
  }
}
