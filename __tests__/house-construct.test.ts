import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AcmeMediaAccess, type AcmeMediaAccessProps } from '../examples/house-construct/media-access';
import { BucketPolicy } from '../lib/iam/bucket-policy';
import { BucketPolicyOutcome, type S3Request } from '../lib/iam/decision';
import { Zencoder } from '../lib/zencoder/account-and-roles';
import { ROOT, runProgram } from './support/run';
import { testStack } from './support/synth';
import { inFolder } from './support/workspace';

const HOUSE = join(ROOT, 'examples', 'house-construct');
const ENDS = { news: '2031-01-01T00:00:00Z', sports: '2030-08-01T00:00:00Z' };
const { ALLOWED, DENIED, NOT_ALLOWED } = BucketPolicyOutcome;

/** The policy that a team's program writes, by its address `aws_s3_bucket_policy.zencoder`. */
function policyOf(team: string): string {
  return inFolder((folder) => {
    const { status, stderr } = runProgram(`examples/house-construct/${team}/main.ts`, folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const text = readFileSync(join(folder, 'cdktf.out', 'stacks', team, 'cdk.tf.json'), 'utf8');
    return JSON.parse(text).resource.aws_s3_bucket_policy.zencoder.policy as string;
  });
}

const policies: Record<string, string> = {};
beforeAll(() => {
  for (const team of Object.keys(ENDS)) {
    policies[team] = policyOf(team);
  }
});

function decision(
  team: string,
  asked: Omit<S3Request, 'bucket'> & { readonly accountId?: string },
  time: string,
  tls = 'true',
): string {
  const context = { 'aws:SecureTransport': [tls], 'aws:CurrentTime': [time] };
  return BucketPolicy.parse(policies[team]!).decide({
    accountId: Zencoder.ACCOUNT_ID,
    ...asked,
    bucket: `acme-${team}`,
    context,
  }).outcome;
}

const READ = { action: 's3:GetObject', key: 'to-zencoder/film.mov' };
const WRITE = { action: 's3:PutObject', key: 'from-zencoder/film.mp4' };
const REGION = { action: 's3:GetBucketLocation' };
const BEFORE = '2030-07-31T23:59:59Z';

describe.each(Object.entries(ENDS))('examples/house-construct/%s', (team, end) => {
  test.each([READ, WRITE, REGION])('allows Zencoder %j over TLS only, until its access expires', (asked) => {
    expect(decision(team, asked, BEFORE)).toBe(ALLOWED);
    expect(decision(team, asked, end)).toBe(NOT_ALLOWED);
    expect(decision(team, asked, BEFORE, 'false')).toBe(DENIED);
  });

  test.each([
    { ...READ, action: 's3:PutObject' },
    { ...READ, key: 'film.mov' },
    { ...WRITE, key: 'to-zencoder' },
  ])('does not allow Zencoder %j', (asked) => {
    expect(decision(team, asked, BEFORE)).toBe(NOT_ALLOWED);
  });

  test.each([WRITE, { ...READ, action: 's3:DeleteObject' }])('denies other accounts %j without TLS', (asked) => {
    expect(decision(team, { ...asked, accountId: '111122223333' }, BEFORE, 'false')).toBe(DENIED);
  });
});

test('The policies of examples/house-construct have these statements, and sports has one more', () => {
  const sids = (team: string) => JSON.parse(policies[team]!).Statement.map(({ Sid }: { Sid: string }) => Sid);
  expect({ news: sids('news'), sports: sids('sports') }).toEqual({
    news: ['ZencoderBucket26c7795a', 'ZencoderRead744d822c', 'ZencoderReadWrite531da27c', 'AcmeTlsOnly'],
    sports: ['ZencoderBucketf930a2d4', 'ZencoderReadWrite8e4c29eb', 'ZencoderReade14dd305', 'AcmeTlsOnly', 'Archive'],
  });
});

/** What `^` keeps of a version: the first number, and before 1.0.0 the second. */
const compatible = (range: string) => range.split('.', range.startsWith('^0.') ? 2 : 1);

describe('The construct of examples/house-construct', () => {
  const make = (props: Partial<AcmeMediaAccessProps>) => () =>
    new AcmeMediaAccess(testStack(), 'zencoder', { bucket: 'acme-films', ...props });

  it('refuses an access that expires after the contract, with time zones', () => {
    expect(make({ expires: '2031-01-01T01:00:00+01:00' })).not.toThrow();
    expect(make({ expires: '2031-01-01T00:00:01Z' })).toThrow(
      'zencoder: expires: "2031-01-01T00:00:01Z" is later than the end of the contract with Zencoder; the latest is 2031-01-01T00:00:00Z',
    );
  });

  it('reports the errors of the library', () => {
    expect(make({ expires: 'next year' })).toThrow(/^test\/zencoder: grants\[0\]\.expires: "next year" /);
    expect(make({ bucket: 'films.' })).toThrow(/^test\/zencoder: bucket: "films\." is not a bucket name/);
  });

  it('requires the current versions of the library and its peers', () => {
    const read = (...path: string[]) => JSON.parse(readFileSync(join(...path, 'package.json'), 'utf8'));
    const { name, version, peerDependencies } = read(ROOT);
    const framework = Object.fromEntries(
      Object.entries(peerDependencies).filter(([peer]) => !peer.startsWith('@aws-sdk/')),
    );
    const house = read(HOUSE, 'media-access');
    const { [name]: library, ...peers } = house.peerDependencies;
    expect(peers).toEqual(framework);
    expect(compatible(library)).toEqual(compatible(`^${version}`));
    for (const team of Object.keys(ENDS)) {
      const { dependencies } = read(HOUSE, team);
      expect({ ...house.peerDependencies, [house.name]: `^${house.version}` }).toMatchObject(dependencies);
    }
  });
});
