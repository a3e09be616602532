import fc from 'fast-check';
import { asciiJson } from '../../../lib/constructs/terraform/escaped-text';

const SOUND = {
  Sid: 'Sound',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:DeleteObject',
  Resource: ['arn:aws:s3:::films/a', 'arn:aws:s3:::films/b/*'],
  Condition: { StringLike: { 'aws:userid': ['x', 'y'] } },
};

/** Numbers of more digits than a double keeps, as texts that become numbers in the JSON. */
const LONG_NUMBERS = ['#9007199254740993', '#0.12345678901234567', '#1e400', '#12345678901234567890'];

/** Texts of every kind, some of which Terraform would change. */
const text = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom('', 'x', '*', '${aws:username}', '%{if}', '${', '"\\', '<&>', '\n\t', '\u2028'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('é', 'e\u0301', 'が', 'か\u3099', '\u212b', '각', '각', '🎬', '\ud83c', '\u0600"'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);

const scalar = fc.oneof(
  text,
  fc.constantFrom<unknown>(null, true, false, 0, -0.5, 1e-7, 1e21, 111122223333, ...LONG_NUMBERS),
);
const anything = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
  { weight: 1, arbitrary: fc.dictionary(text, scalar, { maxKeys: 2 }) },
);

const resource = fc.oneof(
  text.map((key) => `arn:aws:s3:::films/${key}`),
  fc.constantFrom('*', 'arn:aws:s3:::films', 'arn:aws:s3:::series/*', 'films/*'),
);
const principal = fc.constantFrom<unknown>(
  '*',
  'arn:aws:iam::111122223333:root',
  '111122223333',
  { AWS: '111122223333' },
  { AWS: 111122223333 },
  { aws: '*' },
  { AWS: ['*', 'arn:aws:iam::111122223333:role/x'] },
  { AWS: [['*']] },
  { Service: 'logging.s3.amazonaws.com', AWS: null },
  { CanonicalUser: 'ab'.repeat(32) },
  {},
);
const condition = fc.dictionary(
  fc.constantFrom('StringLike', 'NumericLessThan', 'Bool', 'Null', 'IpAddress', 'StringLikes'),
  fc.oneof(
    { weight: 5, arbitrary: fc.dictionary(fc.oneof(fc.constant('aws:x'), text), anything, { maxKeys: 2 }) },
    anything,
  ),
  { maxKeys: 2 },
);

const MEMBERS = {
  Sid: fc.oneof(text, scalar),
  Principal: principal,
  Action: fc.oneof(fc.constantFrom<unknown>('s3:*', ['s3:GetObject', 's3:putobject'], [], [['s3:*']]), anything),
  Resource: fc.oneof(resource, fc.array(resource, { maxLength: 3 }), fc.array(fc.array(resource), { maxLength: 1 })),
  Condition: condition,
  effect: fc.constant('Allow'),
  Conditon: condition,
};

/** A sound statement with some members replaced, dropped or added. */
const statement: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.record(MEMBERS), fc.subarray(Object.keys(MEMBERS), { maxLength: 2 }))
      .map(([members, names]) => ({
        ...SOUND,
        ...Object.fromEntries(Object.entries(members).filter(([name]) => names.includes(name))),
      })),
  },
  { weight: 1, arbitrary: fc.constant(SOUND) },
  { weight: 1, arbitrary: anything },
);

/** Members given once more in the text itself, which no object of JavaScript can hold. */
function repeated(json: string, member: string): string {
  return json.replace('"Effect"', `${member},"Effect"`);
}

/** The text of a policy document that may be malformed in any way that JSON allows. What is not in NFC is in it as escapes only. */
export const anyDocument: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: fc.array(statement, { minLength: 1, maxLength: 2 }) }, statement),
    fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17'),
    fc.constantFrom(...Array(8).fill(''), '"Effect":"Allow"', '"effect":"Allow"', '"Action":"s3:*"', '"Sid" : "x"'),
    fc.boolean(),
  )
  .map(([Statement, Version, member, escaped]) => {
    const policy = { Version, Statement };
    const plain = JSON.stringify(policy);
    const json = escaped || plain.normalize('NFC') !== plain ? asciiJson(policy) : plain;
    const numbered = json.replace(/"#([-\d.e]+)"/g, '$1');
    return member === '' ? numbered : repeated(numbered, member);
  });
