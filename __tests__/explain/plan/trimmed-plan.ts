import { isObject, type Json, type JsonObject } from '../../../lib/messages/json';

/** The types of resources that a fixture keeps. */
const TYPES =
  /^(aws_s3_bucket|aws_s3_bucket_policy|aws_s3_bucket_ownership_controls|aws_s3_object_copy|aws_iam_(user|user_policy|access_key)|terraform_data)$/;

/** The attributes that a fixture keeps of a resource. */
const ATTRIBUTES = [
  'bucket',
  'force_destroy',
  'grant',
  'id',
  'input',
  'key',
  'name',
  'policy',
  'rule',
  'source',
  'user',
];

/** IDs that Terraform or AWS generates, different in each run. */
const GENERATED = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|AKIA[0-9A-Z]{16})$/;

/** A plan as `terraform show -json` prints it, with only the parts that matter for access. */
export function trimmedPlan(plan: JsonObject): JsonObject {
  const { format_version, errored, resource_changes, resource_drift, configuration } = plan;
  return defined({
    format_version,
    ...(errored ? { errored } : {}),
    resource_drift: resource_drift && changes(resource_drift),
    resource_changes: resource_changes && changes(resource_changes),
    configuration: configuration && { root_module: module((configuration as JsonObject).root_module ?? {}) },
  });
}

function changes(value: Json): Json[] {
  return (value as JsonObject[])
    .filter(({ type }) => TYPES.test(String(type)))
    .map(({ provider_name: _, name: __, index: ___, change, ...rest }) => ({
      ...rest,
      change: trimmedChange(change as JsonObject),
    }));
}

/** A change with only these attributes, in its values and in the marks for unknown and sensitive values. */
function trimmedChange({
  before,
  after,
  after_unknown,
  before_sensitive,
  after_sensitive,
  ...rest
}: JsonObject): JsonObject {
  const few = (value: Json | undefined) =>
    isObject(value)
      ? defined(Object.fromEntries(ATTRIBUTES.map((name) => [name, name in value ? settled(value[name]!) : undefined])))
      : value;
  const parts = { before, after, after_unknown, before_sensitive, after_sensitive };
  return defined({ ...rest, ...Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, few(value)])) });
}

function settled(value: Json): Json {
  return typeof value === 'string' && GENERATED.test(value) ? 'made up' : value;
}

function module(value: Json): JsonObject {
  const { resources = [], module_calls = {} } = value as JsonObject;
  const called = Object.entries(module_calls as JsonObject).map(([name, call]) => [
    name,
    { module: module((call as JsonObject).module ?? {}) },
  ]);
  const own = (resources as JsonObject[])
    .filter(({ type }) => TYPES.test(String(type)))
    .map(({ address, mode, type, name, expressions, provisioners, for_each_expression, count_expression }) =>
      defined({
        address,
        mode,
        type,
        name,
        provisioners: provisioners && (provisioners as JsonObject[]).map((one) => ({ type: one.type! })),
        expressions: expressions && fewExpressions(expressions as JsonObject),
        for_each_expression: for_each_expression ? {} : undefined,
        count_expression: count_expression ? {} : undefined,
      }),
    );
  return defined({
    resources: own.length > 0 ? own : undefined,
    module_calls: called.length > 0 ? Object.fromEntries(called) : undefined,
  });
}

function fewExpressions({ bucket, policy }: JsonObject): JsonObject {
  return defined({ bucket, policy });
}

function defined(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}
