import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { quoted } from '../../lib/messages/wording';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { identityOf, type ZencoderIdentity } from '../../lib/zencoder/another-zencoder';
import { titled } from '../support/titles';

const ACCOUNT = Zencoder.ACCOUNT_ID;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/encoder`;
const OTHER = '111122223333';
const { ALLOWED, DENIED, NOT_ALLOWED, DEPENDS } = BucketPolicyOutcome;

/** Whether Zencoder is meant, or on what that depends. */
function meantBy(principal: object, effect: string, identity: ZencoderIdentity = {}): boolean | string[] {
  const everything = { Action: 's3:*', Resource: '*' };
  const statements = [
    { ...everything, Effect: effect, ...principal },
    ...(effect === 'Deny' ? [{ ...everything, Effect: 'Allow', Principal: '*' }] : []),
  ];
  const request = {
    action: 's3:GetObject',
    bucket: 'films',
    key: 'a',
    ...(identity.accountId === undefined ? identityOf(identity) : { ...identity, accountId: identity.accountId }),
  };
  const { outcome, statements: told } = BucketPolicy.parse(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  ).decide(request);
  return outcome === DEPENDS
    ? told[0]!.dependsOn.map(({ when }) => when)
    : outcome === (effect === 'Deny' ? DENIED : ALLOWED);
}

const dependsOn = (name: unknown) => [
  `its Principal ${JSON.stringify(name)}, which is not understood, names the requester`,
];

describe.each(['Allow', 'Deny'])('with Effect %s,', (effect) => {
  test.each(
    titled<[principal: unknown, meant: boolean | string[]]>([
      ['*', true],
      [{ AWS: '*' }, true],
      [{ AWS: [OTHER, '*'] }, true],
      [{ AWS: ROOT }, true],
      [{ AWS: ACCOUNT }, true],
      [{ AWS: [`arn:aws:iam::${OTHER}:root`, ROOT] }, true],
      [{ AWS: [ROLE, ROOT] }, true],
      [{ Service: 'logging.s3.amazonaws.com', AWS: ROOT }, true],
      [{ CanonicalUser: Zencoder.CANONICAL_USER_ID }, true],
      [{ AWS: OTHER }, false],
      [{ AWS: `arn:aws:iam::${OTHER}:role/${ACCOUNT}` }, false],
      [{ AWS: `arn:aws-cn:iam::${ACCOUNT}:root` }, false],
      [{ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' }, false],
      [{ AWS: 'AROAJQABLZS4A3QDU576Q' }, false],
      [{ CanonicalUser: 'a'.repeat(64) }, false],
      [{ Service: 'logging.s3.amazonaws.com' }, false],
      [{ Federated: `arn:aws:iam::${OTHER}:saml-provider/p` }, false],
      [{ AWS: ROLE }, [`the requester is "${ROLE}"`]],
      [{ AWS: [ROLE, OTHER] }, [`the requester is "${ROLE}"`]],
      [{ AWS: [ROLE, `${ROLE}2`] }, [`the requester is "${ROLE}", or the requester is "${ROLE}2"`]],
      [{ AWS: `arn:aws:sts::${ACCOUNT}:root` }, [`the requester is "arn:aws:sts::${ACCOUNT}:root"`]],
      [{ Federated: 'accounts.google.com' }, ['the requester is federated by "accounts.google.com"']],
      [{ AWS: 'arn:aws:iam::*:root' }, dependsOn('arn:aws:iam::*:root')],
      [{ AWS: 'zencoder' }, dependsOn('zencoder')],
      [{ AWS: Number(ACCOUNT) }, dependsOn(Number(ACCOUNT))],
      [{ AWS: [] }, dependsOn([])],
      [{ CanonicalUser: '*' }, dependsOn('*')],
      [{ aws: ROOT }, dependsOn(ROOT)],
      [{}, dependsOn({})],
      [[ROOT], dependsOn([ROOT])],
      [ROOT, dependsOn(ROOT)],
    ]),
  )('the principal %s is judged', (_, Principal, meant) => {
    expect(meantBy({ Principal }, effect)).toEqual(meant);
  });

  test.each<[element: string, principal: object]>([
    ['neither Principal nor NotPrincipal', {}],
    ['both of them', { Principal: '*', NotPrincipal: { AWS: OTHER } }],
  ])('%s is not understood', (_, principal) => {
    expect(meantBy(principal, effect)).toEqual([expect.stringContaining('needs either Principal or NotPrincipal')]);
  });
});

describe('NotPrincipal', () => {
  test.each([{ AWS: OTHER }, { AWS: `arn:aws:iam::${OTHER}:role/encoder`, Service: 'x.amazonaws.com' }])(
    '%j denies Zencoder, which it does not name',
    (NotPrincipal) => {
      expect(meantBy({ NotPrincipal }, 'Deny')).toBe(true);
    },
  );

  test.each(
    titled([
      [{ AWS: ROOT }],
      [{ AWS: [ACCOUNT, OTHER] }],
      [{ AWS: ROLE }],
      [{ AWS: [ROLE, ROOT] }],
      [{ AWS: '*' }],
      [{ AWS: 'x' }],
    ]),
  )('%s may deny Zencoder: AWS says what is named does not always exempt all of an account', (_, NotPrincipal) => {
    const clause = `its NotPrincipal ${quoted(NotPrincipal)} does not exempt the requester`;
    expect(meantBy({ NotPrincipal }, 'Deny')).toEqual([clause]);
  });

  test.each([{ AWS: OTHER }, { AWS: ROOT }])(
    '%j with Allow, which AWS does not support, has no certain result',
    (NotPrincipal) => {
      expect(meantBy({ NotPrincipal }, 'Allow')).toEqual([expect.stringContaining('AWS applies its NotPrincipal')]);
    },
  );
});

describe('With another Zencoder', () => {
  const staging = { accountId: '012345678901', canonicalUserId: 'b'.repeat(64) };

  test.each(
    titled<[principal: unknown, identity: ZencoderIdentity, meant: boolean | string[]]>([
      [{ AWS: '012345678901' }, staging, true],
      [{ AWS: ROOT }, staging, false],
      [{ CanonicalUser: 'b'.repeat(64) }, staging, true],
      [{ CanonicalUser: Zencoder.CANONICAL_USER_ID }, staging, false],
      [
        { CanonicalUser: 'b'.repeat(64) },
        { accountId: '012345678901' },
        [`"${'b'.repeat(64)}" is the canonical user ID of the requester`],
      ],
    ]),
  )('the principal %s is judged by its account and canonical user ID', (_, Principal, identity, meant) => {
    expect(meantBy({ Principal }, 'Allow', identity)).toEqual(meant);
  });
});

test('a request that no statement allows the account is not allowed', () => {
  const { outcome } = BucketPolicy.parse('{"Statement":[]}').decide({
    ...identityOf(),
    action: 's3:GetObject',
    bucket: 'films',
    key: 'a',
  });
  expect(outcome).toBe(NOT_ALLOWED);
});
