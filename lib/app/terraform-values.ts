import { terraformText, untypedText } from '../constructs/terraform/escaped-text';
import { isObject } from '../messages/json';

/** Escapes each text in a value for Terraform. Members that are null are left out, as Terraform does. */
export function asTerraformText<T>(value: T): T {
  return mapped(value, terraformText) as T;
}

/** Does the same for values whose types CDKTF does not know, such as the options of a backend. */
export function asUntypedText<T>(value: T): T {
  return mapped(value, untypedText) as T;
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return change(value);
  }
  if (Array.isArray(value)) {
    return value.map((member) => mapped(member, change));
  }
  const members = isObject(value) ? Object.entries(value).filter(([, member]) => member !== null) : [];
  return isObject(value) ? Object.fromEntries(members.map(([name, member]) => [name, mapped(member, change)])) : value;
}
