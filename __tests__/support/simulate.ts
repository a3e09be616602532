import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';

/** A request, with the values of all its condition keys. */
export interface SimulatedRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

const ALLOW_ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
/** The account of the bucket. No policy in the tests names it. */
const OWNER = '999900009999';

/** A policy in the form that the simulator requires, which has a name and is marked as validated. */
function named(policy: unknown) {
  return { __validated: true, policyDocument: policy, metadata: { name: 'bucket' }, errors: [] };
}

/**
 * The decision of the simulator for a request from another account. That account allows everything, so the bucket policy decides.
 * For speed, the simulator checks neither the policy nor whether the action supports the condition keys.
 */
export function simulate(policy: unknown, { principal, action, resource, context }: SimulatedRequest) {
  return runUnsafeSimulation(
    {
      request: { principal, action, resource: { resource, accountId: OWNER }, contextVariables: { ...context } },
      identityPolicies: [{ name: 'everything', policy: ALLOW_ALL }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: named(policy),
    },
    {},
  );
}
