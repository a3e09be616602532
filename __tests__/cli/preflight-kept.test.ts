import type { Cause } from '../../lib/report/cause';
import { withAws } from '../doctor/with-aws';
import { called } from '../support/cli';
import { type Found, KEPT_CASES, policyOfFile } from './cases/kept-statements';

const aws = withAws();

interface Preflight {
  readonly exitCode: number;
  readonly findings: Cause[];
  readonly stderr: string;
}

async function preflight(bucket: string, others: readonly object[]): Promise<Preflight> {
  const settings = `{ ${bucket}, otherStatements: others.json }`;
  const files = {
    'zencoder.yaml': `stacks: { live: { region: eu-central-1, buckets: { films: ${settings} } } }`,
    'others.json': JSON.stringify({ Version: '2012-10-17', Statement: others }),
  };
  aws.objects = { 'a.mov': {}, 'b.mov': {} };
  const { exitCode, stdout, stderr } = await called(['preflight', '--json', '--endpoint-url', aws.endpoint], { files });
  if (stdout === '') throw new Error(stderr);
  return { exitCode, stderr, findings: (JSON.parse(stdout) as [{ findings: Cause[] }])[0].findings };
}

function toFind({ check, level, seen, statement, yaml }: Found) {
  return expect.objectContaining({
    check,
    level,
    seen: expect.stringContaining(seen),
    changes: expect.arrayContaining([
      ...(statement === undefined ? [] : [expect.objectContaining({ statement, index: expect.any(Number) })]),
      ...(yaml === undefined ? [] : [expect.objectContaining({ yaml, isAlternative: true })]),
    ]),
  });
}

const INPUT = 'grants: [{ role: input }]';

describe('Preflight of a file that keeps statements of other principals', () => {
  it.each(KEPT_CASES)('finds what an apply changes: $name', async ({ others, bucket = INPUT, answers, finds = [] }) => {
    aws.reset(answers ?? policyOfFile(bucket, others));
    const { exitCode, findings } = await preflight(bucket, others);
    expect(findings).toEqual(finds.map(toFind));
    expect(exitCode).toBe(finds.some(({ level }) => level === 'problem') ? 1 : 0);
  });

  it('reports a statement once, and not also as a warning of the file', async () => {
    const reported = ['refused-grants', 'rights-beyond-grants'];
    const cases = KEPT_CASES.filter(({ finds = [] }) => finds.length === 1 && reported.includes(finds[0]!.check));
    expect(new Set(cases.map(({ finds }) => finds![0]!.check))).toEqual(new Set(reported));
    for (const { others, bucket = INPUT } of cases) {
      aws.reset(policyOfFile(bucket, others));
      const { findings, stderr } = await preflight(bucket, others);
      expect(findings.length).toBe(1);
      expect(stderr).not.toMatch(/Statement.*(denies Zencoder|including Zencoder)/);
    }
  });

  it('finds nothing about a denied grant after its advice was followed', async () => {
    const refusing = KEPT_CASES.filter(({ finds = [] }) => finds[0]?.check === 'refused-grants' && finds[0].yaml);
    expect(refusing.length).toBeGreaterThan(5);
    let followed = 0;
    for (const { others, bucket = INPUT } of refusing) {
      aws.reset(policyOfFile(bucket, others));
      const { findings } = await preflight(bucket, others);
      const [change] = findings[0]!.changes;
      const after = others.flatMap((other, at) =>
        at === change!.index ? (change!.statement ?? []) : other,
      ) as object[];
      if (after.length > 0) {
        aws.reset(policyOfFile(bucket, after));
        expect((await preflight(bucket, after)).findings).toEqual([]);
        followed += 1;
      }
    }
    expect(followed).toBeGreaterThan(5);
  });
});
