import { type Diagnostic, Severity } from '../../messages/diagnostic';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { knownAction, S3_ACTIONS, ZencoderResourceType } from '../../s3/actions';
import { placedTexts } from './placed';

const { BUCKET, OBJECT } = ZencoderResourceType;
const BUCKET_ALONE = /^arn:[^:]*:s3:::[^/*?$]+$/;
const OBJECTS = /^arn:[^:]*:s3:::[^/*?$]+\//;

/**
 * Finds actions that apply to no resource in their statement, where the name of the action shows this. S3 answers
 * "Action does not apply to any resource(s) in statement". An action with a wildcard gets a warning, since AWS does not
 * document what S3 does.
 * Source: the resource types on S3's page of the Service Authorization Reference.
 */
export function applicabilityFindings(statement: JsonObject): Diagnostic[] {
  const resources = placedTexts(statement.Resource, []).map(({ value }) => value);
  const [named, ...otherTypes] = new Set(resources.map(namedBy));
  if (named === undefined || otherTypes.length > 0) {
    return [];
  }
  const missing = named === BUCKET ? `${resources[0]}/*` : resources[0]!.replace(/\/.*/s, '');
  return placedTexts(statement.Action, ['Action'])
    .filter(({ value }) => (resourceTypeOf(value) ?? named) !== named)
    .map(({ path, value }) => ({
      path,
      message: `${quoted(value)} applies to ${named === BUCKET ? 'objects, but Resource contains no objects' : 'the bucket itself, but Resource contains only objects'}: S3 refuses an action that applies to no resource in its statement; add ${quoted(missing)}`,
      ...(/[*?]/.test(value) ? { severity: Severity.WARNING } : {}),
    }));
}

/**
 * All actions with these beginnings apply to objects, or to buckets. The names of other unknown actions do not show
 * their resource type.
 */
export const OBJECT_ACTION = /^s3:(get|put|delete|restore|replicate)object/i;
export const BUCKET_ACTION = /^s3:(get|put|delete|list)bucket/i;

/** Whether an action can apply to a resource; true if this is not known. */
export function canApply(action: string, resource: string): boolean {
  const named = namedBy(resource);
  const type = resourceTypeOf(action);
  return named === undefined || type === undefined || named === type;
}

/** The type of a resource, if its bucket name has no wildcard. */
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
