import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';

/** Who asks for what, with the values of all condition keys that the request has. */
export interface SimulatedRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

const ALLOW_ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
/** An account that no policy here names: that of the bucket. */
const OWNER = '999900009999';

/** The simulator asks for a name that it gives only to policies of this form: those that were validated before. */
function named(policy: unknown) {
  return { __validated: true, policyDocument: policy, metadata: { name: 'bucket' }, errors: [] };
}

/**
 * What the simulator says of a request from another account, which allows who asks everything: so that it is the policy of
 * the bucket that decides. It checks neither the policy nor whether the action has the condition keys, and takes microseconds.
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
