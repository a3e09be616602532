import type { ExplainedBucket, ExplainedRight, ExplainedUser, Explanation } from '../../explain/explanation';
import { nameOf, type Principal } from '../../explain/right';
import { scopeLine, scopesInSentence } from '../../explain/scope-words';
import type { ObjectScope } from '../../grants/scope';
import { grouped } from '../../messages/grouped';
import { shown } from '../../messages/shown';
import { Zencoder } from '../../zencoder/zencoder';
import { actionsText, besideLines, IN_TEXT } from './explain-beside';
import { type CellLine, Table } from './table';
import { type Terminal, Tone } from './terminal';
import { shortened } from './text-width';

const COLUMNS = [
  { heading: '  may', least: 34 },
  { heading: 'until', least: 10 },
  { heading: 'TLS', least: 4 },
  { heading: 'where', least: 26 },
];

/** An explanation as a table, whose rows stand below the bucket or user that they are about. */
export function explanationTable({ buckets, users }: Explanation, terminal: Terminal, now = new Date()): string {
  if (buckets.length + users.length === 0) {
    return 'The file grants nothing';
  }
  const table = new Table(COLUMNS, Tone.FAINT);
  const place = placeIn(terminal);
  for (const bucket of buckets) {
    const { rights, refused = [] } = bucket;
    for (const [{ who }] of grouped([...rights, ...refused], ({ who }) => who) as [ExplainedRight][]) {
      table.line('');
      table.line(bucketTitle(bucket, who), Tone.STRONG);
      addRows(table, rights.filter(isOf(who)), now, (scope) => place(scopeLine(scope)));
    }
    addBeside(table, bucket);
    addOthers(table, bucket);
  }
  for (const user of users) {
    table.line('');
    table.line(`user ${shown(user.user)} (${user.stack})`, Tone.STRONG);
    addRows(table, user.rights, now, (scope, bucket) => place(userPlace(scope, bucket)));
    addBeside(table, user);
    addBoundary(table, user);
  }
  return table.lines(terminal).join('\n');
}

function isOf(who: Principal): (right: ExplainedRight) => boolean {
  return (right) => JSON.stringify(right.who) === JSON.stringify(who);
}

function bucketTitle({ bucket, stack, region }: ExplainedBucket, who: Principal): string {
  const whose = nameOf(who) === nameOf(PRODUCTION) ? '' : `, for ${nameOf(who)}`;
  return `${bucket} (${stack}, ${region ?? 'region of the provider'})${whose}`;
}

const PRODUCTION = { kind: 'account', accountId: Zencoder.ACCOUNT_ID } as const;

function userPlace(scope: ObjectScope, bucket: string): string {
  return scope.kind === 'kms-key' ? scopeLine(scope) : `${bucket}${scopesInSentence([scope])}`;
}

const LONGEST_PLACE = 160;

/** Who reads on a terminal sees where a long key begins and ends; a file or a pipe gets it whole. */
function placeIn(terminal: Terminal): (text: string) => CellLine {
  const isWhole = terminal.columns === Number.POSITIVE_INFINITY;
  return (text) => ({ text: isWhole ? text : shortened(text, LONGEST_PLACE), hang: 2 });
}

type Place = (scope: ObjectScope, bucket: string) => CellLine;

function addRows(table: Table, rights: readonly ExplainedRight[], now: Date, place: Place): void {
  for (const right of rights) {
    table.row(
      [
        { text: right.may, indent: 2 },
        { text: actionsText(right), tone: Tone.FAINT, indent: 4 },
      ],
      [{ text: untilText(right.expires, now) }],
      [{ text: right.requireTls ? 'only' : '-' }],
      right.where.map((scope) => place(scope, right.bucket)),
    );
  }
}

export function untilText(expires: string | undefined, now: Date): string {
  if (expires === undefined) {
    return 'no end';
  }
  const date = expires.replace(/T00:00:00Z$/, '').replace(/T(\d\d:\d\d)(:\d\d)Z$/, (_, minutes, seconds) => {
    return ` ${minutes}${seconds === ':00' ? '' : seconds}Z`;
  });
  return new Date(expires) <= now ? `ended ${date}` : date;
}

export function othersText({ count, file }: NonNullable<ExplainedBucket['otherStatements']>): string {
  const from = file === undefined ? '' : `, from ${shown(file)}`;
  return `${count === 1 ? '1 statement of others is' : `${count} statements of others are`} kept${from}`;
}

function addBeside(table: Table, of: ExplainedBucket | ExplainedUser): void {
  for (const line of besideLines(of, IN_TEXT)) {
    table.line(line, undefined, 2, 2);
  }
}

function addOthers(table: Table, { otherStatements }: ExplainedBucket): void {
  if (otherStatements !== undefined) {
    table.line(othersText(otherStatements), undefined, 2);
  }
}

function addBoundary(table: Table, { permissionsBoundary }: ExplainedUser): void {
  if (permissionsBoundary !== undefined) {
    table.line(`within the permissions boundary ${permissionsBoundary}`, undefined, 2);
  }
}
