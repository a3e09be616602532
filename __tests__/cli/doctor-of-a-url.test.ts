import { acl, location, OWNER, REGION, refusal } from '../doctor/aws-server';
import { FILM, withDoctor } from './doctoring';

jest.setTimeout(20_000);

const { aws, doctor } = withDoctor();

describe('Doctor finds the problem of a URL', () => {
  it.each([
    ['that is not an S3 URL', 'ftp://films/a.mov', 'url', '"ftp://films/a.mov" is not an S3 URL', undefined],
    ['in another partition', 's3+cn-north-1://films/a', 'url', 'is in another partition of AWS', undefined],
    ['with an invalid bucket name', 's3://fi!lms/a', 'url', 'Bucket "fi!lms" contains "!"', undefined],
    ['of a bucket as an input', `s3+${REGION}://films/`, 'url', 'has no key and names the whole bucket.', undefined],
    [
      'of the console',
      'https://s3.console.aws.amazon.com/s3/object/films?region=eu-central-1&prefix=in/film.mov',
      'url',
      'is the URL of a page in the S3 console, and Zencoder signs requests for S3 URLs (s3:// or s3+REGION://) only.',
      FILM,
    ],
    [
      'of a website',
      'http://films.s3-website.eu-central-1.amazonaws.com/in/film.mov',
      'url',
      'which serves index and error pages and redirects.',
      FILM,
    ],
    [
      'that was signed',
      'https://films.s3.amazonaws.com/in/film.mov?X-Amz-Signature=secret',
      'url',
      'was removed.',
      FILM,
    ],
    ['that is an ARN', 'arn:aws:s3:::films/in/film.mov', 'url', 'is an ARN, and Zencoder signs', FILM],
    ['with two problems', 's3://films/films/in/film.mov', 'region', 'the URL has no region', FILM],
  ])('%s', async (_, url, check, seen, right) => {
    const { stdout, exitCode } = await doctor(['--json', url]);
    const [{ findings }] = JSON.parse(stdout) as [
      { findings: { check: string; seen: string; changes: { url?: string }[] }[] },
    ];
    expect(exitCode).toBe(1);
    expect(findings[0]).toMatchObject({ check, seen: expect.stringContaining(seen) });
    expect(findings[0]!.changes[0]?.url).toBe(right);
    expect(stdout.replace(url, '')).not.toContain('secret');
  });
});

describe('Doctor takes the region of a bucket', () => {
  const elsewhere = { 'x-amz-bucket-region': 'ap-south-1' };
  it.each([
    ['a redirect', 301],
    ['a bad request, as in regions since 2019', 400],
    ['a denied request', 403],
  ])('from %s, and sends the other requests there', async (_, status) => {
    aws.reset({ HeadBucket: refusal(status, 'Whatever', elsewhere), GetBucketLocation: refusal(403, 'AccessDenied') });
    const { stdout } = await doctor(['--region', 'eu-west-1', '--json', FILM]);
    expect(JSON.parse(stdout)).toMatchObject([
      { findings: [{ check: 'region', seen: `The bucket is in ap-south-1, but the URL says "${REGION}".` }] },
    ]);
    const regions = aws.asked.map(({ operation, region }) => [operation, region]);
    expect(regions[0]).toEqual(['HeadBucket', 'eu-west-1']);
    expect(new Set(regions.slice(1).map(([, region]) => region))).toEqual(new Set(['ap-south-1']));
  });

  it.each([
    ['', 'us-east-1'],
    ['EU', 'eu-west-1'],
    ['sa-east-1', 'sa-east-1'],
  ])('from the location %j if nothing else gives it, and accepts a URL without a region', async (place, region) => {
    aws.reset({ HeadBucket: {}, GetBucketLocation: location(place) });
    const { stdout } = await doctor(['--json', 's3://films/in/film.mov', `s3+${region}://films/in/film.mov`]);
    expect(JSON.parse(stdout)).toMatchObject([{ verdict: 'fine' }, { verdict: 'fine' }]);
  });
});

it('doctor accepts another account and canonical user ID of Zencoder', async () => {
  const id = 'c'.repeat(64);
  const identity = ['--account-id', '123456789012', '--canonical-user-id', id];
  const { stdout } = await doctor(['--json', FILM, ...identity]);
  const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ seen: string; changes: [{ yaml: string }] }] }];
  expect(findings[0].seen).toContain('allows Zencoder (account 123456789012) to perform s3:GetObject');
  expect(findings[0].changes[0].yaml).toBe(
    'films:\n  grants:\n    - { role: input, keys: [in/film.mov] }\n  zencoder: { accountId: "123456789012" }',
  );
  aws.reset({ GetObjectAcl: acl(OWNER, [id, 'READ']) });
  expect(await doctor(['--json', FILM, ...identity])).toMatchObject({ exitCode: 0 });
});
