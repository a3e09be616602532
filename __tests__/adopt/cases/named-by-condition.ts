import { Zencoder, ZencoderAction } from '../../../lib/zencoder/account-and-roles';
import { allow, JULY, OTHER, type PolicyCase, policy, TLS } from './elements';

const ZENCODER = Zencoder.ACCOUNT_ID;
const READ = [{ actions: [ZencoderAction.GET_OBJECT] }];

const everybody = (Condition: object) => allow({ Sid: 'ByCondition', Principal: '*', Condition });
const account = (value: unknown) => ({ StringEquals: { 'aws:PrincipalAccount': value } });

/** Statements for everybody whose condition names Zencoder. */
export const NAMED_BY_CONDITION: PolicyCase[] = [
  {
    title: 'a condition on only the account',
    policy: policy([everybody(account(ZENCODER))]),
    grants: READ,
  },
  {
    title: 'a condition on the account and other accounts',
    policy: policy([everybody(account(['111122223333', ZENCODER, '444455556666']))]),
    grants: READ,
    others: [everybody(account(['111122223333', '444455556666']))],
  },
  {
    title: 'everyone as an AWS principal, with the key in another case',
    policy: policy([
      { ...everybody({ StringEquals: { 'AWS:PrincipalACCOUNT': ZENCODER } }), Principal: { AWS: ['*'] } },
    ]),
    grants: READ,
  },
  {
    title: 'the account, over TLS, until a date',
    policy: policy([everybody({ ...account([ZENCODER, '111122223333']), ...TLS, ...JULY })]),
    grants: [{ ...READ[0], expires: '2027-07-01T00:00:00Z' }],
    requireTls: true,
    others: [everybody({ ...account(['111122223333']), ...TLS, ...JULY })],
  },
  {
    title: 'the account from an address, which no grant can express',
    policy: policy([everybody({ ...account(ZENCODER), IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })]),
    grants: [],
    losses: ['Statement[0] (Sid "ByCondition"): s3:GetObject on arn:aws:s3:::films/*: its condition'],
  },
  {
    title: 'one role of the account and another account, which no grant can express',
    policy: policy([
      everybody({ ArnEquals: { 'aws:PrincipalArn': [OTHER, `arn:aws:iam::${ZENCODER}:role/transcoder`] } }),
    ]),
    grants: [],
    others: [everybody({ ArnEquals: { 'aws:PrincipalArn': [OTHER] } })],
    losses: [
      `its condition names only "arn:aws:iam::${ZENCODER}:role/transcoder", but a grant is for Zencoder's whole`,
    ],
  },
  {
    title: 'the root of the account, which is one user of it',
    policy: policy([everybody({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ZENCODER}:root` } })]),
    grants: [],
    losses: ["a grant is for Zencoder's whole account"],
  },
  {
    title: 'a condition that names another account',
    policy: policy([everybody(account('111122223333'))]),
    grants: [],
    others: [everybody(account('111122223333'))],
  },
  {
    title: 'a condition that exempts the account',
    policy: policy([everybody({ StringNotEquals: { 'aws:PrincipalAccount': ZENCODER } })]),
    grants: [],
    others: [everybody({ StringNotEquals: { 'aws:PrincipalAccount': ZENCODER } })],
  },
  {
    title: "Brightcove's Dynamic Ingest page, whose s3:prefix has no effect on objects",
    policy: policy([allow({ Sid: 'Ingest', Condition: { StringLike: { 's3:prefix': ['in/*', 'more/*'] } } })]),
    grants: [],
    losses: ['to limit both, write prefixes: ["in/","more/"] on a grant, such as one with role: video-cloud-ingest'],
  },
];
