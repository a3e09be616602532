import type { Diagnosis } from '../../lib/doctor/diagnosis';
import { called } from '../support/cli';
import { type Answers, AwsServer } from './aws-server';
import { AWS_SET_UPS, type AwsSetUp } from './aws-set-ups';
import { withCredentials } from './credentials';

withCredentials();

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
afterAll(() => aws.stop());

async function diagnosed(answers: Answers, { purpose = 'input' }: { purpose?: string }): Promise<Diagnosis> {
  aws.reset(answers);
  const key = purpose === 'input' ? 'in/film.mov' : 'out/film.mp4';
  const url = `s3+eu-central-1://films/${key}`;
  const { stdout } = await called(['doctor', '--json', '--for', purpose, '--endpoint-url', aws.endpoint, url]);
  return (JSON.parse(stdout) as [Diagnosis])[0];
}

describe('Doctor, with answers as AWS documents them', () => {
  describe.each(AWS_SET_UPS)('for $name,', (setUp: AwsSetUp) => {
    it(setUp.cause ? 'reports the cause first' : 'finds nothing', async () => {
      const { findings, unknown } = await diagnosed(setUp.answers, setUp);
      expect({ check: findings[0]?.check, seen: findings[0]?.seen }).toEqual({
        check: setUp.cause,
        seen: setUp.says === undefined ? undefined : expect.stringContaining(setUp.says),
      });
      expect(unknown.map(({ what, permission }) => (permission ? `${what}: ${permission}` : what))).toEqual(
        setUp.unknown ?? [],
      );
      const endpoint = ` --endpoint-url ${aws.endpoint}`;
      const advice = findings.flatMap(({ changes }) =>
        changes.flatMap(({ command, yaml }) => command?.replace(endpoint, '') ?? yaml ?? []),
      );
      expect(advice).toEqual(expect.arrayContaining(setUp.advice === undefined ? [] : [setUp.advice]));
    });

    if (setUp.after !== undefined) {
      it('finds nothing after its advice is followed', async () => {
        expect(await diagnosed(setUp.after!, setUp)).toMatchObject({ verdict: 'fine', findings: [] });
      });
    }
  });

  it('prints the changed statement that exempts Zencoder from a Deny', async () => {
    const followed = AWS_SET_UPS.filter(({ cause, after }) => cause === 'deny' && after !== undefined);
    expect(followed.length).toBeGreaterThan(1);
    for (const { answers, after } of followed) {
      const { findings } = await diagnosed(answers, {});
      const { Statement } = JSON.parse(after!.GetBucketPolicy!.body!) as { Statement: unknown[] };
      expect(findings[0]!.changes[0]!.statement).toEqual(Statement.at(-1));
    }
  });
});
