import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { reportSkipped } from '../support/skipped';
import { compared } from './decisions/evaluated';
import { BUCKET_OPERATIONS, OBJECT_OPERATIONS } from './decisions/needs';
import { NOT_JUDGED, refusesPolicy } from './decisions/not-judged';
import { consoleExample, consoleTable } from './decisions/report/console';
import { markdown } from './decisions/report/markdown';
import { STAGING } from './decisions/scenarios/accounts';
import { GROUPS, SCENARIOS } from './decisions/scenarios/groups';
import { difference, differing, skippedFor, totals } from './decisions/tally';
import { Trials, type Verdict } from './decisions/trials';
import { S3Server } from './server';

const REPORT = join(ROOT, 'docs', 's3-decisions.md');

const missing = S3Server.missing();
if (missing) reportSkipped(missing);

jest.setTimeout(240_000);

(missing ? describe.skip : describe)('A real S3 server', () => {
  let trials: Trials;

  beforeAll(async () => {
    trials = await Trials.start(SCENARIOS, STAGING);
  });

  afterAll(async () => {
    if (trials === undefined) return;
    const verdicts = await concluded();
    await trials.stop();
    summarize(verdicts);
  });

  /** Those that came to an end. */
  async function concluded(): Promise<Verdict[]> {
    const settled = await Promise.allSettled(SCENARIOS.map((scenario) => trials.of(scenario)));
    return settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }

  describe.each(GROUPS)('allows what the file grants and nothing else: $title:', ({ scenarios }) => {
    const refused = scenarios.filter(({ entry }) => refusesPolicy(entry));

    it.each(scenarios.filter((scenario) => !refused.includes(scenario)))('$name', async (scenario) => {
      const { decisions } = await trials.of(scenario);
      expect(differing(decisions).map(difference)).toEqual([]);
    });

    if (refused.length > 0) it.skip.each(refused)('$name', () => {});
  });

  it('allows Zencoder each operation with some file, but never to delete an object, or to read or change the policy', async () => {
    const decisions = (await concluded()).flatMap((verdict) => verdict.decisions);
    const allowed = decisions.filter(({ requester, observed }) => requester === 'encoder' && observed !== 'denied');
    const never = ['DeleteObject', 'GetBucketPolicy', 'PutBucketPolicy'];
    expect(new Set(allowed.map(({ operation }) => operation))).toEqual(
      new Set([...OBJECT_OPERATIONS, ...BUCKET_OPERATIONS].filter((operation) => !never.includes(operation))),
    );
  });

  it("makes the same decisions as the command's own policy evaluator", async () => {
    const comparisons = (await concluded()).map(compared);
    expect(comparisons.flatMap(({ differing }) => differing)).toEqual([]);
    expect(comparisons.reduce((sum, { agreed }) => sum + agreed, 0)).toBeGreaterThan(5000);
  });

  it('gives the decisions of docs/s3-decisions.md, as `npm run test:s3 -- --report` writes it', async () => {
    const verdicts = await concluded();
    expect(totals(verdicts, SCENARIOS.length - verdicts.length)).toMatch(/^\d+ passed, 0 failed/);
    const report = markdown(GROUPS, verdicts);
    if (process.env.S3_DECISIONS_REPORT) writeFileSync(REPORT, report);
    expect(readFileSync(REPORT, 'utf8')).toBe(report);
  });
});

function summarize(verdicts: readonly Verdict[]): void {
  const example = verdicts.find(({ scenario }) => scenario.name.startsWith('input under one prefix'));
  process.stderr.write(`\n${consoleTable(verdicts)}\n\n${example ? consoleExample(example) : ''}\n\n`);
  for (const [reason, count] of skippedFor(verdicts)) reportSkipped(`${count} decisions. ${NOT_JUDGED[reason]}`);
  const failedTrials = SCENARIOS.length - verdicts.length;
  process.stderr.write(`\nDecisions of the S3 server: ${totals(verdicts, failedTrials)}\n\n`);
}
