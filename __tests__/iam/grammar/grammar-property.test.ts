import fc from 'fast-check';
import { grammarFindings, readPolicyText } from '../../../lib/iam/grammar/document';
import { OPERATOR_NAMES } from '../../../lib/iam/operators';
import { type Diagnostic, isError } from '../../../lib/messages/diagnostic';
import type { Json } from '../../../lib/messages/json';
import { ACTIONS } from './cases/actions';
import { CONDITIONS } from './cases/conditions';
import { DOCUMENTS } from './cases/documents';
import { PRINCIPALS } from './cases/principals';
import { RESOURCES } from './cases/resources';

const oneOrMany = <T>(one: fc.Arbitrary<T>) => fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const name = fc.string({ unit: fc.constantFrom(...'azAZ09_+=,.@-'), minLength: 1, maxLength: 12 });
const word = fc.string({ unit: fc.constantFrom(...'az09-'), minLength: 1, maxLength: 8 });

const awsPrincipal = fc.oneof(
  fc.constant('*'),
  digits(12),
  digits(12).map((account) => `arn:aws:iam::${account}:root`),
  fc
    .tuple(digits(12), fc.constantFrom('user', 'role'), fc.array(name, { minLength: 1, maxLength: 3 }))
    .map(([account, kind, path]) => `arn:aws:iam::${account}:${kind}/${path.join('/')}`),
  fc
    .tuple(digits(12), name, name)
    .map(([account, role, session]) => `arn:aws:sts::${account}:assumed-role/${role}/${session}`),
);
const principal = fc.oneof(
  fc.constant('*'),
  fc.record({ AWS: oneOrMany(awsPrincipal) }),
  fc.record({ Service: oneOrMany(word.map((service) => `${service}.amazonaws.com`)), AWS: awsPrincipal }),
);
const action = fc.oneof(
  fc.constantFrom('*', 's3:*', 'S3:GetObject', 's3:Get*', 's3:ListBucket', 's3:PutObjectAcl'),
  fc.string({ unit: fc.constantFrom(...'aZ09*?'), minLength: 1, maxLength: 12 }).map((letters) => `s3:${letters}`),
);
const resources = text.map((key) => ['arn:aws:s3:::films', `arn:aws:s3:::films/${key}`]);

const values: Readonly<Record<string, fc.Arbitrary<Json>>> = {
  Numeric: fc.oneof(fc.integer(), fc.integer().map(String)),
  Date: fc
    .date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  Bool: fc.oneof(fc.boolean(), fc.constantFrom('true', 'false')),
  Null: fc.boolean(),
  Binary: fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  IpAddress: fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map((range) => range.join('/')),
  ),
  Arn: name.map((rest) => `arn:aws:s3:*:*:${rest}`),
  String: fc.oneof(text, fc.integer(), fc.boolean()),
};
const valuesOf = (operator: string) =>
  values[Object.keys(values).find((kind) => operator.replace(/^Not/, '').startsWith(kind))!]!;
const test = fc
  .constantFrom(...OPERATOR_NAMES)
  .chain((operator) =>
    fc
      .tuple(fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:'), fc.boolean(), oneOrMany(valuesOf(operator)))
      .map(([set, ifExists, given]): [string, Json] => [
        `${set}${operator}${ifExists && operator !== 'Null' ? 'IfExists' : ''}`,
        { 'aws:x': given },
      ]),
  );
const condition = fc.array(test, { minLength: 1, maxLength: 4 }).map((tests): Json => Object.fromEntries(tests));

const either = (one: string, value: fc.Arbitrary<Json>) =>
  fc
    .tuple(fc.boolean(), value)
    .map(([negated, given]): Record<string, Json> => ({ [negated ? `Not${one}` : one]: given }));
const statement = fc
  .tuple(
    fc.record(
      { Sid: text, Effect: fc.constantFrom('Allow', 'Deny'), Condition: condition },
      { requiredKeys: ['Effect'] },
    ),
    either('Principal', principal as fc.Arbitrary<Json>),
    either('Action', oneOrMany(action) as fc.Arbitrary<Json>),
    either('Resource', resources),
  )
  .map((members): Json => Object.assign({}, ...members));
const policy = fc.record(
  {
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Id: text,
    Statement: fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 4 })),
  },
  { requiredKeys: ['Statement'] },
) as fc.Arbitrary<Json>;

/** What is at a path; the last step may be the name of an element that is missing. */
function resolves(document: Json, path: Diagnostic['path']): boolean {
  let value: Json | undefined = document;
  return path.every((step, index) => {
    const isLast = index === path.length - 1;
    const holder = value as Record<string | number, Json> | null;
    if (typeof holder !== 'object' || holder === null) {
      return false;
    }
    value = Object.hasOwn(holder, step) ? holder[step] : undefined;
    return value !== undefined || (isLast && typeof step === 'string' && !Array.isArray(holder));
  });
}

describe('For every document', () => {
  it('that consists of valid parts, there is no error', () => {
    fc.assert(
      fc.property(policy, (document) => {
        const errors = grammarFindings(document, { bucket: 'films' }).filter(isError);
        expect(errors).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('the path of each finding leads to a value or to a missing element', () => {
    const damaged = fc.tuple(policy, fc.jsonValue({ maxDepth: 3 }), fc.nat()).map(([document, value, at]) => {
      const places: [Record<string | number, Json>, string | number][] = [];
      const visit = (holder: Json): void => {
        if (typeof holder === 'object' && holder !== null) {
          for (const step of Object.keys(holder)) {
            places.push([holder as Record<string, Json>, step]);
            visit((holder as Record<string, Json>)[step]!);
          }
        }
      };
      const copy = JSON.parse(JSON.stringify(document)) as Json;
      visit(copy);
      const [holder, step] = places[at % places.length]!;
      holder[step] = value as Json;
      return copy;
    });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.jsonValue() as fc.Arbitrary<Json>), (document) => {
        for (const { path, message } of grammarFindings(document, { bucket: 'films' })) {
          expect([path, resolves(document, path)]).toEqual([path, true]);
          expect(message).not.toBe('');
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('the findings in its text are the same', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: true }) as fc.Arbitrary<Json>, (document) => {
        const written = JSON.parse(JSON.stringify(document)) as Json;
        const { policy: read, findings } = readPolicyText(JSON.stringify(document));
        expect(read).toEqual(written);
        expect(findings.filter(({ isGrammar }) => isGrammar)).toEqual(
          grammarFindings(written).map((finding) => ({ ...finding, isGrammar: true })),
        );
      }),
    );
  });
});

it('the path of each finding in the tables leads to a value in its policy', () => {
  for (const { policy: document } of [DOCUMENTS, PRINCIPALS, ACTIONS, RESOURCES, CONDITIONS].flat()) {
    for (const { path } of grammarFindings(document, { bucket: 'films' })) {
      expect([path, resolves(document, path)]).toEqual([path, true]);
    }
  }
});
