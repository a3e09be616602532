import type { BucketConfig } from '../../lib/config/format';
import { errorsOf, read } from '../app/folder';
import { called } from '../support/cli';
import { titled } from '../support/titles';
import { INPUT, type KeptCase, Outcome, type Statement } from './cases/kept-case';
import { KEPT_STATEMENTS as CASES } from './cases/kept-statements';

const { REFUSED, WARNED, SHOWN, HARMLESS } = Outcome;
const those = (...outcomes: Outcome[]) => CASES.filter(({ outcome }) => outcomes.includes(outcome));

/** What `explain` shows of kept statements beside their number. */
const BESIDE = /note: |denied by|beyond the grants/;

/** A file with one bucket, which keeps the statements. */
function filesOf(statements: readonly Statement[] | undefined, bucket: BucketConfig = INPUT) {
  const settings = statements === undefined ? bucket : { ...bucket, otherStatements: 'films.json' };
  return {
    'zencoder.yaml': JSON.stringify({ stacks: { live: { buckets: { films: settings } } } }),
    'films.json': JSON.stringify({ Version: '2012-10-17', Statement: statements ?? [] }),
  };
}

/** The bucket without what is only about kept statements. */
function alone({ acceptedDenies: _, ...bucket }: BucketConfig = INPUT): BucketConfig {
  return bucket;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
const saying = (text: string, { says }: KeptCase) =>
  linesOf(text).filter((line) => says!.every((part) => line.includes(part)));

/** The exit code under `--strict`, and how many lines there are on stderr. */
function reported({ outcome, more = 0 }: KeptCase) {
  return outcome === REFUSED || outcome === WARNED ? { exitCode: 1, lines: 1 + more } : { exitCode: 0, lines: 0 };
}

async function calledStrictly(args: readonly string[], files: ReturnType<typeof filesOf>) {
  const { exitCode, stdout, stderr } = await called([...args, '--strict'], { files });
  return { stdout, stderr, reported: { exitCode, lines: linesOf(stderr).length } };
}

interface Rights {
  readonly actions: readonly string[];
  readonly where: readonly object[];
}

/** What `explain --json` shows of the one bucket. */
async function explainedBy(files: ReturnType<typeof filesOf>) {
  const { stdout } = await called(['explain', '--json'], { files });
  const { buckets, warningsOfFile } = JSON.parse(stdout);
  return { ...buckets[0], warningsOfFile } as {
    readonly rights: readonly Rights[];
    readonly refused?: readonly Rights[];
    readonly beyondGrants?: readonly Rights[];
    readonly notes?: readonly object[];
    readonly warningsOfFile: readonly string[];
  };
}

const actionsIn = (rights: readonly Rights[]) => rights.flatMap(({ actions }) => actions);

/** Each action in each place. */
function piecesOf(rights: readonly Rights[]): string[] {
  return rights
    .flatMap(({ actions, where }) => actions.flatMap((action) => where.map((scope) => JSON.stringify([action, scope]))))
    .sort();
}

describe('A grant in these cases', () => {
  const buckets = new Map(CASES.map(({ bucket }) => [JSON.stringify(alone(bucket)), alone(bucket)]));

  it.each(titled([...buckets.values()].map((bucket) => [bucket])))('has no warning alone: %s', async (_, bucket) => {
    const { stderr, reported } = await calledStrictly(['explain'], filesOf(undefined, bucket));
    expect({ stderr, ...reported }).toEqual({ stderr: '', exitCode: 0, lines: 0 });
  });
});

describe('By explain, beside a grant,', () => {
  it.each(those(REFUSED, WARNED))('$title $outcome, in one line', async (one) => {
    const { stderr, ...explained } = await calledStrictly(['explain'], filesOf(one.statements, one.bucket));
    expect(explained.reported).toEqual(reported(one));
    expect(saying(stderr, one)).toHaveLength(1);
  });

  it.each(those(SHOWN))('$title $outcome, in one line', async (one) => {
    const { stdout, ...explained } = await calledStrictly(['explain'], filesOf(one.statements, one.bucket));
    expect(explained.reported).toEqual(reported(one));
    expect(saying(stdout, one)).toHaveLength(1);
  });

  it.each(those(HARMLESS))('$title $outcome', async (one) => {
    const { stdout, ...explained } = await calledStrictly(['explain'], filesOf(one.statements, one.bucket));
    expect(explained.reported).toEqual(reported(one));
    expect(stdout).not.toMatch(BESIDE);
  });

  it.each(CASES.filter(({ twin }) => twin !== undefined))('the twin of "$title" is harmless', async (one) => {
    const { stdout, stderr, ...explained } = await calledStrictly(['explain'], filesOf(one.twin, one.bucket));
    expect({ stderr, ...explained.reported }).toEqual({ stderr: '', exitCode: 0, lines: 0 });
    expect(stdout).not.toMatch(BESIDE);
  });

  it.each(those(WARNED, SHOWN, HARMLESS))('$title is in the data', async (one) => {
    const {
      rights,
      refused = [],
      beyondGrants = [],
      notes = [],
      warningsOfFile,
    } = await explainedBy(filesOf(one.statements, one.bucket));
    expect({
      refused: actionsIn(refused),
      beyond: actionsIn(beyondGrants),
      notes: notes.length,
      warnings: warningsOfFile.length,
    }).toEqual({
      refused: one.refused ?? [],
      beyond: one.beyond ?? [],
      notes: one.notes ?? 0,
      warnings: reported(one).lines,
    });
    const before = await explainedBy(filesOf(undefined, alone(one.bucket)));
    expect(piecesOf([...rights, ...refused])).toEqual(piecesOf(before.rights));
  });

  it.each(those(SHOWN, WARNED))('$title is in the table for a pull request', async (one) => {
    const { stdout } = await called(['explain', '--markdown'], { files: filesOf(one.statements, one.bucket) });
    const plain = stdout.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number))).replaceAll('`', '');
    expect(saying(plain, one)).toHaveLength(1);
  });
});

describe('Where the file is read, beside a grant,', () => {
  it.each(those(REFUSED))('$title $outcome, with its place', (one) => {
    const errors = errorsOf(filesOf(one.statements, one.bucket));
    expect(errors).toEqual([expect.stringMatching(/^films\.json:\d+:\d+: /)]);
    expect(saying(errors.join('\n'), one)).toEqual(errors);
  });

  it.each(those(WARNED))('$title $outcome, with its place', (one) => {
    const { warnings } = read(filesOf(one.statements, one.bucket));
    expect(warnings).toHaveLength(reported(one).lines);
    expect(warnings.every((line) => /^(?:films\.json|zencoder\.yaml):\d+:\d+: warning: /.test(line))).toBe(true);
    expect(saying(warnings.join('\n'), one)).toHaveLength(1);
  });

  it.each(those(SHOWN, HARMLESS))('$title causes no warning', (one) => {
    expect(read(filesOf(one.statements, one.bucket)).warnings).toEqual([]);
  });
});

describe('By policy, beside a grant,', () => {
  it.each(CASES)('$title $outcome in the file', async (one) => {
    const { stdout, ...printed } = await calledStrictly(['policy', 'films'], filesOf(one.statements, one.bucket));
    expect(printed.reported).toEqual(reported(one));
    expect(stdout === '').toBe(one.outcome === REFUSED);
  });

  const BY_OPTIONS = ['policy', '--bucket', 'films', '--role', 'input', '--prefix', 'in/'];
  const isInput = ({ bucket }: KeptCase) => JSON.stringify(alone(bucket)) === JSON.stringify(INPUT);

  it.each(CASES.filter(isInput))('$title $outcome without a file, in the words of the options', async (one) => {
    const accepted = (one.bucket?.acceptedDenies ?? []).flatMap((sid) => ['--accepted-deny', sid]);
    const { stderr, ...printed } = await calledStrictly(
      [...BY_OPTIONS, '--other-statements', 'films.json', ...accepted],
      filesOf(one.statements),
    );
    expect(printed.reported).toEqual(reported(one));
    expect(stderr).not.toMatch(/grants\[|acceptedDenies/);
  });
});
