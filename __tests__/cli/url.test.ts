import { called, PROGRAM, spawned } from '../support/cli';
import { shown } from '../support/titles';
import { inTerminal, itInTerminal } from './pseudo-terminal';

/** The input, the printed URL, and the message on stderr. A warning gives exit code 0 without --strict. */
const CASES = [
  {
    args: ['s3+eu-central-1://films/in/this file is great.mp4'],
    url: 's3+eu-central-1://films/in/this file is great.mp4',
    messages: [],
    exitCode: 0,
  },
  {
    args: ['s3://films/a.mp4', '--region', 'eu-central-1'],
    url: 's3+eu-central-1://films/a.mp4',
    messages: [],
    exitCode: 0,
  },
  {
    args: ['arn:aws:s3:::films/a.mp4', '--region', 'eu-central-1'],
    url: 's3+eu-central-1://films/a.mp4',
    messages: [/^wrong: .* is an ARN, and Zencoder signs requests for s3 URLs only/],
    exitCode: 1,
  },
  {
    args: ['https://films.s3.eu-central-1.amazonaws.com/this+file.mp4?X-Amz-Signature=secret'],
    url: 's3+eu-central-1://films/this file.mp4',
    messages: [
      /^wrong: .* is an HTTP URL/,
      /^warning: "\+" can mean a space/,
      /^wrong: the query \("X-Amz-Signature"\) was removed/,
    ],
    exitCode: 1,
  },
  {
    args: ['s3+eu-central-1://films/this+file.mp4'],
    url: 's3+eu-central-1://films/this+file.mp4',
    messages: [/^warning: "\+" can mean a space/],
    exitCode: 0,
  },
  {
    args: ['s3+eu-central-1://films/this+file.mp4', '--strict'],
    url: 's3+eu-central-1://films/this+file.mp4',
    messages: [/^warning: "\+" can mean a space/],
    exitCode: 1,
  },
  {
    args: ['s3+us-east-1://films/a.mp4', '--region', 'eu-central-1'],
    url: 's3+us-east-1://films/a.mp4',
    messages: [/^warning: --region eu-central-1 is not used, since the URL has the region us-east-1: /],
    exitCode: 0,
  },
  {
    args: ['s3://films/a.mp4'],
    url: 's3://films/a.mp4',
    messages: [/^warning: "s3:\/\/films\/a.mp4" has no region/],
    exitCode: 0,
  },
  {
    args: ['s3://films/a.mp4', '--strict'],
    url: 's3://films/a.mp4',
    messages: [/^warning: "s3:\/\/films\/a.mp4" has no region/],
    exitCode: 1,
  },
  {
    args: ['s3+eu-centrall-1://films/a.mp4'],
    url: 's3+eu-centrall-1://films/a.mp4',
    messages: [/^wrong: region "eu-centrall-1" is not a region of AWS; did you mean "eu-central-1"\?$/],
    exitCode: 1,
  },
  {
    args: ['s3+eu-central-1://fi..lms/a.mp4'],
    url: 's3+eu-central-1://fi..lms/a.mp4',
    messages: [/^wrong: bucket "fi..lms" is not a bucket name: it must not contain two dots/],
    exitCode: 1,
  },
  {
    args: ['s3+us-east-1://Old_Films/a.mp4'],
    url: 's3+us-east-1://Old_Films/a.mp4',
    messages: [/^warning: bucket "Old_Films" has upper-case letters/, /^warning: bucket "Old_Films" has an underscore/],
    exitCode: 0,
  },
  {
    args: ['s3://Old_Films/a.mp4', '--region', 'us-east-1'],
    url: 's3+us-east-1://Old_Films/a.mp4',
    messages: [/^warning: bucket "Old_Films" has upper-case letters/, /^warning: bucket "Old_Films" has an underscore/],
    exitCode: 0,
  },
  {
    args: ['s3://Films/a.mp4'],
    url: 's3://Films/a.mp4',
    messages: [
      /^warning: bucket "Films" .* write "films", unless it is an older bucket in us-east-1$/,
      /^warning: .*no region/,
    ],
    exitCode: 0,
  },
  {
    args: ['s3+eu-west-1://Old_Films/a.mp4'],
    url: 's3+eu-west-1://Old_Films/a.mp4',
    messages: [
      /^wrong: bucket "Old_Films" has upper-case letters, which S3 does not allow in eu-west-1: write "old_films"$/,
      /^wrong: bucket "Old_Films" has an underscore, which S3 does not allow in eu-west-1: check the name$/,
    ],
    exitCode: 1,
  },
  {
    args: ['s3+us_east_1://Films/a.mp4'],
    url: 's3+us_east_1://Films/a.mp4',
    messages: [/^wrong: region "us_east_1" does not have the form/, /^warning: bucket "Films" has upper-case letters/],
    exitCode: 1,
  },
  ...[
    [
      'us-east-1',
      /^warning: bucket "f+" has 64 characters, over 63, which S3 does not allow in buckets created since 2018: /,
      0,
    ],
    ['eu-west-1', /^wrong: bucket "f+" has 64 characters, over 63, which S3 does not allow in eu-west-1: /, 1],
  ].map(([region, line, exitCode]) => ({
    args: [`s3+${region}://${'f'.repeat(64)}/a.mp4`],
    url: `s3+${region}://${'f'.repeat(64)}/a.mp4`,
    messages: [line as RegExp],
    exitCode,
  })),
  {
    args: [`s3+us-east-1://${'f'.repeat(256)}/a.mp4`],
    url: `s3+us-east-1://${'f'.repeat(256)}/a.mp4`,
    messages: [/^wrong: bucket "f+…" is not a bucket name: it has 256 characters/],
    exitCode: 1,
  },
  {
    args: ['https://Old-Films.s3.amazonaws.com/a.mp4'],
    url: 's3://old-films/a.mp4',
    messages: [
      /^warning: .* has upper-case letters in its host name, which is not case-sensitive, so it names the bucket "old-films": write "s3:\/\/Old-Films\/a\.mp4" for an older bucket in us-east-1$/,
      /^wrong: .* is an HTTP URL/,
      /^warning: .* has no region/,
    ],
    exitCode: 1,
  },
  {
    args: ['s3+us-east-1://Old_Films-/a.mp4'],
    url: 's3+us-east-1://Old_Films-/a.mp4',
    messages: [/^warning: /, /^wrong: bucket "Old_Films-" is not a bucket name: it must begin and end/, /^warning: /],
    exitCode: 1,
  },
  {
    args: ['s3+eu-central-1://films/out/'],
    url: 's3+eu-central-1://films/out/',
    messages: [
      /^warning: the key ends with "\/".* write "s3\+eu-central-1:\/\/films\/out\/file.mp4"; as the base of outputs/,
    ],
    exitCode: 0,
  },
  {
    args: ['  s3+eu-central-1://films/a.mp4 \t'],
    url: 's3+eu-central-1://films/a.mp4',
    messages: [/^warning: trailing white space was removed/],
    exitCode: 0,
  },
  ...['"', "'", '`'].map((quote) => ({
    args: [`${quote}s3+eu-central-1://films/a.mp4${quote}`],
    url: 's3+eu-central-1://films/a.mp4',
    messages: [],
    exitCode: 0,
  })),
  {
    args: ['<s3+eu-central-1://films/a.mp4> '],
    url: 's3+eu-central-1://films/a.mp4',
    messages: [],
    exitCode: 0,
  },
  { args: ['a.mp4'], messages: [/^wrong: "a.mp4" is not an S3 URL/], exitCode: 1 },
  {
    args: ['s3+eu-central-1://films/a\n\u001b[31mb.mp4'],
    messages: [/^wrong: the key contains U\+000A, so the URL cannot be printed on one line; use --json$/],
    exitCode: 1,
  },
] as const;

describe('The URL that zencoder-s3 prints', () => {
  it.each(CASES.map((one) => ({ ...one, title: shown(one.args) })))(
    'is what Zencoder takes for $title',
    async ({ args, exitCode, messages, title: _, ...rest }) => {
      const result = await called(['url', ...args]);
      const lines = messages.map((line) =>
        expect.stringMatching(new RegExp(line.source.replace('^', '^zencoder-s3: '))),
      );
      expect(result.stderr.split('\n').slice(0, -1)).toEqual(lines);
      expect(result).toMatchObject({ exitCode, stdout: 'url' in rest ? `${rest.url}\n` : '' });
    },
  );

  it('is in the JSON with the input and its problems', async () => {
    const { exitCode, stdout, stderr } = await called(['url', '--json', 's3+eu-central-1://films/a\nb+c', 'nothing']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      {
        line: 1,
        given: 's3+eu-central-1://films/a\nb+c',
        url: 's3+eu-central-1://films/a\nb+c',
        problems: [{ level: 'warning', fault: 'plus-for-space', message: expect.any(String) }],
      },
      { line: 2, given: 'nothing', problems: [{ level: 'wrong', fault: 'unreadable', message: expect.any(String) }] },
    ]);
  });

  it.each([[['url']], [['url', '-']]])(
    'is printed for each line of stdin with %j, and problems name the line',
    (args) => {
      const { exitCode, stdout, stderr } = spawned(
        [...args, '--region', 'eu-central-1'],
        '\ufeffs3://films/ä b.mp4\r\n# of today\n  \nx\ns3://films/c+d.mp4',
      );
      expect({ exitCode, stdout }).toEqual({
        exitCode: 1,
        stdout: 's3+eu-central-1://films/ä b.mp4\n\ns3+eu-central-1://films/c+d.mp4\n',
      });
      expect(stderr).toMatch(
        /^zencoder-s3: stdin:4: wrong: "x" is not an S3 URL.*\nzencoder-s3: stdin:5: warning: "\+" can mean a space.*\n$/,
      );
    },
  );

  const FILM = 's3+eu-central-1://films/a.mp4';
  const LINES = 's3+eu-central-1://films/b.mp4\ns3+eu-central-1://films/c.mp4\n';

  it.each<[what: string, args: string[], input: string, keys: string]>([
    ['after a URL', [FILM, '-'], LINES, 'abc'],
    ['before a URL', ['-', FILM], LINES, 'bca'],
    ['between URLs', [FILM, '-', FILM], LINES, 'abca'],
    ['with an empty stdin', [FILM, '-'], '', 'a'],
  ])('replaces - by the lines of stdin, %s', (_, args, input, keys) => {
    const { exitCode, stdout } = spawned(['url', ...args], input);
    expect(exitCode).toBe(0);
    expect(stdout).toBe([...keys].map((key) => `s3+eu-central-1://films/${key}.mp4\n`).join(''));
  });

  it.each<[what: string, args: string[], input: string, problem: string, stdout: string]>([
    ['is empty', [], '', 'is empty', ''],
    ['is empty, as JSON', ['--json'], '', 'is empty', '[]\n'],
    ['is empty, with a URL as an argument', [FILM, '-'], '', 'is empty', `${FILM}\n`],
    ['is an empty line', ['-'], '\n', 'has only empty lines and comments', ''],
    ['is comments', ['-'], '# none\n  \n', 'has only empty lines and comments', ''],
  ])('is missing if stdin %s, with a message', (_, args, input, problem, stdout) => {
    expect(spawned(['url', ...args], input)).toEqual({
      exitCode: 0,
      stdout,
      stderr: `zencoder-s3: stdin ${problem}, so no URL was read from it\n`,
    });
  });

  it('is quoted in full in messages, even if it is long', async () => {
    const { stderr } = await called(['url', `films/${'a'.repeat(200)}`]);
    expect(stderr).toMatch(/wrong: "films\/a+…" is not an S3 URL/);
  });

  it.each([
    's3://AKIA:5e/cre7@my-bucket/a.mp4',
    '"s3://AKIA:5ecre7@my-bucket/a.mp4"',
    's3a://AKIA:5ecre7@my-bucket/a.mp4',
  ])('does not contain the credentials of %s', async (text) => {
    for (const args of [[], ['--json']]) {
      const { exitCode, stdout, stderr } = await called(['url', text, ...args]);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toContain('s3://my-bucket/a.mp4');
      expect(stdout + stderr).not.toMatch(/AKIA|5e.?cre7/);
    }
  });

  it('is printed for each of 50,000 lines in order', () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `s3+eu-central-1://films/${index}.mp4\n`).join('');
    const { exitCode, stdout, stderr } = spawned(['url'], lines);
    expect({ exitCode, isWhole: stdout === lines, stderr }).toEqual({ exitCode: 0, isWhole: true, stderr: '' });
  });

  it('is identified in messages by its number if several are given', async () => {
    const { stderr } = await called(['url', 's3+eu-central-1://films/a', 'x', 'y']);
    expect(stderr).toMatch(/^zencoder-s3: url 2: wrong: "x" .*\nzencoder-s3: url 3: wrong: "y" .*\n$/);
  });
});

describe('zencoder-s3 url rejects', () => {
  it.each([
    [
      ['--region', 'eu-centrall-1', 's3://films/a'],
      '--region: "eu-centrall-1" is not a region of AWS; did you mean "eu-central-1"?',
    ],
    [['--region', 'cn-north-1', 's3://films/a'], /^--region: "cn-north-1" is a region of the partition aws-cn/],
  ])('%j', async (args, line) => {
    const { exitCode, stdout, stderr } = await called(['url', ...args]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.replace('zencoder-s3: ', '').trimEnd()).toMatch(line);
  });

  it('stdin twice', () => {
    expect(spawned(['url', '-', '-'], 's3://films/a')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'zencoder-s3: - is given twice, but stdin can be read only once; give - once\n',
    });
  });

  itInTerminal('to run without a URL and without a pipe', () => {
    const line = 'zencoder-s3: no URL is given; give a URL, or pipe URLs to stdin\n';
    expect(inTerminal([...PROGRAM, 'url'], 80)).toBe(line);
  });

  it('lines that are not UTF-8', () => {
    expect(spawned(['url'], Buffer.from([0x73, 0x33, 0xff]))).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'zencoder-s3: stdin is not UTF-8; convert it to UTF-8\n',
    });
  });
});
