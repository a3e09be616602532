import fc from 'fast-check';
import { objectsFindings, type ZencoderObject, ZencoderPermission } from '../../lib/grants/object-access';
import { isWarning } from '../../lib/messages/diagnostic';
import { oddKey } from '../support/odd-text';

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An object as TypeScript has it, of which not all need be right. */
export type Loose = Readonly<Record<string, unknown>>;

/** The same as Terraform has it. */
export function inSnakeCase(object: unknown): unknown {
  return typeof object === 'object' && object !== null && !Array.isArray(object)
    ? Object.fromEntries(Object.entries(object).map(([name, value]) => [snakeCase(name), value]))
    : object;
}

/** Whether the TypeScript core takes the objects of a bucket. */
export function isTakenByCore(objects: readonly unknown[]): boolean {
  try {
    return objectsFindings(objects as ZencoderObject[]).every(isWarning);
  } catch {
    return false;
  }
}

const key = fc.oneof(oddKey, fc.constantFrom('a.mov', 'in/a.mov', 'zencoder/a.mov', 'zencoder/in/a.mov'));
const permissions = fc.subarray(Object.values(ZencoderPermission), { minLength: 1 });

const object: fc.Arbitrary<Loose> = fc.oneof(
  fc.record({ key, method: fc.constant('policy') }, { requiredKeys: ['key'] }),
  fc.record(
    { key, method: fc.constant('acl'), permissions, versionId: oddKey },
    {
      requiredKeys: ['key', 'method'],
    },
  ),
  fc.record(
    {
      key,
      method: fc.constant('acl-copy'),
      permissions,
      copyTo: key,
      storageClass: fc.constantFrom('STANDARD', 'GLACIER_IR'),
      contentType: fc.constant('video/mp4'),
    },
    { requiredKeys: ['key', 'method'] },
  ),
);

/** Objects that are taken together. */
export const objectInputs: fc.Arbitrary<Loose[]> = fc
  .array(object, { minLength: 1, maxLength: 5 })
  .filter(isTakenByCore);
