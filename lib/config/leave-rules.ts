import { objectsFindings, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { earlierPlaces, valueFindings } from '../messages/attributes';
import { type Diagnostic, findingsOfEach, within } from '../messages/diagnostic';
import { isObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { bucketNameOf } from '../s3/bucket-name';
import { asList, asMap, asText, type UntrustedMap } from './untrusted';

/** Returns the errors in the setting `leave` of a stack. */
export function leaveFindings(stack: UntrustedMap): Diagnostic[] {
  const entries = asList(stack.leave).map((entry) => (typeof entry === 'string' ? { bucket: entry } : asMap(entry)));
  const isEmpty = Array.isArray(stack.leave) && entries.length === 0;
  const earlier = earlierPlaces(entries.map(({ bucket }) => asText(bucket)));
  return within(
    ['leave'],
    [
      ...(isEmpty ? [{ path: [], message: 'an empty list leaves no bucket; remove leave' }] : []),
      ...findingsOfEach(entries, (entry: UntrustedMap, index) => {
        const name = asText(entry.bucket);
        const path = typeof asList(stack.leave)[index] === 'string' ? [index] : [index, 'bucket'];
        const messages = [
          earlier[index] === undefined ? undefined : `${quoted(name)} ${duplicateOf(earlier[index])}`,
          Object.hasOwn(asMap(stack.buckets), name ?? '') ? `${quoted(name)} ${IS_MANAGED}` : undefined,
        ];
        return [
          // No region is passed, because the bucket may have had its own.
          ...valueFindings('', name, bucketNameOf()).map((finding) => ({ ...finding, path })),
          ...messages.flatMap((message) => (message === undefined ? [] : [{ path, message }])),
          ...within([index, 'copies'], copiesFindings(entry.copies)),
        ];
      }),
    ],
  );
}

function duplicateOf(place: number): string {
  return `is already the bucket of entry ${place}; put all its copies into one entry`;
}

const IS_MANAGED =
  'is also in buckets of this stack; remove it from buckets to leave its policy in place, or from leave to keep managing it';

/** Returns the errors in copies, by the rules for objects of method acl-copy. The schema reports members that are neither a key nor a map. */
function copiesFindings(copies: unknown): Diagnostic[] {
  if (Array.isArray(copies) && copies.length === 0) {
    return [{ path: [], message: 'an empty list names no copy; remove copies' }];
  }
  const all = asList(copies);
  const objects = all.map((copy) => ({
    ...(typeof copy === 'string' ? { key: copy } : asMap(copy)),
    method: ZencoderObjectMethod.ACL_COPY,
  }));
  return objectsFindings(objects as unknown as ZencoderObject[]).map((finding) => {
    const [place] = finding.path;
    return isObject(all[place as number]) ? finding : { ...finding, path: [place!] };
  });
}
