import { ZencoderS3UrlFault } from '../../lib/job-urls/problems';
import { ZencoderS3Url } from '../../lib/job-urls/s3-url';
import { shown, titled } from '../support/titles';

const { MALFORMED_REGION, UPPER_CASE_BUCKET, ENDPOINT_FOR_BUCKET, DROPPED_QUERY, INVALID_BUCKET, MISSING_REGION } =
  ZencoderS3UrlFault;

const messageOf = ({ problems }: ZencoderS3Url, sought: ZencoderS3UrlFault) =>
  problems.find(({ fault }) => fault === sought)?.message ?? '';

describe('A problem of a job URL is shown with what to write', () => {
  it.each<[text: string, fault: ZencoderS3UrlFault, ...parts: string[]]>([
    [
      's3+eu-west-1://films.s3.amazonaws.com/k',
      ENDPOINT_FOR_BUCKET,
      '"films.s3.amazonaws.com"',
      '"s3+eu-west-1://films/k"',
    ],
    [
      's3+eu-west-1://s3.amazonaws.com:443/films/k',
      ENDPOINT_FOR_BUCKET,
      '"s3.amazonaws.com"',
      '"s3+eu-west-1://films/k"',
    ],
    [
      'https://Old-Films.s3.us-east-1.amazonaws.com/k',
      UPPER_CASE_BUCKET,
      'https://Old-Films.s3.us-east-1.amazonaws.com/k',
      'bucket "old-films"',
      '"s3+us-east-1://Old-Films/k"',
    ],
    [
      's3://Old-Films.s3.us-east-1.amazonaws.com/k',
      UPPER_CASE_BUCKET,
      'bucket "old-films"',
      '"s3+us-east-1://Old-Films/k"',
    ],
    ['s3://My-Bucket/k', UPPER_CASE_BUCKET, '2018', '"my-bucket"', 'older bucket in us-east-1'],
  ])('%s', (text, fault, ...parts) => {
    const message = messageOf(ZencoderS3Url.parse(text), fault);
    for (const part of parts) {
      expect(message).toContain(part);
    }
  });

  it.each([
    ['films.s3.amazonaws.com', '"films"'],
    ['s3.amazonaws.com', '"my-bucket"'],
    ['films.api.aws', '"my-bucket"'],
  ])('if %s is the bucket of a URL created from parts', (bucket, instead) => {
    const message = messageOf(new ZencoderS3Url({ bucket, key: 'k' }), ENDPOINT_FOR_BUCKET);
    expect(message).toContain(`"${bucket}"`);
    expect(message.endsWith(instead)).toBe(true);
  });

  it('without advice if there is none', () => {
    const { problems, _details } = new ZencoderS3Url({ bucket: 'films', key: 'k', region: 'frankfurt' });
    expect(_details).toEqual([{ fault: MALFORMED_REGION, what: problems[0]!.message }]);
  });

  it('and is available separately from the advice', () => {
    const { problems, _details } = new ZencoderS3Url({ bucket: 'Films', key: 'k' });
    expect(_details).toHaveLength(1);
    expect(problems[0]!.message).toBe(`${_details[0]!.what}: ${_details[0]!.advice}`);
    expect(_details[0]).toMatchObject({ fault: UPPER_CASE_BUCKET, advice: expect.stringContaining('"films"') });
  });

  it('and does not mention older buckets in a region without them', () => {
    const url = new ZencoderS3Url({ bucket: 'Films', key: 'k', region: 'eu-west-1' });
    expect(messageOf(url, UPPER_CASE_BUCKET)).toMatch(/"films"$/);
  });
});

describe('A query with a secret is not part of the key of an s3 URL or an ARN', () => {
  it.each(
    titled([
      ['s3://films/k?token=5&a=1', 'k', '("token", "a")'],
      ['s3://films/why?a&token=5&c0ffee&averylongword&word', 'why', '("a", "token", "…", "…", "word")'],
      ['s3://films/k%3Ftoken%3D5%26a%3D1%26z9', 'k', '("token", "a", "…")'],
      ['s3://films/k?token=%3F5&%3Fa=1', 'k', '("token", "?a")'],
      ['s3://s3.amazonaws.com/films/a/k?token=5', 'a/k', '("token")'],
      ['arn:aws:s3:::films/k?token=5', 'k', '("token")'],
    ] as const),
  )('but is dropped, and its parameters are named: %s', (_, text, key, names) => {
    const url = ZencoderS3Url.parse(text);
    expect([url.bucket, url.key]).toEqual(['films', key]);
    expect(messageOf(url, DROPPED_QUERY)).toContain(names);
  });

  it('and a parameter of an HTTP URL that can be a secret itself is not shown', () => {
    const url = ZencoderS3Url.parse('https://films.s3.amazonaws.com/k?c0ffee&word&7&x=');
    expect(messageOf(url, DROPPED_QUERY)).toContain('("…", "word", "…", "x")');
  });
});

it('A port is removed only from a domain of S3', () => {
  expect(ZencoderS3Url.parse('s3+eu-west-1://films.s3.amazonaws.com:443/k').bucket).toBe('films');
  const url = ZencoderS3Url.parse('s3+eu-west-1://films:443/k');
  expect([url.bucket, messageOf(url, INVALID_BUCKET)]).toEqual(['films:443', expect.stringContaining('":"')]);
});

it('A page of the S3 console without a query names the whole bucket', () => {
  const url = ZencoderS3Url.parse('https://console.aws.amazon.com/s3/buckets/films');
  expect([url.bucket, url.key, url.region]).toEqual(['films', '', undefined]);
  expect(messageOf(url, MISSING_REGION)).toContain('"s3://films/"');
});

describe('A text is refused', () => {
  const GIVEN: [text: unknown, region: unknown, ...parts: string[]][] = [
    [7, undefined, 'text 7', '"s3+eu-central-1://my-bucket/file.mp4"'],
    [null, undefined, 'text null', 'not a string'],
    ['s3+eu-west-1://films/k', 7, 'region 7'],
    ['s3://films/k', 7, 'region 7', '"eu-central-1"'],
    ['s3://AKIAIOSFODNN7EXAMPLE/k', undefined, '"s3://…" has an access key', '"s3+eu-central-1://my-bucket/file.mp4"'],
    ['s3://films.s3.cn-north-1.amazonaws.com.cn/k?', undefined, ', as in "s3+eu-central-1://films/k%3F"'],
  ];

  it.each(GIVEN.map((row) => [shown(row.slice(0, 2)), ...row] as const))('%s', (_, text, region, ...parts) => {
    const parse = () => ZencoderS3Url.parse(text as string, region as string | undefined);
    for (const part of parts) {
      expect(parse).toThrow(part);
    }
  });

  it.each([
    'arn:aws-cn:s3:::films/k',
    'https://s3.cn-north-1.amazonaws.com.cn',
    's3://a$b.s3.cn-north-1.amazonaws.com.cn/k',
    's3://$ab.s3.cn-north-1.amazonaws.com.cn/k',
    's3://ab$.s3.cn-north-1.amazonaws.com.cn/k',
    's3://a.s3express-x.cn-north-1.amazonaws.com.cn/k',
  ])('without an example if the bucket in another partition has no usable name: %s', (text) => {
    expect(() => ZencoderS3Url.parse(text)).toThrow(/eu-central-1$/);
  });
});

it.each<[props: unknown, ...parts: string[]]>([
  [7, 'the props are 7', '{ bucket: "my-bucket", key: "file.mp4" }'],
  [undefined, 'the props are undefined'],
  [null, 'the props are null'],
  [{ bucket: 7, key: 'k' }, 'bucket 7 is not a string', '"my-bucket"'],
  [{ bucket: 'films', key: 7 }, 'key 7 is not a string', '"file.mp4"'],
  [{ bucket: 'films' }, 'key undefined is not a string'],
  [{ bucket: 'films', key: 'k', region: 7 }, 'region 7 is not a string', '"eu-central-1"'],
])('A URL is not created from parts of another type: %j', (props, ...parts) => {
  for (const part of parts) {
    expect(() => new ZencoderS3Url(props as { bucket: string; key: string })).toThrow(part);
  }
});
