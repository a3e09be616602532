import { canonicalUserChecks, identityChecks } from '../../lib/constructs/bucket-access/identity-checks';
import { policySize, sizeChecks } from '../../lib/constructs/bucket-access/policy-size';
import { policyJson } from '../../lib/grants/bucket-policy';
import { longestBucketName } from '../../lib/s3/bucket-name';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';

const TOKEN = '${TfToken[TOKEN.0]}';
const ACCOUNT = '444455556666';
const CANONICAL = 'c'.repeat(64);

describe('Terraform checks at plan time', () => {
  it('the account ID of each account, by its place', () => {
    const checks = identityChecks({ accountId: TOKEN, canonicalUserId: CANONICAL, also: [{ accountId: ACCOUNT }] });
    expect(checks.map(({ on }) => on)).toEqual([TOKEN, ACCOUNT]);
    expect(checks.map(({ errorMessage }) => errorMessage)).toEqual([
      expect.stringMatching(/^zencoder\.accountId .*12 digits/),
      expect.stringMatching(/^zencoder\.also\[0\]\.accountId .*12 digits/),
    ]);
  });

  it('the canonical user ID of each account that has one, by its place', () => {
    const also = [{ accountId: ACCOUNT }, { accountId: TOKEN, canonicalUserId: TOKEN }];
    const checks = canonicalUserChecks({ accountId: ACCOUNT, canonicalUserId: CANONICAL, also });
    expect(checks.map(({ on }) => on)).toEqual([CANONICAL, TOKEN]);
    expect(checks.map(({ errorMessage }) => errorMessage)).toEqual([
      expect.stringMatching(/^zencoder\.canonicalUserId .*64 hexadecimal digits/),
      expect.stringMatching(/^zencoder\.also\[1\]\.canonicalUserId .*64 hexadecimal digits/),
    ]);
  });

  it('one account where only one is given', () => {
    const identity = { accountId: TOKEN, canonicalUserId: TOKEN };
    expect(identityChecks(identity).map(({ on }) => on)).toEqual([TOKEN]);
    expect(canonicalUserChecks(identity).map(({ on }) => on)).toEqual([TOKEN]);
  });
});

describe('The size of a policy before its apply', () => {
  const document = (more: object = {}) => ({
    bucket: 'films',
    grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }],
    ...more,
  });
  const sizeOf = (more?: object, statements: object[] = []) =>
    policySize(document(more), policyJson(document(more)), statements as never);

  it('is that of its text, with a comma and the text of each statement of source documents', () => {
    const bytes = policyJson(document()).length;
    expect(sizeOf()).toEqual({ bytes, mentions: 0 });
    expect(sizeOf({}, [{ Sid: 'A' }, { Sid: 'BC' }])).toEqual({
      bytes: bytes + '{"Sid":"A"},{"Sid":"BC"},'.length,
      mentions: 0,
    });
  });

  it('counts an account that is not known yet with its 12 digits, each as another one', () => {
    const also = (...accountIds: string[]) => ({ also: accountIds.map((accountId) => ({ accountId })) });
    const known = sizeOf(also(ACCOUNT, '777788889999'));
    expect(sizeOf(also(TOKEN, '${TfToken[TOKEN.1]}'))).toEqual(known);
    expect(sizeOf(also(ACCOUNT, TOKEN))).toEqual(known);
    expect(sizeOf({ accountId: TOKEN, ...also(ACCOUNT, '777788889999') })).toEqual(known);
    expect(known.bytes).toBeGreaterThan(sizeOf(also(ACCOUNT)).bytes);
  });

  it('leaves out a name that is not known yet, and counts how often the policy has it', () => {
    const extra = [{ Sid: 'A' }];
    const { bytes, mentions } = sizeOf({ bucket: TOKEN }, extra);
    expect(mentions).toBeGreaterThan(0);
    expect(bytes + mentions * 'films'.length).toBe(sizeOf({}, extra).bytes);
  });
});

describe('The length of the name of a bucket is checked', () => {
  const [LONGEST, OLDER] = [longestBucketName('eu-west-1'), longestBucketName()];
  const checks = (room: number, mentions: number, region?: string) =>
    sizeChecks(TOKEN, { bytes: 20480 - room, mentions }, region);

  it('only where a long one would make the policy too large', () => {
    expect([LONGEST, OLDER]).toEqual([63, 255]);
    expect(checks(LONGEST * 2, 2, 'eu-west-1')).toEqual([]);
    expect(checks(OLDER * 2, 2)).toEqual([]);
    expect(checks(1000, 0, 'eu-west-1')).toEqual([]);
  });

  it('by how often the policy has it, and by whether older names are possible', () => {
    const [check, ...more] = checks(LONGEST * 2 - 1, 2, 'eu-west-1');
    expect(more).toEqual([]);
    expect(check).toMatchObject({ on: TOKEN, errorMessage: expect.stringContaining('62 characters') });
    expect(check!.condition('"x"')).toBe('length("x") <= 62');
    expect(checks(LONGEST * 2, 2)).toHaveLength(1);
    expect(checks(LONGEST * 2, 2, 'us-east-1')).toHaveLength(1);
  });
});
