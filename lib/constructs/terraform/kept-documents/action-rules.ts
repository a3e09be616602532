import { ZencoderResourceType } from '../../../s3/actions';
import { Zencoder } from '../../../zencoder/zencoder';
import { all, code, has, inline, isText, lineIf, shown, text } from './expression';

const ACTION = inline(text`${code('a.place')}: ${shown('a.value')}`);
const SOUND = '(?i)^s3:[a-z0-9*?]+$|^([*]+|[*]:[*])$';
const OF_S3 = '(?i)^s3:';

/** What is wrong with `Action` and `NotAction` of the statement `e`; one message for each value at most. */
export function actionFaults(): string {
  const faults = all(
    lineIf(`!strcontains(a.value, ":")`, text`${ACTION} names no service; write "s3:${code('a.value')}"`),
    lineIf(
      `strcontains(a.value, ":") && !(${has(OF_S3, 'a.value')})`,
      text`${ACTION} is an action of another service, and the policy of a bucket is about S3 alone; drop it`,
    ),
    lineIf(
      has(OF_S3, 'a.value'),
      text`${ACTION} is no action: a name has letters, digits, "*" and "?", such as s3:GetObject`,
    ),
  );
  const texts = `[for a in e.actions : a if ${isText('a.value')}]`;
  return all(
    `[for a in e.actions : ${text`${ACTION} is no action: write a string, or a list of strings`} if !${isText('a.value')}]`,
    `flatten([for a in ${texts} : ${faults} if !(${has(SOUND, 'a.value')})])`,
  );
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
 * Actions of statements that apply to none of their resources, as far as their names tell it. With a wildcard it is not known
 * how S3 takes that: a warning.
 */
export function applicability(elements: string, severity: 'error' | 'warning'): string {
  const texts = (of: string, element: string) =>
    `[for v in ${of} : v if v.element == "${element}" && ${isText('v.value')}]`;
  const wildcard = `${severity === 'error' ? '!' : ''}(${has('[*?]', 'a.value')})`;
  const line = (what: string, missing: string) =>
    text`${ACTION} is an action on ${what}, which Resource does not name: S3 refuses an action that applies to no resource of its statement; add ${code(`jsonencode(${missing})`)}`;
  const misfits = (resources: string, actions: string, message: string) =>
    `flatten([for s in of : [for a in s.actions : ${message} if ${has(actions, 'a.value')} && ${wildcard}] if length(s.resources) > 0 && alltrue([for r in s.resources : ${has(resources, 'r.value')}])])`;
  const statements = `[for e in ${elements} : {actions = ${texts('e.actions', 'Action')}, resources = ${texts('e.resources', 'Resource')}}]`;
  const onBucket = misfits('^arn:[^:]*:s3:::[^/*?$]+$', TO_OBJECTS, line('objects', '"${s.resources[0].value}/*"'));
  const onObjects = misfits(
    '^arn:[^:]*:s3:::[^/*?$]+/',
    TO_BUCKETS,
    line('the bucket itself', 'split("/", s.resources[0].value)[0]'),
  );
  return `flatten([for of in [${statements}] : [${onBucket}, ${onObjects}]])`;
}
