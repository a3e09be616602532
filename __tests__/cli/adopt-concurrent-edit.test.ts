import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { AwsServer, policy, RECOMMENDED, type Reply } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { calledHere } from '../support/cli';
import { filesBelow } from '../support/run';
import { type Files, inFolderWith } from '../support/workspace';
import { CONCURRENT_EDITS } from './cases/adopt-concurrent-edit';
import { CONFIG, OTHER } from './cases/adopt-files';

jest.setTimeout(30_000);

withCredentials();
let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
afterAll(() => aws.stop());

const ofShorts = ({ body = '' }: Reply): Reply => ({ body: body.replaceAll('::films', '::shorts') });

/** Adopts the bucket films. Calls `happens` while adopt waits for the answer of S3. */
async function adoptedWhile(happens: () => unknown, args: readonly string[] = []) {
  aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, OTHER) });
  aws.buckets = { shorts: { GetBucketPolicy: ofShorts(policy(...RECOMMENDED, OTHER)) } };
  aws.before = (question, bucket) => (question === 'GetBucketPolicy' && bucket === 'films' ? happens() : undefined);
  return calledHere(['adopt', 'films', '--endpoint-url', aws.endpoint, ...args]);
}

const filesOf = (text: string | null | undefined): Files => (typeof text === 'string' ? { 'zencoder.yaml': text } : {});

describe('If, while adopt waits for S3,', () => {
  test.each(CONCURRENT_EDITS)(
    '$title, adopt writes nothing and reports the change',
    ({ before, after, args = [], line }) =>
      inFolderWith(filesOf(before), async () => {
        const happens = () => (after === null ? rmSync('zencoder.yaml') : writeFileSync('zencoder.yaml', after));
        const { exitCode, stdout, stderr } = await adoptedWhile(happens, args);
        expect({ exitCode, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({
          exitCode: 1,
          stdout: '',
          lines: 1,
        });
        expect(stderr).toContain('zencoder-s3: zencoder.yaml ');
        expect(stderr).toContain(line);
        expect(stderr).toContain('nothing was written, run the command again\n');
        expect(filesBelow('.')).toEqual(filesOf(after));
      }),
  );

  test.each([
    ['a file with another stack', filesOf(CONFIG), ['--stack', 'live']],
    ['no file', {}, ['--stack', 'live']],
  ])('another bucket is adopted into %s, both buckets are in the file', (_, files, stack) =>
    inFolderWith(files, async () => {
      const other = async () => {
        const { exitCode } = await calledHere(['adopt', 'shorts', ...stack, '--endpoint-url', aws.endpoint]);
        expect(exitCode).toBe(0);
      };
      const { exitCode, stderr } = await adoptedWhile(other, stack);
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      const text = readFileSync('zencoder.yaml', 'utf8');
      expect(text.match(/^ {6}(films|shorts):$/gm)).toEqual(['      shorts:', '      films:']);
      expect(text.startsWith('zencoder.yaml' in files ? '# Who may do what.' : '')).toBe(true);
      expect((await calledHere(['explain'])).exitCode).toBe(0);
    }),
  );

  test('the same bucket is adopted, it is in the file once', () =>
    inFolderWith({}, async () => {
      let first = '';
      const { exitCode, stdout, stderr } = await adoptedWhile(async () => {
        aws.before = () => undefined;
        await calledHere(['adopt', 'films', '--endpoint-url', aws.endpoint]);
        first = readFileSync('zencoder.yaml', 'utf8');
      });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain('zencoder.yaml has been created since it was read');
      expect(readFileSync('zencoder.yaml', 'utf8')).toBe(first);
    }));

  test.each([
    ['with different content', '{}', 1, 'policies/films.json already exists with different content'],
    [
      'with the statements that adopt would write',
      JSON.stringify({ Version: '2012-10-17', Statement: [OTHER] }),
      0,
      '',
    ],
  ])('the policy file of the bucket is created %s, it does not change', (_, text, code, line) =>
    inFolderWith({ 'policies/other.json': '{}' }, async () => {
      const { exitCode, stderr } = await adoptedWhile(() => writeFileSync('policies/films.json', text));
      expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: expect.stringContaining(line) });
      expect(readFileSync('policies/films.json', 'utf8')).toBe(text);
      expect(existsSync('zencoder.yaml')).toBe(code === 0);
    }),
  );
});
