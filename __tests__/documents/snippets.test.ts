import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ZencoderS3Url } from '../../lib';
import { kmsKeyStatement } from '../../lib/grants/kms-key-statement';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { Zencoder, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { errorsOf } from '../app/folder';
import { samplesIn, words } from '../cli/samples';
import { called } from '../support/cli';
import { EXAMPLES } from '../support/examples';
import { ROOT } from '../support/run';
import { type Made, made, wholeFile } from './config-blocks';
import { BLOCKS, blocksIn, placeOf } from './markdown';

/** Documents whose blocks another test runs. */
const RUN_ELSEWHERE: Readonly<Record<string, string>> = { 'docs/cli.md': '__tests__/cli/program-samples.test.ts' };

const fileText = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('A code block in the documents', () => {
  it('has a language that a test runs', () => {
    const run = ['yaml', 'json', 'mermaid', '', 'console', 'ts', 'hcl', 'sh', 'diff'];
    expect(BLOCKS.filter(({ language }) => !run.includes(language)).map(placeOf)).toEqual([]);
    expect(run.filter((language) => !BLOCKS.some((block) => block.language === language))).toEqual([]);
  });
});

describe('YAML in the documents', () => {
  it.each(blocksIn('yaml'))('is accepted without a warning and synthesized: %s', (_, { text }) => {
    const { warnings, buckets, users } = made(wholeFile(text));
    expect(warnings).toEqual([]);
    expect(buckets.length + Object.keys(users).length).toBeGreaterThan(0);
  });

  it('in the README is a part of zencoder.yaml', () => {
    const [, extract] = blocksIn('yaml').find(([, { file }]) => file === 'README.md')!;
    expect(parse(fileText('zencoder.yaml'))).toMatchObject(parse(extract.text));
  });
});

interface Output {
  readonly url: string;
  readonly credentials?: string;
  readonly public?: boolean;
}
interface Job extends Omit<Output, 'url'> {
  readonly input: string;
  readonly outputs: readonly Output[];
}

describe('A Zencoder job in the documents', () => {
  let files: readonly Made[];
  beforeAll(() => {
    const examples = EXAMPLES.map((example) => `examples/${example}/zencoder.yaml`);
    const whole = ['zencoder.yaml', ...examples].filter((path) => existsSync(join(ROOT, path))).map(fileText);
    const pieces = blocksIn('yaml').map(([, { text }]) => wholeFile(text));
    files = [...whole, ...pieces].map(made);
  });

  /** Whether one of the files lets Zencoder do it, in a bucket where the URL says that it is. */
  function isAllowed(action: string, url: string, credentials?: string): boolean {
    const { bucket, key, region, problems } = ZencoderS3Url.parse(url);
    expect(problems).toEqual([]);
    const context = { 'aws:SecureTransport': ['true'], 'aws:CurrentTime': ['2026-06-01T12:00:00Z'] };
    return files.some(({ buckets, users }) => {
      const inBucket = buckets.find(({ name }) => name === bucket);
      const policy = credentials === undefined ? inBucket?.policy : asOfBucket(users[credentials]);
      const isThere = credentials !== undefined || inBucket?.region === region;
      const asked = { ...identityOf(), action, bucket: bucket!, key, context };
      return (
        policy !== undefined &&
        isThere &&
        BucketPolicy.parse(policy).decide(asked).outcome === BucketPolicyOutcome.ALLOWED
      );
    });
  }

  /** The policy of a user as one that the evaluator reads. */
  function asOfBucket(policy: string | undefined): string | undefined {
    const { Statement, ...rest } = JSON.parse(policy ?? '{"Statement":[]}');
    const Principal = { AWS: `arn:aws:iam::${Zencoder.ACCOUNT_ID}:root` };
    return JSON.stringify({ ...rest, Statement: Statement.map((each: object) => ({ ...each, Principal })) });
  }

  const jobs = blocksIn('json').filter(([, { text }]) => 'input' in JSON.parse(text));

  it.each(jobs)('can read its input and write its outputs with the YAML in the documents: %s', (_, { text }) => {
    const { input, credentials, outputs } = JSON.parse(text) as Job;
    expect(isAllowed('s3:GetObject', input, credentials)).toBe(true);
    for (const output of outputs) {
      for (const action of ['s3:PutObject', 's3:PutObjectAcl']) {
        expect({ action, allowed: isAllowed(action, output.url, output.credentials) }).toEqual({
          action,
          allowed: true,
        });
      }
      if (output.public) {
        const { bucket } = ZencoderS3Url.parse(output.url);
        const taking = files.flatMap(({ buckets }) => buckets).filter(({ name }) => name === bucket);
        expect(taking.map(({ objectOwnership }) => objectOwnership)).toEqual(['BucketOwnerPreferred']);
      }
    }
  });

  it('cannot do what the YAML does not grant', () => {
    expect(isAllowed('s3:PutObject', 's3+eu-central-1://acme-masters/incoming/film.mov')).toBe(false);
    expect(isAllowed('s3:GetObject', 's3+us-west-2://acme-masters/incoming/film.mov')).toBe(false);
    expect(isAllowed('s3:PutObject', 's3+eu-central-1://acme-masters/incoming/film.mov', 'zencoder')).toBe(false);
  });
});

describe('A statement for a KMS key policy in the documents', () => {
  const SID = 'ZencoderUseOfTheKey';
  const keys = blocksIn('json').filter(([, { text }]) => JSON.parse(text).Sid === SID);
  const accountId = Zencoder.ACCOUNT_ID;
  const use = { bucket: 'acme-masters', accountId, actions: Zencoder.roleActions(ZencoderRole.INPUT) };
  const { Condition, ...bare } = kmsKeyStatement('eu-central-1', [use])!;

  it.each(keys)('is the statement that is generated, with or without its conditions: %s', (_, { text }) => {
    const statement = JSON.parse(text);
    expect(statement).toEqual('Condition' in statement ? { ...bare, Condition } : bare);
  });
});

describe('A Deny statement to copy from the documents', () => {
  const denies = blocksIn('json').filter(([, { text }]) => JSON.parse(text).Effect === 'Deny');
  const inFile = JSON.parse(fileText('policies/acme-masters.json')).Statement as unknown[];

  it.each(denies)('is in policies/acme-masters.json, which is accepted without a warning: %s', (_, { text }) => {
    expect(inFile).toContainEqual(JSON.parse(text));
  });
});

describe('Sample output in the documents', () => {
  const here = blocksIn('console').filter(([, { file }]) => !(file in RUN_ELSEWHERE));

  it.each(here)('is what the command prints: %s', async (_, { text }) => {
    const samples = samplesIn(`\`\`\`console\n${text}\`\`\``);
    expect(samples.length).toBeGreaterThan(0);
    for (const { command, shown } of samples) {
      const [program, ...args] = words(command);
      const { stdout, stderr } = await called(args, { columns: 80, environment: { NO_COLOR: '1' } });
      expect({ program, shown }).toEqual({ program: 'zencoder-s3', shown: stdout + stderr });
    }
  });
});

describe('A code block without a language', () => {
  it.each(blocksIn(''))('is the error for zencoder.yaml with a misspelled role: %s', (_, { text }) => {
    const misspelt = fileText('zencoder.yaml').replace('role: input,', 'role: inptu,');
    const policy = 'policies/acme-masters.json';
    expect(errorsOf({ 'zencoder.yaml': misspelt, [policy]: fileText(policy) })).toEqual([text.trimEnd()]);
  });
});

describe('A diff in the documents', () => {
  interface Hunk {
    readonly file: string;
    /** The lines that the file has now, and those that it would have in their place. */
    readonly before: string;
    readonly after: string;
  }

  const linesOf = (hunk: string, sign: '-' | '+') =>
    hunk
      .split('\n')
      .filter((line) => [' ', sign].includes(line[0]!))
      .map((line) => `${line.slice(1)}\n`)
      .join('');

  const hunksOf = (text: string): Hunk[] =>
    [...text.matchAll(/^--- (.*)\n\+\+\+ b\/(.*)\n((?:@@| |[+-](?!-- )).*\n)+/gm)].flatMap(([part, old, file]) => {
      expect(old).toBe(existsSync(join(ROOT, file!)) ? `a/${file}` : '/dev/null');
      const [, ...hunks] = part.split(/^@@.*\n/m);
      return hunks.map((hunk) => ({ file: file!, before: linesOf(hunk, '-'), after: linesOf(hunk, '+') }));
    });

  /** The hunks whose place is not in their file, or not once, or that are made already. */
  const outOfDate = (text: string) =>
    hunksOf(text).filter(({ file, before, after }) => {
      const now = existsSync(join(ROOT, file)) ? `\n${fileText(file)}` : '\n';
      return now.split(`\n${before}`).length !== 2 || now.includes(`\n${after}`);
    });

  it.each(blocksIn('diff'))('applies to the current files: %s', (_, { text }) => {
    expect(hunksOf(text).length).toBe(text.match(/^@@/gm)!.length);
    expect(outOfDate(text)).toEqual([]);
  });

  it('is reported if its lines are not in the file', () => {
    const [first] = fileText('main.ts').split('\n');
    const head = '--- a/main.ts\n+++ b/main.ts\n@@\n';
    expect(outOfDate(`${head}-${first}\n+another\n`)).toEqual([]);
    expect(outOfDate(`${head}-${first}?\n+another\n`)).toHaveLength(1);
  });
});

describe('A Mermaid diagram in the documents', () => {
  /** No renderer is here: its form is checked, as far as the few lines that it uses go. */
  const faultsOf = (text: string) => {
    const [head, ...lines] = text.trimEnd().split('\n');
    const bare = lines.map((line) => line.trim().replace(/"[^"]*"/g, '""'));
    const named = bare.flatMap((line) => [...line.matchAll(/\b(\w+)(?=\[|\()/g)].map(([, name]) => name!));
    const used = bare
      .filter((line) => line.includes('-->'))
      .flatMap((line) => line.replace(/\|""\|/g, '').split(/-->|&/))
      .map((node) => /^\s*(\w+)/.exec(node)?.[1] ?? node);
    const depth = bare.reduce((sum, line) => sum + Number(/^subgraph /.test(line)) - Number(line === 'end'), 0);
    const known = /^(subgraph \w+\[""\]|end|[\w ]+((\[\(?""\)?\])?( (-->|&)(\|""\|)? \w+(\[\(?""\)?\])?)*)|\w+\[""\])$/;
    return [
      ...(head === 'flowchart LR' ? [] : [`unknown head: ${head}`]),
      ...(depth === 0 ? [] : ['subgraph without its end']),
      ...bare.filter((line) => !known.test(line)),
      ...used.filter((name) => !named.includes(name)).map((name) => `no node ${name}`),
    ];
  };

  it.each(blocksIn('mermaid'))('has the right form, with every node defined: %s', (_, { text }) => {
    expect(faultsOf(text)).toEqual([]);
  });
});
