import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calledHere } from '../support/cli';
import { ROOT } from '../support/run';

/** What README shows. */
const PICTURE = join(ROOT, 'docs', 'explain.svg');

/** `WRITE_PICTURES=1` writes it: where `explain` is meant to print something else. */
const WRITES = process.env.WRITE_PICTURES === '1';

const LETTER = { width: 7.3, height: 17, size: 12 };
const MARGIN = 16;

const STYLE = [
  'rect{fill:#f7f7f7;stroke:#c8ccd4}text{fill:#1a1f36}.bucket{font-weight:bold}.actions{fill:#596070}',
  '@media(prefers-color-scheme:dark){rect{fill:#161b22;stroke:#30363d}text{fill:#e6edf3}.actions{fill:#9da7b3}}',
].join('');

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A line that names a bucket, the names of actions below a right, or neither. */
function kindOf(line: string): string {
  return /^\S/.test(line) ? 'bucket' : /^ {4}\S/.test(line) ? 'actions' : 'line';
}

/** Output of the command as a picture: text in it can be read reportSkipped and searched. */
function pictureOf(output: string): string {
  const lines = output.trimEnd().split('\n');
  const width = Math.ceil(Math.max(...lines.map(({ length }) => length)) * LETTER.width + 2 * MARGIN);
  const height = lines.length * LETTER.height + 2 * MARGIN;
  const rows = lines.flatMap((line, index) =>
    line === ''
      ? []
      : [
          `<text x="${MARGIN}" y="${MARGIN + (index + 1) * LETTER.height - 4}" class="${kindOf(line)}" xml:space="preserve">${escaped(line)}</text>`,
        ],
  );
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const font = `font-family="ui-monospace, Consolas, Menlo, monospace" font-size="${LETTER.size}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} ${font} role="img">`,
    `<title>Output of zencoder-s3 explain</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" rx="8"/>`,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

describe('The picture of explain in README', () => {
  afterEach(() => jest.useRealTimers());

  it('shows what the command prints of zencoder.yaml', async () => {
    jest.useFakeTimers({
      now: new Date('2026-11-29T00:00:00Z'),
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout'],
    });
    const { exitCode, stdout } = await calledHere(['explain', '--file', join(ROOT, 'zencoder.yaml')]);
    expect(exitCode).toBe(0);
    const picture = pictureOf(stdout);
    if (WRITES) {
      writeFileSync(PICTURE, picture);
    }
    expect(readFileSync(PICTURE, 'utf8')).toBe(picture);
  });
});
