import { shown } from '../../support/titles';

type Members = Record<string, unknown>;

export const DENY: Members = {
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

export const policyText = (statement: unknown, members: Members = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statement, ...members });

const without = (name: string) => Object.fromEntries(Object.entries(DENY).filter(([member]) => member !== name));
const one = (members: Members) => policyText([{ ...DENY, ...members }]);
const allow = (principal: unknown) => policyText([DENY, { ...DENY, Effect: 'Allow', Principal: principal }]);
const number = (literal: string) =>
  policyText([{ ...DENY, Condition: { NumericLessThan: { 's3:max-keys': 'N' } } }]).replace('"N"', literal);

/** No principal at all, which is refused for that reason too. */
const NUMBER = { AWS: 395540211253 };

/** How a principal can name Zencoder's account or somebody in it. */
export const ZENCODER_PRINCIPALS: unknown[] = [
  { AWS: 'arn:aws:iam::395540211253:root' },
  { AWS: '395540211253' },
  NUMBER,
  { AWS: 'arn:aws:iam::395540211253:role/Encoder' },
  { AWS: 'arn:aws:iam::395540211253:user/path/encoder' },
  { AWS: 'arn:aws:sts::395540211253:assumed-role/Encoder/session' },
  { AWS: ['arn:aws:iam::012345678901:root', 'arn:aws:iam::395540211253:root'] },
  { AWS: ['012345678901', '395540211253'] },
  { Service: 'logging.s3.amazonaws.com', AWS: ['395540211253'] },
  { CanonicalUser: ['0123456789abcdef'.repeat(4), '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd'] },
  { CanonicalUser: '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd' },
];

/** Statements that stay as they are, also where they speak of Zencoder. */
export const KEPT: [what: string, statement: Members][] = [
  ['one that denies Zencoder something', { ...DENY, Principal: { AWS: 'arn:aws:iam::395540211253:root' } }],
  ['one that denies the account by its number', { ...DENY, Principal: { AWS: ['395540211253'] } }],
  ['one for everybody', { ...DENY, Effect: 'Allow' }],
  ['one for everybody, in the other spelling', { ...DENY, Effect: 'Allow', Principal: { AWS: '*' } }],
  ['one for another account', { ...DENY, Effect: 'Allow', Principal: { AWS: ['012345678901'] } }],
  [
    'one for a role named like the account',
    { ...DENY, Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::012345678901:role/395540211253' } },
  ],
  ['one for a service', { ...DENY, Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' } }],
  [
    'one for a canonical user',
    { ...DENY, Effect: 'Allow', Principal: { CanonicalUser: '0123456789abcdef'.repeat(4) } },
  ],
  [
    'one for everybody but one',
    {
      Effect: 'Allow',
      NotPrincipal: { AWS: '012345678901' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::films/a',
    },
  ],
  ['one without a Sid', without('Sid')],
  ['one with a Sid much like ours', { ...DENY, Sid: 'ZencoderRead' }],
  ['one with a Sid of other characters', { ...DENY, Sid: 'TLS only, please é' }],
  [
    'one with all that is negated',
    {
      Effect: 'Deny',
      NotPrincipal: { AWS: '395540211253' },
      NotAction: 's3:Get*',
      NotResource: 'arn:aws:s3:::films/a',
    },
  ],
  [
    'one with variables, numbers and truth values',
    {
      ...DENY,
      Resource: 'arn:aws:s3:::films/${aws:username}/*',
      Condition: {
        NumericLessThan: { 's3:max-keys': 9007199254740991, a: -0.5, b: 0, c: -12345678901234.5 },
        Bool: { c: false },
      },
    },
  ],
];

/** Policies that are refused: the place of what is wrong, and a part of what is said. */
export const BAD_POLICIES: [what: string, json: string, path: string, message: string][] = [
  ['nothing', '', '', 'is not JSON'],
  ['YAML', 'Version: 2012-10-17', '', 'is not JSON'],
  ['JSON with a comma too many', '{"Statement":[],}', '', 'is not JSON'],
  ['a list', JSON.stringify([DENY]), '', 'is not a policy document'],
  ['null', 'null', '', 'is not a policy document'],
  ['a string', '"{}"', '', 'is not a policy document'],
  ['no Statement', '{"Version":"2012-10-17"}', 'Statement', 'is missing or empty'],
  ['an empty Statement', policyText([]), 'Statement', 'is missing or empty'],
  ['Statement null', policyText(null), 'Statement', 'is missing or empty'],
  ['a Statement of text', policyText('Deny'), 'Statement', '"Deny" is not a statement'],
  ['a statement of text', policyText([DENY, 'Deny']), 'Statement[1]', '"Deny" is not a statement'],
  ['a statement that is a list', policyText([[DENY]]), 'Statement[0]', 'is not a statement'],
  ['a statement null', policyText([null, DENY]), 'Statement[0]', 'null is not a statement'],

  ['an unknown element', policyText([DENY], { Statements: [] }), 'Statements', 'did you mean "Statement"?'],
  ['an element in lower case', policyText([DENY], { id: 'a' }), 'id', 'is not a policy element; did you mean "Id"?'],
  ['a misspelt Condition', one({ Conditions: {} }), 'Statement[0].Conditions', 'did you mean "Condition"?'],
  ['an odd element', one({ Comment: 'x' }), 'Statement[0].Comment', 'is not a policy element'],
  ['no Effect', policyText([without('Effect')]), 'Statement[0].Effect', 'must be "Allow" or "Deny"'],
  ['a wrong Effect', one({ Effect: 'deny' }), 'Statement[0].Effect', 'must be "Allow" or "Deny"'],
  ['no Action', policyText([without('Action')]), 'Statement[0]', 'needs either Action or NotAction'],
  ['no Resource', policyText([DENY, without('Resource')]), 'Statement[1]', 'needs either Resource or NotResource'],
  ['no Principal', policyText(without('Principal')), 'Statement', 'needs either Principal or NotPrincipal'],
  ['Action and NotAction', one({ NotAction: 's3:*' }), 'Statement[0]', 'needs either Action or NotAction'],
  ['both resources', one({ NotResource: '*' }), 'Statement[0]', 'needs either Resource or NotResource'],
  ['both principals', one({ NotPrincipal: '*' }), 'Statement[0]', 'needs either Principal or NotPrincipal'],

  ['a Sid of ours', one({ Sid: 'ZencoderRead0123abcd' }), 'Statement[0].Sid', "is reserved for Zencoder's statements"],
  [
    'a Sid of ours for a bucket',
    one({ Sid: 'ZencoderBucket0123abcd' }),
    'Statement[0].Sid',
    'remove the statement, or give it another Sid',
  ],
  ['a Sid that is a number', one({ Sid: 1 }), 'Statement[0].Sid', '1 is not a string'],

  [
    'a Version of the future',
    policyText([DENY], { Version: '2027-01-01' }),
    'Version',
    '"2027-01-01" is not a version',
  ],
  ['a Version that is a number', policyText([DENY], { Version: 2012 }), 'Version', '2012 is not a version'],

  [
    'a name not in NFC',
    one({ Resource: 'arn:aws:s3:::films/cafe\u0301' }),
    'Statement[0].Resource',
    'not in Unicode NFC at U+0301',
  ],
  [
    'one whose mark is written as an escape',
    one({ Resource: 'arn:aws:s3:::films/cafeMARK' }).replace('MARK', '\\u0301'),
    'Statement[0].Resource',
    'not in Unicode NFC at U+0301',
  ],
  [
    'a mark behind an escape, with which it would compose',
    one({ Resource: 'arn:aws:s3:::films/MARK' }).replace('MARK', '\\u003e\\u0338'),
    'Statement[0].Resource',
    'is not in Unicode NFC',
  ],
  [
    'one deep inside',
    one({ Condition: { StringLike: { 'aws:b': ['x', 'e\u0301'] } } }),
    'Statement[0].Condition.StringLike["aws:b"][1]',
    'not in Unicode NFC',
  ],
  [
    'one as the name of a member',
    one({ Condition: { StringLike: { 'aws:e\u0301': 'x' } } }),
    'Statement[0].Condition.StringLike',
    'not in Unicode NFC',
  ],
  ['an Id not in NFC', policyText([DENY], { Id: 'e\u0301' }), 'Id', 'not in Unicode NFC'],
  ['half of a character', one({ Sid: '\ud83c' }), 'Statement[0].Sid', 'half of a surrogate pair'],
  ...['9007199254740993', '-9007199254740993', '1e400', '-1e400', '12345678901234.56', '0.12345678901234567891'].map(
    (literal): [string, string, string, string] => [
      `the number ${literal}`,
      number(literal),
      'Statement[0].Condition.NumericLessThan["s3:max-keys"]',
      'is a number with too many digits to be read exactly; write it as a string',
    ],
  ),

  ...ZENCODER_PRINCIPALS.filter((principal) => principal !== NUMBER).map(
    (principal): [string, string, string, string] => [
      `an Allow for ${shown(principal)}`,
      allow(principal),
      'Statement[1].Principal',
      "also gives access to Zencoder's account 395540211253",
    ],
  ),
];
