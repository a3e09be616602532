import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { contentOf, KeptForEqual } from '../../lib/grants/equal-grants';
import { grantFindings, type ZencoderGrant } from '../../lib/grants/grant';
import { statementsOf } from '../../lib/grants/statements';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';

const { GET_OBJECT, LIST_BUCKET } = ZencoderAction;
const CONTEXT = { bucket: 'films', accountIds: ['123456789012'], requireTls: false };
const NOW = new Date('2026-01-01T00:00:00Z');

/** Few values, so that equal grants and almost equal ones are frequent. */
const text = fc.constantFrom('a', 'a","b', 'b', '', 'a\nb');
const texts = fc.array(text, { maxLength: 2 });
const grant = fc.record(
  {
    role: fc.constantFrom(...Object.values(ZencoderRole), undefined),
    actions: fc.array(fc.constantFrom(GET_OBJECT, LIST_BUCKET), { maxLength: 2 }),
    prefixes: fc.oneof(texts, fc.constant(undefined)),
    keys: texts,
    expires: text,
  },
  { requiredKeys: [] },
) as fc.Arbitrary<ZencoderGrant>;

/** A function that returns how many times it was called. */
function counter(): () => number {
  let calls = 0;
  return () => ++calls;
}

const inOrder = (one: ZencoderGrant) => Object.entries(one);

describe('what is kept for equal grants', () => {
  it('is never that of a different grant', () => {
    fc.assert(
      fc.property(grant, grant, (one, other) => {
        expect(contentOf(one) === contentOf(other)).toBe(isDeepStrictEqual(inOrder(one), inOrder(other)));
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, object]>([
    ['a number', { role: 1 }],
    ['null', { keys: null }],
    ['a list with null', { keys: [null] }],
    ['a list with undefined', { prefixes: [undefined] }],
    ['a text in place of a list', { actions: GET_OBJECT }],
    ['a date', { expires: new Date(0) }],
    ['a function', { keys: () => ['a'] }],
  ])('is nothing if an attribute is %s', (_, given) => {
    expect(contentOf(given as ZencoderGrant)).toBeUndefined();
  });

  it('distinguishes a grant whose attributes are inherited', () => {
    const inherited = Object.create({ keys: ['film.mov'], actions: [GET_OBJECT] }) as ZencoderGrant;
    expect(contentOf(inherited)).not.toBe(contentOf({}));
  });

  it('is worked out again after 1,000 different grants', () => {
    const kept = new KeptForEqual<number>();
    const work = counter();
    expect([kept.get('films', work), kept.get('films', work)]).toEqual([1, 1]);
    for (let other = 0; other < 1000; other++) {
      kept.get(`films-${other}`, () => other);
    }
    expect(kept.get('films', work)).toBe(2);
  });

  it.each([
    ['without a content', undefined],
    ['with a long content', 'a'.repeat(2001)],
  ])('is nothing %s', (_, content) => {
    const kept = new KeptForEqual<number>();
    const work = counter();
    expect([kept.get(content, work), kept.get(content, work)]).toEqual([1, 2]);
  });
});

describe('a grant that a program changes', () => {
  const resources = (grants: ZencoderGrant[], bucket = 'films') =>
    statementsOf(grants, { ...CONTEXT, bucket }).flatMap(({ Resource }) => Resource);

  it('has the statements of what it is now', () => {
    const prefixes = ['in/'];
    const films = { actions: [GET_OBJECT], prefixes };
    expect(resources([films])).toEqual(['arn:aws:s3:::films/in/*']);
    prefixes[0] = 'out/';
    expect(resources([films])).toEqual(['arn:aws:s3:::films/out/*']);
  });

  it('has the findings of what it is now', () => {
    const films: { actions: ZencoderAction[]; prefixes?: string[] } = { actions: [GET_OBJECT], prefixes: ['in/'] };
    expect(grantFindings(films, NOW)).toEqual([]);
    films.prefixes = [''];
    expect(grantFindings(films, NOW)).toHaveLength(1);
    films.prefixes = undefined;
    expect(grantFindings(films, NOW)).toHaveLength(1);
    delete films.prefixes;
    expect(grantFindings(films, NOW)).toEqual([]);
  });

  it('expires at its own time, whenever an equal one was checked', () => {
    const films = { actions: [GET_OBJECT], expires: '2026-06-01T00:00:00Z' };
    expect(grantFindings(films, NOW)).toEqual([]);
    expect(grantFindings({ ...films }, new Date('2027-01-01T00:00:00Z'))).toHaveLength(1);
  });
});

describe('the statements of equal grants', () => {
  const films = { actions: [GET_OBJECT, LIST_BUCKET], prefixes: ['in/'] };

  it.each([
    ['the bucket', { bucket: 'trailers' }],
    ['the accounts', { accountIds: ['210987654321'] }],
    ['the number of accounts', { accountIds: ['123456789012', '210987654321'] }],
    ['no principal', { accountIds: undefined }],
    ['TLS', { requireTls: true }],
  ])('differ by %s', (_, other) => {
    const before = statementsOf([films], CONTEXT);
    expect(statementsOf([films], { ...CONTEXT, ...other })).not.toEqual(before);
    expect(statementsOf([films], CONTEXT)).toEqual(before);
  });

  it('have the same Sids and actions in each bucket', () => {
    const withoutResource = (bucket: string) =>
      statementsOf([films], { ...CONTEXT, bucket }).map(({ Resource: _, ...rest }) => rest);
    expect(withoutResource('trailers')).toEqual(withoutResource('films'));
  });
});
