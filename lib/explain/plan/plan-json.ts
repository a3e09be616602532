import { isObject, type Json, type JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';

/** That a text is no plan that can be read, and what to do: of one line, without anything of what the text holds. */
export class PlanError extends Error {}

/** What is read of a plan, as `terraform show -json` prints it. */
export interface PlanJson {
  readonly changes: readonly JsonObject[];
  /** What was changed outside of Terraform since the last apply. */
  readonly drift: readonly JsonObject[];
  /** What a later plan decides on. */
  readonly deferred: readonly JsonObject[];
  readonly configuration: JsonObject;
  /** A later plan can change more: some changes are deferred, or the plan was limited by `-target`. */
  readonly isIncomplete: boolean;
}

const HOW = 'run "terraform show -json PLAN > plan.json", PLAN being what "terraform plan -out=PLAN" wrote';

/**
 * Reads a plan of Terraform or OpenTofu. Source: Terraform's "JSON Output Format".
 * @throws PlanError
 */
export function readPlan(text: string): PlanJson {
  const plan = parsed(text.replace(/^\ufeff/, ''));
  if (!isObject(plan)) {
    throw new PlanError(`is no plan: ${HOW}`);
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
    throw new PlanError(`is no plan: ${HOW}`);
  }
  if (!/^1\.\d+$/.test(format_version)) {
    const advice = 'plan with Terraform 1.1 or later, or with OpenTofu';
    throw new PlanError(`has the format_version ${quoted(format_version)}, and 1.x can be read; ${advice}`);
  }
  if (plan.errored === true) {
    throw new PlanError('is of a "terraform plan" that ended with an error, so that changes are missing; plan again');
  }
  const lists = { resource_changes, resource_drift, deferred_changes };
  for (const [name, list] of Object.entries(lists)) {
    if (!Array.isArray(list) || !list.every(isObject)) {
      throw new PlanError(`is no plan: ${name} is not a list of objects; ${HOW}`);
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

/** What `terraform show -json` prints of a state, and the file of a state itself. */
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
    throw new PlanError(`${whatElse(text)}: ${HOW}`);
  }
}

/** What people give in place of it. */
function whatElse(text: string): string {
  const first = firstLine(text);
  if (text.startsWith('PK')) {
    return 'is the plan file itself, which only Terraform reads';
  }
  if (first === undefined) {
    return /^\s*[[{]/.test(text) ? 'is not JSON, or not the whole of it' : 'is not JSON';
  }
  return isObject(first) && '@level' in first
    ? 'is the log of "terraform plan -json", not the plan'
    : 'holds more than one JSON document, and one plan at a time can be read';
}

/** The value of the first line, if it is one and more follow. */
function firstLine(text: string): Json | undefined {
  const end = text.trimStart().indexOf('\n');
  try {
    return end < 0 ? undefined : (JSON.parse(text.trimStart().slice(0, end)) as Json);
  } catch {
    return undefined;
  }
}
