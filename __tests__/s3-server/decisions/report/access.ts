import { OBJECT_OPERATIONS, type Operation } from '../needs';
import { REQUESTER_NAMES, REQUESTERS, type RequesterName } from '../requesters';
import type { Decision } from '../trial';
import type { Verdict } from '../trials';
import type { Words } from '../words';
import { fileSays, keyCode } from './text';

type Row = readonly [asked: string, zencoder: string, otherRequesters: string];

/** The result of a scenario as cells: the bucket, its keys (keys with the same answers together), and the copies. */
export function accessRows({ scenario, words, decisions }: Verdict): string[][] {
  const head = `**${scenario.name}**<br>${fileSays(scenario)}`;
  if (decisions.length === 0) return [[head, 'everything', '(not judged)', '(not judged)']];
  const rows = [false, true].flatMap((tls) => {
    const asked = decisions.filter((decision) => decision.tls === tls);
    const over = scenario.https ? `, over ${tls ? 'https' : 'http'}` : '';
    return rowsOf(asked, scenario.keys, words).map(([about, ...access]) => [`${about}${over}`, ...access]);
  });
  return rows.map((row, index) => [index === 0 ? head : '', ...row]);
}

function rowsOf(asked: readonly Decision[], keys: readonly string[], words: Words): Row[] {
  if (asked.length === 0) return [];
  const aboutKeys = asked.filter(({ operation }) => isAboutKey(operation));
  const copies = aboutKeys.filter(({ operation }) => operation === 'CopyObject');
  const rest = aboutKeys.filter(({ operation }) => operation !== 'CopyObject');
  const ofBucket = row(
    'the bucket',
    asked.filter(({ operation }) => !isAboutKey(operation)),
    words,
    byName,
  );
  const ofKeys = keys.map((key) =>
    row(
      keyCode(key),
      rest.filter((decision) => decision.key === key),
      words,
      byName,
    ),
  );
  const ofCopies = row('copies', copies, words, ({ key, to }) => `${keyCode(key!)} to ${keyCode(to!)}`);
  return [ofBucket, ...merged(ofKeys), ...(ofCopies[1] === NOTHING && ofCopies[2] === NOTHING ? [] : [ofCopies])];
}

const NOTHING = 'nothing';

function row(about: string, asked: readonly Decision[], words: Words, named: (decision: Decision) => string): Row {
  const zencoder = REQUESTER_NAMES.find((name) => REQUESTERS[name].account === words.accountId);
  const may = (requester: RequesterName | undefined) =>
    allowedTo(
      asked.filter((decision) => decision.requester === requester),
      named,
    );
  const allowed = REQUESTER_NAMES.filter((name) => name !== zencoder && name !== 'owner' && may(name) !== NOTHING);
  const isEveryone = allowed.length === REQUESTER_NAMES.length - 2 && new Set(allowed.map(may)).size === 1;
  const listed = isEveryone
    ? [`everyone: ${may(allowed[0])}`]
    : allowed.map((name) => `${REQUESTERS[name].title}: ${may(name)}`);
  return [about, may(zencoder), listed.join('<br>') || NOTHING];
}

function allowedTo(asked: readonly Decision[], named: (decision: Decision) => string): string {
  const names = asked
    .filter(({ seen, skipped }) => seen !== 'denied' || skipped !== undefined)
    .map((decision) => (decision.skipped === undefined ? named(decision) : `(${named(decision)})`));
  return bundled(names).join(', ') || NOTHING;
}

function byName({ operation, seen }: Decision): string {
  return seen === 'absent' ? `${operation}: 404` : operation;
}

/** Operations that are mostly allowed together, and the word for all of them. */
const BUNDLES: readonly (readonly [word: string, operations: readonly Operation[]])[] = [
  ['write', ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload', 'PutObject', 'PutObject with an ACL']],
  ['read', ['GetObject', 'HeadObject']],
];

function bundled(names: readonly string[]): readonly string[] {
  return BUNDLES.flatMap(([word, operations]) => [
    { word, all: operations as readonly string[] },
    { word: `(${word})`, all: operations.map((name) => `(${name})`) },
  ]).reduce<readonly string[]>(
    (rest, { word, all }) =>
      all.every((name) => rest.includes(name)) ? [word, ...rest.filter((name) => !all.includes(name))] : rest,
    names,
  );
}

function merged(rows: readonly Row[]): Row[] {
  const together = new Map<string, Row>();
  for (const [about, ...access] of rows) {
    const before = together.get(access.join());
    together.set(access.join(), [before === undefined ? about : `${before[0]}, ${about}`, ...access]);
  }
  return [...together.values()];
}

function isAboutKey(operation: Operation): boolean {
  return (OBJECT_OPERATIONS as readonly Operation[]).includes(operation);
}
