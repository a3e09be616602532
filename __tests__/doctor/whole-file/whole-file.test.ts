import { called, type Outcome } from '../../support/cli';
import { AwsServer } from '../aws-server';
import { withCredentials } from '../credentials';
import { SET_UPS, type SetUp } from './set-ups';

withCredentials();
jest.setTimeout(20_000);

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

interface Row {
  readonly verdict: string;
  readonly checked: readonly { readonly thing: string; readonly name?: string; readonly state: string }[];
  readonly findings: readonly { readonly check: string; readonly level: string; readonly seen: string }[];
  readonly unknown: readonly { readonly what: string; readonly permission?: string }[];
}

function doctor(
  args: readonly string[],
  { stack, others = [], answers, objects, services = {} }: SetUp,
): Promise<Outcome> {
  aws.reset(answers);
  aws.objects = objects;
  aws.services = services;
  const files = {
    'zencoder.yaml': `stacks: { live: ${stack} }`,
    'others.json': JSON.stringify({ Version: '2012-10-17', Statement: others }),
  };
  return called(['doctor', '--endpoint-url', aws.endpoint, ...args], { files });
}

const WORST = ['in-force', 'unknown', 'not-in-force'];

describe('Doctor without a URL', () => {
  it.each(SET_UPS)('checks $name', async (setUp) => {
    const { verdict = 'in-force', checked, finds = [], unknown = [], exitCode = 0 } = setUp;
    const outcome = await doctor(['--json'], setUp);
    const { results } = JSON.parse(outcome.stdout) as { results: readonly Row[] };
    const worst = Math.max(...results.map((row) => WORST.indexOf(row.verdict)));
    expect({
      verdict: WORST[worst],
      finds: results.flatMap((row) => row.findings.map(({ check, level, seen }) => [check, level, seen])),
      unknown: results.flatMap((row) => row.unknown.map(({ what, permission }) => [what, permission])),
      exitCode: outcome.exitCode,
    }).toEqual({
      verdict,
      finds: finds.map(([check, level, says]) => [check, level, expect.stringContaining(says)]),
      unknown: unknown.map(([what, permission]) => [expect.stringContaining(what), permission]),
      exitCode,
    });
    const things = results[0]!.checked.map(({ thing, name, state }) => [thing, name, state].filter(Boolean).join(' '));
    expect(things).toEqual(checked ?? things);
  });

  it('says how to find the address that Terraform has to replace', async () => {
    const missing = SET_UPS.find(({ finds = [] }) => finds.some(([check]) => check === 'copy-missing'))!;
    const { stdout } = await doctor([], missing);
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'in the folder of stack live, find the address of its aws_s3_object_copy with "terraform state list", then run "terraform apply -replace=ADDRESS"',
    );
  });

  it('ends with 1 on warnings with --strict', async () => {
    const warned = SET_UPS.find(({ finds = [], exitCode }) => finds.length > 0 && exitCode === undefined)!;
    expect((await doctor([], warned)).exitCode).toBe(0);
    expect((await doctor(['--strict'], warned)).exitCode).toBe(1);
  });
});
