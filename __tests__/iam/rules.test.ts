import fc from 'fast-check';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { exactly, startingWith } from '../../lib/s3/escaped-arn';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { BUCKET, documentFor } from '../grants/cases/documents';
import { grants } from '../grants/cases/grants';
import { ACCOUNTS, isMeant, isOnObject, nameBeside, requestsBeside } from '../grants/cases/requests';
import { oddKey } from '../support/odd-text';

const { ALLOWED, NOT_ALLOWED, DENIED, DEPENDS } = BucketPolicyOutcome;

const ALLOW = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };

function outcomeOf(statements: object[], key: string, context = {}, version = '2012-10-17'): BucketPolicyOutcome {
  const policy = BucketPolicy.parse(JSON.stringify({ Version: version, Statement: statements }));
  return policy.decide({ ...identityOf(), action: 's3:GetObject', bucket: 'films', key, context }).outcome;
}

const covers = (rest: string, key: string, version?: string) =>
  outcomeOf([{ ...ALLOW, Resource: `arn:aws:s3:::films/${rest}` }], key, {}, version) === ALLOWED;

test('policies made from grants allow exactly what the grants mean', () => {
  const settings = fc.record({
    accountId: fc.constantFrom(ACCOUNTS.zencoder, ACCOUNTS.otherZencoder),
    requireTls: fc.boolean(),
  });
  const cases = fc
    .tuple(grants, settings)
    .chain(([list, setting]) =>
      fc.tuple(
        fc.constant({ ...setting, grants: list, bucket: BUCKET }),
        fc.array(requestsBeside(list, setting.accountId), { minLength: 5, maxLength: 5 }),
      ),
    );
  const counted = { [ALLOWED]: 0, [NOT_ALLOWED]: 0 };
  fc.assert(
    fc.property(cases, ([says, requests]) => {
      const { accountId, requireTls } = says;
      const policy = BucketPolicy.parse(documentFor(says.grants, { accountId, requireTls }).toJson());
      for (const request of requests.filter(({ principal }) => principal !== undefined)) {
        const { action, bucket, key, secure, at, principal } = request;
        const meant = isMeant(says, request) ? ALLOWED : NOT_ALLOWED;
        counted[meant] += 1;
        const { outcome } = policy.decide({
          ...{ action, bucket, accountId: principal!.split(':')[4]! },
          ...(isOnObject(request) ? { key } : {}),
          context: { 'aws:SecureTransport': [String(secure)], 'aws:CurrentTime': [at.toISOString()] },
        });
        expect({ request, outcome }).toEqual({ request, outcome: meant });
      }
    }),
    { numRuns: 400 },
  );
  expect(Math.min(...Object.values(counted))).toBeGreaterThan(200);
});

describe('A Resource', () => {
  const pairs = oddKey.chain((key) => fc.tuple(fc.constant(key), fc.oneof(oddKey, nameBeside(key))));

  test('with escaped special characters covers exactly that key, or all keys that begin with it', () => {
    fc.assert(
      fc.property(pairs, ([said, asked]) => {
        expect(covers(exactly(said), asked)).toBe(said === asked);
        expect(covers(startingWith(said), asked)).toBe(asked.startsWith(said));
      }),
      { numRuns: 500 },
    );
  });

  test('with wildcards covers the same keys as a regular expression', () => {
    const small = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        small('ab/:*?'),
        small('ab/:?$'),
        fc.constantFrom('2012-10-17', '2008-10-17'),
        (said, asked, version) => {
          const expression = said.replace(/\*/g, '.*').replace(/\?/g, '.');
          expect(covers(said, asked, version)).toBe(new RegExp(`^${expression}$`).test(asked));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('with many wildcards is decided quickly, without backtracking', () => {
    expect(covers(`${'*a'.repeat(200)}b`, 'a'.repeat(1000))).toBe(false);
  });
});

describe('Several statements', () => {
  const UNKNOWN = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } };
  const NEVER = { Action: 's3:PutObject' };
  const kinds = {
    allow: ALLOW,
    mayAllow: { ...ALLOW, ...UNKNOWN },
    doesNotAllow: { ...ALLOW, ...NEVER },
    deny: { ...ALLOW, Effect: 'Deny' },
    mayDeny: { ...ALLOW, ...UNKNOWN, Effect: 'Deny' },
    doesNotDeny: { ...ALLOW, ...NEVER, Effect: 'Deny' },
  };
  type Kind = keyof typeof kinds;

  /** As IAM's "Policy evaluation logic" has it. */
  function expected(names: readonly Kind[]): BucketPolicyOutcome {
    const has = (name: Kind) => names.includes(name);
    if (has('deny')) return DENIED;
    if (has('allow')) return has('mayDeny') ? DEPENDS : ALLOWED;
    return has('mayAllow') ? DEPENDS : NOT_ALLOWED;
  }

  test('have the same decision in any order', () => {
    const names = fc.array(fc.constantFrom(...(Object.keys(kinds) as Kind[])), { maxLength: 4 });
    fc.assert(
      fc.property(names, (list) => {
        expect(
          outcomeOf(
            list.map((name) => kinds[name]),
            'a',
          ),
        ).toBe(expected(list));
      }),
    );
  });
});

describe('An address', () => {
  test('is in a range if and only if it begins with the same bits', () => {
    const address = fc.tuple(...Array.from({ length: 4 }, () => fc.nat({ max: 255 })));
    const near = fc.tuple(address, fc.nat({ max: 32 }), fc.nat({ max: 31 }), fc.boolean());
    const bitsOf = (octets: readonly number[]) => octets.map((octet) => octet.toString(2).padStart(8, '0')).join('');
    fc.assert(
      fc.property(near, ([octets, length, flipped, mapped]) => {
        const other = octets.map((octet, at) => (at === flipped >> 3 ? octet ^ (1 << (flipped & 7)) : octet));
        const written = (of: readonly number[]) =>
          mapped ? `2001:db8::${of.map((octet) => octet.toString(16)).join(':')}` : of.join('.');
        const same = mapped
          ? octets.join() === other.join()
          : bitsOf(octets).slice(0, length) === bitsOf(other).slice(0, length);
        const range = mapped ? `${written(octets)}/128` : `${written(octets)}/${length}`;
        const statement = { ...ALLOW, Condition: { IpAddress: { 'aws:SourceIp': range } } };
        expect(outcomeOf([statement], 'a', { 'aws:SourceIp': [written(other)] })).toBe(same ? ALLOWED : NOT_ALLOWED);
      }),
      { numRuns: 500 },
    );
  });
});
