import { lossLine } from '../../lib/adopt/loss';
import { documentFindings } from '../../lib/judgement/document-findings';
import { isError } from '../../lib/messages/diagnostic';
import { NOW } from '../grants/cases/grants';
import { adoptedFrom, BUCKET, zencoderOf } from './cases/adopted';
import type { PolicyCase } from './cases/elements';
import { EXPRESSIBLE } from './cases/expressible';
import { FAULTY } from './cases/faulty';
import { INEXPRESSIBLE } from './cases/inexpressible';
import { NAMED_BY_CONDITION } from './cases/named-by-condition';

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe.each([...EXPRESSIBLE, ...INEXPRESSIBLE, ...NAMED_BY_CONDITION])(
  'The adoption of $title',
  ({ policy, grants, others = [], accountId, ...expected }: PolicyCase) => {
    const adoption = adoptedFrom(policy, accountId);

    it('results in grants with the same meaning', () => {
      expect(adoption.grants).toEqual(grants);
      expect(adoption.requireTls).toBe(expected.requireTls ?? false);
      expect(adoption.errors).toEqual([]);
    });

    it('keeps the statements of other principals', () => {
      expect(adoption.otherStatements).toEqual(asJson(others));
    });

    it('reports what cannot be expressed as a grant, and other changes', () => {
      const partsOf = (parts: readonly string[] = []) => parts.map((part) => expect.stringContaining(part));
      expect(adoption.losses.map(lossLine)).toEqual(partsOf(expected.losses));
      expect(adoption.notes).toEqual(partsOf(expected.notes));
    });

    it('results in grants that are valid together with the statements of other principals', () => {
      const otherStatements =
        adoption.otherStatements.length === 0
          ? undefined
          : JSON.stringify({ Version: '2012-10-17', Statement: adoption.otherStatements });
      const props = { bucket: BUCKET, grants: [...adoption.grants], otherStatements, ...zencoderOf(accountId) };
      const errors = documentFindings(props, NOW).filter(isError);
      expect(errors).toEqual(grants.length > 0 ? [] : [expect.objectContaining({ path: ['grants'] })]);
    });
  },
);

test.each(FAULTY)('%s cannot be adopted', (_, policy, ...errors) => {
  expect(adoptedFrom(policy).errors).toEqual(errors.map((fault) => expect.stringContaining(fault)));
});

test('A policy with very many errors is refused with the first ones and the number of the rest', () => {
  const errors = adoptedFrom({ Version: '2012-10-17', Statement: Array(20_000).fill({}) }).errors;
  expect(errors).toHaveLength(501);
  expect(errors.at(-1)).toBe(`and ${4 * 20_000 - 500} more like these`);
});
