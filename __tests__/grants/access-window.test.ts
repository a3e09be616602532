import {
  type AccessWindow,
  ALWAYS,
  conditionOf,
  exceeds,
  expiresOf,
  isClosed,
  leftOf,
  NEVER,
  requiresTls,
  widestOf,
  windowOf,
} from '../../lib/grants/access-window';

const END = '2027-06-30T00:00:00Z';
const LATER = '2028-06-30T00:00:00Z';
const until = (expires?: string, requireTls = false) => windowOf({ expires }, requireTls);
const CLOSED: AccessWindow = { overTls: NEVER, withoutTls: NEVER };

describe('The window of a grant', () => {
  it.each([
    ['no condition', until(), undefined],
    ['TLS', until(undefined, true), { Bool: { 'aws:SecureTransport': 'true' } }],
    ['an end', until(END), { DateLessThan: { 'aws:CurrentTime': END } }],
    [
      'an end and TLS',
      until(END, true),
      { Bool: { 'aws:SecureTransport': 'true' }, DateLessThan: { 'aws:CurrentTime': END } },
    ],
    ['the first second of 1970', until('1970-01-01T00:00:00Z'), expect.anything()],
  ])('becomes the condition of a statement: %s', (_, window, expected) => {
    expect(conditionOf(window)).toEqual(expected);
  });

  it('has an end in UTC, and shows whether TLS is required', () => {
    expect(until('2027-06-30T02:00:00+02:00')).toEqual(until(END));
    expect([until(END), until(), ALWAYS].map(expiresOf)).toEqual([END, undefined, undefined]);
    expect([until(), until(END, true), until('1970-01-01T00:00:00Z')].map(requiresTls)).toEqual([false, true, false]);
  });

  it('is closed after its end', () => {
    const now = new Date(END);
    expect(leftOf(until(END), now)).toEqual(CLOSED);
    expect(isClosed(leftOf(until(END, true), now))).toBe(true);
    expect(leftOf(until(LATER), now)).toEqual(until(LATER));
    expect([until(END), until(undefined, true), ALWAYS].map(isClosed)).toEqual([false, false, false]);
  });

  it('of several grants is the widest one, over TLS and without TLS', () => {
    expect(widestOf([])).toEqual(CLOSED);
    expect(widestOf([until(END), until(LATER, true)])).toEqual({
      overTls: Date.parse(LATER),
      withoutTls: Date.parse(END),
    });
  });

  it('exceeds a window that ends earlier, over TLS or without TLS', () => {
    const windows = [CLOSED, until(END, true), until(END), until(LATER), until()];
    for (const [index, window] of windows.entries()) {
      expect(windows.map((other) => exceeds(window, other))).toEqual(windows.map((_, other) => index > other));
    }
    expect(exceeds(until(LATER, true), until(END)) && exceeds(until(END), until(LATER, true))).toBe(true);
  });
});
