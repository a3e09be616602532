import { isObject, type Json, type JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';

/** The text is not a plan that can be read. The message is one line, says what to do, and has nothing from the text. */
export class PlanError extends Error {}

/** The parts of a plan that are read, as `terraform show -json` prints them. */
export interface PlanJson {
  readonly changes: readonly JsonObject[];
  /** Resources that were changed outside of Terraform since the last apply. */
  readonly drift: readonly JsonObject[];
  /** Changes that are deferred to a later plan. */
  readonly deferred: readonly JsonObject[];
  readonly configuration: JsonObject;
  /** Whether a later plan can change more: changes are deferred, or `-target` limits the plan. */
  readonly isIncomplete: boolean;
}

const HOW =
  'in the folder where Terraform runs, run "terraform plan -out=PLAN", then "terraform show -json PLAN > plan.json"';

/**
 * Reads a plan of Terraform or OpenTofu. Source: Terraform's "JSON Output Format".
 * @throws PlanError
 */
export function readPlan(text: string): PlanJson {
  const plan = parsed(text.replace(/^\ufeff/, ''));
  if (!isObject(plan)) {
    throw new PlanError(`is not a plan: ${HOW}`);
  }
  const {
    format_version,
    resource_changes = [],
    resource_drift = [],
    deferred_changes = [],
    configuration = {},
  } = plan;
  if (isState(plan)) {
    throw new PlanError(`is a state, not a plan: ${HOW}`);
  }
  if (
    typeof format_version !== 'string' ||
    !('planned_values' in plan || 'resource_changes' in plan || 'configuration' in plan)
  ) {
    throw new PlanError(`is not a plan: ${HOW}`);
  }
  if (!/^1\.\d+$/.test(format_version)) {
    const advice = 'plan with Terraform 1.1 or later, or with OpenTofu';
    throw new PlanError(`has format_version ${quoted(format_version)}, but only 1.x is supported; ${advice}`);
  }
  if (plan.errored === true) {
    throw new PlanError('is from a "terraform plan" that ended with an error, so changes are missing; plan again');
  }
  const lists = { resource_changes, resource_drift, deferred_changes };
  for (const [name, list] of Object.entries(lists)) {
    if (!Array.isArray(list) || !list.every(isObject)) {
      throw new PlanError(`is not a plan: ${name} is not a list of objects; ${HOW}`);
    }
  }
  return {
    changes: resource_changes as JsonObject[],
    drift: resource_drift as JsonObject[],
    deferred: (deferred_changes as JsonObject[]).map(({ resource_change }) => resource_change).filter(isObject),
    configuration: isObject(configuration) ? configuration : {},
    isIncomplete: plan.complete === false && plan.applyable !== false,
  };
}

/** Whether it is the output of `terraform show -json` for a state, or a state file. */
function isState(plan: JsonObject): boolean {
  const isShown = typeof plan.format_version === 'string' && !('configuration' in plan || 'resource_changes' in plan);
  const isFile = typeof plan.version === 'number' && ('lineage' in plan || 'serial' in plan);
  return isFile || (isShown && ('values' in plan || !('planned_values' in plan)));
}

function parsed(text: string): Json {
  if (text.trim() === '') {
    throw new PlanError(`is empty: ${HOW}`);
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new PlanError(`${errorOf(text)}: ${HOW}`);
  }
}

/** Why a text is not JSON: what it probably is instead of a plan. */
function errorOf(text: string): string {
  const first = firstLine(text);
  if (text.startsWith('PK')) {
    return 'is the plan file itself, which only Terraform can read';
  }
  if (first === undefined) {
    return /^\s*[[{]/.test(text) ? 'is invalid or incomplete JSON' : 'is not JSON';
  }
  return isObject(first) && '@level' in first
    ? 'is the log of "terraform plan -json", not the plan'
    : 'has more than one JSON document, but must be one plan';
}

/** The JSON value of the first line, if the text has more lines. */
function firstLine(text: string): Json | undefined {
  const end = text.trimStart().indexOf('\n');
  try {
    return end < 0 ? undefined : (JSON.parse(text.trimStart().slice(0, end)) as Json);
  } catch {
    return undefined;
  }
}
