import { AnnotationMetadataEntryType } from 'cdktf';
import { ZencoderBucketAccess, ZencoderIamUser, ZencoderRole } from '../../lib';
import { testStack } from '../support/synth';
import { called } from './command';

const grants = (...prefixes: readonly string[]) => `
stacks:
  live:
    buckets:
      films: { grants: [{ role: input, prefixes: [${prefixes.join(', ')}] }] }
`;
const FILE = { 'zencoder.yaml': grants('films/', 'in', 'out', 'v2') };
const BOTH_READINGS =
  '"in" has no delimiter at its end: it covers "in/a.mp4" and also "in-old.mp4"; for the folder write "in/"';
const NOTE = `zencoder.yaml:5:59: note: stacks.live.buckets.films.grants[0].prefixes[1]: ${BOTH_READINGS} (and 2 more like it)`;
const STAR = '"uploads/*" ends with "*", which is taken literally; a prefix needs no wildcard, write "uploads/"';

describe('A note about a prefix without a delimiter at its end', () => {
  it.each(['explain', 'policy'])('is printed once for a file by %s, and --strict ignores it', async (name) => {
    const { exitCode, stderr } = await called([name, '--strict'], { files: FILE });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `zencoder-s3: ${NOTE}\n` });
  });

  it('is in JSON and Markdown, separate from the warnings', async () => {
    const { stdout } = await called(['explain', '--json'], { files: FILE });
    expect(JSON.parse(stdout)).toMatchObject({ warningsOfFile: [], notesOfFile: [NOTE] });
    const markdown = await called(['explain', '--markdown'], { files: FILE });
    expect(markdown.stdout).toMatch(/\*\*Notes\*\*\n\n- zencoder\.yaml:5:59: note: /);
    expect(markdown.stdout).not.toContain('**Warnings**');
  });

  it('is absent from JSON and Markdown if there is none', async () => {
    const { stdout } = await called(['explain', '--json'], { files: { 'zencoder.yaml': grants('in/') } });
    expect(JSON.parse(stdout)).not.toHaveProperty('notesOfFile');
  });

  it('is printed for the option --prefix', async () => {
    const args = ['policy', '--bucket', 'films', '--role', 'input', '--prefix', 'in', '--strict'];
    const { exitCode, stderr } = await called(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `zencoder-s3: note: --prefix: ${BOTH_READINGS}\n` });
  });

  it('is printed once in a program, by the first construct, and is not a warning', () => {
    const stack = testStack();
    const access = (bucket: string, prefixes: string[]) =>
      new ZencoderBucketAccess(stack, bucket, { bucket, grants: [{ role: ZencoderRole.INPUT, prefixes }] });
    const user = { userName: 'zencoder', grants: [{ bucket: 'films', role: ZencoderRole.INPUT, prefixes: ['a'] }] };
    const made = [
      access('shorts', ['in/']),
      access('films', ['in']),
      access('news', ['in']),
      new ZencoderIamUser(stack, 'user', user),
    ];
    const notes = made.flatMap(({ node }) => node.metadata).filter(({ data }) => String(data).includes('prefixes'));
    expect(notes.map(({ type, data }) => [type, data])).toEqual([
      [AnnotationMetadataEntryType.INFO, `grants[0].prefixes[0]: ${BOTH_READINGS}`],
    ]);
  });
});

describe('A prefix that ends with "*"', () => {
  it.each(['explain', 'policy'])('gives a warning, and exit code 1 of %s with --strict', async (name) => {
    const files = { 'zencoder.yaml': grants('uploads/*') };
    const line = `zencoder-s3: zencoder.yaml:5:51: warning: stacks.live.buckets.films.grants[0].prefixes[0]: ${STAR}`;
    const expected = { stderr: expect.stringContaining(line) };
    expect(await called([name], { files })).toMatchObject({ ...expected, exitCode: 0 });
    expect(await called([name, '--strict'], { files })).toMatchObject({ ...expected, exitCode: 1 });
  });

  it('gives a warning as an option too', async () => {
    const args = ['policy', '--bucket', 'films', '--role', 'input', '--prefix', 'uploads/*'];
    expect(await called(args)).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await called([...args, '--strict']);
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(`warning: --prefix: ${STAR}`),
    });
  });
});
