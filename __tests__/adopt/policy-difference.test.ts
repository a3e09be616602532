import { differenceOf } from '../../lib/adopt/policy-difference';
import type { JsonObject } from '../../lib/messages/json';
import { BUCKET, zencoderOf } from './cases/adopted';
import { allow, BUCKET_ARN, DENY_PLAIN, EDITORS, JULY, type Members, OTHER, policy, ROOT, TLS } from './cases/elements';

/** The policy before, and documents that an adoption could come to by mistake: with that change, everything else as it was. */
const IN = allow({ Resource: [`${BUCKET_ARN}/in/*`, `${BUCKET_ARN}/logo.png`], Condition: { ...TLS, ...JULY } });
const LIST = allow({ Action: 's3:ListBucket', Resource: BUCKET_ARN });
const EXCEPTION = allow({ Principal: undefined, NotPrincipal: { AWS: [OTHER, ROOT.AWS] } });
const BEFORE = [IN, LIST, DENY_PLAIN, EDITORS, EXCEPTION];

function changes(before: readonly Members[], after: readonly Members[]): string[] {
  const [was, is] = [before, after].map((statements) => JSON.parse(JSON.stringify(policy(statements))) as JsonObject);
  const found = Object.entries(differenceOf(was!, is!, BUCKET, zencoderOf()));
  return found.flatMap(([kind, list]) => (list.length > 0 ? [kind] : []));
}

const with1 = (statement: Members, members: Members) =>
  BEFORE.map((one) => (one === statement ? { ...one, ...members } : one));

const EQUAL: [what: string, after: Members[]][] = [
  ['nothing', BEFORE],
  ['the order, and all Sids', BEFORE.map((one, index) => ({ ...one, Sid: `A${index}` })).reverse()],
  ['the names of Zencoder', with1(IN, { Principal: { AWS: ['395540211253'] } })],
  ['the case of an action, and one value in a list', with1(LIST, { Action: ['S3:listbucket'] })],
  [
    'how a date is written',
    with1(IN, { Condition: { ...TLS, DateLessThan: { 'aws:currenttime': '2027-07-01T02:00:00+02:00' } } }),
  ],
  [
    'a statement in two',
    [...with1(IN, { Resource: `${BUCKET_ARN}/in/*` }), { ...IN, Resource: `${BUCKET_ARN}/logo.png` }],
  ],
];

test.each(EQUAL)('A policy has the same meaning as one that differs in %s', (_, after) => {
  expect(changes(BEFORE, after)).toEqual([]);
});

const WIDER: [what: string, after: Members[]][] = [
  ['one more action', with1(IN, { Action: ['s3:GetObject', 's3:PutObject'] })],
  ['a wildcard in an action', with1(IN, { Action: 's3:Get*' })],
  ['every object', with1(IN, { Resource: `${BUCKET_ARN}/*` })],
  ['a shorter prefix', with1(IN, { Resource: [`${BUCKET_ARN}/in*`, `${BUCKET_ARN}/logo.png`] })],
  ['a prefix instead of a key', with1(IN, { Resource: [`${BUCKET_ARN}/in/*`, `${BUCKET_ARN}/logo.png*`] })],
  ['a second prefix', with1(IN, { Resource: [...(IN.Resource as string[]), `${BUCKET_ARN}/out/*`] })],
  ['no condition', with1(IN, { Condition: undefined })],
  ['requests without TLS', with1(IN, { Condition: JULY })],
  ['no expiry date', with1(IN, { Condition: TLS })],
  [
    'a later expiry date',
    with1(IN, { Condition: { ...TLS, DateLessThan: { 'aws:CurrentTime': '2027-07-01T00:00:01Z' } } }),
  ],
  ['a new statement for Zencoder', [...BEFORE, allow({ Action: 's3:PutObject' })]],
];

test.each(WIDER)('A policy is wider with %s', (_, after) => {
  expect(changes(BEFORE, after)).toEqual(['wider']);
  expect(changes(after, BEFORE)).toEqual(['narrower']);
});

const LAST_DAY = 60;
const day = (index: number) => ({ 'aws:CurrentTime': new Date(Date.UTC(2027, 0, 1 + index)).toISOString() });
const ending = Array.from({ length: LAST_DAY }, (_, index) =>
  allow({ Resource: `${BUCKET_ARN}/${index}/*`, Condition: { DateLessThan: day(index) } }),
);

describe('Among sixty statements that end on different days', () => {
  test.each([0, 30, LAST_DAY - 1])(
    'a change of statement %d is found: if it ends later, and if it is removed',
    (at) => {
      const changed = ending.map((one, index) =>
        index === at ? { ...one, Condition: { DateLessThan: day(99) } } : one,
      );
      expect(changes(ending, [...ending].reverse())).toEqual([]);
      expect(changes(ending, changed)).toEqual(['wider']);
      expect(changes(changed, ending)).toEqual(['narrower']);
      expect(changes(ending, ending.toSpliced(at, 1))).toEqual(['narrower']);
    },
  );

  test.each([1, 30, LAST_DAY])(
    'a statement without dates makes the policy wider, although another one allows the same from day %d on',
    (from) => {
      const later = allow({ Action: 's3:*', Condition: { DateGreaterThan: day(from) } });
      const now = allow({ Action: 's3:PutObject', Resource: `${BUCKET_ARN}/out/*` });
      expect(changes([...ending, later], [...ending, later, now])).toEqual(['wider']);
      expect(changes([...ending, later, now], [...ending, later])).toEqual(['narrower']);
    },
  );
});

const WHILE: [how: string, dates: Record<string, string>, wider: boolean][] = [
  ['on the day after, as a day', { DateGreaterThan: '2027-07-01' }, true],
  ['in seconds since 1970', { DateGreaterThan: String(Date.UTC(2027, 6, 1) / 1000) }, true],
  ['a millisecond later', { DateGreaterThanEquals: '2027-07-01T00:00:00.001Z' }, true],
  ['at the same instant', { DateGreaterThanEquals: '2027-07-01T02:00:00+02:00' }, false],
  ['after that instant', { DateGreaterThan: '2027-07-01T00:00:00Z' }, true],
];

test.each(WHILE)(
  'The guard compares a statement without dates with one until July and one that begins %s',
  (_, dates, isWider) => {
    const [[operator, date]] = Object.entries(dates) as [[string, string]];
    const parts = [allow({ Condition: JULY }), allow({ Condition: { [operator]: { 'aws:CurrentTime': date } } })];
    expect(changes(parts, [...parts, allow({})])).toEqual(isWider ? ['wider'] : []);
  },
);

const OF_OTHERS: [what: string, after: Members[]][] = [
  ['is removed', BEFORE.filter((one) => one !== EDITORS)],
  ['is added', [...BEFORE, allow({ Principal: { AWS: OTHER } })]],
  ['is for an additional principal', with1(EDITORS, { Principal: { AWS: [OTHER, 'arn:aws:iam::444455556666:root'] } })],
  ['is for another service', with1(EDITORS, { Principal: { Service: 'logging.s3.amazonaws.com' } })],
  ['has another action', with1(EDITORS, { Action: 's3:Get*' })],
  ['has another resource', with1(EDITORS, { Resource: `${BUCKET_ARN}/*` })],
  ['has a condition', with1(EDITORS, { Condition: TLS })],
  ['denies instead of allowing', with1(EDITORS, { Effect: 'Deny' })],
  ['denies less', with1(DENY_PLAIN, { Action: 's3:Get*' })],
  ['that denies is removed', BEFORE.filter((one) => one !== DENY_PLAIN)],
  ['no longer excepts a principal', with1(EXCEPTION, { NotPrincipal: { AWS: [ROOT.AWS] } })],
];

test.each(OF_OTHERS)('A policy changes for other principals if a statement %s', (_, after) => {
  expect(changes(BEFORE, after)).toEqual(['otherPrincipals']);
});

test('A change for Zencoder in a statement with other principals is not a change for them', () => {
  const both = allow({ Principal: { AWS: [OTHER, ROOT.AWS] } });
  expect(changes([both], [allow({ Principal: { AWS: OTHER } })])).toEqual(['narrower']);
  expect(changes([both], [allow({})])).toEqual(['otherPrincipals']);
  const named = allow({
    Principal: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': ['395540211253', '111122223333'] } },
  });
  const other = { ...named, Condition: { StringEquals: { 'aws:PrincipalAccount': ['111122223333'] } } };
  expect(changes([named], [other, allow({})])).toEqual([]);
  expect(changes([named], [other])).toEqual(['narrower']);
  expect(changes([named], [allow({})])).toEqual(['otherPrincipals']);
});

test('Each of many keys is compared', () => {
  const keys = Array.from({ length: 200 }, (_, index) => `${BUCKET_ARN}/${String(index).padStart(4, '0')}`);
  const reading = (Resource: string[]) => [allow({ Resource })];
  expect(changes(reading(keys), reading([...keys].reverse()))).toEqual([]);
  expect(changes(reading(keys), reading(keys.slice(1)))).toEqual(['narrower']);
});
