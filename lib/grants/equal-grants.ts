import type { ZencoderGrant } from './grant';

const MAX_KEPT = 1000;
/** In characters. Longer lists of keys are rarely those of another bucket too. */
const MAX_CONTENT = 2000;

/** Keeps what was worked out of grants, since many buckets often have equal ones. */
export class KeptForEqual<Result> {
  private readonly kept = new Map<string, Result>();

  /** @param content the same text for equal inputs only; undefined if the input cannot be compared */
  public get(content: string | undefined, work: () => Result): Result {
    if (content === undefined || content.length > MAX_CONTENT) {
      return work();
    }
    let result = this.kept.get(content);
    if (result === undefined) {
      if (this.kept.size >= MAX_KEPT) {
        this.kept.clear();
      }
      result = work();
      this.kept.set(content, result);
    }
    return result;
  }
}

/**
 * A text that only equal grants have: the names of the properties and the values of the attributes. Undefined if an attribute is
 * neither a text nor a list of texts, which a JavaScript caller can give.
 */
export function contentOf(grant: ZencoderGrant): string | undefined {
  const { role, actions, prefixes, keys, expires } = grant;
  return isText(role) && isText(expires) && areTexts(actions) && areTexts(prefixes) && areTexts(keys)
    ? JSON.stringify([Object.keys(grant), role, expires, actions, prefixes, keys])
    : undefined;
}

/** The same for several grants. */
export function contentOfAll(grants: readonly ZencoderGrant[]): string | undefined {
  const contents = grants.map(contentOf);
  return contents.includes(undefined) ? undefined : contents.join('\n');
}

function isText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function areTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((member) => typeof member === 'string'));
}
