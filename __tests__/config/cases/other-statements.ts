import { type BadFile, oneBucket } from './bad-file';

const PATH = 'stacks.live.buckets.films.otherStatements';
const WITH = (path: string) => oneBucket(`{ grants: [ { role: input } ], otherStatements: ${path} }`);
const STATEMENT = { Sid: 'Deny', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::films' };

/** A file `policies/films.json` with its errors: `LINE:COLUMN: PATH: message`, the path from `otherStatements` on. */
function policy(title: string, json: string | object, ...errors: string[]): BadFile {
  const text = typeof json === 'string' ? json : JSON.stringify(json, null, 2);
  return {
    title,
    yaml: WITH('policies/films.json'),
    files: { 'policies/films.json': text },
    errors: errors.map((error) => error.replace(/^(\d+:\d+: )/, `policies/films.json:$1${PATH}`)),
  };
}

function statement(title: string, members: object, ...errors: string[]): BadFile {
  return policy(title, { Version: '2012-10-17', Statement: [{ ...STATEMENT, ...members }] }, ...errors);
}

/** Invalid policy files. */
export const OTHER_STATEMENTS: readonly BadFile[] = [
  {
    title: 'a policy file that does not exist',
    yaml: WITH('policies/flims.json'),
    errors: [`4:62: ${PATH}: "policies/flims.json": there is no such file; the path is relative to zencoder.yaml`],
  },
  { title: 'a folder as a policy file', yaml: WITH('.'), errors: [`4:62: ${PATH}: ".": is a folder, not a file`] },
  { title: 'an empty path to a policy file', yaml: WITH('""'), errors: [`4:62: ${PATH}: "": is a folder, not a file`] },
  {
    title: 'a device as a policy file',
    yaml: WITH('/dev/zero'),
    errors: [`4:62: ${PATH}: "/dev/zero": is not a regular file`],
  },
  {
    title: 'a path through a file',
    yaml: WITH('zencoder.yaml/x'),
    errors: [`4:62: ${PATH}: "zencoder.yaml/x": cannot be read (ENOTDIR)`],
  },
  { title: 'a path with NUL', yaml: WITH('"a\\0b"'), errors: [`4:62: ${PATH}: "a\\u0000b": cannot be read`] },
  {
    title: 'a policy file that is not UTF-8',
    yaml: WITH('films.json'),
    files: { 'films.json': Buffer.from('{"Id": "caf\u00e9"}', 'latin1') },
    errors: [`4:62: ${PATH}: "films.json": is not UTF-8; save it as UTF-8`],
  },
  {
    title: 'a policy file of more than 1 MiB',
    yaml: WITH('films.json'),
    files: { 'films.json': ' '.repeat(1024 * 1024 + 1) },
    errors: [`4:62: ${PATH}: "films.json": has 1048577 bytes; at most 1048576 are allowed`],
  },
  {
    title: 'a CDKTF token as the path of a policy file',
    yaml: WITH('"${TfToken[TOKEN.1]}"'),
    errors: [`4:62: ${PATH}: "$`, `4:62: ${PATH}: contains a CDKTF token`],
  },

  policy('an empty policy file', '', '1:1: : is not JSON: a value is missing'),
  policy('a policy file that is YAML', 'Version: 2012-10-17\n', '1:1: : is not JSON: unexpected character'),
  policy(
    'a policy with an extra comma',
    '{\n  "Id": "x",\n}\n',
    '3:1: : is not JSON: a name in double quotes is missing',
  ),
  policy(
    'a policy with a missing comma, with CRLF lines',
    '{\r\n  "Id": "x"\r\n  "Version": ""\r\n}\r\n',
    '3:3: : is not JSON: "," or "}" is missing',
  ),
  policy('a truncated policy after a byte order mark', '\ufeff{ "Id"', '1:7: : is not JSON: ":" is missing'),
  policy(
    'a policy with a name given twice',
    '{ "Id": "x",\n  "Id": "y" }',
    '2:3: : is not JSON: a name is given twice in the same object',
  ),
  policy(
    'a policy with more text after its end',
    '{}\n{}\n',
    '2:1: : is not JSON: unexpected text after the end of the document',
  ),
  policy('a policy of 200 brackets', '['.repeat(200), '1:102: : is not JSON: is nested too deeply'),
  policy('a list instead of a policy', [STATEMENT], '1:1: : is not a policy document'),
  policy('a policy without statements', { Version: '2012-10-17' }, '1:1: .Statement: is missing or empty'),
  policy(
    'a policy with an unknown version',
    { Version: '2012-10-18', Statement: STATEMENT },
    '2:14: .Version: "2012-10-18" is not a version of the policy language',
  ),
  policy(
    'a misspelled element of a policy',
    { Version: '2012-10-17', Statements: [], Statement: STATEMENT },
    '3:17: .Statements: is not a policy element; did you mean "Statement"?',
  ),

  statement(
    'a misspelled element of a statement',
    { Ressource: '*' },
    '10:20: .Statement[0].Ressource: is not a policy element; did you mean "Resource"?',
  ),
  statement(
    'a statement that neither allows nor denies',
    { Effect: 'Permit' },
    '6:17: .Statement[0].Effect: "Permit" is not a valid Effect: it must be "Allow" or "Deny"',
  ),
  statement(
    'a statement without an action',
    { Action: undefined },
    '4:5: .Statement[0]: a statement of a bucket policy needs either Action or NotAction',
  ),
  statement(
    'a Sid of the form that this package generates',
    { Sid: 'ZencoderRead0123abcd' },
    '5:14: .Statement[0].Sid: "ZencoderRead0123abcd" is reserved for Zencoder',
  ),
  statement(
    "a statement that allows Zencoder's account access",
    { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::395540211253:root' } },
    "7:20: .Statement[0].Principal: also gives access to Zencoder's account 395540211253",
  ),
  {
    title: 'a statement that allows access to the Zencoder account of this bucket',
    yaml: oneBucket(
      '{ zencoder: { accountId: "111122223333" }, otherStatements: a.json, grants: [ { role: input } ] }',
    ),
    files: {
      'a.json': `{ "Statement": ${JSON.stringify([
        { ...STATEMENT, Effect: 'Allow', Principal: { AWS: '395540211253' } },
        { ...STATEMENT, Effect: 'Allow', Principal: { AWS: '111122223333' } },
      ])} }`,
    },
    errors: [`a.json:1:175: ${PATH}.Statement[1].Principal: also gives access to Zencoder's account 111122223333`],
  },
  statement(
    'a resource that Terraform would rewrite',
    { Resource: 'arn:aws:s3:::films/cafe\u0301' },
    '9:19: .Statement[0].Resource: "arn:aws:s3:::films/cafe\u0301" is not in Unicode NFC',
  ),
  statement(
    'a CDKTF token in a policy file',
    { Resource: 'arn:aws:s3:::films/${TfToken[TOKEN.1]}' },
    '9:19: .Statement[0].Resource: … contains a CDKTF token',
  ),
  {
    title: 'an invalid policy in a stack with the name of a setting',
    yaml: WITH('films.json').replace('live', 'otherStatements'),
    files: { 'films.json': '{ "Version": "2012-10-17" }' },
    errors: ['films.json:1:1: stacks.otherStatements.buckets.films.otherStatements.Statement: is missing or empty'],
  },
];
