import { BUCKET_OPERATIONS, OBJECT_OPERATIONS } from '../needs';
import { REQUESTER_NAMES, REQUESTERS } from '../requesters';
import { tallyOf } from '../tally';
import type { Verdict } from '../trials';

/** The numbers of allowed and denied requests for each scenario and account. */
export function consoleTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ scenario, decisions, unasked }) => {
    const { differing, skipped } = tallyOf(decisions, unasked.length);
    const cells = REQUESTER_NAMES.map((name) => {
      const { allowed, denied } = tallyOf(decisions.filter(({ requester }) => requester === name));
      return `${allowed}/${denied}`;
    });
    return [scenario.name, ...cells, `${differing}`, `${skipped}`];
  });
  const titles = REQUESTER_NAMES.map((name) => REQUESTERS[name].title);
  return aligned([['allowed/denied to', ...titles, 'differing', 'skipped'], ...rows]);
}

/** One scenario in detail: what Zencoder can do with each key, and with the bucket. */
export function consoleExample({ scenario, decisions }: Verdict): string {
  const zencoder = decisions.filter(({ requester, tls }) => requester === 'encoder' && !tls);
  const observed = (operation: string, key?: string) =>
    zencoder.find((decision) => decision.operation === operation && (key === undefined || decision.key === key))
      ?.observed;
  const rows = OBJECT_OPERATIONS.map((operation) => [
    operation,
    ...scenario.keys.map((key) => observed(operation, key) ?? ''),
  ]);
  const bucketRows = BUCKET_OPERATIONS.map((operation) => [operation, observed(operation) ?? '']);
  return [
    `${scenario.name}: ${JSON.stringify(scenario.entry)}`,
    aligned([['Zencoder', ...scenario.keys], ...rows]),
    aligned([['Zencoder', 'the bucket'], ...bucketRows]),
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
