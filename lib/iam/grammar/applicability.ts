import { type Diagnostic, Severity } from '../../messages/diagnostic';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { knownAction, S3_ACTIONS, ZencoderResourceType } from '../../s3/actions';
import { placedTexts } from './placed';

const { BUCKET, OBJECT } = ZencoderResourceType;
const BUCKET_ALONE = /^arn:[^:]*:s3:::[^/*?$]+$/;
const OBJECTS = /^arn:[^:]*:s3:::[^/*?$]+\//;

/**
 * Actions that apply to no resource of their statement, as far as the name of the action tells it. S3 answers "Action does not
 * apply to any resource(s) in statement"; an action with a wildcard is a warning, since it is not known how S3 takes that.
 * Source: the resource types on S3's page of the Service Authorization Reference.
 */
export function applicabilityFindings(statement: JsonObject): Diagnostic[] {
  const resources = placedTexts(statement.Resource, []).map(({ value }) => value);
  const [named, ...others] = new Set(resources.map(namedBy));
  if (named === undefined || others.length > 0) {
    return [];
  }
  const missing = named === BUCKET ? `${resources[0]}/*` : resources[0]!.replace(/\/.*/s, '');
  return placedTexts(statement.Action, ['Action'])
    .filter(({ value }) => (resourceTypeOf(value) ?? named) !== named)
    .map(({ path, value }) => ({
      path,
      message: `${quoted(value)} is an action on ${named === BUCKET ? 'objects' : 'the bucket itself'}, which Resource does not name: S3 refuses an action that applies to no resource of its statement; add ${quoted(missing)}`,
      ...(/[*?]/.test(value) ? { severity: Severity.WARNING } : {}),
    }));
}

/** What all actions take that begin so: the only ones beside those known by name whose resource type is told by the name. */
export const OBJECT_ACTION = /^s3:(get|put|delete|restore|replicate)object/i;
export const BUCKET_ACTION = /^s3:(get|put|delete|list)bucket/i;

/** Whether an action can be about what a `Resource` names; true where that is not known here. */
export function canApply(action: string, resource: string): boolean {
  const named = namedBy(resource);
  const type = resourceTypeOf(action);
  return named === undefined || type === undefined || named === type;
}

/** What a `Resource` names without a wildcard in the name of the bucket. */
function namedBy(resource: string): ZencoderResourceType | undefined {
  return BUCKET_ALONE.test(resource) ? BUCKET : OBJECTS.test(resource) ? OBJECT : undefined;
}

function resourceTypeOf(action: string): ZencoderResourceType | undefined {
  const known = knownAction(action);
  return known !== undefined
    ? S3_ACTIONS[known].resourceType
    : OBJECT_ACTION.test(action)
      ? OBJECT
      : BUCKET_ACTION.test(action)
        ? BUCKET
        : undefined;
}
