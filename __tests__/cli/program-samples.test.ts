import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { called } from './command';
import { renewed, samplesIn, words } from './samples';

const DOCUMENT = join(ROOT, 'docs', 'cli.md');
const NAMES = ['zencoder.yaml', 'policies/acme-masters.json'];

/** What is written in the document by `cat` is there, too. */
const text = readFileSync(DOCUMENT, 'utf8');
const files = Object.fromEntries([
  ...NAMES.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
  ...samplesIn(text)
    .filter(({ command }) => command.startsWith('cat '))
    .map(({ command, shown }) => [command.slice('cat '.length), shown]),
]) as Record<string, string>;

/** The day on which the samples were made, as far as they show one. */
jest.useFakeTimers({
  now: new Date('2026-06-01T12:00:00Z'),
  doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
});

it('The command shows what the document says that it shows', async () => {
  const now = await renewed(text, async ({ command, shown }) => {
    const [program, ...args] = words(command);
    if (program !== 'zencoder-s3') {
      return shown;
    }
    const { stdout, stderr } = await called(args, { files, columns: 80, environment: { NO_COLOR: '1' } });
    return stdout + stderr;
  });
  if (process.env.WRITE_SAMPLES) {
    writeFileSync(DOCUMENT, now);
  }
  expect(now).toBe(text);
});
