import { execFileSync } from 'node:child_process';
import { fixtureText, plan } from '../explain/plan/review';
import { called, spawned } from '../support/cli';

const files = Object.fromEntries(
  ['create', 'update', 'delete', 'forget', 'sensitive', 'create-with-bucket', 'import-unchanged'].map((name) => [
    `${name}.json`,
    fixtureText(name),
  ]),
);
const explain = (...args: string[]) => called(['explain', '--plan', ...args], { files });

describe('zencoder-s3 explain --plan', () => {
  it('lists the effects of the apply for each bucket, without a file or an account', async () => {
    expect(await explain('delete.json')).toEqual({
      exitCode: 0,
      stdout: [
        'acme-films',
        '  loses    the whole policy is deleted, including 1 statement of other principals',
        '  closes   Zencoder can no longer read from acme-films below in/ (GetObject)',
        '  drops    A statement of other principals is dropped: Statement[1] (Sid "Cdn"): Allow s3:GetObject for cloudfront.amazonaws.com',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it.each([
    ['create', 1, 1],
    ['create-with-bucket', 1, 0],
    ['update', 1, 1],
    ['delete', 0, 1],
    ['forget', 0, 0],
    ['import-unchanged', 0, 0],
    ['sensitive', 1, 1],
  ])('exits with 1 if %s opens or loses something, depending on the options', async (name, widening, loss) => {
    for (const form of [[], ['--json'], ['--markdown']]) {
      const ends = async (...options: string[]) => (await explain(`${name}.json`, ...form, ...options)).exitCode;
      expect([await ends(), await ends('--fail-on-widening'), await ends('--fail-on-loss')]).toEqual([
        0,
        widening,
        loss,
      ]);
    }
  });

  it('always exits with 1 if the final state is unknown', async () => {
    const twice = plan(
      ['a', 'b'].map((name) => ({
        address: `aws_s3_bucket_policy.${name}`,
        actions: ['create'],
        after: { bucket: 'films', policy: '' },
      })),
    );
    const { exitCode, stdout } = await called(['explain', '--plan', 'plan.json'], {
      files: { 'plan.json': JSON.stringify(twice) },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining('final policy is unknown') });
  });

  it('prints its findings as JSON', async () => {
    const data = JSON.parse((await explain('update.json', '--json')).stdout);
    expect(Object.keys(data)).toEqual(['opens', 'closes', 'problems', 'losses', 'unknown', 'notes']);
    expect(data.opens[0]).toMatchObject({
      says: 'Zencoder can now read from acme-films, the whole bucket, previously only below in/ (GetObject)',
      about: 'acme-films',
      address: 'aws_s3_bucket_policy.films',
      kind: 'right',
      isLoss: false,
      actions: ['s3:GetObject'],
    });
    expect(data.closes[0]).toMatchObject({
      kind: 'other-statement',
      what: 'goes',
      isLoss: true,
      place: { sid: 'Logs' },
    });
    const created = JSON.parse((await explain('create.json', '--json')).stdout);
    expect(created.unknown[0]).toMatchObject({ kind: 'live-policy-unknown', mayOpen: false, mayLose: true });
  });

  it('prints a Markdown table for a pull request', async () => {
    const { stdout } = await explain('delete.json', '--markdown');
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      '| about |  | change |',
      '| --- | --- | --- |',
      '| `acme-films` | loses | the whole policy is deleted, including 1 statement of other principals |',
      '| `acme-films` | closes | Zencoder can no longer read from `acme-films` below `in/` (GetObject) |',
    ]);
  });

  it('does not print the content of a sensitive policy', async () => {
    for (const form of [[], ['--json'], ['--markdown']]) {
      const { stdout } = await explain('sensitive.json', ...form);
      expect(stdout).toContain('the plan marks the values as sensitive, so they are not shown');
      expect(stdout).not.toMatch(/secret|444455556666|Partner|GetObject|in\//);
    }
  });

  it('uses the account of Zencoder from the options', async () => {
    const { stdout } = await explain('update.json', '--account-id', '111122223333');
    expect(stdout).toContain("Zencoder's account 111122223333 can now read from acme-films below out/ (GetObject)");
  });

  it('reads a plan from stdin, and a UTF-16 file from PowerShell', () => {
    const text = fixtureText('forget');
    const expected = {
      exitCode: 0,
      stdout: expect.stringContaining('Terraform no longer manages the policy'),
      stderr: '',
    };
    expect(spawned(['explain', '--plan', '-'], text)).toEqual(expected);
    expect(spawned(['explain', '--plan', '-'], Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected);
  });

  it.each([
    [['--plan', 'none.json'], 2, 'none.json: there is no such file'],
    [['--plan', '.'], 2, '.: cannot be read (EISDIR)'],
    [
      ['--plan', 'a', '--against', 'b'],
      2,
      "option '--plan <path>' cannot be used with option '--against <path>'; see zencoder-s3 explain --help",
    ],
    [
      ['--plan', 'a', '--file', 'b'],
      2,
      "option '--plan <path>' cannot be used with option '--file <path>'; see zencoder-s3 explain --help",
    ],
    [['--fail-on-loss'], 2, '--fail-on-loss needs --plan with a Terraform plan'],
    [['--account-id', '1'], 2, '--account-id needs --plan with a Terraform plan'],
    [
      ['--plan', 'forget.json', '--account-id', '1'],
      2,
      '--account-id: "1" is not an AWS account ID, which has 12 digits',
    ],
    [
      ['--plan', 'state.json'],
      1,
      'state.json is a state, not a plan: in the folder where Terraform runs, run "terraform plan -out=PLAN", then "terraform show -json PLAN > plan.json"',
    ],
    [
      ['--plan', 'plan.out'],
      1,
      'plan.out is a binary plan file or an archive, which only Terraform can read: run "terraform show -json PLAN > plan.json", where PLAN is that file',
    ],
  ])('prints one error line for %j', async (args, exitCode, line) => {
    const more = { 'state.json': '{"format_version":"1.0","values":{}}', 'plan.out': 'PK\u0003\u0004' };
    const stderr = `zencoder-s3: ${line}\n`;
    expect(await called(['explain', ...args], { files: { ...files, ...more } })).toEqual({
      exitCode,
      stdout: '',
      stderr,
    });
  });

  it('rejects a plan that is too large without reading it to the end', () => {
    const script = `yes '[' | "$0" "$@"; echo "ended with $?"`;
    const { PROGRAM } = jest.requireActual('../support/cli') as typeof import('../support/cli');
    const printed = execFileSync('sh', ['-c', `{ ${script}; } 2>&1`, ...PROGRAM, 'explain', '--plan', '-'], {
      encoding: 'utf8',
    });
    expect(printed).toMatch(
      /^zencoder-s3: stdin is larger than the limit of 128 MiB; keep only the needed parts: jq .*\nended with 1\n$/,
    );
  });
});
