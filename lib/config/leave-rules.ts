import { objectsFindings, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { earlierPlaces, valueFindings } from '../messages/attributes';
import { type Diagnostic, findingsOfEach, within } from '../messages/diagnostic';
import { isObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { bucketNameOf } from '../s3/bucket-name';
import { asList, asMap, asText, type UntrustedMap } from './untrusted';

/** What is wrong in the buckets that a stack leaves. */
export function leaveFindings(stack: UntrustedMap): Diagnostic[] {
  const entries = asList(stack.leave).map((entry) => (typeof entry === 'string' ? { bucket: entry } : asMap(entry)));
  const isEmpty = Array.isArray(stack.leave) && entries.length === 0;
  const earlier = earlierPlaces(entries.map(({ bucket }) => asText(bucket)));
  return within(
    ['leave'],
    [
      ...(isEmpty ? [{ path: [], message: 'an empty list leaves no bucket; take the line out' }] : []),
      ...findingsOfEach(entries, (entry: UntrustedMap, index) => {
        const name = asText(entry.bucket);
        const path = typeof asList(stack.leave)[index] === 'string' ? [index] : [index, 'bucket'];
        const messages = [
          earlier[index] === undefined ? undefined : `${quoted(name)} ${isTwice(earlier[index])}`,
          Object.hasOwn(asMap(stack.buckets), name ?? '') ? `${quoted(name)} ${IS_MANAGED}` : undefined,
        ];
        return [
          // The bucket may have had a region of its own.
          ...valueFindings('', name, bucketNameOf()).map((finding) => ({ ...finding, path })),
          ...messages.flatMap((message) => (message === undefined ? [] : [{ path, message }])),
          ...within([index, 'copies'], copiesFindings(entry.copies)),
        ];
      }),
    ],
  );
}

function isTwice(place: number): string {
  return `is the bucket of entry ${place} already; put all its copies into one entry`;
}

const IS_MANAGED =
  'is among the buckets of this stack too; take it out there, and its policy is left in place, or out here, and the stack keeps it';

/** Copies that are left were once copies that a bucket may have. What is neither a key nor a map is reported by the format first. */
function copiesFindings(copies: unknown): Diagnostic[] {
  if (Array.isArray(copies) && copies.length === 0) {
    return [{ path: [], message: 'an empty list names no copy; leave copies out' }];
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
