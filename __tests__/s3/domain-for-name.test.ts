import { bucketNameFault, longestBucketName } from '../../lib/s3/bucket-name';
import { bucketOfEndpoint, isAwsDomain } from '../../lib/s3/endpoint';

describe('A URL in the place of a bucket name', () => {
  it.each(['http://example.com/films', 'https://example.com/films', 'HTTPS://localhost'])(
    'is refused as a URL, also of another service: %s',
    (url) => {
      expect(bucketNameFault(url)).toMatch(/: write the name alone, not a URL$/);
    },
  );

  it.each<[text: string, bucket: string | undefined]>([
    ['films.s3.amazonaws.com:443', 'films'],
    ['films.s3.amazonaws.com:8443/k', 'films'],
    ['https://s3.amazonaws.com:443/films', 'films'],
    ['films.s3.amazonaws.com:port', undefined],
    ['films.s3.amazonaws.com:443x', undefined],
    ['https://example.com/films', undefined],
    ['films', undefined],
  ])('names a bucket only if it is of S3, with or without a port: %s', (text, bucket) => {
    expect(bucketOfEndpoint(text)).toBe(bucket);
  });
});

it.each(['films.S3.AmazonAWS.com', 'S3.API.AWS', 's3.amazonaws.com.cn:443', 'x.amazonaws.eu.'])(
  'A domain of AWS is one in upper and lower case: %s',
  (domain) => {
    expect(isAwsDomain(domain)).toBe(true);
  },
);

it.each<[region: string | undefined, length: number]>([
  ['eu-west-1', 63],
  ['us-east-1', 255],
  [undefined, 255],
  ['${TfToken[TOKEN.0]}', 255],
])('The longest name of a bucket in the region %s has %d characters', (region, length) => {
  expect(longestBucketName(region)).toBe(length);
});
