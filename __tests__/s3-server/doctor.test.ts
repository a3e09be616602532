import { spawnSync } from 'node:child_process';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { Diagnosis } from '../../lib/doctor/diagnosis';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { reportSkipped } from '../support/skipped';
import { BROKEN } from './doctor/broken';
import { Clinic } from './doctor/clinic';
import { HEALTHY } from './doctor/healthy';
import type { SetUp } from './doctor/set-up';
import type { Tried } from './doctor/stand-in';
import { UNCLEAR } from './doctor/unclear';
import { S3Server } from './server';

const missing =
  S3Server.missing() ??
  (spawnSync('aws', ['--version']).status === 0 ? undefined : 'the AWS CLI is not installed, which doctor has one use');
if (missing) reportSkipped(missing);

jest.setTimeout(120_000);

const ALL: readonly SetUp[] = [...BROKEN, ...HEALTHY, ...UNCLEAR];

/** A set-up at one time. */
interface State {
  readonly tried: readonly Tried[];
  readonly diagnosis: Diagnosis;
  readonly policy: string | undefined;
}

(missing ? describe.skip : describe)('On a real S3 server', () => {
  let clinic: Clinic;
  let before: Map<SetUp, State>;
  let after: Map<SetUp, State>;

  beforeAll(async () => {
    clinic = await Clinic.start(ALL);
    before = await stateOf((setUp) => clinic.named(setUp, setUp.url));
    const urls = await clinic.each((setUp) => clinic.fileOf(setUp).follow(clinic, before.get(setUp)!.diagnosis));
    await clinic.apply();
    after = await stateOf((setUp) => urls.get(setUp)!);
  });

  afterAll(async () => {
    await clinic?.stop();
    if (after) summarize([...before.values()], [...after.values()]);
  });

  /** Doctor looks first: what Zencoder tries writes to the bucket. */
  async function stateOf(urlOf: (setUp: SetUp) => string): Promise<Map<SetUp, State>> {
    const diagnoses = new Map<SetUp, Diagnosis>();
    for (const purpose of ['input', 'output']) {
      const some = ALL.filter((setUp) => setUp.purpose === purpose);
      const found = await clinic.doctor(some.map(urlOf), purpose);
      for (const [index, setUp] of some.entries()) diagnoses.set(setUp, found[index]!);
    }
    return clinic.each(async (setUp) => ({
      tried: await clinic.zencoder.tryOut(setUp, urlOf(setUp)),
      diagnosis: diagnoses.get(setUp)!,
      policy: clinic.fileOf(setUp).live,
    }));
  }

  describe.each(BROKEN)('with $name,', (setUp) => {
    it('Zencoder is denied, and doctor reports the cause first', () => {
      const { tried, diagnosis } = before.get(setUp)!;
      expect(refusals(tried)).not.toEqual([]);
      const [first] = diagnosis.findings;
      expect({ check: first?.check, seen: first?.seen }).toEqual({
        check: setUp.cause,
        seen: expect.stringContaining(clinic.named(setUp, setUp.says)),
      });
    });

    it('the fixes of doctor give Zencoder access, and no cause is left', () => {
      const { tried, diagnosis } = after.get(setUp)!;
      expect(refusals(tried)).toEqual([]);
      expect(diagnosis.findings).toEqual([]);
    });
  });

  describe.each(UNCLEAR)('with $name,', (setUp) => {
    it('Zencoder is denied, and doctor reports on what it depends', () => {
      const { tried, diagnosis } = before.get(setUp)!;
      expect(refusals(tried)).not.toEqual([]);
      expect(diagnosis).toMatchObject({ verdict: 'doubtful', findings: [] });
      const [unknown] = diagnosis.unknown.slice(-1);
      expect(unknown).toMatchObject({ what: setUp.what, why: expect.stringContaining(setUp.why) });
    });

    it('the fixes of doctor, if any, give Zencoder access', () => {
      const { tried, diagnosis } = after.get(setUp)!;
      expect(refusals(tried).length > 0).toBe(!setUp.isAdvised);
      expect(diagnosis.verdict).toBe(setUp.isAdvised ? 'fine' : 'doubtful');
    });
  });

  describe.each(HEALTHY)('with $name,', (setUp) => {
    it('Zencoder has access, and doctor finds nothing', () => {
      const { tried, diagnosis } = before.get(setUp)!;
      expect(refusals(tried)).toEqual([]);
      expect(diagnosis).toMatchObject({ verdict: 'fine', findings: [] });
    });
  });

  it('preflight finds nothing that an apply would remove, after everything is applied', async () => {
    const { exitCode, output, errors } = await clinic.run(['preflight', '--json', '--strict', '--file', clinic.file]);
    expect({ exitCode, errors }).toEqual({ exitCode: 0, errors: expect.not.stringContaining('error') });
    const rows = JSON.parse(output) as { findings: unknown[]; unknown: { what: string }[] }[];
    expect(rows.length).toBeGreaterThan(BROKEN.length);
    expect(rows.flatMap(({ findings }) => findings)).toEqual([]);
    // Ceph answers with nothing where a bucket has no default encryption.
    const others = rows.flatMap(({ unknown }) => unknown).filter(({ what }) => !what.includes('GetBucketEncryption'));
    expect(others).toEqual([]);
  });

  it('preflight reports the existing statements that an apply would remove', async () => {
    const { bucket: Bucket } = clinic.fileOf(BROKEN[0]!);
    const listing = { Sid: 'Lister', Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' } };
    const Statement = [{ ...listing, Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await clinic.owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const { exitCode, output } = await clinic.run(['preflight', '--file', clinic.file, Bucket]);
    expect(exitCode).toBe(1);
    expect(output).toContain('The apply would drop 1 existing statement: Statement[0] (Sid "Lister")');
  });

  it('the evaluator makes the same decisions as the server, wherever it is certain', () => {
    const decisions = compared([...before, ...after]);
    expect(decisions.filter(({ evaluated, server }) => evaluated !== server)).toEqual([]);
    expect(new Set(decisions.map(({ server }) => server))).toEqual(new Set([true, false]));
  });
});

function refusals(tried: readonly Tried[]): readonly Tried[] {
  return tried.filter(({ allowed }) => !allowed);
}

interface Compared {
  readonly name: string;
  readonly asked: string;
  readonly evaluated: boolean;
  readonly server: boolean;
}

/** The causes for which something else is asked for than the URL says. */
const ELSEWHERE = ['bucket', 'object', 'url', 'region'];

/** Where nothing but the policy decides. */
function compared(states: readonly [SetUp, State][]): Compared[] {
  const now = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  return states
    .filter(([{ byCanonicalId, prepare }]) => !byCanonicalId && !prepare)
    .filter(([, { diagnosis }]) => !diagnosis.findings.some(({ check }) => ELSEWHERE.includes(check)))
    .flatMap(([{ name }, { tried, policy, diagnosis }]) => {
      const bucket = /:\/\/([^/]+)/.exec(diagnosis.url)![1]!;
      const asked = policy === undefined ? [] : tried.filter(({ action }) => action !== undefined);
      return asked.flatMap(({ action, key, allowed }): Compared[] => {
        const request = { ...identityOf(), action: action!, bucket, key, context: { 'aws:CurrentTime': [now] } };
        const { outcome } = BucketPolicy.parse(policy!).decide(request);
        return outcome === BucketPolicyOutcome.DEPENDS
          ? []
          : [{ name, asked: `${action} ${key}`, evaluated: outcome === BucketPolicyOutcome.ALLOWED, server: allowed }];
      });
    });
}

function summarize(before: readonly State[], after: readonly State[]): void {
  const byServer = before.filter(({ tried }) => tried.some(({ action, allowed }) => action && !allowed)).length;
  const broken = before.filter(({ tried }) => refusals(tried).length > 0).length;
  const left = after.filter(({ tried }) => refusals(tried).length > 0).length;
  process.stderr.write(
    `\ndoctor: ${broken} set-ups refused (${byServer} by the S3 server, ${broken - byServer} since the URL leads Zencoder elsewhere), ` +
      `${left} of them after its advice, by conditions that only requests show; ${before.length - broken} healthy.\n`,
  );
}
