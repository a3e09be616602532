import { OBJECT_OPERATIONS, type Operation } from '../needs';
import { REQUESTER_NAMES, REQUESTERS, type RequesterName } from '../requesters';
import type { Decision } from '../trial';
import type { Verdict } from '../trials';
import type { Words } from '../words';
import { fileText, keyCode } from './text';

type Row = readonly [request: string, zencoder: string, otherRequesters: string];

/** The result of a scenario as table cells: the bucket, its keys (grouped by equal answers), and the copies. */
export function accessRows({ scenario, words, decisions }: Verdict): string[][] {
  const head = `**${scenario.name}**<br>${fileText(scenario)}`;
  if (decisions.length === 0) return [[head, 'everything', '(not judged)', '(not judged)']];
  const rows = [false, true].flatMap((tls) => {
    const sent = decisions.filter((decision) => decision.tls === tls);
    const over = scenario.https ? `, over ${tls ? 'https' : 'http'}` : '';
    return rowsOf(sent, scenario.keys, words).map(([about, ...access]) => [`${about}${over}`, ...access]);
  });
  return rows.map((row, index) => [index === 0 ? head : '', ...row]);
}

function rowsOf(decisions: readonly Decision[], keys: readonly string[], words: Words): Row[] {
  if (decisions.length === 0) return [];
  const aboutKeys = decisions.filter(({ operation }) => isAboutKey(operation));
  const copies = aboutKeys.filter(({ operation }) => operation === 'CopyObject');
  const rest = aboutKeys.filter(({ operation }) => operation !== 'CopyObject');
  const ofBucket = row(
    'the bucket',
    decisions.filter(({ operation }) => !isAboutKey(operation)),
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

function row(about: string, decisions: readonly Decision[], words: Words, named: (decision: Decision) => string): Row {
  const zencoder = REQUESTER_NAMES.find((name) => REQUESTERS[name].account === words.accountId);
  const allowedFor = (requester: RequesterName | undefined) =>
    allowedTo(
      decisions.filter((decision) => decision.requester === requester),
      named,
    );
  const allowed = REQUESTER_NAMES.filter(
    (name) => name !== zencoder && name !== 'owner' && allowedFor(name) !== NOTHING,
  );
  const isEveryone = allowed.length === REQUESTER_NAMES.length - 2 && new Set(allowed.map(allowedFor)).size === 1;
  const listed = isEveryone
    ? [`everyone: ${allowedFor(allowed[0])}`]
    : allowed.map((name) => `${REQUESTERS[name].title}: ${allowedFor(name)}`);
  return [about, allowedFor(zencoder), listed.join('<br>') || NOTHING];
}

function allowedTo(decisions: readonly Decision[], named: (decision: Decision) => string): string {
  const names = decisions
    .filter(({ observed, skipped }) => observed !== 'denied' || skipped !== undefined)
    .map((decision) => (decision.skipped === undefined ? named(decision) : `(${named(decision)})`));
  return bundled(names).join(', ') || NOTHING;
}

function byName({ operation, observed }: Decision): string {
  return observed === 'absent' ? `${operation}: 404` : operation;
}

/** Operations that are usually allowed together, and one word for them. */
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
