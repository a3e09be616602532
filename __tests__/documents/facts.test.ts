import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Zencoder, type ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { EXAMPLES } from '../support/examples';
import { ROOT } from '../support/run';
import { DOCUMENTS, document, linksIn } from './markdown';

const README = document('README.md');
const RECIPES = document('docs/recipes.md');

/** The cells of each row of a table whose first row begins with the given word. */
function table(prose: string, first: string): string[][] {
  const [, rows = ''] = new RegExp(`^\\| ${first} \\|.*\\n\\| ---.*\\n((?:\\|.*\\n)*)`, 'm').exec(prose) ?? [];
  return rows
    .trimEnd()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const inCode = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);

describe('The documents and the source have the same', () => {
  it('actions of each role', () => {
    const rows = table(README.prose, 'role').map(([role, actions]) => [inCode(role!)[0]!, actions!] as const);
    const named = rows.map(([role, actions]) => {
      const own = [...actions.matchAll(/\b[A-Z][a-z]+[A-Z]\w+/g)].map(([name]) => `s3:${name}`);
      const shared = actions.includes('those of `output`') ? Zencoder.roleActions('output' as ZencoderRole) : [];
      return [role, [...shared, ...own].sort()];
    });
    const roles = ['input', 'output', 'write-only', 'input-and-output', 'video-cloud-ingest'] as ZencoderRole[];
    expect(named).toEqual(roles.map((role) => [role, Zencoder.roleActions(role).sort()]));
  });

  it.each([
    ['README.md', 'the seven', 7],
    ['docs/recipes.md', 'The seven', 7],
  ])('number of actions in the recommended policy, in %s', (file, words, count) => {
    expect(document(file).prose).toContain(words);
    expect(Zencoder.roleActions('input-and-output' as ZencoderRole)).toHaveLength(count);
  });

  it('actions, and actions that no role has', () => {
    const rows = table(RECIPES.prose, 'action');
    expect(rows.map(([action]) => inCode(action!)[0]).sort()).toEqual([...Zencoder.actions()].sort());
    const roles = ['input', 'output', 'write-only', 'input-and-output', 'video-cloud-ingest'] as ZencoderRole[];
    const inRoles = roles.flatMap((role) => Zencoder.roleActions(role));
    for (const [action, words] of rows) {
      expect([action, words!.includes('in no role')]).toEqual([action, !inRoles.some((one) => action!.includes(one))]);
    }
  });

  it('actions that another customer could use', () => {
    const rows = table(document('docs/security.md').prose, 'right');
    expect(rows.flatMap(([right]) => inCode(right!)).sort()).toEqual([...Zencoder.actions()].sort());
  });

  it('Zencoder account and canonical user ID, and no other', () => {
    const text = DOCUMENTS.map((each) => each.text).join('\n');
    const accounts = new Set([...text.matchAll(/(?<![\w-])\d{12}(?![\w-])/g)].map(([account]) => account));
    // Those that AWS keeps for its own documentation.
    const examples = ['111122223333', '123456789012', '444455556666'];
    expect([...accounts].filter((account) => !examples.includes(account))).toEqual([Zencoder.ACCOUNT_ID]);
    const users = new Set(
      [...document('docs/single-files.md').text.matchAll(/\b[0-9a-f]{64}\b/g)].map(([user]) => user),
    );
    expect([...users]).toEqual([Zencoder.CANONICAL_USER_ID]);
  });

  it('number of buckets and stacks in zencoder.yaml', () => {
    const { stacks } = parse(readFileSync(join(ROOT, 'zencoder.yaml'), 'utf8')) as {
      stacks: Record<string, { buckets: object }>;
    };
    const buckets = Object.values(stacks).flatMap((stack) => Object.keys(stack.buckets));
    expect([buckets.length, Object.keys(stacks).length]).toEqual([4, 2]);
    expect(README.prose).toContain('four buckets in two stacks');
  });

  it('number of compared answers of the S3 server', () => {
    const [, passed] = /\*\*(\d+) passed, 0 failed/.exec(document('docs/s3-decisions.md').text)!;
    const [, said] = /some ([\d,]+) answers/.exec(document('docs/tested.md').prose)!;
    expect(Math.floor(Number(passed) / 100) * 100).toBe(Number(said!.replace(',', '')));
  });

  it('folders as the list in CONTRIBUTING.md', () => {
    const paths = [...document('CONTRIBUTING.md').text.matchAll(/^ {4}([\w./-]+) {2,}\S/gm)].map(([, path]) => path!);
    expect(paths.length).toBeGreaterThan(10);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('The recipes', () => {
  const questions = [...RECIPES.prose.matchAll(/^## (\d)\. (.+)$/gm)].map(([, number, title]) => [number, title]);

  it("answer the eight questions of Zencoder's page, in its order", () => {
    expect(questions).toEqual([
      ['1', 'How do I use saved credentials?'],
      ['2', 'What is the recommended bucket policy?'],
      ['3', 'Which actions does Zencoder need?'],
      ['4', 'Which URL do I submit?'],
      ['5', 'How do I build a policy of my own?'],
      ['6', 'Can I just grant permission to specific files?'],
      ['7', "I'm getting permission denied still!"],
      ['8', 'I get an error when using the EU Frankfurt region!'],
    ]);
  });

  it('are linked from the README in the same order', () => {
    const linked = linksIn(README).flatMap(({ target }) => /\bdocs\/recipes\.md#(\d)-/.exec(target)?.[1] ?? []);
    expect(linked).toEqual(questions.map(([number]) => number));
  });

  it('name every example that has a zencoder.yaml, with the page of single files', () => {
    const files = EXAMPLES.map((example) => `examples/${example}/zencoder.yaml`);
    const text = `${RECIPES.text}${document('docs/single-files.md').text}`;
    expect(files.filter((file) => existsSync(join(ROOT, file)) && !text.includes(file))).toEqual([]);
  });
});
