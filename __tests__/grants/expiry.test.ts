import fc from 'fast-check';
import { expiryFault, expiryInUtc } from '../../lib/grants/expiry';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { statementsFor } from './cases/documents';

const TAKEN: [text: string, inUtc: string][] = [
  ['2027-06-30T00:00:00Z', '2027-06-30T00:00:00Z'],
  ['2027-06-30T00:00:00+00:00', '2027-06-30T00:00:00Z'],
  ['2027-06-30T00:00:00-00:00', '2027-06-30T00:00:00Z'],
  ['2027-06-30T00:00:00+02:00', '2027-06-29T22:00:00Z'],
  ['2027-06-30T00:00:00-09:30', '2027-06-30T09:30:00Z'],
  ['2027-06-30T00:00:00+05:45', '2027-06-29T18:15:00Z'],
  ['2027-12-31T23:59:59-00:01', '2028-01-01T00:00:59Z'],
  ['2027-06-30T12:00:00+23:59', '2027-06-29T12:01:00Z'],
  ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
  ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
  ['2400-02-29T00:00:00Z', '2400-02-29T00:00:00Z'],
  ['2027-03-01T00:00:00+01:00', '2027-02-28T23:00:00Z'],
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
];

const NOT_IN_FORM = [
  '',
  '2027-06-30',
  '2027-06-30T00:00:00',
  '2027-06-30T00:00Z',
  '2027-06-30t00:00:00Z',
  '2027-06-30T00:00:00z',
  '2027-06-30 00:00:00Z',
  '2027-06-30T00:00:00+0200',
  '2027-06-30T00:00:00+02',
  '2027-06-30T00:00:00Z+02:00',
  '2027-06-30T00:00:00 Z',
  '2027-6-30T00:00:00Z',
  '27-06-30T00:00:00Z',
  '12027-06-30T00:00:00Z',
  '+002027-06-30T00:00:00Z',
  '20270630T000000Z',
  '2027-06-30T00:00:00Z\n',
  ' 2027-06-30T00:00:00Z',
  '２０２７-06-30T00:00:00Z',
  '1814313600',
  'next summer',
];

const NOT_IN_CALENDAR = [
  '2027-02-29T00:00:00Z',
  '2100-02-29T00:00:00Z',
  '2028-02-30T00:00:00Z',
  '2027-04-31T00:00:00Z',
  '2027-00-10T00:00:00Z',
  '2027-13-10T00:00:00Z',
  '2027-06-00T00:00:00Z',
  '2027-06-32T00:00:00Z',
  '2027-06-30T24:00:00Z',
  '2027-06-30T00:60:00Z',
  '2027-06-30T00:00:60Z',
  '2027-06-30T00:00:00+24:00',
  '2027-06-30T00:00:00-02:60',
];

const OUT_OF_YEARS = [
  '0000-01-01T00:00:00Z',
  '0099-01-01T00:00:00Z',
  '1969-12-31T23:59:59Z',
  '1970-01-01T00:00:00+00:01',
  '1969-12-31T23:59:59-00:01',
  '9999-12-31T23:59:59-00:01',
];

const FRACTIONS = ['2027-06-30T00:00:00.000Z', '2027-06-30T00:00:00.5+02:00', '2027-06-30T00:00:00,5Z'];

describe('a date with an offset is accepted, and the policy has it in UTC', () => {
  test.each(TAKEN)('such as %s as %s', (text, inUtc) => {
    expect(expiryFault(text)).toBeUndefined();
    expect(expiryInUtc(text)).toBe(inUtc);
    const until = statementsFor([{ role: ZencoderRole.INPUT, expires: text }]).map(({ Condition }) => Condition);
    expect(until).toEqual(Array(2).fill({ DateLessThan: { 'aws:CurrentTime': inUtc } }));
  });
});

const FORM = 'write YYYY-MM-DDThh:mm:ssZ, or ±hh:mm in place of the Z';

describe.each([
  ['what has not the form is refused with the form', NOT_IN_FORM, ['for example 2027-06-30T00:00:00Z', FORM]],
  ['a date that is not in the calendar is refused', NOT_IN_CALENDAR, ['is not a valid calendar date', FORM]],
  ['a date outside the supported years is refused', OUT_OF_YEARS, ['outside the years 1970 to 9999']],
  ['fractions of a second are refused', FRACTIONS, ['fractions of a second', FORM]],
])('%s', (_, texts, messages) => {
  test.each(texts)('such as %j', (text) => {
    const fault = expiryFault(text)!;
    expect(fault.startsWith(JSON.stringify(text))).toBe(true);
    expect(messages.filter((message) => !fault.includes(message))).toEqual([]);
  });
});

describe('for every date', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  const instant = fc.integer({ min: Date.UTC(1971, 0) / 1000, max: Date.UTC(9998, 11, 31) / 1000 });

  test('the offset does not change the instant', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -1439, max: 1439 }), (seconds, offset) => {
        const local = new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 19);
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
        const text = `${local}${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
        expect(expiryFault(text)).toBeUndefined();
        expect(expiryInUtc(text)).toBe(`${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`);
        expect(new Date(expiryInUtc(text)).getTime()).toBe(new Date(text).getTime());
      }),
      { numRuns: 1000 },
    );
  });

  test('it is accepted only if it is in the calendar', () => {
    const upTo = (max: number) => fc.integer({ min: 0, max });
    const parts = fc.tuple(fc.integer({ min: 1970, max: 9999 }), upTo(13), upTo(32), upTo(25), upTo(61), upTo(61));
    fc.assert(
      fc.property(parts, ([year, month, day, hour, minute, second]) => {
        const text = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
        const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
        expect(expiryFault(`${text}Z`) === undefined).toBe(date.toISOString().slice(0, 19) === text);
      }),
      { numRuns: 2000 },
    );
  });
});
