import fc from 'fast-check';
import { knownBucket, readKeptPolicy } from '../../lib/judgement/kept-policy';
import { isError, pathText } from '../../lib/messages/diagnostic';
import { Zencoder, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { documentFor, refusalOf, sidsFor, statementsFor } from '../grants/cases/documents';
import { BAD_POLICIES, DENY, KEPT, policyText } from '../grants/cases/other-policies';

const grants = [{ role: ZencoderRole.INPUT }];
const ours = statementsFor(grants);
const statementsBeside = (otherStatements: string) => statementsFor(grants, { otherStatements });

/** What is wrong, without what is only doubtful. */
function told(json: string, accountId: string = Zencoder.ACCOUNT_ID) {
  const { findings } = readKeptPolicy(json, { accountId, canonicalUserId: Zencoder.CANONICAL_USER_ID }, 'films');
  return findings.filter(isError).map(({ path, message }) => ({ path: pathText(path), message }));
}

describe('a statement of another principal', () => {
  test.each(KEPT)('is kept unchanged after ours: %s', (_, statement) => {
    expect(statementsBeside(policyText([statement]))).toEqual([...ours, statement]);
  });

  test('keeps its place, even next to an equal statement', () => {
    const statements = [DENY, ...KEPT.map(([, statement]) => statement), DENY];
    const read = statementsBeside(policyText(statements));
    expect(read).toEqual([...ours, ...statements]);
    expect(JSON.stringify(read.slice(ours.length))).toBe(JSON.stringify(statements));
  });

  test('is accepted without a list', () => {
    expect(statementsBeside(policyText(DENY))).toEqual(statementsBeside(policyText([DENY])));
  });

  test('does not change our statements or Id, with and without TLS', () => {
    const others = { otherStatements: policyText([DENY], { Id: 'TheirPolicy' }), requireTls: true };
    expect(sidsFor(grants, others)).toEqual([...sidsFor(grants, { requireTls: true }), 'TlsOnly']);
    expect(statementsFor(grants, others)[2]).toEqual(DENY);
    expect(JSON.parse(documentFor(grants, others).toJson())).toMatchObject({
      Version: '2012-10-17',
      Id: 'ZencoderBucketPolicy',
    });
  });

  test('is kept unchanged after ours for every content', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aé日🎬*?"\\ /:'), maxLength: 8 });
    const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.array(text, { maxLength: 3 }));
    const operator = fc.constantFrom('StringEquals', 'StringLikeIfExists', 'ForAnyValue:StringNotEquals');
    const condition = fc.dictionary(operator, fc.dictionary(text, leaf, { maxKeys: 3 }), { maxKeys: 3 });
    const statement = fc.record({
      Sid: text,
      Effect: fc.constant('Deny'),
      Principal: fc.oneof(fc.constant('*'), fc.record({ AWS: fc.array(fc.constant('111122223333')) })),
      Action: fc.oneof(fc.constant('*'), fc.array(text.map((name) => `s3:${name.replace(/[^a*?]/g, '')}*`))),
      Resource: fc.array(text.map((key) => `arn:aws:s3:::films/${key}`)),
      Condition: condition,
    });
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (statements) => {
        const kept = statementsBeside(policyText(statements)).slice(ours.length);
        expect(JSON.stringify(kept)).toBe(JSON.stringify(statements));
      }),
    );
  });
});

describe('a policy of other principals that cannot be merged with ours is refused', () => {
  test.each(BAD_POLICIES)('at its place: %s', (_, json, path, message) => {
    expect(told(json)).toEqual([{ path, message: expect.stringContaining(message) }]);
    const place = path === '' ? 'otherStatements' : `otherStatements.${path}`;
    expect(refusalOf(() => documentFor(grants, { otherStatements: json }))).toEqual([
      expect.stringContaining(`${place}: `),
    ]);
  });

  test('without its text, which can be confidential', () => {
    const refusal = refusalOf(() => documentFor(grants, { otherStatements: '{"Secret": "5ecre7", }' }));
    expect(refusal).toEqual([
      'otherStatements: is not JSON: a name in double quotes is missing, at line 1, column 22; give a bucket policy document',
    ]);
  });

  test('if a name is given twice, since one would be lost', () => {
    const json = policyText([DENY]).replace('"Effect":"Deny"', '"Effect":"Allow","Effect":"Deny"');
    expect(refusalOf(() => documentFor(grants, { otherStatements: json }))).toEqual([
      expect.stringContaining('otherStatements: is not JSON: a name is given twice in the same object, at line 1,'),
    ]);
  });

  test('if it names the account by a number, with both reasons', () => {
    expect(told(policyText([{ ...DENY, Effect: 'Allow', Principal: { AWS: 395540211253 } }]))).toEqual([
      { path: 'Statement[0].Principal.AWS', message: expect.stringContaining('write "395540211253"') },
      { path: 'Statement[0].Principal', message: expect.stringContaining("gives access to Zencoder's account") },
    ]);
  });

  test('with all errors at once', () => {
    const statement = {
      Sid: 'ZencoderObject00000000',
      Effect: 'Allow',
      Principal: { AWS: '395540211253' },
      Acton: 'e\u0301',
    };
    expect(told(JSON.stringify({ Statement: [DENY, statement], Version: '1' })).map(({ path }) => path)).toEqual([
      'Version',
      'Statement[1].Acton',
      'Statement[1]',
      'Statement[1]',
      'Statement[1].Sid',
      'Statement[1].Principal',
      'Statement[1].Acton',
    ]);
  });
});

describe('an Allow is refused for the account that the document is for', () => {
  const allow = (account: string) => policyText([{ ...DENY, Effect: 'Allow', Principal: { AWS: account } }]);

  test('which can be another account', () => {
    const accountId = '012345678901';
    expect(refusalOf(() => documentFor(grants, { accountId, otherStatements: allow(accountId) }))).toEqual([
      expect.stringContaining(
        "otherStatements.Statement[0].Principal: also gives access to Zencoder's account 012345678901",
      ),
    ]);
    expect(told(allow(Zencoder.ACCOUNT_ID), accountId)).toEqual([]);
  });

  test('and whose canonical user ID can be another one', () => {
    const canonicalUserId = '0123456789abcdef'.repeat(4);
    const statement = { ...DENY, Effect: 'Allow', Principal: { CanonicalUser: canonicalUserId } };
    const otherStatements = policyText([statement]);
    expect(refusalOf(() => documentFor(grants, { canonicalUserId, otherStatements }))).toEqual([
      expect.stringContaining("otherStatements.Statement[0].Principal: also gives access to Zencoder's account"),
    ]);
    expect(refusalOf(() => documentFor(grants, { otherStatements }))).toEqual([]);
  });
});

describe('the older version of the policy language', () => {
  const old = (statement: object, version?: string) => policyText([statement], { Version: version });
  const plain = { ...DENY, Resource: 'arn:aws:s3:::films/$1/{a}/*' };
  const dollar = { ...DENY, Resource: 'arn:aws:s3:::films/${aws:username}/*' };

  test.each(['2008-10-17', undefined])('is accepted if it means the same (Version %s)', (version) => {
    expect(statementsBeside(old(plain, version))).toEqual([...ours, plain]);
  });

  test.each(['2008-10-17', undefined])('is refused if a text would become a variable (Version %s)', (version) => {
    expect(told(old(dollar, version))).toEqual([
      {
        path: 'Version',
        message: expect.stringMatching(
          /in which "\$\{" is plain text; .* Write "\$\{\$\}\{" for each "\$\{" and set Version to "2012-10-17"$/,
        ),
      },
    ]);
  });

  test('is distinguished from the newer one, in which variables are variables', () => {
    expect(told(old(dollar, '2012-10-17'))).toEqual([]);
  });
});

describe('The name of the bucket', () => {
  const zencoder = { accountId: Zencoder.ACCOUNT_ID, canonicalUserId: Zencoder.CANONICAL_USER_ID };
  const text = policyText([{ ...DENY, Resource: 'arn:aws:s3:::flims/*' }]);
  const found = (bucket: string) => readKeptPolicy(text, zencoder, bucket).findings.map(({ message }) => message);

  test('is compared with the resources', () => {
    expect(found('films')).toEqual([expect.stringContaining('names the bucket "flims"')]);
    expect(found('flims')).toEqual([]);
  });

  test.each(['${TfToken[TOKEN.0]}', 'films.', '', undefined as never, 7 as never])(
    'is not known if it is %j',
    (bucket) => {
      expect(found(bucket)).toEqual([]);
      expect(knownBucket(bucket)).toBeUndefined();
    },
  );
});

describe('A condition that names Zencoder', () => {
  const found = (Condition: object) =>
    told(policyText([{ ...DENY, Effect: 'Allow', Principal: '*', Condition }])).map(({ message }) => message);
  const REST = "also gives access to Zencoder's account 395540211253; ";
  const { ACCOUNT_ID } = Zencoder;
  const ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/a`;

  test('is reported with the value that names it, and with the rest of the Condition', () => {
    expect(found({ StringEquals: { 'aws:PrincipalAccount': ['111122223333', ACCOUNT_ID] } })).toEqual([
      `"395540211253" ${REST}write "Condition": {"StringEquals":{"aws:PrincipalAccount":["111122223333"]}}, and add what Zencoder needs as a grant`,
    ]);
  });

  test('is reported with all values that name it', () => {
    expect(found({ ArnLike: { 'aws:PrincipalArn': [ROLE, `${ROLE}b`] } })).toEqual([
      `["${ROLE}","${ROLE}b"] ${REST}remove the statement, and add what Zencoder needs as a grant`,
    ]);
  });
});

test('a Sid that is not a string is not one of ours', () => {
  expect(told(policyText([{ ...DENY, Sid: ['ZencoderObject00000000'] }])).map(({ path }) => path)).toEqual([
    'Statement[0].Sid',
  ]);
});

test('an Allow with Zencoder as its NotPrincipal does not apply to Zencoder', () => {
  const NotPrincipal = { AWS: Zencoder.ACCOUNT_ID };
  expect(told(policyText([{ ...DENY, Effect: 'Allow', Principal: undefined, NotPrincipal }]))).toEqual([]);
});
