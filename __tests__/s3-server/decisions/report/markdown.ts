import { BUCKET_OPERATIONS, NEEDS, OBJECT_OPERATIONS, type Operation } from '../needs';
import { NOT_JUDGED } from '../not-judged';
import { REQUESTER_NAMES, REQUESTERS } from '../requesters';
import type { ScenarioGroup } from '../scenarios/scenario';
import { skippedFor, tallyOf, totals } from '../tally';
import type { Decision } from '../trial';
import type { Verdict } from '../trials';
import { accessRows } from './access';
import { code, markdownTable } from './text';

/** The decisions as a page for those who want to know what the policies do. */
export function markdown(groups: readonly ScenarioGroup[], verdicts: readonly Verdict[]): string {
  const decisions = verdicts.flatMap((verdict) => verdict.decisions);
  const sections = groups.map(({ title, scenarios }) => {
    const rows = verdicts.filter(({ scenario }) => scenarios.includes(scenario)).flatMap(accessRows);
    return `## ${title}\n\n${markdownTable(['the file says', 'asked about', 'Zencoder may', 'others may'], rows)}`;
  });
  return `${[
    `${INTRODUCTION}\n\n**${totals(verdicts)}**`,
    `## Each role, on a key that it covers\n\n${roleTable(verdicts)}`,
    ...sections,
    `## By operation\n\n${operationTable(decisions)}`,
    `## By account\n\n${accountTable(decisions)}`,
    `## Not judged\n\n${notJudgedTable(verdicts)}`,
  ].join('\n\n')}\n`;
}

const INTRODUCTION = `# What a real S3 server decides

\`npm run test:s3 -- --report\` writes this page. It writes a \`zencoder.yaml\` with a bucket for each row below and runs the app on
it, takes the policies out of \`cdktf.out/stacks/*/cdk.tf.json\` as Terraform would read them, and puts each on a bucket of a real S3
server (Ceph's RADOS Gateway, on loopback). Then six accounts ask it for every operation on keys that the file covers and on
others just beside, and each answer is compared with what the words of the file say. The expectation shares no code with what writes the policies.

- **Zencoder** is the AWS account that the file means: 395540211253, unless it says another. **Others** are its production account where the file says another,
  its canonical user ID, another AWS account, a plain user of the same server, and nobody at all (an unsigned request).
- The owner of the bucket may do everything, but for what a kept Deny takes away from everybody.
- *Read* is GetObject and HeadObject. *Write* is PutObject, with the ACL bucket-owner-full-control and without, and CreateMultipartUpload, UploadPart and
  CompleteMultipartUpload. ListParts and AbortMultipartUpload are asked about an upload of the owner's.
- An account that the file does not name is asked about the bucket and about the first and the last key. The others are asked about every key.
- What stands in (parentheses) was not judged, for the reasons at the end.`;

function roleTable(verdicts: readonly Verdict[]): string {
  const roles = verdicts.filter(({ scenario }) => scenario.name.startsWith('role '));
  const operations = [...OBJECT_OPERATIONS, ...BUCKET_OPERATIONS];
  const rows = operations.map((operation) => [
    operation,
    ...roles.map(({ scenario, decisions }) => {
      const seen = decisions.find(
        ({ requester, key, ...each }) =>
          requester === 'encoder' &&
          each.operation === operation &&
          (!isAboutKey(operation) || key === scenario.keys[0]),
      )?.seen;
      return seen === 'allowed' ? 'yes' : '';
    }),
  ]);
  return markdownTable(['', ...roles.map(({ scenario }) => code(scenario.name.slice('role '.length)))], rows);
}

function isAboutKey(operation: Operation): boolean {
  return (OBJECT_OPERATIONS as readonly Operation[]).includes(operation);
}

const COUNTS = ['allowed', 'denied', 'otherwise than the file says', 'not judged'];

function counts(decisions: readonly Decision[]): string[] {
  const { allowed, denied, differing, skipped } = tallyOf(decisions);
  return [allowed, denied, differing, skipped].map(String);
}

function operationTable(decisions: readonly Decision[]): string {
  const rows = [...OBJECT_OPERATIONS, ...BUCKET_OPERATIONS].map((operation) => [
    operation,
    NEEDS[operation]
      .map(({ action, on }) => `${code(action)}${on === 'destination' ? ' at the destination' : ''}`)
      .join(', '),
    ...counts(decisions.filter((decision) => decision.operation === operation)),
  ]);
  return markdownTable(['operation', 'needs', ...COUNTS], rows);
}

function accountTable(decisions: readonly Decision[]): string {
  const rows = REQUESTER_NAMES.map((name) => [
    REQUESTERS[name].title,
    ...counts(decisions.filter(({ requester }) => requester === name)),
  ]);
  return markdownTable(['account', ...COUNTS], rows);
}

function notJudgedTable(verdicts: readonly Verdict[]): string {
  const rows = [...skippedFor(verdicts)].map(([reason, count]) => [NOT_JUDGED[reason], String(count)]);
  return markdownTable(['what', 'decisions'], rows);
}
