import { policy } from '../doctor/aws-server';
import { called } from '../support/cli';
import { POLICY_CASES } from './cases/preflight-policies';
import { SETTING_CASES } from './cases/preflight-settings';
import { ALL, ON_BUCKET, ON_OBJECTS, OTHERS, withPreflight } from './preflighting';

jest.setTimeout(20_000);

const { aws, looked, preflight } = withPreflight();

describe('Preflight', () => {
  it.each([...POLICY_CASES, ...SETTING_CASES])(
    'judges $name',
    async ({ answers, bucket = ALL, others = [OTHERS], finds = [], exitCode = 0 }) => {
      const row = await looked(answers, bucket, others);
      expect(row.findings.map(({ check, level, seen }) => [check, level, seen])).toEqual(
        finds.map(([check, level, seen]) => [check, level, expect.stringContaining(seen)]),
      );
      expect({ exitCode: row.exitCode, unknown: row.unknown }).toEqual({ exitCode, unknown: [] });
    },
  );

  it('exits with 1 for warnings with --strict', async () => {
    aws.reset({ GetBucketPolicy: policy({ ...ON_OBJECTS, Action: 's3:*' }, ON_BUCKET) });
    expect((await preflight([], ALL)).exitCode).toBe(0);
    expect((await preflight(['--strict'], ALL)).exitCode).toBe(1);
  });

  it('checks only the given buckets, and rejects unknown ones', async () => {
    expect((await preflight(['films'], ALL)).exitCode).toBe(0);
    const { exitCode, stderr } = await preflight(['film'], ALL);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'zencoder-s3: zencoder.yaml: there is no bucket "film"; the file has films; did you mean "films"?\n',
    });
    expect(aws.asked.filter(({ bucket }) => bucket === 'film')).toEqual([]);
  });

  it('exits with 2 if the file does not exist', async () => {
    expect(await called(['preflight', '--file', 'none.yaml'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'zencoder-s3: none.yaml: there is no such file\n',
    });
  });

  it('reports all errors of the file before it sends a request', async () => {
    const { exitCode, stderr } = await preflight([], '{ grants: [{ role: inptu }] }');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('unknown role "inptu"');
    expect(aws.asked).toEqual([]);
  });
});
