import fc from 'fast-check';
import { ZencoderS3UrlFault } from '../../lib/job-urls/problems';
import { ZencoderS3Url } from '../../lib/job-urls/s3-url';
import { titled } from '../support/titles';

const {
  MALFORMED_REGION,
  UPPER_CASE_BUCKET,
  INVALID_BUCKET,
  ENDPOINT_FOR_BUCKET,
  CREDENTIALS,
  NOT_SIGNED,
  WEBSITE_ENDPOINT,
  MISSING_REGION,
  EMPTY_KEY,
  PLUS_FOR_SPACE,
  LITERAL_ESCAPE,
  RAW_DELIMITER,
  MALFORMED_ESCAPE,
  DROPPED_QUERY,
  DROPPED_FRAGMENT,
} = ZencoderS3UrlFault;

const EU = 'eu-central-1';
const ONE_LINE = /^[^\n\r\u0085\u2028\u2029]+$/;

const faultsOf = (url: ZencoderS3Url) => url.problems.map((problem) => problem.fault);
const messageOf = (text: string, fault: ZencoderS3UrlFault) =>
  ZencoderS3Url.parse(text).problems.find((problem) => problem.fault === fault)?.message;

type Row = [text: string, bucket: string, key: string, region: string | undefined, ...faults: ZencoderS3UrlFault[]];

const S3_URLS: Row[] = [
  ['s3+eu-central-1://my-bucket/file.mp4', 'my-bucket', 'file.mp4', EU],
  ['s3://my-bucket/file.mp4', 'my-bucket', 'file.mp4', undefined, MISSING_REGION],
  ['S3+EU-Central-1://my-bucket/File.MP4', 'my-bucket', 'File.MP4', EU],
  ['  s3+eu-central-1://my-bucket/file.mp4', 'my-bucket', 'file.mp4', EU],
  ['s3+eu-central-1://my-bucket/file.mp4 \n', 'my-bucket', 'file.mp4 \n', EU],
  ['s3+eu-central-1://a.b-c/d/e.mp4', 'a.b-c', 'd/e.mp4', EU],
  ['s3+eu-central-1://b/this file is great.mp4', 'b', 'this file is great.mp4', EU],
  ['s3+eu-central-1://b//x/../y//z/.', 'b', '/x/../y//z/.', EU],
  ['s3+eu-central-1://b/why%3F%23%3f.mp4', 'b', 'why?#?.mp4', EU],
  ['s3+eu-central-1://b/%253F%2523%2525', 'b', '%3F%23%25', EU],
  ['s3+eu-central-1://b/100%', 'b', '100%', EU],
  ['s3+eu-central-1://b/%zz%E4', 'b', '%zz%E4', EU],
  ['s3+eu-central-1://b/%3F%E4', 'b', '?%E4', EU],
  ['s3+eu-central-1://b/日本/🎬.mp4', 'b', '日本/🎬.mp4', EU],
  ['s3+eu-central-1://b/https://c/d', 'b', 'https://c/d', EU],
  ['s3+eu-central-1://b/this+file.mp4', 'b', 'this+file.mp4', EU, PLUS_FOR_SPACE],
  ['s3+eu-central-1://b/a course in C++.mp4', 'b', 'a course in C++.mp4', EU],
  ['s3+eu-central-1://b/a%20b.mp4', 'b', 'a%20b.mp4', EU, LITERAL_ESCAPE],
  ['s3+eu-central-1://b/a%2520b.mp4', 'b', 'a%20b.mp4', EU],
  ['s3+eu-central-1://b/caf%C3%A9.mp4', 'b', 'caf%C3%A9.mp4', EU, LITERAL_ESCAPE],
  ['s3+eu-central-1://b/a+b%20c', 'b', 'a+b%20c', EU, PLUS_FOR_SPACE, LITERAL_ESCAPE],
  ['s3+eu-central-1://b/why?.mp4', 'b', 'why?.mp4', EU, RAW_DELIMITER],
  ['s3+eu-central-1://b/take#1.mp4', 'b', 'take#1.mp4', EU, RAW_DELIMITER],
  ['s3+eu-central-1://b', 'b', '', EU, EMPTY_KEY],
  ['s3+eu-central-1://b/', 'b', '', EU, EMPTY_KEY],
  ['s3+frankfurt://b/k', 'b', 'k', 'frankfurt', MALFORMED_REGION],
  ['s3+us-east-1a://b/k', 'b', 'k', 'us-east-1a', MALFORMED_REGION],
  ['s3+ap-southeast-99://b/k', 'b', 'k', 'ap-southeast-99'],
  ['s3+eu-central-1://My-Bucket/k', 'My-Bucket', 'k', EU, UPPER_CASE_BUCKET],
  ['s3+eu-central-1://old_bucket/k', 'old_bucket', 'k', EU],
  ['s3+eu-central-1://AKIA:5ecre7@my-bucket/a@b.mp4', 'my-bucket', 'a@b.mp4', EU, CREDENTIALS],
  ['s3+eu-central-1://AKIA:5e/cr+e7@my-bucket/a.mp4', 'my-bucket', 'a.mp4', EU, CREDENTIALS],
  ['s3+eu-central-1://AKIA:5e@cre7@my-bucket/a.mp4', 'my-bucket', 'a.mp4', EU, CREDENTIALS],
  ['s3+eu-central-1://AKIAIOSFODNN7EXAMPLE@my-bucket/a.mp4', 'my-bucket', 'a.mp4', EU, CREDENTIALS],
  ['s3+eu-central-1://my-bucket/a:b@c.mp4', 'my-bucket', 'a:b@c.mp4', EU],
  ['s3+eu-central-1://my-bucket?x=1', 'my-bucket?x=1', '', EU, INVALID_BUCKET, EMPTY_KEY],
];

const VIRTUAL_HOSTED: Row[] = [
  ['https://b.s3.amazonaws.com/k', 'b', 'k', undefined, NOT_SIGNED, MISSING_REGION],
  ['http://b.s3-external-1.amazonaws.com/k', 'b', 'k', undefined, NOT_SIGNED, MISSING_REGION],
  ['HTTPS://b.S3.EU-CENTRAL-1.AmazonAWS.com:443/K', 'b', 'K', EU, NOT_SIGNED],
  ['b.s3.eu-central-1.amazonaws.com/k', 'b', 'k', EU, NOT_SIGNED],
  ['http://b.s3-eu-central-1.amazonaws.com/k', 'b', 'k', EU, NOT_SIGNED],
  ['https://a.b.s3.eu-central-1.amazonaws.com/k', 'a.b', 'k', EU, NOT_SIGNED],
  ['https://a.s3.s3.eu-central-1.amazonaws.com/k', 'a.s3', 'k', EU, NOT_SIGNED],
  ['https://b.s3.dualstack.eu-central-1.amazonaws.com/k', 'b', 'k', EU, NOT_SIGNED],
  ['https://b.s3-accelerate.amazonaws.com/k', 'b', 'k', undefined, NOT_SIGNED, MISSING_REGION],
  ['https://b.s3-accelerate.dualstack.amazonaws.com/k', 'b', 'k', undefined, NOT_SIGNED, MISSING_REGION],
  ['https://b.s3-fips.us-east-1.amazonaws.com/k', 'b', 'k', 'us-east-1', NOT_SIGNED],
  ['https://b.s3-fips.dualstack.us-east-1.amazonaws.com/k', 'b', 'k', 'us-east-1', NOT_SIGNED],
  ['http://b.s3-website-us-east-1.amazonaws.com/k', 'b', 'k', 'us-east-1', NOT_SIGNED, WEBSITE_ENDPOINT],
  ['http://b.s3-website.eu-central-1.amazonaws.com/', 'b', '', EU, NOT_SIGNED, WEBSITE_ENDPOINT, EMPTY_KEY],
  ['https://b.s3.eu-central-1.amazonaws.com', 'b', '', EU, NOT_SIGNED, EMPTY_KEY],
  ['https://b.s3.eu-central-1.amazonaws.com//x/../y//z', 'b', '/x/../y//z', EU, NOT_SIGNED],
  ['https://b.s3.eu-central-1.amazonaws.com/a b.mp4\n', 'b', 'a b.mp4', EU, NOT_SIGNED],
  ['https://b.s3.eu-central-1.amazonaws.com/a%20b%2Bc%3F%25.mp4', 'b', 'a b+c?%.mp4', EU, NOT_SIGNED],
  ['https://b.s3.eu-central-1.amazonaws.com/a+b%2Bc.mp4', 'b', 'a b+c.mp4', EU, NOT_SIGNED, PLUS_FOR_SPACE],
  ['https://b.s3.eu-central-1.amazonaws.com/100%', 'b', '100%', EU, NOT_SIGNED, MALFORMED_ESCAPE],
  ['https://b.s3.eu-central-1.amazonaws.com/%E4%20x', 'b', '%E4 x', EU, NOT_SIGNED, MALFORMED_ESCAPE],
  ['https://b.s3.eu-central-1.amazonaws.com/k?versionId=1', 'b', 'k', EU, NOT_SIGNED, DROPPED_QUERY],
  ['https://b.s3.eu-central-1.amazonaws.com/k?x#1', 'b', 'k', EU, NOT_SIGNED, DROPPED_QUERY, DROPPED_FRAGMENT],
  ['https://A:5e/cre7@b.s3.eu-central-1.amazonaws.com/k', 'b', 'k', EU, CREDENTIALS, NOT_SIGNED],
  ['https://b.s3.eu-central-1.amazonaws.com:443?x=a@b', 'b', '', EU, NOT_SIGNED, EMPTY_KEY, DROPPED_QUERY],
  ['b.s3.eu-central-1.amazonaws.com/a:b@c', 'b', 'a:b@c', EU, NOT_SIGNED],
  ['https://b.s3.eu-central-1.amazonaws.com:443/a:b@c', 'b', 'a:b@c', EU, NOT_SIGNED],
  ['https://b.s3.eu-central-1.amazonaws.com/k?#', 'b', 'k', EU, NOT_SIGNED],
  ['https://My.Films.s3.amazonaws.com/K', 'my.films', 'K', undefined, UPPER_CASE_BUCKET, NOT_SIGNED, MISSING_REGION],
  ['https://Films.s3.us-east-1.amazonaws.com/k', 'films', 'k', 'us-east-1', UPPER_CASE_BUCKET, NOT_SIGNED],
  ['https://my_films.s3.us-east-1.amazonaws.com/k', 'my_films', 'k', 'us-east-1', NOT_SIGNED],
  ['https://Films.s3.eu-central-1.amazonaws.com/k', 'films', 'k', EU, NOT_SIGNED],
  ['https://Films..s3.us-east-1.amazonaws.com/k', 'films.', 'k', 'us-east-1', NOT_SIGNED],
];

const PATH_STYLE: Row[] = [
  ['https://s3.amazonaws.com/b/k', 'b', 'k', undefined, NOT_SIGNED, MISSING_REGION],
  ['https://s3.eu-central-1.amazonaws.com/a.b/d/e', 'a.b', 'd/e', EU, NOT_SIGNED],
  ['https://s3-eu-central-1.amazonaws.com/b/k', 'b', 'k', EU, NOT_SIGNED],
  ['https://s3.dualstack.eu-central-1.amazonaws.com/b/k', 'b', 'k', EU, NOT_SIGNED],
  ['https://s3-fips.us-east-1.amazonaws.com/b/k', 'b', 'k', 'us-east-1', NOT_SIGNED],
  ['https://s3.eu-central-1.amazonaws.com/b//k', 'b', '/k', EU, NOT_SIGNED],
  ['https://s3.eu-central-1.amazonaws.com/b', 'b', '', EU, NOT_SIGNED, EMPTY_KEY],
  ['https://s3.eu-central-1.amazonaws.com/B/k', 'B', 'k', EU, UPPER_CASE_BUCKET, NOT_SIGNED],
  ['https://s3.us-east-1.amazonaws.com/My_Films/k', 'My_Films', 'k', 'us-east-1', UPPER_CASE_BUCKET, NOT_SIGNED],
];

/** What is in front of the path, and the region that it names: the bucket `b` is in it, or first in the path. */
const DOMAINS: [domain: string, region: string | undefined][] = [
  ['s3.amazonaws.com', undefined],
  ['s3-external-1.amazonaws.com', undefined],
  ['s3.eu-central-1.amazonaws.com', EU],
  ['s3-eu-central-1.amazonaws.com', EU],
  ['S3.EU-Central-1.AmazonAWS.com', EU],
  ['s3.eu-central-1.amazonaws.com:443', EU],
  ['s3.eu-central-1.amazonaws.com.', EU],
  ['s3.dualstack.eu-central-1.amazonaws.com', EU],
  ['s3-website.eu-central-1.amazonaws.com', EU],
  ['s3-website-us-east-1.amazonaws.com', 'us-east-1'],
  ['s3-fips.us-east-1.amazonaws.com', 'us-east-1'],
  ['s3-fips.dualstack.us-east-1.amazonaws.com', 'us-east-1'],
  ['s3-accelerate.amazonaws.com', undefined],
  ['s3-accelerate.dualstack.amazonaws.com', undefined],
  ['bucket.vpce-0e25b8cdd720f900e-argc85vg.s3.us-east-1.vpce.amazonaws.com', 'us-east-1'],
];

const ENDPOINTS: Row[] = DOMAINS.flatMap(([domain, region]): Row[] => {
  const faults = region === undefined ? [ENDPOINT_FOR_BUCKET, MISSING_REGION] : [ENDPOINT_FOR_BUCKET];
  return [
    [`s3://b.${domain}/d/e.mp4`, 'b', 'd/e.mp4', region, ...faults],
    [`s3://${domain}/b/d/e.mp4`, 'b', 'd/e.mp4', region, ...faults],
    [`s3+eu-west-1://a.b.${domain}/k`, 'a.b', 'k', region ?? 'eu-west-1', ENDPOINT_FOR_BUCKET],
  ];
});

const OTHER_DOMAINS: Row[] = [
  [
    's3+eu-central-1://b.s3express-euc1-az1.amazonaws.com/k',
    'b.s3express-euc1-az1.amazonaws.com',
    'k',
    EU,
    ENDPOINT_FOR_BUCKET,
  ],
  ['s3+eu-central-1://amazonaws.com/k', 'amazonaws.com', 'k', EU],
  ['s3+eu-central-1://b.s3.example.com/k', 'b.s3.example.com', 'k', EU],
];

const CONSOLE = 'https://s3.console.aws.amazon.com/s3/object';
const CONSOLE_URLS: Row[] = [
  [`${CONSOLE}/b?region=eu-central-1&prefix=d/e.mp4`, 'b', 'd/e.mp4', EU, NOT_SIGNED],
  [`${CONSOLE}/b?region=eu-central-1&bucketType=general&prefix=a+b%2Bc%26=d`, 'b', 'a b+c&=d', EU, NOT_SIGNED],
  [`${CONSOLE}/b?prefix=k&versionId=1`, 'b', 'k', undefined, NOT_SIGNED, MISSING_REGION, DROPPED_QUERY],
  ['https://eu-central-1.console.aws.amazon.com/s3/object/b?prefix=k', 'b', 'k', EU, NOT_SIGNED],
  [
    'https://eu-central-1.console.aws.amazon.com/s3/object/b?region=eu-west-1&prefix=k',
    'b',
    'k',
    'eu-west-1',
    NOT_SIGNED,
  ],
  ['https://eu-central-1.console.aws.amazon.com/s3/buckets/b?tab=objects', 'b', '', EU, NOT_SIGNED, EMPTY_KEY],
  [`${CONSOLE}/b?region=eu-central-1&prefix=100%`, 'b', '100%', EU, NOT_SIGNED, MALFORMED_ESCAPE],
];

const ARNS: Row[] = [
  ['arn:aws:s3:::b/d/e.mp4', 'b', 'd/e.mp4', undefined, NOT_SIGNED, MISSING_REGION],
  [' \narn:aws:s3:::b/k', 'b', 'k', undefined, NOT_SIGNED, MISSING_REGION],
  ['arn:aws:s3:::b/a:b@c', 'b', 'a:b@c', undefined, NOT_SIGNED, MISSING_REGION],
  ['arn:aws:s3:::b/why?#.mp4', 'b', 'why?#.mp4', undefined, NOT_SIGNED, MISSING_REGION],
  ['arn:aws:s3:::b/a%3Fb', 'b', 'a%3Fb', undefined, NOT_SIGNED, MISSING_REGION, LITERAL_ESCAPE],
  ['arn:aws:s3:::b', 'b', '', undefined, NOT_SIGNED, MISSING_REGION, EMPTY_KEY],
];

describe.each([
  ['s3 URLs', S3_URLS],
  ['virtual-hosted URLs', VIRTUAL_HOSTED],
  ['path-style URLs', PATH_STYLE],
  ['domains of S3 in the place of the bucket', ENDPOINTS],
  ['domains that are no endpoint of S3', OTHER_DOMAINS],
  ['addresses of the S3 console', CONSOLE_URLS],
  ['ARNs', ARNS],
])('%s', (_, rows) => {
  test.each(titled(rows))(
    'are read, and their problems are reported: %s',
    (_, text, bucket, key, region, ...faults) => {
      const url = ZencoderS3Url.parse(text);
      expect({ bucket: url.bucket, key: url.key, region: url.region }).toEqual({ bucket, key, region });
      expect(faultsOf(url)).toEqual(faults);
    },
  );
});

const ELSEWHERE = /the partition aws and cannot get access there/;
const REFUSED: [text: string, message: string | RegExp][] = [
  ['', '"" is not an S3 URL'],
  ['file.mp4', 'as in "s3+eu-central-1://my-bucket/file.mp4"'],
  ['my-bucket/file.mp4', 'as in "s3://my-bucket/file.mp4"'],
  ['s3:/my-bucket/file.mp4', 'as in "s3://my-bucket/file.mp4"'],
  ['s3a://my-bucket/file.mp4', 'as in "s3://my-bucket/file.mp4"'],
  ['s3+://my-bucket/file.mp4', 'as in "s3://my-bucket/file.mp4"'],
  ['https://example.com/file.mp4', 'as in "s3+eu-central-1://my-bucket/file.mp4"'],
  ['https://d111.cloudfront.net/s3.amazonaws.com/b/k', 'is not an S3 URL'],
  ['https://b.s3.amazonaws.com.example.com/k', 'is not an S3 URL'],
  ['https://console.aws.amazon.com/ec2/home', 'is not an S3 URL'],
  [
    'arn:aws:s3:eu-west-1:123456789012:accesspoint/a',
    'bucket of the access point, as in "s3+eu-west-1://my-bucket/file.mp4"',
  ],
  [
    'arn:aws:s3::123456789012:accesspoint/a.mrap',
    'is an access point, but Zencoder accepts only buckets: name the bucket of the access point, as in "s3+eu-central-1://my-bucket/file.mp4"',
  ],
  ['https://a-123456789012.s3-accesspoint.eu-west-1.amazonaws.com/k', 'name the bucket of the access point'],
  ['s3:///file.mp4', 'bucket "" must not be empty or contain a slash or white space: write it as in "my-bucket"'],
  ['s3://my bucket/file.mp4', 'bucket "my bucket" must not be empty or contain a slash or white space'],
  ['https://s3.amazonaws.com/', 'bucket "" must not be empty'],
  ['https://s3.amazonaws.com', 'bucket "" must not be empty'],
  ['https://s3.amazonaws.com/a%2Fb/k', 'bucket "a/b"'],
  ['https://b.s3.cn-north-1.amazonaws.com.cn/k', ELSEWHERE],
  ['https://b.s3.amazonaws.com.cn', ELSEWHERE],
  ['s3://b.s3.cn-north-1.amazonaws.com.cn/d/k', 'as in "s3+eu-central-1://b/d/k"'],
  ['s3://s3.cn-north-1.amazonaws.com.cn/b/k', 'as in "s3+eu-central-1://b/k"'],
  ['s3+cn-north-1://b.s3.dualstack.cn-north-1.amazonaws.com.cn/k', 'as in "s3+eu-central-1://b/k"'],
  ['s3://b.s3-website.cn-north-1.amazonaws.com.cn/k', 'as in "s3+eu-central-1://b/k"'],
  ['s3://b.s3.us-gov-west-1.amazonaws.com/k', ELSEWHERE],
  ['s3://a-123456789012.s3-accesspoint.eu-west-1.amazonaws.com/k', 'name the bucket of the access point'],
  ['https://b.s3-us-gov-west-1.amazonaws.com/k', ELSEWHERE],
  ['https://b.s3-fips.us-gov-west-1.amazonaws.com/k', ELSEWHERE],
  ['https://console.amazonaws-us-gov.com/s3/object/b?prefix=k', ELSEWHERE],
  ['arn:aws-us-gov:s3:::b/k', ELSEWHERE],
  ['s3+cn-north-1://b/k', ELSEWHERE],
  ['s3+us-iso-east-1://b/k', ELSEWHERE],
  ['s3+eusc-de-east-1://b/k', ELSEWHERE],
];

describe('a text that does not name an S3 object that Zencoder can use', () => {
  test.each(titled(REFUSED))('is refused: %s', (_, text, message) => {
    expect(() => ZencoderS3Url.parse(text)).toThrow(message);
  });
});

const PRESIGNED =
  'https://b.s3.eu-central-1.amazonaws.com/k?X-Amz-Credential=AKIA&X-Amz-Security-Token=c2VjcmV0&X-Amz-Signature=5ecre7#frag';

const MESSAGES: [text: string, fault: ZencoderS3UrlFault, ...parts: string[]][] = [
  ['s3+frankfurt://b/k', MALFORMED_REGION, '"frankfurt"', '"eu-central-1"'],
  ['s3+us_east_1a://b/k', MALFORMED_REGION, '"us_east_1a"', '"us-east-1"'],
  ['s3+eu-central-1://My-Bucket/k', UPPER_CASE_BUCKET, '"My-Bucket"', 'does not allow in eu-central-1', '"my-bucket"'],
  ['s3://My-Bucket/k', UPPER_CASE_BUCKET, '"My-Bucket"', '"my-bucket"', 'unless it is an older bucket'],
  ['s3://a$b/k', INVALID_BUCKET, '"a$b" contains "$"', 'only a-z, 0-9, "." and "-", as in "my-bucket"'],
  [
    's3://AKIA:5ecre7@my-bucket/a.mp4',
    CREDENTIALS,
    'save credentials in the Zencoder account',
    'write "s3://my-bucket/a.mp4"',
  ],
  ['https://b.s3.eu-central-1.amazonaws.com/a%20b', NOT_SIGNED, 'an HTTP URL', 'write "s3+eu-central-1://b/a b"'],
  ['arn:aws:s3:::b/k', NOT_SIGNED, 'an ARN', 'write "s3://b/k"'],
  ['http://b.s3-website-us-east-1.amazonaws.com/k', WEBSITE_ENDPOINT, 'is a website endpoint, which', 'object "k"'],
  [
    's3+us_east_1a://b/a+b',
    PLUS_FOR_SPACE,
    '"s3+us-east-1://b/a b" if you mean spaces',
    '"s3+us-east-1://b/a+b" if you mean plus',
  ],
  ['s3://b/k', MISSING_REGION, '"s3://b/k"', 'launched before 2014', '"s3+eu-central-1://"'],
  ['s3://b', EMPTY_KEY, '"s3://b/"', 'the whole bucket', '"s3://b/file.mp4"'],
  [
    's3://b/a+b',
    PLUS_FOR_SPACE,
    '"+" can mean a space',
    '"s3://b/a b" if you mean spaces',
    '"s3://b/a+b" if you mean plus signs',
  ],
  [
    'https://b.s3.amazonaws.com/a+b',
    PLUS_FOR_SPACE,
    '"s3://b/a b" if you mean spaces',
    '"s3://b/a+b" if you mean plus signs',
  ],
  [
    's3://b/a%20b%3F%2525',
    LITERAL_ESCAPE,
    '"s3://b/a%20b%3F%2525" contains escapes',
    'write "s3://b/a b%3F%2525"',
    'unless the key itself has a percent sign',
  ],
  ['s3://b/why?', RAW_DELIMITER, '"%3F"', 'write "s3://b/why%3F"'],
  [
    'https://b.s3.amazonaws.com/100%',
    MALFORMED_ESCAPE,
    '"https://b.s3.amazonaws.com/100%"',
    '"%25"',
    '"100%" is the key',
  ],
  [PRESIGNED, DROPPED_QUERY, '("X-Amz-Credential", "X-Amz-Security-Token", "X-Amz-Signature")', 'current version'],
  ['https://b.s3.amazonaws.com/k?&x=1&&y&', DROPPED_QUERY, 'the query ("x", "y") was removed'],
  [`${CONSOLE}/b?region=eu-central-1&prefix=k&versionId=1`, DROPPED_QUERY, 'the query ("versionId") was removed'],
  ['s3://b/a\u0085\u202egpj.exe', MISSING_REGION, '"s3://b/a\\u0085\\u202egpj.exe" has no region'],
  [PRESIGNED, DROPPED_FRAGMENT, '"#frag"', '"s3+eu-central-1://b/k%23frag"'],
];

describe('a message', () => {
  test.each(titled(MESSAGES))('describes the problem and shows the URL to write: %s', (_, text, fault, ...parts) => {
    const message = messageOf(text, fault);
    for (const part of parts) {
      expect(message).toContain(part);
    }
  });

  test('shows the full URL, however long the key is', () => {
    const url = `s3+eu-central-1://b/${'long '.repeat(200)}`;
    expect(messageOf(url.replaceAll(' ', '+'), PLUS_FOR_SPACE)).toContain(url);
  });

  test('shows neither the signature of a presigned URL nor a password before the host', () => {
    const told = ZencoderS3Url.parse(PRESIGNED).problems.map((problem) => problem.message);
    expect(told.join()).not.toMatch(/AKIA|c2VjcmV0|5ecre7/);
    expect(() => ZencoderS3Url.parse('https://example.com/k?sig=5ecre7')).toThrow(/^(?!.*5ecre7)/);
    expect(() => ZencoderS3Url.parse('ftp://me:5ecre7@example.com/k')).toThrow(/^(?!.*5ecre7)/);
  });
});

test.each([
  ['https://example.com/k?sig=5ecre7', '"https://example.com/k?…" is not an S3 URL'],
  ['s3a://AKIA:5ecre7@b/k', '"s3a://…@b/k" is not an S3 URL'],
  ['https://me@example.com/k', '"https://…@example.com/k" is not an S3 URL'],
])('a message shows where a secret was hidden: %j', (text, message) => {
  expect(() => ZencoderS3Url.parse(text)).toThrow(message);
});

describe('a name and password before the bucket', () => {
  test.each([
    's3://AKIA:5ecre7@b/k',
    's3+eu-centrall-1://AKIA:5e/cre7@My_Bucket$/5+a%20b?#',
    's3a://AKIA:x/5ecre7@b/k',
    's3:/AKIA:5ecre7@b/k',
    'AKIA:5ecre7@b/k',
    '"s3://AKIA:5ecre7@b/k"',
    'https://AKIA:x/5ecre7@b.s3.amazonaws.com/100%?x#y',
    'https://AKIA:5ecre7@b.s3.cn-north-1.amazonaws.com.cn/k',
    'https://AKIA:5ecre7@a-1.s3-accesspoint.eu-west-1.amazonaws.com/k',
    'https://AKIA:5ecre7@example.com/k',
  ])('are in no message for %j', (text) => {
    let told: string;
    try {
      told = ZencoderS3Url.parse(text)
        .problems.map(({ message }) => message)
        .join();
    } catch (error) {
      told = (error as Error).message;
    }
    expect(told).not.toMatch(/AKIA|5ecre7|5e\/cre7/);
    expect(told).not.toBe('');
  });
});

describe("the two examples of Zencoder's help page", () => {
  test('a plus sign that means a space is reported, with the URL with spaces', () => {
    const text = 's3://my-bucket/this+file+is+great.mp4';
    expect(ZencoderS3Url.parse(text).key).toBe('this+file+is+great.mp4');
    expect(messageOf(text, PLUS_FOR_SPACE)).toContain('"s3://my-bucket/this file is great.mp4"');
  });

  test('a URL with the region of Frankfurt has no problems and does not change', () => {
    const url = ZencoderS3Url.parse('s3+eu-central-1://my-bucket/file.mp4');
    expect(url.problems).toEqual([]);
    expect(url.toString()).toBe('s3+eu-central-1://my-bucket/file.mp4');
  });
});

describe('a URL created from parts', () => {
  test('does not check its key, and needs no region', () => {
    for (const key of ['', 'a+b', 'a%20b', 'why?#']) {
      expect(new ZencoderS3Url({ bucket: 'my-bucket', key }).problems).toEqual([]);
    }
  });

  test('escapes only characters that would be misread', () => {
    const written = (key: string) => new ZencoderS3Url({ bucket: 'b', key }).toString();
    expect(written('a b+c%20d/../é"')).toBe('s3://b/a b+c%20d/../é"');
    expect(written('?#%3f%25%')).toBe('s3://b/%3F%23%253f%2525%');
    expect(written('')).toBe('s3://b/');
  });

  test('reports problems of its bucket and region', () => {
    const url = new ZencoderS3Url({ bucket: 'My+Bucket', key: 'k', region: 'EU-CENTRAL-1' });
    expect(faultsOf(url)).toEqual([MALFORMED_REGION, UPPER_CASE_BUCKET, INVALID_BUCKET]);
  });

  test.each([
    [{ bucket: '' }, 'bucket ""'],
    [{ bucket: 'my-bucket/films' }, 'bucket "my-bucket/films"'],
    [{ bucket: 'my\nbucket' }, 'bucket "my\\nbucket"'],
    [
      { bucket: 'b', region: '' },
      'region "" must not be empty or contain a slash or white space: write it as in "eu-central-1"',
    ],
    [{ bucket: 'b', region: 'eu central 1' }, 'region "eu central 1"'],
    [{ bucket: 'b', region: 'cn-north-1' }, ELSEWHERE],
  ])('is refused for %j', (parts, message) => {
    expect(() => new ZencoderS3Url({ key: 'k', ...parts })).toThrow(message);
  });

  test('can get its region later', () => {
    const url = ZencoderS3Url.parse('https://b.s3.amazonaws.com/a%20b?x=1').withRegion(EU);
    expect(url.toString()).toBe('s3+eu-central-1://b/a b');
    expect(url.problems).toEqual([]);
  });
});

describe('for every input', () => {
  const unicode = fc.string({ unit: 'binary', maxLength: 40 });
  const nearEscapes = fc.string({ unit: fc.constantFrom(...'%235fF?#+/. \n\r"\\\u2028é🎬'), maxLength: 20 });
  const key = fc.oneof(unicode, nearEscapes);
  const bucket = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/);
  const region = fc.constantFrom(undefined, 'us-east-1', EU, 'ap-southeast-5');

  test('writing and reading a URL does not change its bucket, key and region', () => {
    fc.assert(
      fc.property(fc.record({ bucket, key, region }), (parts) => {
        const read = ZencoderS3Url.parse(new ZencoderS3Url(parts).toString());
        expect({ bucket: read.bucket, key: read.key, region: read.region }).toEqual(parts);
      }),
      { numRuns: 2000 },
    );
  });

  test('the key of a virtual-hosted URL is decoded from its segments', () => {
    fc.assert(
      fc.property(bucket, key, (name, meant) => {
        const path = meant.split('/').map(encodeURIComponent).join('/');
        const read = ZencoderS3Url.parse(`https://${name}.s3.eu-central-1.amazonaws.com/${path}`);
        expect([read.bucket, read.key]).toEqual([name, meant]);
        expect(faultsOf(read)).toEqual(meant === '' ? [NOT_SIGNED, EMPTY_KEY] : [NOT_SIGNED]);
      }),
      { numRuns: 1000 },
    );
  });

  test('reading returns a URL or throws an Error, each message is one line, and only s3 URLs with a region have no problems', () => {
    const pieces = [
      's3',
      '+',
      EU,
      '://',
      'https://',
      'b',
      '.s3',
      '-website',
      '.amazonaws.com',
      '.cn',
      '/',
      '?',
      '#',
      '%',
    ];
    const more = [
      'arn:aws:s3:::',
      CONSOLE,
      'prefix=',
      '&',
      '%20',
      '%E4',
      ' ',
      '\n',
      '\r',
      '\u0085',
      '\u2028',
      '\ud800',
    ];
    const nearUrls = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 10 }).map((parts) => parts.join(''));
    const wrapped = fc.tuple(fc.constantFrom('s3://b/', 'https://b.s3.amazonaws.com/', `${CONSOLE}/b?prefix=`), key);
    fc.assert(
      fc.property(
        fc.oneof(
          unicode,
          nearUrls,
          wrapped.map(([start, rest]) => start + rest),
        ),
        (text) => {
          let messages: string[];
          let kind: unknown = Error;
          try {
            messages = ZencoderS3Url.parse(text).problems.map((problem) => problem.message);
          } catch (error) {
            kind = (error as Error).constructor;
            messages = [(error as Error).message];
          }
          expect(kind).toBe(Error);
          expect(messages.filter((message) => !ONE_LINE.test(message))).toEqual([]);
          expect(messages.length === 0 && !/^\s*s3\+./i.test(text)).toBe(false);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('problems are in the order of their enum, each once', () => {
    const order = Object.values(ZencoderS3UrlFault);
    for (const [text] of [...S3_URLS, ...VIRTUAL_HOSTED, ...PATH_STYLE, ...CONSOLE_URLS, ...ARNS]) {
      const places = faultsOf(ZencoderS3Url.parse(text)).map((fault) => order.indexOf(fault));
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    }
  });
});
