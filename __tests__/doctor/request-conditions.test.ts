import type { Diagnosis } from '../../lib/doctor/diagnosis';
import { called } from '../support/cli';
import { AwsServer, refusal } from './aws-server';
import { withCredentials } from './credentials';
import { CONDITION_CASES, type ConditionCase } from './request-conditions';

withCredentials();

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
afterAll(() => aws.stop());

async function diagnosed({ answers, purpose }: Pick<ConditionCase, 'answers' | 'purpose'>): Promise<Diagnosis> {
  aws.reset(answers);
  const url = `s3+eu-central-1://films/${purpose === 'output' ? 'out/film.mp4' : 'in/film.mov'}`;
  const options = ['--json', '--for', purpose ?? 'input', '--endpoint-url', aws.endpoint];
  const { stdout } = await called(['doctor', ...options, url]);
  return (JSON.parse(stdout) as [Diagnosis])[0];
}

describe('Doctor evaluates a policy with', () => {
  it.each(CONDITION_CASES)('$name', async ({ finds = [], unknown = [], verdict, yaml, ...asked }) => {
    const diagnosis = await diagnosed(asked);
    expect(diagnosis.verdict).toBe(verdict);
    expect(diagnosis.findings.map(({ check, level, seen }) => [check, level, seen])).toEqual(
      finds.map(([check, level, seen]) => [check, level, expect.stringContaining(seen)]),
    );
    expect(diagnosis.findings.map(({ changes }) => changes.length > 0)).toEqual(finds.map(() => true));
    expect(diagnosis.unknown).toEqual(
      unknown.map(([what, why]) => ({
        what: expect.stringContaining(what),
        why: expect.stringContaining(why),
        dependsOnRequest: true,
        ...(yaml === undefined ? {} : { changes: [expect.objectContaining({ yaml })] }),
      })),
    );
  });

  it('a condition on a request, and reports it after what it could not read', async () => {
    const [{ answers }] = CONDITION_CASES as readonly [ConditionCase];
    const { unknown } = await diagnosed({
      answers: { ...answers, GetBucketRequestPayment: refusal(403, 'AccessDenied') },
    });
    expect(unknown.map(({ dependsOnRequest }) => dependsOnRequest)).toEqual([undefined, true]);
  });
});
