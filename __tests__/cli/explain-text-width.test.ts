import fc from 'fast-check';
import { tableLines } from '../../lib/cli/output/table';
import { Terminal, Tone } from '../../lib/cli/output/terminal';
import { shortened, textWidth, wrapped } from '../../lib/cli/output/text-width';

const text = fc.array(fc.constantFrom('film', '映画', '🎬', 'é', 'e\u0301', ' ', '  ', '/', ',', 'a-very-long-word-'), {
  maxLength: 20,
});
const spoken = text.map((pieces) => pieces.join(''));
const width = fc.integer({ min: 4, max: 40 });

describe('Text on a terminal', () => {
  it('is wrapped into lines that fit and loses only spaces', () => {
    fc.assert(
      fc.property(spoken, width, fc.integer({ min: 0, max: 2 }), (text, columns, hang) => {
        const lines = wrapped(text, columns, hang);
        expect(lines.filter((line) => textWidth(line.trimEnd()) > columns)).toEqual([]);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
      {
        examples: [
          ['film/映画', 4, 1],
          ['    é', 4, 0],
        ],
      },
    );
  });

  it('has the same lines if a part is coloured', () => {
    const painted = fc.tuple(spoken, spoken, spoken);
    fc.assert(
      fc.property(painted, width, fc.boolean(), ([before, within, behind], columns, keepsWords) => {
        const colour = /\u001b\[\d+m/g;
        const lines = wrapped(`${before}\u001b[33m${within}\u001b[39m${behind}`, columns, 2, keepsWords);
        const plain = wrapped(`${before}${within}${behind}`, columns, 2, keepsWords);
        expect(lines.map((line) => line.replace(colour, '').trimEnd())).toEqual(plain.map((line) => line.trimEnd()));
        expect(lines.join('').match(colour)).toHaveLength(2);
      }),
      { examples: [[['', '  ', 'film'], 4, false]], numRuns: 1000 },
    );
  });

  it('is broken after a space, slash or comma if possible, and otherwise within a word', () => {
    expect(wrapped('exactly trailers/this film.mp4', 20)).toEqual(['exactly trailers/', 'this film.mp4']);
    expect(wrapped('GetObject, PutObject, PutObjectAcl', 24)).toEqual(['GetObject, PutObject,', 'PutObjectAcl']);
    expect(wrapped('ListBucketMultipartUploads', 20)).toEqual(['ListBucketMultipartU', 'ploads']);
    expect(wrapped('映画予告編', 5)).toEqual(['映画', '予告', '編']);
  });

  it('is broken only at spaces if words are kept', () => {
    expect(wrapped('  1. the object films/trailers/film.mp4, too', 20, 5, true)).toEqual([
      '  1. the object',
      '     films/trailers/film.mp4,',
      '     too',
    ]);
  });

  it('is shortened in the middle to fit', () => {
    fc.assert(
      fc.property(spoken, width, (text, columns) => {
        const short = shortened(text, columns);
        expect(textWidth(short)).toBeLessThanOrEqual(columns);
        expect(short === text || short.includes('…')).toBe(true);
      }),
    );
    expect(shortened('in/a/b/c/d/e/f/film.mp4', 11)).toBe('in/a/…m.mp4');
  });

  it('is padded to its width on the screen', () => {
    const texts = ['film', '映画', 'e\u0301', 'too long'];
    const columns = ['', '|'].map((heading) => ({ heading, least: 6 }));
    const lines = tableLines(
      columns,
      Tone.FAINT,
      texts.map((text) => [[{ text }], [{ text: '|' }]]),
      new Terminal({ write: () => {} }),
    );
    expect(lines.slice(1)).toEqual(['film      |', '映画      |', 'e\u0301         |', 'too long  |']);
  });
});
