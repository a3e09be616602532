import fc from 'fast-check';
import { oddKey } from '../support/odd-text';

const oneOrMore = (member: fc.Arbitrary<unknown>) => fc.oneof(member, fc.array(member, { minLength: 1, maxLength: 3 }));
const either = (names: readonly [string, string], value: fc.Arbitrary<unknown>) =>
  fc.tuple(fc.constantFrom(...names), value).map(([name, member]) => ({ [name]: member }));

const principal = fc.constantFrom<unknown>(
  '*',
  { AWS: '*' },
  { AWS: 'arn:aws:iam::012345678901:root' },
  { AWS: ['012345678901', 'arn:aws:iam::012345678901:role/path/r'], Service: 'logging.s3.amazonaws.com' },
  { Service: ['delivery.logs.amazonaws.com'] },
  { CanonicalUser: 'ab'.repeat(32) },
);

/** Values of a condition, numbers in the digits that JavaScript keeps. */
const scalar = fc.oneof(
  { weight: 4, arbitrary: oddKey },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(0, -0.5, 1e-7, 1.25e9, 12345678901234.5, '') },
);

const condition = fc.dictionary(
  fc.constantFrom('StringLike', 'NumericLessThan', 'Bool', 'ForAllValues:StringEquals'),
  fc.dictionary(fc.oneof(fc.constantFrom('aws:userid', 's3:max-keys'), oddKey), oneOrMore(scalar), { maxKeys: 2 }),
  { maxKeys: 2 },
);

/** In whatever bucket. */
const resource = oddKey.map((key) => `arn:aws:s3:::*/${key}`);

/** A statement of somebody else, its members in the order AWS writes them. */
const statement: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.record({ Sid: fc.oneof(fc.constantFrom('', 'TlsOnly', 'ZencoderRead'), oddKey) }, { requiredKeys: [] }),
    fc.record({ Effect: fc.constantFrom('Allow', 'Deny') }),
    either(['Principal', 'NotPrincipal'], principal),
    either(['Action', 'NotAction'], oneOrMore(fc.constantFrom('s3:*', 's3:GetObject', 's3:Put*'))),
    either(['Resource', 'NotResource'], oneOrMore(resource)),
    fc.record({ Condition: condition }, { requiredKeys: [] }),
  )
  .map((parts) => Object.assign({}, ...parts) as Record<string, unknown>);

/** A policy of somebody else as JSON text, compact or not. */
export const sourceDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.record({ Version: fc.constant('2012-10-17'), Id: oddKey }, { requiredKeys: ['Version'] }),
    fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 3 })),
    fc.constantFrom(0, 2),
  )
  .map(([members, Statement, indent]) => JSON.stringify({ ...members, Statement }, null, indent));
