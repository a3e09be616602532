import { keyFault, prefixFault } from '../grants/grant';
import { isObject, type Json } from '../messages/json';
import { tokenFault } from '../messages/token';
import { quoted } from '../messages/wording';
import { bucketArn } from '../s3/resource-arn';

/** What grants can say of an entry of `Resource`. */
export interface SaidResource {
  readonly written: string;
  /** The bucket itself is covered. */
  readonly bucket: boolean;
  /** Every object is covered. */
  readonly everyObject?: boolean;
  readonly prefix?: string;
  readonly key?: string;
  /** Why nothing of it can be said. */
  readonly why?: string;
}

export function saidResource(entry: Json, bucket: string): SaidResource {
  const written = isObject(entry) ? JSON.stringify(entry) : String(entry);
  const pattern = readPattern(written);
  const said = typeof pattern === 'string' ? { why: pattern } : covered(pattern, bucket);
  return { bucket: false, ...said, written };
}

/** A literal text, or all that begin with it. */
interface Pattern {
  readonly text: string;
  readonly open: boolean;
}

const PART = /\$\{([*?$])\}|(\$\{[^}]*\}?)|(\*+$)|([*?])|[^*?$]+|\$/gu;

/** The pattern, or why it is none of those that grants have. */
function readPattern(written: string): Pattern | string {
  let text = '';
  let open = false;
  for (const [part, escaped, variable, end, wildcard] of written.matchAll(PART)) {
    if (variable !== undefined) {
      return `${quoted(variable)} is a policy variable, and grants are literal`;
    }
    if (wildcard !== undefined) {
      return `it has a ${quoted(wildcard)} before its end, and of grants a prefix alone covers more than one key`;
    }
    open ||= end !== undefined;
    text += end === undefined ? (escaped ?? part) : '';
  }
  return { text, open };
}

function covered({ text, open }: Pattern, bucket: string): Partial<SaidResource> {
  const arn = bucketArn(bucket);
  const objects = `${arn}/`;
  if (open && arn.startsWith(text) && (text === '' || text.startsWith('arn:'))) {
    return { bucket: true, everyObject: true };
  }
  if (!open && text === arn) {
    return { bucket: true };
  }
  if (!text.startsWith(objects)) {
    return { why: `it is not of the bucket ${quoted(bucket)}` };
  }
  const name = text.slice(objects.length);
  if (name === '') {
    return open ? { everyObject: true } : {};
  }
  const why = (open ? prefixFault(name) : keyFault(name)) ?? tokenFault(name);
  return why !== undefined ? { why } : open ? { prefix: name } : { key: name };
}
