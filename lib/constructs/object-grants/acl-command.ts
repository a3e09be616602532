import { dependable, TerraformLocal, TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { terraformText } from '../terraform/escaped-text';
import { type Condition, preconditions } from '../terraform/plan-time-checks';
import { REVOKE_COMMAND, SET_COMMAND } from './acl-scripts';

interface AclCommandsProps {
  /** An instance for each object: a map of what its commands find in their environment. */
  readonly forEach: unknown;
  readonly dependsOn?: readonly string[];
  readonly conditions: readonly Condition[];
}

/** What makes it another grant: the old one is revoked before the new one is set. */
const IDENTITY = ['ZENCODER_REQUEST', 'ZENCODER_GRANTEE', 'AWS_ENDPOINT_URL_S3'];

/**
 * The two resources that set the grants of objects, and revoke those of objects that leave the map. A local value stands
 * between them: each instance would otherwise refer to all of the other resource, and Terraform's graph grow with the square.
 */
export function addAclCommands(scope: Construct, { forEach, dependsOn = [], conditions }: AclCommandsProps): void {
  const revoke = new AclCommand(scope, 'Revoke', forEach, IDENTITY, { when: 'destroy', command: REVOKE_COMMAND });
  revoke.lifecycle = preconditions(conditions);
  revoke.dependsOn = dependsOn.length > 0 ? [...dependsOn] : undefined;
  const revocable = `\${{for name, grant in ${dependable(revoke)} : name => grant.input}}`;
  const grants = new TerraformLocal(scope, 'Revocable', revocable).toString();
  new AclCommand(scope, 'Set', grants, [...IDENTITY, 'ZENCODER_GRANTS'], { command: SET_COMMAND });
}

/** A `terraform_data` whose provisioner runs a command, without the types that CDKTF gives provisioners and `for_each`. */
class AclCommand extends TerraformResource {
  /** @param replacedBy the variables of which a change makes another resource */
  public constructor(
    scope: Construct,
    id: string,
    forEach: unknown,
    replacedBy: readonly string[],
    { when, command }: { readonly when?: 'destroy'; readonly command: string },
  ) {
    super(scope, id, { terraformResourceType: 'terraform_data' });
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
          environment: '${self.input}',
        },
      },
    ]);
  }
}
