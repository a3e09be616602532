import fc from 'fast-check';
import { parse } from 'yaml';
import { scalarText } from '../../lib/config/yaml-text';

const PIECES = [...'aef8o0x19eE_./:+-', 'true', 'True', 'tRUE', 'null', 'NULL', 'nULL', 'False', '0x', '0o', '0X'];

describe('A text in YAML', () => {
  test('is written without quotes only if YAML reads it back as the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...PIECES), minLength: 1, maxLength: 6 }), (text) => {
        const written = scalarText(text);
        expect(parse(`[${written}]`)).toEqual([text]);
        const isText = /^[A-Za-z0-9]/.test(text) && JSON.stringify(parse(`[${text}]`)) === JSON.stringify([text]);
        expect(written).toBe(isText ? text : JSON.stringify(text));
      }),
      { numRuns: 5000 },
    );
  });
});
