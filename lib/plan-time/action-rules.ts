import { Zencoder, ZencoderResourceType } from '../zencoder';
import { all, code, faultIf, found, inline, isText, shown, text } from './expression';

const ACTION = inline(text`${code('a.place')}: ${shown('a.value')}`);
const EVERYTHING = '^([*]+|[*]:[*])$';
const OF_S3 = '(?i)^s3:';

/** What is wrong with `Action` and `NotAction` of the statement `e`; one message for each value at most. */
export function actionFaults(): string {
  const named = `${isText('a.value')} && !${found(EVERYTHING, 'a.value')}`;
  const faults = all(
    faultIf(`!${isText('a.value')}`, text`${ACTION} is no action: write a string, or a list of strings`),
    faultIf(`${named} && !${found(':', 'a.value')}`, text`${ACTION} names no service; write "s3:${code('a.value')}"`),
    faultIf(
      `${named} && ${found(':', 'a.value')} && !${found(OF_S3, 'a.value')}`,
      text`${ACTION} is an action of another service, and the policy of a bucket is about S3 alone; drop it`,
    ),
    faultIf(
      `${named} && ${found(OF_S3, 'a.value')} && !${found('^..:[A-Za-z0-9*?]+$', 'a.value')}`,
      text`${ACTION} is no action: a name has letters, digits, "*" and "?", such as s3:GetObject`,
    ),
  );
  return `flatten([for a in e.actions : ${faults}])`;
}

const { BUCKET, OBJECT } = ZencoderResourceType;

/** The actions of which the resource type is known: those of Zencoder, and what all actions take that begin so. */
function appliesTo(type: ZencoderResourceType, begins: string): string {
  const known = Zencoder.actions().filter((action) => Zencoder.resourceType(action) === type);
  return `(?i)^(${known.join('|')})$|^s3:(${begins})${type}`;
}

const TO_OBJECTS = appliesTo(OBJECT, 'get|put|delete|restore|replicate');
const TO_BUCKETS = appliesTo(BUCKET, 'get|put|delete|list');

/**
 * Actions of the statement `e` that apply to none of its resources, as far as their names tell it. With a wildcard it is not
 * known how S3 takes that: a warning.
 */
export function applicability(severity: 'error' | 'warning'): string {
  const resources = '[for r in e.resources : r.value if r.element == "Resource"]';
  const every = (form: string) => `length(resources) > 0 && alltrue([for r in resources : ${found(form, 'r')}])`;
  const misfits = (form: string) =>
    `[for a in e.actions : a if a.element == "Action" && ${found(form, 'a.value')} && ${severity === 'error' ? '!' : ''}${found('[*?]', 'a.value')}]`;
  const line = (what: string, missing: string) =>
    text`${ACTION} is an action on ${what}, which Resource does not name: S3 refuses an action that applies to no resource of its statement; add ${code(`jsonencode(${missing})`)}`;
  const onBucket = `[for a in ${misfits(TO_OBJECTS)} : ${line('objects', '"${resources[0]}/*"')} if ${every('^arn:[^:]*:s3:::[^/*?$]+$')}]`;
  const onObjects = `[for a in ${misfits(TO_BUCKETS)} : ${line('the bucket itself', 'split("/", resources[0])[0]')} if ${every('^arn:[^:]*:s3:::[^/*?$]+/')}]`;
  return `flatten([for resources in [${resources}] : ${all(onBucket, onObjects)}])`;
}
