import { type Addition, withBucket } from '../../config/edit';
import type { ZencoderConfig } from '../../config/format';
import { withoutPlaceholders } from '../../config/placeholders';
import { asMap } from '../../config/untrusted';
import { YamlSource } from '../../config/yaml-source';
import { pathText } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { counted } from '../../messages/wording';
import { emptyConfigText } from '../../snippets/zencoder-yaml';

const MAX_PLACES = 3;

/** Describes on one line how a file changed since it was read. Undefined means that the file does not exist. */
export function changeSince(before: string | undefined, now: string | undefined): string {
  if (before === undefined || now === undefined) {
    return `has been ${before === undefined ? 'created' : 'deleted'} since it was read`;
  }
  const after = valueIn(now);
  if (after === undefined) {
    return 'has changed since it was read and is no longer YAML';
  }
  const places = differences(valueIn(before), after, []);
  const more = places.length - MAX_PLACES;
  const all = [...places.slice(0, MAX_PLACES), ...(more > 0 ? [counted(more, 'more place')] : [])];
  return `has changed since it was read: ${all.join(', ') || 'its comments or layout'}`;
}

/** The limit for adopted buckets times file size in characters, because the file is parsed again for each bucket. */
const MAX_WORK = 4 * 1024 * 1024;

/**
 * Whether the only change of a file since it was read is that other runs adopted buckets into it. This is so if the
 * same additions, made again, give the same text. Commented buckets are ignored.
 */
export function isAdoptedSince(before: string | undefined, now: string): boolean {
  try {
    const is = valueIn(now) as ZencoderConfig;
    const [stack = '', { region }] = Object.entries(is.stacks)[0]!;
    const start = before === undefined ? emptyConfigText({ stack, region }) : withoutPlaceholders(before);
    const additions = additionsTo(valueIn(start) as ZencoderConfig, is);
    const isCheap = additions.length * now.length < MAX_WORK;
    return isCheap && additions.reduce(withBucket, start) === withoutPlaceholders(now);
  } catch {
    // The text is not a valid file, or an addition does not fit into it.
    return false;
  }
}

/** The buckets, and the settings of buckets, that are new. */
function additionsTo(before: ZencoderConfig, now: ZencoderConfig): Addition[] {
  return Object.entries(now.stacks).flatMap(([stack, { buckets }]) =>
    Object.entries(buckets ?? {}).flatMap(([bucket, settings]) => {
      const known = asMap(asMap(asMap(asMap(before.stacks)[stack]).buckets)[bucket]);
      const added = Object.entries(settings).filter(([name]) => !Object.hasOwn(known, name));
      return added.length === 0 ? [] : [{ stack, bucket, settings: Object.fromEntries(added) }];
    }),
  );
}

/** The value of a YAML text; undefined if it is not YAML. */
function valueIn(text: string): unknown {
  try {
    return new YamlSource(text).value;
  } catch {
    return undefined;
  }
}

function differences(before: unknown, after: unknown, path: readonly string[]): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => differences(own(before, name), own(after, name), [...path, name]));
  }
  const how = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return [`${pathText(path) || 'the whole content'} was ${how}`];
}

/** An own member only: a bucket can be called `constructor`, which every object inherits. */
function own(map: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
