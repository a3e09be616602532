import { boundariesOf, isDate, orderOfDates, timeFault } from '../../lib/iam/dates';

describe('A date with time and offset', () => {
  it.each([
    ['1970-01-01T00:00:00Z', undefined],
    ['9999-12-31T23:59:59Z', undefined],
    ['2027-06-30T00:00Z', undefined],
    ['2027-06-30T23:59:59.999+23:59', undefined],
    ['2027-06-30T00:00:00-00:00', undefined],
    ['2028-02-29T00:00:00Z', undefined],
    ['2000-02-29T00:00:00Z', undefined],
    ['2027-12-31T00:00:00Z', undefined],

    ['', 'form'],
    ['2027-06-30', 'form'],
    ['2027-06-30T00:00:00', 'form'],
    ['2027-06-30 00:00:00Z', 'form'],
    ['2027-06-30T00:00:00.1234Z', 'form'],
    ['2027-06-30T00:00:00.Z', 'form'],
    ['2027-06-30T00:00:00+0200', 'form'],
    ['x2027-06-30T00:00:00Z', 'form'],
    ['2027-06-30T00:00:00Zx', 'form'],

    ['2027-00-30T00:00:00Z', 'calendar'],
    ['2027-13-30T00:00:00Z', 'calendar'],
    ['2027-06-00T00:00:00Z', 'calendar'],
    ['2027-06-31T00:00:00Z', 'calendar'],
    ['2027-02-29T00:00:00Z', 'calendar'],
    ['2100-02-29T00:00:00Z', 'calendar'],
    ['2027-06-30T24:00:00Z', 'calendar'],
    ['2027-06-30T00:60:00Z', 'calendar'],
    ['2027-06-30T00:00:60Z', 'calendar'],
    ['2027-06-30T00:00:00+24:00', 'calendar'],
    ['2027-06-30T00:00:00+00:60', 'calendar'],

    ['1969-12-31T23:59:59Z', 'years'],
    ['1969-12-31T23:59:59-02:00', 'years'],
    ['1970-01-01T00:00:00+00:01', 'years'],
    ['9999-12-31T23:59:59-00:01', 'years'],
  ])('%j has the fault %j', (text, fault) => {
    expect(timeFault(text)).toBe(fault);
  });
});

describe('A value of a date operator', () => {
  it.each([
    ['2027', true],
    ['2027-12', true],
    ['2027-06-30', true],
    ['2027-06-30T12:30Z', true],
    ['2027-06-30T24:00:00Z', true],
    ['2027-06-30T23:59:60Z', true],
    ['2027-06-30T12:30:15.123456+02:00', true],
    ['0', true],
    ['-1', true],
    ['1814313600', true],
    ['2028-02-29', true],

    ['', false],
    ['2027-00', false],
    ['2027-13', false],
    ['2027-06-00', false],
    ['2027-06-31', false],
    ['2027-02-29', false],
    ['2027-6-30', false],
    ['2027-06-30T', false],
    ['2027-06-30T12Z', false],
    ['2027-06-30T12:30', false],
    ['2027-06-30T25:00Z', false],
    ['2027-06-30T12:60Z', false],
    ['2027-06-30T12:30:61Z', false],
    ['2027-06-30T12:30:15.Z', false],
    ['x2027', false],
    ['2027x', false],
    ['1.5', false],
    ['--1', false],
    ['yesterday', false],
  ])('%j is a date: %s', (text, isOne) => {
    expect(isDate(text)).toBe(isOne);
  });
});

describe('The order of two dates', () => {
  const NOON = '2027-06-30T12:00:00Z';
  const SECONDS = String(Date.parse(NOON) / 1000);

  it.each<[asked: string, said: string, order: number | undefined]>([
    [NOON, NOON, 0],
    [NOON, '2027-06-30T14:00:00+02:00', 0],
    [NOON, SECONDS, 0],
    [SECONDS, NOON, 0],
    [NOON, '2027-06-30T12:00:01Z', -1],
    [NOON, '2027-06-30T11:59:59Z', 1],
    ['100000000', '99999999999', -1],
    [NOON, '2027-06-30', undefined],
    [NOON, '2027-06-29', 1],
    [NOON, '2027-07-01', -1],
    ['2027-06-30T00:00:00Z', '2027-06-29', 1],
    ['2027-06-29T23:59:59Z', '2027-06-30', -1],
    ['2027-06-30T00:00:00Z', '2027-06-30', undefined],
    [NOON, '2027-06-31', undefined],
    [NOON, '12345678', undefined],
    [NOON, '123456789012', undefined],
    [NOON, '2027-06-30T12:00:00', undefined],
    [NOON, 'x2027-06-29', undefined],
    [NOON, '2027-06-29x', undefined],
    ['2027-06-30', NOON, undefined],
    ['2027-06-30', '2027-06-29', undefined],
    ['', '', undefined],
  ])('%j compared with %j', (asked, said, order) => {
    const found = orderOfDates(asked, said);
    expect(found === undefined ? undefined : Math.sign(found)).toBe(order);
  });
});

describe('The order of dates compared with a date in a condition changes', () => {
  const JULY = Date.UTC(2027, 6, 1);
  const DAY = 24 * 60 * 60 * 1000;

  it.each<[said: string, borders: number[]]>([
    ['2027-07-01T00:00:00Z', [JULY]],
    ['2027-07-01T02:00:00.5+02:00', [JULY + 500]],
    ['1814400000', [JULY]],
    ['2027-07-01', [JULY, JULY + DAY]],
    ['2027-07-32', []],
    ['2027-07', []],
    ['2027', []],
    ['yesterday', []],
  ])('%j at %j', (said, borders) => {
    expect(boundariesOf(said)).toEqual(borders);
  });
});
