import { BUCKET_OPERATIONS, NEEDS, OBJECT_OPERATIONS, type Operation } from '../needs';
import { NOT_JUDGED } from '../not-judged';
import { REQUESTER_NAMES, REQUESTERS } from '../requesters';
import type { ScenarioGroup } from '../scenarios/scenario';
import { skippedFor, tallyOf, totals } from '../tally';
import type { Decision } from '../trial';
import type { Verdict } from '../trials';
import { accessRows } from './access';
import { code, markdownTable } from './text';

/** The decisions as a Markdown page. */
export function markdown(groups: readonly ScenarioGroup[], verdicts: readonly Verdict[]): string {
  const decisions = verdicts.flatMap((verdict) => verdict.decisions);
  const sections = groups.map(({ title, scenarios }) => {
    const rows = verdicts.filter(({ scenario }) => scenarios.includes(scenario)).flatMap(accessRows);
    return `## ${title}\n\n${markdownTable(['settings in the file', 'request for', 'Zencoder', 'other requesters'], rows)}`;
  });
  return `${[
    `${INTRODUCTION}\n\n**${totals(verdicts)}**`,
    `## Each role, on a key that the grant covers\n\n${roleTable(verdicts)}`,
    ...sections,
    `## By operation\n\n${operationTable(decisions)}`,
    `## By account\n\n${accountTable(decisions)}`,
    `## Not judged\n\n${notJudgedTable(verdicts)}`,
  ].join('\n\n')}\n`;
}

const INTRODUCTION = `# What a real S3 server decides

\`npm run test:s3 -- --report\` writes this page. It writes a \`zencoder.yaml\` with a bucket for each scenario below and runs the app.
It reads the policies from \`cdktf.out/stacks/*/cdk.tf.json\`, as Terraform does, and puts each policy on a bucket of a real S3 server
(Ceph's RADOS Gateway, on loopback). Then six requesters send every operation, for keys that the file covers and for similar keys
that it does not cover. Each answer is compared with the answer that follows from the file. The code that computes this answer
shares nothing with the code that writes the policies.

- **Zencoder** is the AWS account in the file. The default is 395540211253. The **other requesters** are Zencoder's production account
  (if the file has a different one), its canonical user ID, a different AWS account, a plain user of the same server, and an unsigned
  request.
- The owner of the bucket can do everything that no kept Deny statement for everyone denies.
- *Read* is GetObject and HeadObject. *Write* is PutObject, with and without the ACL bucket-owner-full-control, and
  CreateMultipartUpload, UploadPart and CompleteMultipartUpload. ListParts and AbortMultipartUpload use an upload of the owner.
- A requester whose account is in the file sends requests for every key. The other requesters send requests for the bucket, the first
  key and the last key.
- Results in (parentheses) were not judged. The reasons are at the end.`;

function roleTable(verdicts: readonly Verdict[]): string {
  const roles = verdicts.filter(({ scenario }) => scenario.name.startsWith('role '));
  const operations = [...OBJECT_OPERATIONS, ...BUCKET_OPERATIONS];
  const rows = operations.map((operation) => [
    operation,
    ...roles.map(({ scenario, decisions }) => {
      const observed = decisions.find(
        ({ requester, key, ...each }) =>
          requester === 'encoder' &&
          each.operation === operation &&
          (!isAboutKey(operation) || key === scenario.keys[0]),
      )?.observed;
      return observed === 'allowed' ? 'yes' : '';
    }),
  ]);
  return markdownTable(['', ...roles.map(({ scenario }) => code(scenario.name.slice('role '.length)))], rows);
}

function isAboutKey(operation: Operation): boolean {
  return (OBJECT_OPERATIONS as readonly Operation[]).includes(operation);
}

const COUNTS = ['allowed', 'denied', 'different from the file', 'not judged'];

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
