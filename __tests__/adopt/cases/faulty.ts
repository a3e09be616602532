import { allow, BUCKET_ARN, EDITORS, type Members, OTHER, policy, TLS } from './elements';

/** Documents that are not adopted, and why. */
export const FAULTY: [title: string, policy: Members, ...errors: string[]][] = [
  ['an unknown version', policy([allow({})], { Version: '2027-10-17' }), 'Version: "2027-10-17" is not a version'],
  ['a statement that is a string', policy(['x', allow({})]), 'Statement[0]: "x" is not a statement'],
  [
    'an effect in lower case',
    policy([allow({}), allow({ Sid: 'A', Effect: 'allow' })]),
    'Statement[1] (Sid "A"): Effect: "allow" is not a valid Effect; did you mean "Allow"? It must be "Allow" or "Deny"',
  ],
  [
    'a misspelled element of a statement for Zencoder',
    policy([allow({}), allow({ Conditions: TLS })]),
    'Statement[1]: Conditions: is not a policy element; did you mean "Condition"?',
    "Statement[1]: Principal: also gives access to Zencoder's account",
  ],
  [
    'a name in another statement that Terraform would rewrite',
    policy([allow({}), { ...EDITORS, Resource: `${BUCKET_ARN}/cafe\u0301` }]),
    'Statement[1] (Sid "Editors"): Resource: "arn:aws:s3:::films/cafe\u0301" is not in Unicode NFC',
  ],
  [
    "Zencoder's account as a number",
    policy([allow({ Principal: { AWS: [OTHER, 395540211253] } })]),
    'Statement[0]: Principal: 395540211253 is not a string, but an account ID is; write "395540211253"',
  ],
  [
    'another statement that is nested too deeply',
    policy([allow({}), { ...EDITORS, Condition: JSON.parse(`${'{"a":'.repeat(120)}1${'}'.repeat(120)}`) }]),
    'is not JSON: is nested too deeply, at line 1',
  ],
  ['a Sid that is a number', policy([allow({}), { ...EDITORS, Sid: 7 }]), 'Statement[1]: Sid: 7 is not a string'],
];
