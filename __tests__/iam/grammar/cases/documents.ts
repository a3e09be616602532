import { error, type GrammarCase, policyOf, STATEMENT, statement, statementCase, warning } from './grammar-case';

/** The document, and the elements of statements that are no more than a word. */
export const DOCUMENTS: readonly GrammarCase[] = [
  { title: 'a list instead of a policy', policy: [STATEMENT], expected: [error('', 'is not a policy document')] },
  { title: 'null instead of a policy', policy: null, expected: [error('', 'is not a policy document')] },
  { title: 'a text instead of a policy', policy: '{}', expected: [error('', 'give a JSON object with Statement')] },
  { title: 'an empty object', policy: {}, expected: [error('Statement', 'is missing or empty')] },
  {
    title: 'no statement',
    policy: policyOf(),
    expected: [error('Statement', 'a policy needs at least one statement')],
  },
  { title: 'Statement null', policy: { Statement: null }, expected: [error('Statement', 'is missing or empty')] },
  { title: 'Statement that is a string', policy: { Statement: 'x' }, expected: [error('Statement', '"x" is not a')] },
  {
    title: 'statements that are not objects',
    policy: policyOf(STATEMENT, 'Deny', null, 7, [STATEMENT]),
    expected: [
      error('Statement[1]', '"Deny" is not a statement: give a JSON object'),
      error('Statement[2]', 'null is not a statement'),
      error('Statement[3]', '7 is not a statement'),
      error('Statement[4]', 'is not a statement'),
    ],
  },
  {
    title: 'an empty statement',
    policy: policyOf({}),
    expected: [
      error('Statement[0].Effect', 'is missing: it must be "Allow" or "Deny"'),
      error('Statement[0]', 'needs either Principal or NotPrincipal'),
      error('Statement[0]', 'needs either Action or NotAction'),
      error('Statement[0]', 'needs either Resource or NotResource'),
    ],
  },
  {
    title: 'a statement that is not in a list, with errors',
    policy: { Statement: { ...STATEMENT, Effect: 'x' } },
    expected: [error('Statement.Effect', '"x" is not a valid Effect: it must be "Allow" or "Deny"')],
  },
  { title: 'a statement that is not in a list', policy: { Statement: STATEMENT }, expected: [] },
  {
    title: 'a document that is nested too deeply',
    policy: policyOf(statement({ Action: JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`) })),
    expected: [error('', 'is nested more than 100 levels deep')],
  },

  {
    title: 'a misspelled element of a policy',
    policy: { ...policyOf(STATEMENT), Statements: [], Verison: '2012-10-17' },
    expected: [
      error('Statements', 'is not a policy element; did you mean "Statement"?'),
      error('Verison', 'did you mean "Version"?'),
    ],
  },
  {
    title: 'an element of a policy in lower case',
    policy: { Version: '2012-10-17', statement: [STATEMENT] },
    expected: [
      error('statement', 'did you mean "Statement"? Element names are case-sensitive'),
      error('Statement', 'is missing or empty'),
    ],
  },
  {
    title: 'elements named like members of every object',
    policy: JSON.parse('{"Statement": [], "__proto__": {}, "constructor": 1, "toString": 2}'),
    expected: [
      error('__proto__', 'is not a policy element'),
      error('constructor', 'is not a policy element'),
      error('toString', 'is not a policy element'),
      error('Statement', 'is missing or empty'),
    ],
  },
  statementCase('a misspelled element', { Conditions: {} }, error('Conditions', 'did you mean "Condition"?')),
  statementCase('a member in lower case', { condition: {} }, error('condition', 'Element names are case-sensitive')),
  statementCase('a comment', { Comment: 'x' }, error('Comment', 'is not a policy element')),
  statementCase(
    'two spellings of one member',
    { effect: 'Allow' },
    error('effect', 'did you mean "Effect"? Element names are case-sensitive'),
  ),

  {
    title: 'the version before',
    policy: { Version: '2008-10-17', Statement: [STATEMENT] },
    expected: [],
  },
  { title: 'no version', policy: { Statement: [STATEMENT] }, expected: [] },
  {
    title: 'a version of the future',
    policy: { Version: '2027-01-01', Statement: [STATEMENT] },
    expected: [error('Version', '"2027-01-01" is not a version of the policy language; write "2012-10-17"')],
  },
  {
    title: 'a version that is a number',
    policy: { Version: 2012, Statement: [STATEMENT] },
    expected: [error('Version', '2012 is not a version')],
  },
  {
    title: 'a version that is null',
    policy: { Version: null, Statement: [STATEMENT] },
    expected: [error('Version', 'null is not a version')],
  },

  { title: 'an Id of any text', policy: { ...policyOf(STATEMENT), Id: 'a b-c_é/1' }, expected: [] },
  { title: 'an empty Id', policy: { ...policyOf(STATEMENT), Id: '' }, expected: [] },
  { title: 'an Id that is a number', policy: { ...policyOf(STATEMENT), Id: 1 }, expected: [error('Id', '1 is not a')] },
  {
    title: 'an Id null',
    policy: { ...policyOf(STATEMENT), Id: null },
    expected: [error('Id', 'null is not a string')],
  },

  statementCase('a Sid with hyphens', { Sid: 'S3PolicyStmt-DO-NOT-MODIFY-1663700656545' }),
  statementCase('a Sid with spaces', { Sid: 'TLS only, please é' }),
  statementCase('an empty Sid', { Sid: '' }),
  statementCase('no Sid', { Sid: undefined }),
  statementCase('a Sid that is a number', { Sid: 1 }, error('Sid', '1 is not a string; write it in quotes')),
  statementCase('a Sid that is a list', { Sid: ['A'] }, error('Sid', '["A"] is not a string')),
  {
    title: 'a Sid twice',
    policy: policyOf(STATEMENT, statement({ Sid: 'B' }), STATEMENT, STATEMENT),
    expected: [
      warning('Statement[2].Sid', '"TlsOnly" is already the Sid of Statement[0]'),
      warning('Statement[3].Sid', '"TlsOnly" is already the Sid of Statement[0]'),
    ],
  },
  {
    title: 'Sids that differ in case, that are empty, or that are missing',
    policy: policyOf(...['A', 'a', 'A ', '', '', undefined, undefined].map((Sid) => statement({ Sid }))),
    expected: [],
  },

  statementCase(
    'an effect in lower case',
    { Effect: 'deny' },
    error('Effect', '"deny" is not a valid Effect; did you mean "Deny"? It must be'),
  ),
  statementCase('an effect in capitals', { Effect: 'ALLOW' }, error('Effect', 'did you mean "Allow"?')),
  statementCase(
    'an effect that is a list',
    { Effect: ['Deny'] },
    error('Effect', '["Deny"] is not a valid Effect: it must be'),
  ),
  statementCase('an effect that is true', { Effect: true }, error('Effect', 'true is not a valid Effect')),
  statementCase('no effect', { Effect: undefined }, error('Effect', 'is missing')),

  statementCase('no principal', { Principal: undefined }, error('', 'needs either Principal or NotPrincipal')),
  statementCase('no action', { Action: undefined }, error('', 'needs either Action or NotAction')),
  statementCase('no resource', { Resource: undefined }, error('', 'needs either Resource or NotResource')),
  statementCase('both principals', { NotPrincipal: '*' }, error('', 'has both Principal and NotPrincipal;')),
  statementCase('both actions', { NotAction: 's3:Get*' }, error('', 'has both Action and NotAction; a statement of')),
  statementCase(
    'both resources',
    { NotResource: 'arn:aws:s3:::films/a' },
    error('', 'has both Resource and NotResource'),
  ),
  statementCase('all elements negated', {
    Principal: undefined,
    NotPrincipal: { AWS: '111122223333' },
    Action: undefined,
    NotAction: 's3:Get*',
    Resource: undefined,
    NotResource: 'arn:aws:s3:::films/a',
  }),
  {
    title: 'many errors at once',
    policy: {
      Version: 'x',
      Statement: [
        STATEMENT,
        { Effect: 'deny', Principal: 'x', Action: ['GetObject', 's3:Get Object'], Resource: 'films', Conditon: {} },
      ],
    },
    expected: [
      error('Version', '"x" is not a version'),
      error('Statement[1].Conditon', 'did you mean "Condition"?'),
      error('Statement[1].Effect', 'did you mean "Deny"?'),
      error('Statement[1].Principal', 'write {"AWS": "x"}'),
      error('Statement[1].Action[0]', 'write "s3:GetObject"'),
      error('Statement[1].Action[1]', 'is not a valid action'),
      error('Statement[1].Resource', 'write "arn:aws:s3:::films"'),
    ],
  },
];
