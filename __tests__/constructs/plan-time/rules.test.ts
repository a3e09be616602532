import { describeTerraform } from '../../support/terraform';
import { judge } from './judge';

const KEPT = { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::films/*' };
const allow = (members: object) => ({ ...KEPT, Effect: 'Allow', Action: 's3:GetObject', ...members });
const deny = (members: object) => ({ ...KEPT, Action: 's3:*', ...members });
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });

type Case = readonly [statement: unknown, ...lines: string[]];

/** Statements that are refused, and how the line about each begins, behind the place of the statement. */
const REFUSED: readonly Case[] = [
  ['Deny', ': "Deny" is not a statement'],
  [[KEPT], ': [{'],
  [{ ...KEPT, Conditon: {} }, '.Conditon: {} is not an element of a statement'],
  [{ ...KEPT, effect: 'Allow' }, '.effect: "Allow" is not an element of a statement'],
  [{ ...KEPT, Effect: ['Deny'] }, '.Effect: ["Deny"] is not an Effect: write "Allow" or "Deny"'],
  [{ ...KEPT, Effect: null }, '.Effect: null is not an Effect'],
  [{ ...KEPT, NotAction: 's3:*' }, ': needs either Action or NotAction'],
  [{ ...KEPT, Sid: 7 }, '.Sid: 7 is not a string'],
  [
    { ...KEPT, Principal: 'arn:aws:iam::111122223333:root' },
    '.Principal: "arn:aws:iam::111122223333:root" is not a principal: write',
  ],
  [
    { ...KEPT, Principal: 'cloudfront.amazonaws.com' },
    '.Principal: "cloudfront.amazonaws.com" is not a principal: write',
  ],
  [{ ...KEPT, Principal: 111122223333 }, '.Principal: 111122223333 is not a principal: write'],
  [{ ...KEPT, Principal: null }, '.Principal: null is not a principal: write'],
  [{ ...KEPT, Principal: {} }, '.Principal: {} is not a principal: write'],
  [{ ...KEPT, Principal: ['*'] }, '.Principal: ["*"] is not a principal: write'],
  [{ ...KEPT, Principal: { aws: '*' } }, '.Principal: {"aws":"*"} is not a principal: write'],
  [
    { ...KEPT, Principal: { AWS: ['*', 111122223333] } },
    '.Principal: {"AWS":["*",111122223333]} is not a principal: write',
  ],
  [{ ...KEPT, Principal: { AWS: [['*']] } }, '.Principal: {"AWS":[["*"]]} is not a principal: write'],
  [
    { ...KEPT, Principal: { AWS: '1111-2222-3333' } },
    '.Principal.AWS: "1111-2222-3333" is not an account, user, role or session',
  ],
  [
    { ...KEPT, Principal: { AWS: 'arn:aws:iam::111122223333:role/*' } },
    '.Principal.AWS: "arn:aws:iam::111122223333:role/*" is not an account, user, role or session',
  ],
  [
    { ...KEPT, Principal: { AWS: 'arn:aws-cn:iam::111122223333:root' } },
    '.Principal.AWS: "arn:aws-cn:iam::111122223333:root" is not an account, user, role or session',
  ],
  [
    { ...KEPT, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:group/x' }, Principal: undefined },
    '.NotPrincipal.AWS: "arn:aws:iam::111122223333:group/x" is not an account, user, role or session',
  ],
  [{ ...KEPT, Principal: { Service: 'logging' } }, '.Principal.Service: "logging" is not a service principal'],
  [{ ...KEPT, Principal: { CanonicalUser: 'abc' } }, '.Principal.CanonicalUser: "abc" is not a canonical user ID'],
  [{ ...KEPT, Principal: { Federated: 'x' } }, '.Principal.Federated: "x" is not an identity provider'],
  [{ ...KEPT, Action: 'DeleteObject' }, '.Action: "DeleteObject" is not an S3 action'],
  [{ ...KEPT, Action: ['s3:*', 'kms:Decrypt'] }, '.Action[1]: "kms:Decrypt" is not an S3 action'],
  [{ ...KEPT, Action: 's3:Get Object' }, '.Action: "s3:Get Object" is not an S3 action'],
  [{ ...KEPT, Action: null }, '.Action: null is not an action or a list of actions'],
  [
    { ...KEPT, Action: 's3:ListBucket' },
    '.Action: "s3:ListBucket" applies to the bucket itself, but Resource contains no such resource',
  ],
  [{ ...KEPT, Resource: 'films/*' }, '.Resource: "films/*" is not the ARN of a bucket or of objects'],
  [
    { ...KEPT, Resource: 'arn:aws:sqs:::films/*' },
    '.Resource: "arn:aws:sqs:::films/*" is not the ARN of a bucket or of objects',
  ],
  [
    { ...KEPT, Resource: 'arn:aws:s3:eu-west-1::films/*' },
    '.Resource: "arn:aws:s3:eu-west-1::films/*" is not the ARN of a bucket or of objects',
  ],
  [
    { ...KEPT, Resource: 'arn:aws:s3:::series/*' },
    '.Resource: "arn:aws:s3:::series/*" is outside arn:aws:s3:::films, and S3 refuses a policy for another bucket',
  ],
  [{ ...KEPT, Resource: 'arn:aws:s3:::filmss*' }, '.Resource: "arn:aws:s3:::filmss*" is outside arn:aws:s3:::films'],
  [{ ...KEPT, Condition: null }, '.Condition: null is not an object of conditions'],
  [{ ...KEPT, ...when('StringEqual', 'aws:x', 'y') }, '.Condition.StringEqual: {"aws:x":"y"} is not a condition'],
  [
    { ...KEPT, ...when('NullIfExists', 'aws:x', 'true') },
    '.Condition.NullIfExists: {"aws:x":"true"} is not a condition',
  ],
  [{ ...KEPT, Condition: { Bool: 'x' } }, '.Condition.Bool: "x" is not a condition'],
  [
    { ...KEPT, ...when('StringEquals', 'aws:x', null) },
    '.Condition.StringEquals["aws:x"]: null is not a string, true, false, or a number of at most 15 digits',
  ],
  [
    { ...KEPT, ...when('StringEquals', 'aws:x', ['y', ['z']]) },
    '.Condition.StringEquals["aws:x"]: ["z"] is not a string, true, false, or a number',
  ],
  [
    { ...KEPT, ...when('IpAddress', 'aws:SourceIp', '10.0.0.0/33') },
    '.Condition.IpAddress["aws:SourceIp"]: "10.0.0.0/33" is not an IP address',
  ],
];

const ORGANIZATION = when('StringNotEquals', 'aws:PrincipalOrgID', 'o-acme');
const DENIES =
  ': denies Zencoder every request of s3:GetBucketLocation, s3:ListBucketMultipartUploads, s3:GetObject, which the grants allow; add "StringNotEquals": {"aws:PrincipalAccount": "395540211253"} to its Condition, or give it a Sid and name its Sid in accepted';

const everything = { Resource: ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'] };

/** Statements that are taken, and what is doubtful in them. */
const DOUBTFUL: readonly Case[] = [
  [
    allow({ Principal: { AWS: ['111122223333', '*'] } }),
    ': allows everybody, including Zencoder, regardless of the grants',
  ],
  [allow(when('Bool', 'aws:SecureTransport', 'true')), ': allows everybody, including Zencoder'],
  [
    allow({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
    ': allows everybody except its NotPrincipal, including Zencoder',
  ],
  [allow(when('StringEquals', 'aws:PrincipalOrgID', 'o-acme'))],
  [allow(when('StringLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*'))],
  [allow(when('StringEquals', 'aws:SourceVpce', 'vpce-1a2b'))],
  [deny(everything), DENIES],
  [deny({ ...everything, ...ORGANIZATION }), DENIES],
  [deny({ ...everything, Principal: { AWS: 'arn:aws:iam::395540211253:root' } }), DENIES],
  [deny({ ...everything, Principal: undefined, NotPrincipal: { AWS: '111122223333' } }), DENIES],
  [deny({ Action: 'S3:getobject' }), ': denies Zencoder every request of s3:GetObject, which the grants allow'],
  [
    deny({ Action: 's3:Get*', Resource: 'arn:aws:s3:::fil*' }),
    ': denies Zencoder every request of s3:GetBucketLocation, s3:GetObject, which',
  ],
  [deny({ Resource: 'arn:aws:s3:::films/secret/*' })],
  [deny({ ...everything, ...when('StringNotEquals', 'aws:PrincipalAccount', ['111122223333', '395540211253']) })],
  [deny({ ...everything, ...when('StringNotLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/x') })],
  [deny({ ...everything, ...when('StringNotLike', 'aws:Referer', 'x') })],
  [deny({ ...everything, ...when('ForAnyValue:StringNotEquals', 'aws:PrincipalOrgPaths', 'o-acme/*') })],
  [deny({ ...everything, Condition: { ...ORGANIZATION.Condition, Bool: { 'aws:SecureTransport': 'false' } } })],
  [deny({ ...everything, Principal: { AWS: '111122223333' } })],
  [
    { ...KEPT, Principal: { CanonicalUser: 'ab'.repeat(32) } },
    `.Principal.CanonicalUser: "${'ab'.repeat(32)}" is returned by S3 as an ARN`,
  ],
  [
    { ...KEPT, Principal: { AWS: 'AIDAJQABLZS4A3QDU576Q' } },
    '.Principal.AWS: "AIDAJQABLZS4A3QDU576Q" is the unique ID of a deleted user or role',
  ],
  [{ ...KEPT, Resource: '*' }, '.Resource: "*" is probably refused by S3'],
  [{ ...KEPT, Resource: [] }, ': "Resource" is empty'],
  [{ ...KEPT, Action: 's3:ListBucket*' }, '.Action: "s3:ListBucket*" applies to the bucket itself'],
  [{ ...KEPT, Condition: {} }, ': "Condition" is empty'],
  [
    { ...KEPT, ...when('NumericLessThan', 's3:signatureAge', 'ten') },
    '.Condition.NumericLessThan["s3:signatureAge"]: "ten" is not a number',
  ],
  [
    { ...KEPT, ...when('DateLessThan', 'aws:CurrentTime', 'tomorrow') },
    '.Condition.DateLessThan["aws:CurrentTime"]: "tomorrow" is not a date',
  ],
  [
    { ...KEPT, ...when('Bool', 'aws:SecureTransport', 'yes') },
    '.Condition.Bool["aws:SecureTransport"]: "yes" is not a Boolean',
  ],
  [
    { ...KEPT, ...when('StringEquals', 'SourceIp', 'x') },
    '.Condition.StringEquals["SourceIp"]: "x" has a condition key without a service prefix',
  ],
  [
    { ...KEPT, ...when('StringLike', 's3:prefix', 'in/*') },
    '.Condition.StringLike["s3:prefix"]: "in/*" has a condition key of s3:ListBucket',
  ],
];

/** Statements that draw nothing: forms that IAM has and that are rare. */
const SOUND: readonly unknown[] = [
  { ...KEPT, Sid: 'S3PolicyStmt-DO-NOT-MODIFY-1678' },
  {
    ...KEPT,
    Action: ['S3:deleteobject', 's3:Delete?bject'],
    Resource: ['arn:aws:s3:::f?lms/*', 'arn:aws:s3:::${aws:x}/*'],
  },
  { ...KEPT, ...when('ForAllValues:StringEqualsIfExists', 'aws:TagKeys', ['a', 1, true]) },
  { ...KEPT, ...when('NumericLessThan', 's3:TlsVersion', 1.2) },
  { ...KEPT, ...when('IpAddress', 'aws:SourceIp', ['203.0.113.0/24', '2001:db8::/32', '${aws:x}']) },
  { ...KEPT, ...when('ArnLike', 'aws:SourceArn', 'arn:aws:cloudfront::111122223333:distribution/*') },
  { ...KEPT, Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' } },
  { ...KEPT, Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/x/y', Service: ['logging.s3.amazonaws.com'] } },
];

const documentOf = (statement: unknown) => JSON.stringify({ Version: '2012-10-17', Statement: [KEPT, statement] });

/** The lines about the second statement of each document. */
function linesOf(lines: readonly string[], index: number): string[] {
  const start = `sourcePolicyDocuments[${index}].Statement[1]`;
  return lines.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length));
}

function expectLines(cases: readonly Case[], found: readonly string[]): void {
  for (const [index, [statement, ...begun]] of cases.entries()) {
    expect({ statement, lines: linesOf(found, index) }).toEqual({
      statement,
      lines: begun.map((line) => expect.stringMatching(new RegExp(`^${line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`))),
    });
  }
}

describeTerraform('A statement that is checked at plan time', () => {
  it('is refused with one error line if S3 refuses it', () => {
    expectLines(REFUSED, judge(REFUSED.map(([statement]) => documentOf(statement))).faults);
  });

  it('is accepted with a warning if it is probably a mistake, or allows or denies Zencoder something', () => {
    const { faults, doubts } = judge(DOUBTFUL.map(([statement]) => documentOf(statement)));
    expect(faults).toEqual([]);
    expectLines(DOUBTFUL, doubts);
  });

  it('causes no message if it is unusual but valid', () => {
    expect(judge(SOUND.map(documentOf))).toMatchObject({ faults: [], doubts: [] });
  });

  it('is optional', () => {
    expect(judge([])).toEqual({ faults: [], doubts: [] });
  });

  it('causes no warning if its Sid is in acceptedDenies', () => {
    const document = documentOf(deny({ ...everything, Sid: 'OnlyOurs' }));
    expect(judge([document]).doubts).toHaveLength(1);
    expect(judge([document], { acceptedDenies: ['OnlyOurs'] }).doubts).toEqual([]);
  });
});

/** Texts of documents in which JSON or Terraform changes something. */
const TEXTS: [what: string, json: string, line: string | undefined][] = [
  ['a member twice', documentOf(KEPT).replace('"Effect"', '"Effect":"Allow","Effect"'), ': has a member twice'],
  [
    'an escaped combining mark',
    documentOf(KEPT).replace('films', 'cafe\\u0301'),
    ': "arn:aws:s3:::cafe\\u0301/*" is not in Unicode NFC',
  ],
  [
    'an escaped sign that NFC replaces',
    documentOf(KEPT).replace('"Deny"', '"\\u212b"'),
    ': "\\u212b" is not in Unicode NFC',
  ],
  [
    'half of an escaped surrogate pair',
    documentOf({ ...KEPT, Sid: 'X' }).replace('"X"', '"\\ud83c"'),
    ': "\\ud83c" is not in Unicode NFC',
  ],
  [
    'an escape of one whole character',
    documentOf({ ...KEPT, Sid: 'X' }).replace('"X"', '"caf\\u00e9 \\ud83c\\udfac \\\\u0301"'),
    undefined,
  ],
  ['a colon in quotes', documentOf({ ...KEPT, Sid: '"Effect":"Effect":' }), undefined],
];

describeTerraform('A policy text that is checked at plan time', () => {
  it.each(TEXTS)('is checked: %s', (_, json, line) => {
    const faults = judge([json]).faults.filter((fault) => /^sourcePolicyDocuments\[0\]: /.test(fault));
    expect(faults).toEqual(line === undefined ? [] : [expect.stringContaining(`sourcePolicyDocuments[0]${line}`)]);
  });

  it('is refused if a double cannot represent its numbers', () => {
    const numbers = ['9007199254740993', '0.12345678901234567', '1e400', '9007199254740991', '1e21', '-0.5', '1e-7'];
    const documents = numbers.map((number) =>
      documentOf({ ...KEPT, ...when('NumericLessThan', 's3:signatureAge', '#') }).replace('"#"', number),
    );
    const refused = judge(documents).faults.map((line) =>
      Number(/^sourcePolicyDocuments\[(\d)\].*of at most 15 digits/.exec(line)![1]),
    );
    expect(refused.sort()).toEqual([0, 1, 2]);
  });
});
