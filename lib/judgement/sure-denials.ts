import { coversAction } from '../iam/action-and-resource';
import { conditionsOf } from '../iam/condition';
import { Coverage, coverageOf, type ResourceSet } from '../iam/coverage';
import { listed } from '../iam/policy';
import { isAbout } from '../iam/principal';
import { all } from '../iam/verdict';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { ZencoderAction } from '../zencoder/zencoder';
import type { ZencoderRequests } from './zencoder-requests';

/** With an ACL and without one, which is all that requests for different actions differ in. */
const DIFFERENT_REQUESTS = [ZencoderAction.PUT_OBJECT, ZencoderAction.GET_OBJECT];

/** The statements that deny Zencoder something whatever a request says. */
export function sureDenials(statements: readonly Json[], { asker, contextOf }: ZencoderRequests): JsonObject[] {
  return statements.filter((statement): statement is JsonObject => {
    if (!isObject(statement) || statement.Effect !== 'Deny') {
      return false;
    }
    const conditions = DIFFERENT_REQUESTS.flatMap((action) =>
      conditionsOf(statement.Condition, { context: contextOf(action), hasVariables: true }),
    );
    return all([isAbout(statement, asker), ...conditions.map(({ verdict }) => verdict)]) === true;
  });
}

/**
 * Whether one of them is about all that an action, as a statement has it, can do with the resources. Of an action with wildcards that
 * is known only where the denial names it by wildcards too. Undefined resources are not known, and so not denied.
 */
export function deniesAll(
  denials: readonly JsonObject[],
  action: string,
  resources: ResourceSet | undefined,
  { context }: ZencoderRequests,
): boolean {
  return (
    resources !== undefined &&
    denials.some((denial) => namesAction(denial, action) && coverageOf(denial, resources, context) === Coverage.ALL)
  );
}

function namesAction(denial: JsonObject, action: string): boolean {
  const isPattern = /[*?]/.test(action);
  // A "?" would match the "*" of a pattern as if it were a letter.
  const isComparable = denial.Action !== undefined && !listed(denial.Action).some((one) => String(one).includes('?'));
  return (!isPattern || isComparable) && coversAction(denial, action) === true;
}
