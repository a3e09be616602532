import fc from 'fast-check';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import type { ZencoderAccount } from '../../lib/zencoder/another-zencoder';

const PRODUCTION = '395540211253';
const NEXT = { accountId: '111122223333', canonicalUserId: 'c'.repeat(64) };
const LAST = { accountId: '999988887777', canonicalUserId: 'd'.repeat(64) };

const rootOf = (accountId: string) => `arn:aws:iam::${accountId}:root`;

function documentWith(props: object) {
  return new ZencoderPolicyDocument({
    bucket: 'films',
    grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }],
    ...props,
  });
}

function warningsBeside(statement: object, also: ZencoderAccount[]): string {
  const other = { Sid: 'Other', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::films/*', ...statement };
  try {
    documentWith({ also, otherStatements: JSON.stringify({ Version: '2012-10-17', Statement: [other] }) });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('A policy for several accounts of Zencoder', () => {
  it('has the statements of a policy for one account, with the same Sids, and all accounts in each Principal', () => {
    const one = documentWith({}).statements;
    const two = documentWith({ also: [NEXT] }).statements;
    expect(two).toEqual(
      one.map((statement) => ({ ...statement, Principal: { AWS: [rootOf('111122223333'), rootOf(PRODUCTION)] } })),
    );
    expect(two.map(({ Sid }) => Sid)).toEqual(one.map(({ Sid }) => Sid));
  });

  it('does not depend on the order of the accounts', () => {
    const all = [NEXT, LAST, { accountId: PRODUCTION }];
    const texts = fc
      .sample(fc.shuffledSubarray(all, { minLength: 3 }), 20)
      .map(([first, ...also]) => documentWith({ ...first, also }).toJson());
    expect(new Set(texts).size).toBe(1);
  });

  it('refuses an existing Allow for any of them, by each of its names', () => {
    const refusal = (accountId: string) => `gives access to Zencoder's account ${accountId}`;
    const allow = (Principal: object) => warningsBeside({ Effect: 'Allow', Principal }, [NEXT]);
    expect(allow({ AWS: NEXT.accountId })).toContain(refusal(NEXT.accountId));
    expect(allow({ CanonicalUser: NEXT.canonicalUserId })).toContain(refusal(NEXT.accountId));
    expect(allow({ AWS: rootOf(PRODUCTION) })).toContain(refusal(PRODUCTION));
    expect(allow({ AWS: LAST.accountId })).toBe('');
  });

  it.each([
    ['a text', 'x', 'also: "x" is not a list; write [{ accountId, canonicalUserId }]'],
    ['nobody', [], 'also: an empty list names nobody; leave also out'],
    ['a text in a list', ['x'], 'also[0]: "x" is not an account; write { accountId, canonicalUserId }'],
    ['null', [null], 'also[0]: null is not an account'],
    ['no account', [{}], 'also[0].accountId: is missing'],
    ['a misspelt name', [{ acountId: '111122223333' }], 'also[0].acountId: unknown property'],
    ['11 digits', [{ accountId: '11112222333' }], 'also[0].accountId: "11112222333" is not an AWS account ID'],
    ['a number', [{ accountId: 111122223333 }], 'also[0].accountId: 111122223333 is not a string'],
    ['a short ID', [{ ...NEXT, canonicalUserId: 'c' }], 'also[0].canonicalUserId: "c" is not a canonical user ID'],
    [
      'itself',
      [{ accountId: PRODUCTION }],
      `also[0].accountId: "${PRODUCTION}" is already the account of zencoder itself`,
    ],
    ['one twice', [NEXT, NEXT], 'also[1].accountId: "111122223333" is already the account of entry 0'],
  ])('is refused for %s', (_, also, message) => {
    expect(() => documentWith({ also })).toThrow(message);
  });
});

describe('The statements of a document', () => {
  const others = {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Lock', Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::films/*' },
    ],
  };

  it('are those of its JSON: ours sorted by Sid, then the kept ones', () => {
    const document = documentWith({ otherStatements: JSON.stringify(others) });
    expect(document.statements).toEqual(JSON.parse(document.toJson()).Statement);
    expect(document.statements.map(({ Sid }) => Sid)).toEqual([
      expect.stringMatching(/^ZencoderBucket/),
      expect.stringMatching(/^ZencoderRead/),
      'Lock',
    ]);
  });

  it('are a copy: changing them does not change the document', () => {
    const document = documentWith({});
    document.statements[0]!.Effect = 'Deny';
    document.statements.pop();
    expect(document.statements).toEqual(JSON.parse(document.toJson()).Statement);
  });
});
