import {
  type Account,
  accountIdFault,
  accountOf,
  allowsEverybody,
  canonicalUserIdFault,
  namesAccount,
  namesEverybody,
  splitPrincipal,
  withException,
} from '../../lib/iam/account';
import type { Json } from '../../lib/messages/json';

const ME: Account = { accountId: '111122223333', canonicalUserId: '0123456789abcdef'.repeat(4) };
const ROOT = 'arn:aws:iam::111122223333:root';
const ROLE = 'arn:aws:iam::111122223333:role/encoder';
const SESSION = 'arn:aws:sts::111122223333:assumed-role/encoder/a';
const OTHER = 'arn:aws:iam::444455556666:root';
const CANONICAL = ME.canonicalUserId;

type Split = [account: boolean, within: Json[], everybody: boolean, rest: Json | undefined];

/** A principal, and how it is parted by the account. */
const PRINCIPALS: [principal: Json, ...split: Split][] = [
  ['*', false, [], true, '*'],
  ['somebody', false, [], false, 'somebody'],
  [null, false, [], false, null],
  [{}, false, [], false, undefined],
  [{ AWS: '*' }, false, [], true, { AWS: '*' }],
  [{ AWS: OTHER }, false, [], false, { AWS: OTHER }],
  [{ AWS: [OTHER] }, false, [], false, { AWS: [OTHER] }],
  [{ AWS: [] }, false, [], false, { AWS: [] }],
  [{ AWS: '111122223333' }, true, [], false, undefined],
  [{ AWS: [ROOT] }, true, [], false, undefined],
  [{ AWS: [OTHER, ROOT, '*'] }, true, [], true, { AWS: [OTHER, '*'] }],
  [{ AWS: [ROLE, OTHER, SESSION] }, false, [ROLE, SESSION], false, { AWS: [OTHER] }],
  [{ AWS: [ROOT, ROLE] }, true, [ROLE], false, undefined],
  [{ AWS: 111122223333 }, false, [111122223333], false, undefined],
  [{ AWS: [['111122223333'], { a: 1 }, null] }, false, [], false, { AWS: [['111122223333'], { a: 1 }, null] }],
  [{ CanonicalUser: CANONICAL }, true, [], false, undefined],
  [{ CanonicalUser: [CANONICAL, ROOT], AWS: OTHER }, true, [], false, { CanonicalUser: [ROOT], AWS: OTHER }],
  [{ AWS: CANONICAL }, false, [], false, { AWS: CANONICAL }],
  [{ Service: ['111122223333', ROOT] }, false, [], false, { Service: ['111122223333', ROOT] }],
  [{ Federated: ROLE, AWS: [ROOT, OTHER] }, true, [], false, { Federated: ROLE, AWS: [OTHER] }],
  [{ AWS: ROOT, Service: '*' }, true, [], false, { Service: '*' }],
];

describe('A principal is split into the account and the rest', () => {
  it.each(PRINCIPALS)('%j', (principal, account, within, everybody, rest) => {
    expect(splitPrincipal(principal, ME)).toEqual({ account, within, everybody, rest });
    expect(namesAccount(principal, ME)).toBe(account || within.length > 0);
    expect(namesEverybody(principal)).toBe(everybody);
  });

  it('names neither the account nor everyone if it is undefined', () => {
    expect([namesAccount(undefined, ME), namesEverybody(undefined)]).toEqual([false, false]);
  });
});

describe('Whether a statement allows everyone something', () => {
  it.each<[statement: Json, allows: boolean]>([
    [{ Effect: 'Allow', Principal: '*' }, true],
    [{ Effect: 'Allow', Principal: { AWS: ['*', OTHER] }, Condition: {} }, true],
    [{ Effect: 'Deny', Principal: '*' }, false],
    [{ Effect: 'Allow', Principal: { AWS: OTHER } }, false],
    [{ Effect: 'Allow', NotPrincipal: '*' }, false],
    ['*', false],
    [null, false],
  ])('%j: %s', (statement, allows) => {
    expect(allowsEverybody(statement)).toBe(allows);
  });
});

it.each<[notPrincipal: Record<string, Json>, excepted: Record<string, Json>]>([
  [{ AWS: OTHER }, { AWS: [OTHER, ROOT] }],
  [{ AWS: [OTHER, ROLE] }, { AWS: [OTHER, ROLE, ROOT] }],
  [{ Service: 's3.amazonaws.com' }, { Service: 's3.amazonaws.com', AWS: [ROOT] }],
])('the exceptions %j, with the account added, are %j', (notPrincipal, excepted) => {
  expect(withException(notPrincipal, ME)).toEqual(excepted);
});

it.each([
  [ROLE, '111122223333'],
  ['111122223333', '111122223333'],
  ['AROAEXAMPLE:session', 'AROAEXAMPLE:session'],
  ['', ''],
])('the account of %j is %j', (name, account) => {
  expect(accountOf(name)).toBe(account);
});

it.each([
  ['111122223333', undefined],
  ['11112222333', '"11112222333" is not an AWS account ID, which has 12 digits'],
  ['1111222233334', '"1111222233334" is not an AWS account ID, which has 12 digits'],
  ['11112222333x', '"11112222333x" is not an AWS account ID, which has 12 digits'],
])('the account ID %j has the error %j', (id, fault) => {
  expect(accountIdFault(id)).toBe(fault);
});

it.each([
  [CANONICAL, true],
  [CANONICAL.toUpperCase(), false],
  [`${CANONICAL}0`, false],
  [CANONICAL.slice(1), false],
])('%j is a valid canonical user ID: %s', (id, isOne) => {
  expect(canonicalUserIdFault(id)).toEqual(
    isOne
      ? undefined
      : expect.stringMatching(/ is not a canonical user ID, which has 64 lowercase hexadecimal digits$/),
  );
});
