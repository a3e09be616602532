import {
  isAccessKey,
  secretQueryIn,
  withoutCredentials,
  withoutSecrets,
  withoutSecretsInside,
} from '../../lib/messages/secrets';
import { SECRET, SECRET_URLS } from '../cli/cases/secrets';
import { titled } from '../support/titles';

const KEY = 'AKIAIOSFODNN7EXAMPLE';
const HOST = 'https://films.s3.amazonaws.com/k';

describe.each(SECRET_URLS)('No message repeats %s', (_, url) => {
  it('if the URL is the value', () => {
    expect(withoutSecrets(url)).not.toMatch(SECRET);
    expect(withoutSecrets(url)).toContain('…');
  });

  it.each([
    ['in quotes', `--urll: "${url}" is no option`],
    ['in single quotes', `the value '${url}' is no option`],
    ['between spaces', `the value ${url} is no option`],
    ['at the end of the line', `unknown option ${url}`],
  ])('if it is in a line %s', (_where, line) => {
    expect(withoutSecretsInside(line)).not.toMatch(SECRET);
    expect(withoutSecretsInside(line)).toContain('…');
    expect(withoutSecretsInside(line).slice(0, 4)).toBe(line.slice(0, 4));
  });
});

describe('A URL without its secrets', () => {
  it.each(
    titled([
      [`s3://${KEY}:5e/cre7@films/in/film.mov`, 's3://…@films/in/film.mov'],
      [`${KEY}:5e/cre7@films/in/film.mov`, '…@films/in/film.mov'],
      ['Zoe:5ecre7@films/in/film.mov', '…@films/in/film.mov'],
      [' "s3://Zoe:5ecre7@films/in/film.mov"', ' "s3://…@films/in/film.mov"'],
      ['<s3+eu-west-1:/Zoe@films/k>', '<s3+eu-west-1:/…@films/k>'],
      ['s3://Zoe:5ecre7@x@films/k', 's3://…@films/k'],
      ['s3://Zoe:5ecre7%40x@films/k', 's3://…@films/k'],
      ['s3://Zoe:90005ecre7@films/k', 's3://…@films/k'],
      [KEY, '…'],
      [`${KEY}/films/k`, '…'],
      ['films//Zoe:5ecre7@x/k', 'films//…@x/k'],
      [`s3://${KEY}:5e/cre7/films`, 's3://…'],
      [` "s3://${KEY}:5e\ncre7"`, ' "s3://…'],
      [`${HOST}?versionId=1&X-Amz-Signature=5ecre7`, `${HOST}?…`],
      [`${HOST}?\nX-Amz-Signature=5ecre7\n5ecre7`, `${HOST}?…`],
      [` "${HOST}?5ecre7`, ` "${HOST}?…`],
      ['http://films.s3.amazonaws.com/k?5ecre7', 'http://films.s3.amazonaws.com/k?…'],
      ['films.s3.amazonaws.com/k?5ecre7', 'films.s3.amazonaws.com/k?…'],
      ['films.s3.amazonaws.com?5ecre7', 'films.s3.amazonaws.com?…'],
      ['films.s3.amazonaws.com#5ecre7', 'films.s3.amazonaws.com#…'],
      ['films.s3.amazonaws.com:443/k?5ecre7', 'films.s3.amazonaws.com:443/k?…'],
      [`${HOST}?xregion=5ecre7`, `${HOST}?…`],
      [`${HOST}?regions=5ecre7`, `${HOST}?…`],
      ['s3://films/k?a=1&token=5ecre7&b=2', 's3://films/k?a=1&token=…&b=2'],
      ['s3://films/k?a=1;Access_Token=5ecre7;b=2', 's3://films/k?a=1;Access_Token=…;b=2'],
      ['s3://films/k%3Ftoken%3D5ecre7%26b%3D2', 's3://films/k%3Ftoken%3D…%26b%3D2'],
      ['s3://films/k?to%6ben=5ecre7', 's3://films/k?to%6ben=…'],
      ['arn:aws:s3:::films/k#sig=5ecre7', 'arn:aws:s3:::films/k#sig=…'],
    ] as const),
  )('shows the rest of %s', (_, url, shown) => {
    expect(withoutSecrets(url)).toBe(shown);
  });

  it.each([
    's3+eu-central-1://films/in/film.mov',
    's3://films/a:b@c',
    's3://films:9000/a@b',
    'http://localhost:9000/films/a@b',
    'http://localhost:9000?prefix=a@b',
    'arn:aws:s3:::films/a:b@c',
    ' "arn:aws:s3:::films/a:b@c"',
    's3://films/why?a#b',
    's3://films/https:a?b#c=d',
    's3://films/k?note=x&tokens=7&mytoken=8',
    's3://films/k?token',
    's3://films/k?token=',
    's3://films/k?%E4=1',
    's3://films/k?%E4%=1&secrets=%',
    `s3://${KEY}.films/k`,
    `s3://films/${KEY}`,
    `${HOST}?region=eu-central-1&prefix=a&versionId=1`,
    'https://console.aws.amazon.com/s3/object/films?region=eu-central-1&bucketType=general&prefix=a&tab=overview&showversions=false',
    'films/s3.amazonaws.com/k?5',
  ])('is the full URL if it has none: %s', (url) => {
    expect(withoutSecrets(url)).toBe(url);
  });
});

describe('A line without the secrets of its URLs', () => {
  it.each(
    titled([
      ['http://Zoe:5ecre7@localhost:9000 is down', 'http://…@localhost:9000 is down'],
      ['http://Zoe@localhost:9000 is down', 'http://…@localhost:9000 is down'],
      ['http://Zoe:5ecre7%40x@localhost is down', 'http://…@localhost is down'],
      ['http://Zoe:80005ecre7@localhost is down', 'http://…@localhost is down'],
      ['http://Zoe:5e/c?r#e7@localhost is down', 'http://…@localhost is down'],
      ['http://Zoe:5e@cre7@localhost is down', 'http://…@localhost is down'],
      ['http://Zoe:5ecre7 is down', 'http://… is down'],
      ['http://Zoe:5e/cre7, at 10:30', 'http://… at 10:30'],
      ["'http://Zoe:5ecre7' is down", "'http://…' is down"],
      ['"Zoe:5ecre7@films" is no bucket', '"…@films" is no bucket'],
      [`${KEY} is no bucket`, '… is no bucket'],
      ['ASIA1234:5ecre7/x is no bucket', '… is no bucket'],
      ['"AKIA12345" is no bucket, nor "b"', '"…" is no bucket, nor "b"'],
      [`'AKIA12345:5ecre7' is no bucket`, `'…' is no bucket`],
      [`${HOST}?5ecre7 is no option`, `${HOST}?… is no option`],
      [`"${HOST}?5ecre7" is no option`, `"${HOST}?…" is no option`],
      [`'http://x/k#token=5ecre7' is no option`, `'http://x/k?…' is no option`],
      ['s3://films/k?a=1&token=5ecre7&b=2 is no option', 's3://films/k?a=1&token=…&b=2 is no option'],
      [`'s3://films/k#pwd=5ecre7' is no option`, `'s3://films/k#pwd=…' is no option`],
      ['"s3://films/k%3FPWD%3D5ecre7" is no option', '"s3://films/k%3FPWD%3D…" is no option'],
      ['s3://films/k%26api%2Dkey=5ecre7', 's3://films/k%26api%2Dkey=…'],
    ] as const),
  )('shows the rest of %s', (_, line, shown) => {
    expect(withoutSecretsInside(line)).toBe(shown);
  });

  it.each([
    'bucket "films" is not in eu-west-1: write "eu-central-1"',
    'http://localhost:9000 is down',
    'http://localhost:9000/films/a@b is down',
    "'http://localhost:9000' is down",
    '"http://localhost:9000" is down',
    'http://localhost:9000',
    'http://[::1]:9000 is down',
    'at 10:30, "arn:aws:s3:::films/a@b" and zoe@example.com',
    'https://films.s3.amazonaws.com/k#part is no option = 1',
    's3://films/k?note=1&tokens=2',
    'ask for AKIA or AKIA123',
  ])('is the full line if it has none: %s', (line) => {
    expect(withoutSecretsInside(line)).toBe(line);
  });
});

it.each<[text: string, rest: string]>([
  ['s3://Zoe:5ecre7@films/k', 's3://films/k'],
  [`${KEY}:a/b@films/k`, 'films/k'],
  ['s3://films/k', 's3://films/k'],
])('The credentials before a bucket are removed if no replacement is given: %s', (text, rest) => {
  expect(withoutCredentials(text)).toBe(rest);
});

it.each<[text: string, is: boolean]>([
  [KEY, true],
  [`s3://${KEY}`, true],
  [`s3+eu-west-1://ASIAIOSFODNN7EXAMPLE/films`, true],
  [`'${KEY}'`, true],
  [`${KEY}:5ecre7@films/k`, false],
  [`s3://${KEY}.films/k`, false],
  ['s3://AKIA1234/k', false],
  ['s3://films/k', false],
])('An access key in place of the bucket is found: %s', (text, is) => {
  expect(isAccessKey(text)).toBe(is);
});

it.each<[path: string, begin: number | undefined]>([
  ['k?token=5ecre7', 1],
  ['?token=5ecre7', 0],
  ['why?a=1&token=5ecre7', 3],
  ['k#X-Amz-Signature=5ecre7', 1],
  ['k%3Ftoken%3D5ecre7', 1],
  ['k%23token%3D5ecre7', 1],
  ['k?X%2DAmz%2DSignature=5ecre7', 1],
  ['k?note=x', undefined],
  ['k&token=5ecre7', undefined],
  ['why?', undefined],
  ['k', undefined],
])('A query in a key is a query only if it contains a secret: %s', (path, begin) => {
  expect(secretQueryIn(path)).toBe(begin);
});
