import { type PastedUrlContext, readPastedUrl } from '../../lib/job-urls/pasted-url';
import { titled } from '../support/titles';

const EU = 's3+eu-west-1://films';
const LONG = 'f'.repeat(64);
const LONGEST = 'f'.repeat(255);

const read = (text: string, context: Partial<PastedUrlContext> = {}) =>
  readPastedUrl(text, { regionName: '--region', unprintableIn: '--json', ...context });

const reported = (text: string, context?: Partial<PastedUrlContext>) =>
  read(text, context).problems.map(({ level, fault }) => `${level} ${fault}`);

const messageOf = (text: string, fault: string, context?: Partial<PastedUrlContext>) =>
  read(text, context).problems.find((problem) => problem.fault === fault)?.message ?? '';

describe('A pasted URL that Zencoder accepts', () => {
  it.each([`${EU}/in/this file is great.mp4`, `${EU}/"a"`, `${EU}/a'`, `s3+us-east-1://${'f'.repeat(63)}/k`])(
    'has no problems and is returned unchanged: %s',
    (text) => {
      expect(read(text)).toEqual({ given: text, url: text, problems: [] });
    },
  );

  it.each([`"${EU}/k"`, `'${EU}/k'`, `\`${EU}/k\``, `<${EU}/k>`, `  "${EU}/k" \n`, `\t<${EU}/k>`])(
    'loses the quotes or brackets around it: %j',
    (text) => {
      expect(read(text)).toEqual({ given: text, url: `${EU}/k`, problems: [] });
    },
  );

  it.each(['"', "'", '`', '<'])('does not change a text with only an opening %s, which is not a URL', (mark) => {
    expect(read(`${mark}${EU}/k`)).toMatchObject({ problems: [{ level: 'wrong', fault: 'unreadable' }] });
    expect(read(`${mark}${EU}/k`).url).toBeUndefined();
    expect(read(`${EU}/k"`).url).toBe(`${EU}/k"`);
  });

  it.each([`${EU}/k \t`, `"${EU}/k\n "`])('is returned without trailing white space, with a warning: %j', (text) => {
    expect(read(text)).toMatchObject({ url: `${EU}/k`, problems: [{ level: 'warning', fault: 'trailing-space' }] });
    expect(messageOf(text, 'trailing-space')).toMatch(/white space/);
  });

  it('keeps the full text within quotes, even over several lines', () => {
    expect(read(`"${EU}/a\nb"`, { unprintableIn: undefined })).toMatchObject({ url: `${EU}/a\nb`, problems: [] });
  });
});

describe('An error or a warning about a pasted URL', () => {
  it.each(
    titled([
      ['s3://films/k', ['warning missing-region']],
      ['s3+eu-centrall-1://films/k', ['wrong unknown-region']],
      ['s3+frankfurt://films/k', ['wrong malformed-region']],
      [
        's3+us_east_1://Old_films/k',
        ['wrong malformed-region', 'warning upper-case-bucket', 'warning underscore-bucket'],
      ],
      ['s3+eu-west-1://fi..lms/k', ['wrong invalid-bucket']],
      ['s3+eu-west-1://fi$lms/k', ['wrong invalid-bucket']],
      ['s3+us-east-1://Old_Films/k', ['warning upper-case-bucket', 'warning underscore-bucket']],
      ['s3+eu-west-1://Old_Films/k', ['wrong upper-case-bucket', 'wrong underscore-bucket']],
      ['s3://old_films/k', ['warning missing-region', 'warning underscore-bucket']],
      [`s3+us-east-1://${LONG}/k`, ['warning long-bucket']],
      [`s3+eu-west-1://${LONG}/k`, ['wrong long-bucket']],
      [`s3+us-east-1://${LONGEST}/k`, ['warning long-bucket']],
      [`s3+us-east-1://${LONGEST}f/k`, ['wrong invalid-bucket']],
      [`${EU}`, ['warning empty-key']],
      [`${EU}/out/`, ['warning folder-key']],
      [`${EU}/out/file`, []],
      [`${EU}/a+b`, ['warning plus-for-space']],
      [`${EU}/a%20b`, ['warning literal-escape']],
      [`${EU}/why?`, ['wrong raw-delimiter']],
      [`${EU}/a\nb`, ['wrong unprintable']],
      [`${EU}/a\u2028b`, ['wrong unprintable']],
      [`${EU}/a\u2029b`, ['wrong unprintable']],
      ['s3+eu-west-1://Zoe:pw@films/k', ['wrong credentials']],
      ['arn:aws:s3:::films/k', ['wrong not-signed', 'warning missing-region']],
      [
        'https://films.s3.eu-west-1.amazonaws.com/k?x=1#y',
        ['wrong not-signed', 'wrong dropped-query', 'wrong dropped-fragment'],
      ],
      ['s3+eu-centrall-1://fi..lms/a+b', ['warning plus-for-space', 'wrong unknown-region', 'wrong invalid-bucket']],
      ['film.mp4', ['wrong unreadable']],
      ['""', ['wrong unreadable']],
    ] as const),
  )('is reported for %s', (_, text, problems) => {
    expect(reported(text)).toEqual(problems);
  });

  it('is reported with the text, but without the secrets in it', () => {
    expect(read('s3+eu-west-1://Zoe:5ecre7@films/k')).toMatchObject({
      given: 's3+eu-west-1://…@films/k',
      url: `${EU}/k`,
    });
    expect(read('Zoe:5ecre7@films.example.com')).toMatchObject({ given: '…@films.example.com' });
  });

  it.each<[text: string, fault: string, ...parts: string[]]>([
    ['s3+eu-centrall-1://films/k', 'unknown-region', 'region "eu-centrall-1"', 'did you mean "eu-central-1"'],
    ['s3+eu-west-1://fi..lms/k', 'invalid-bucket', 'bucket "fi..lms"', 'two dots'],
    ['s3+eu-west-1://old_films/k', 'underscore-bucket', 'bucket "old_films"', 'underscore', 'eu-west-1'],
    ['s3+us-east-1://old_films/k', 'underscore-bucket', 'bucket "old_films"', 'older bucket in us-east-1'],
    [`s3+eu-west-1://${LONG}/k`, 'long-bucket', '64 characters', '63', 'eu-west-1'],
    [`${EU}/out/`, 'folder-key', 'ends with "/"', `"${EU}/out/file.mp4"`],
    [`${EU}/a\nb`, 'unprintable', 'U+000A', '--json'],
    [`${EU}/a\u2028b`, 'unprintable', 'U+2028'],
    ['film.mp4', 'unreadable', '"film.mp4"'],
  ])('shows the value and what to write: %j', (text, fault, ...parts) => {
    const message = messageOf(text, fault);
    for (const part of parts) {
      expect(message).toContain(part);
    }
  });

  it('does not mention older buckets in a region without them', () => {
    expect(messageOf('s3+eu-west-1://old_films/k', 'underscore-bucket')).toMatch(/: check the name$/);
    expect(messageOf('s3+eu-west-1://Films/k', 'upper-case-bucket')).toMatch(/ "films"$/);
  });
});

describe('The region that is given with a pasted URL', () => {
  it('is used if the URL has none', () => {
    expect(read('s3://films/k', { region: 'eu-west-1' })).toMatchObject({ url: `${EU}/k`, problems: [] });
    expect(read(`${EU}/k`, { region: 'eu-west-1' })).toMatchObject({ url: `${EU}/k`, problems: [] });
  });

  it('decides whether the bucket can be an older one', () => {
    expect(reported('s3://old_films/k', { region: 'us-east-1' })).toEqual(['warning underscore-bucket']);
    expect(reported('s3://old_films/k', { region: 'eu-west-1' })).toEqual(['wrong underscore-bucket']);
  });

  it('is not used if the URL has one, with a warning', () => {
    const context = { region: 'eu-central-1' };
    expect(read(`${EU}/k`, context).url).toBe(`${EU}/k`);
    expect(reported(`${EU}/k`, context)).toEqual(['warning other-region']);
    expect(messageOf(`${EU}/k`, 'other-region', context)).toMatch(/^--region eu-central-1 .*eu-west-1/);
  });
});

describe('A pasted URL with a control character', () => {
  const text = `${EU}/a\u001b[31mb`;

  it('is returned only without unprintableIn', () => {
    expect(read(text)).toMatchObject({ problems: [{ level: 'wrong', fault: 'unprintable' }] });
    expect(read(text).url).toBeUndefined();
    expect(read(text, { unprintableIn: undefined })).toEqual({ given: text, url: text, problems: [] });
  });
});
