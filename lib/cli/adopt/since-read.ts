import { type Addition, withBucket, withoutPlaceholders } from '../../config/edit';
import type { ZencoderConfig } from '../../config/format';
import { asMap } from '../../config/untrusted';
import { YamlSource } from '../../config/yaml-source';
import { pathText } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { counted } from '../../messages/wording';
import { emptyConfigText } from '../../snippets/zencoder-yaml';

const MAX_PLACES = 3;

/** What differs in a file since it was read, on one line. Undefined means that there is no file. */
export function changeSince(before: string | undefined, now: string | undefined): string {
  if (before === undefined || now === undefined) {
    return `has been ${before === undefined ? 'made' : 'deleted'} since it was read`;
  }
  const after = valueIn(now);
  if (after === undefined) {
    return 'has changed since it was read, and is not YAML now';
  }
  const places = differences(valueIn(before), after, []);
  const more = places.length - MAX_PLACES;
  const all = [...places.slice(0, MAX_PLACES), ...(more > 0 ? [`${counted(more, 'place')} more`] : [])];
  return `has changed since it was read: ${all.join(', ') || 'its comments or layout'}`;
}

/** In characters that are read: the file is read again for each bucket. */
const MAX_WORK = 4 * 1024 * 1024;

/**
 * Whether all that happened to a file since it was read is that buckets were adopted into it: the same additions, made again, come to
 * the same text. Comments that stand in for buckets may have come too.
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
    // It is not of the form that any file has, or an addition does not fit in.
    return false;
  }
}

/** The buckets and settings of buckets that were not there. */
function additionsTo(before: ZencoderConfig, now: ZencoderConfig): Addition[] {
  return Object.entries(now.stacks).flatMap(([stack, { buckets }]) =>
    Object.entries(buckets ?? {}).flatMap(([bucket, settings]) => {
      const known = asMap(asMap(asMap(asMap(before.stacks)[stack]).buckets)[bucket]);
      const added = Object.entries(settings).filter(([name]) => !Object.hasOwn(known, name));
      return added.length === 0 ? [] : [{ stack, bucket, settings: Object.fromEntries(added) }];
    }),
  );
}

/** Undefined where it is not YAML. */
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
  return [`${pathText(path) || 'all of it'} was ${how}`];
}

/** Every object has a `constructor`, which a bucket may be called too. */
function own(map: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
