import { byStatement, judge } from '../../lib/judgement/judgement';
import { refusalWords } from '../../lib/judgement/judgement-findings';
import { readKeptPolicy } from '../../lib/judgement/kept-policy';
import { forAccount, namingTests } from '../../lib/judgement/named-in-condition';
import { splitStatements } from '../../lib/judgement/split-statements';
import { isError } from '../../lib/messages/diagnostic';
import type { Json, JsonObject } from '../../lib/messages/json';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { NOW } from '../grants/cases/grants';
import { allow, deny, type Statement, ZENCODER } from './cases/kept-case';

const NEXT = '444455556666';
const LAST = '777788889999';
const THREE = identityOf({ also: [{ accountId: NEXT }, { accountId: LAST }] });
const TWO = identityOf({ also: [{ accountId: NEXT }] });

const rootOf = (accountId: string) => `arn:aws:iam::${accountId}:root`;
const plain = (statement: Statement) => JSON.parse(JSON.stringify(statement)) as JsonObject;

function refusals(statements: readonly Statement[], account = THREE) {
  const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];
  return judge({ bucket: 'films', account, grants, statements: statements.map(plain) }, NOW).refusals;
}

const of = (...accountIds: string[]) => deny({ Principal: { AWS: accountIds } });

describe('A refusal for several Zencoder accounts', () => {
  it('has no account numbers if the statement denies all accounts', () => {
    const found = refusals([of(ZENCODER, NEXT, LAST)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ grant: 0, actions: ['s3:GetObject'], place: { index: 0 } });
    expect(found[0]!.accounts).toBeUndefined();
  });

  it('has the numbers of the denied accounts if these are not all accounts', () => {
    const found = refusals([of(ZENCODER, LAST)]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ accounts: [ZENCODER, LAST], actions: ['s3:GetObject'], place: { index: 0 } });
  });

  it('is reported for each statement', () => {
    expect(
      byStatement(refusals([of(NEXT), of(ZENCODER, NEXT, LAST)])).map(({ place, accounts }) => [place.index, accounts]),
    ).toEqual([
      [0, [NEXT]],
      [1, undefined],
    ]);
  });

  it('has no account numbers if there is one account', () => {
    expect(refusals([of(ZENCODER)], identityOf()).map(({ accounts }) => accounts)).toEqual([undefined]);
    expect(refusals([of(NEXT)], identityOf())).toEqual([]);
  });

  it('names the account numbers in its text', () => {
    const words = (...accountIds: string[]) =>
      byStatement(refusals([of(...accountIds)])).map((refusal) => refusalWords(refusal, () => 'grants[0]'));
    expect(words(NEXT)).toEqual([expect.stringContaining(NEXT)]);
    expect(words(NEXT, LAST)).toEqual([expect.stringMatching(`${NEXT}\\D+${LAST}`)]);
    expect(words(ZENCODER, NEXT, LAST)).toEqual([expect.not.stringMatching(`${NEXT}|${LAST}`)]);
  });
});

describe('A condition that names several Zencoder accounts', () => {
  const statement = (Condition: Json) => plain(allow({ Condition }));

  it('is for each account as a whole, or for a part of it', () => {
    const isWhole = (...values: string[]) =>
      namingTests(statement({ StringEquals: { 'aws:PrincipalAccount': values } }), TWO).map((test) => test.isWhole);
    expect(isWhole(ZENCODER, NEXT)).toEqual([true]);
    expect(isWhole(ZENCODER, rootOf(NEXT))).toEqual([false]);
  });

  it('remains in the part of Zencoder if one of its tests is not for the whole of an account', () => {
    const both = statement({
      StringEquals: { 'aws:PrincipalAccount': ZENCODER },
      ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ZENCODER}:role/encoder` },
    });
    const parts = splitStatements({ Version: '2012-10-17', Statement: [both] }, TWO);
    expect(parts.map((part) => [part.isForZencoder, part.statement])).toEqual([[true, both]]);
  });

  it('becomes a statement whose principals are the accounts in all of its tests', () => {
    const both = statement({
      StringEquals: { 'aws:PrincipalAccount': [ZENCODER, NEXT] },
      ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${NEXT}:*` },
    });
    expect(forAccount(both, namingTests(both, TWO), TWO).Principal).toEqual({ AWS: rootOf(NEXT) });
    const one = statement({ StringEquals: { 'aws:PrincipalAccount': [ZENCODER, NEXT] } });
    expect(JSON.stringify(forAccount(one, namingTests(one, TWO), TWO).Principal)).toContain(rootOf(NEXT));
    expect(JSON.stringify(forAccount(one, namingTests(one, TWO), TWO).Principal)).toContain(rootOf(ZENCODER));
  });

  it.each([ZENCODER, NEXT])('is refused with the number of the account: %s', (accountId) => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: statement({ StringEquals: { 'aws:PrincipalAccount': [accountId, '111122223333'] } }),
    });
    const errors = readKeptPolicy(text, TWO, 'films').findings.filter(isError);
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(`${accountId}.*${accountId}`)]);
    expect(errors[0]!.path).toEqual(['Statement', 'Condition', 'StringEquals', 'aws:PrincipalAccount']);
  });
});

describe('A bucket whose name is known at plan time only', () => {
  const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];
  const rights = (statements: readonly Json[]) =>
    judge({ bucket: undefined, account: identityOf(), grants, statements }, NOW).beyond.length;

  it('is the bucket that the statements name', () => {
    expect(rights([plain(allow())])).toBe(1);
    expect(rights([plain(allow({ Principal: { AWS: '111122223333' } }))])).toBe(0);
  });

  it('can be any bucket if the statements name none', () => {
    expect(rights([plain(allow({ Resource: '*' }))])).toBe(1);
    expect(rights([plain(allow({ Resource: 'arn:aws:s3:::*' }))])).toBe(1);
    expect(rights(['odd', plain(allow())])).toBe(1);
  });
});
