import { PutObjectAclCommand } from '@aws-sdk/client-s3';
import { allowing, denying, FILM, INPUT, OUTPUT, REGION, type SetUp } from './set-up';

type Healthy = Pick<SetUp, 'name'> & Partial<SetUp>;

const input = (healthy: Healthy): SetUp => ({ ...INPUT, ...healthy });
const output = (healthy: Healthy): SetUp => ({ ...OUTPUT, ...healthy });

/** Set-ups in which there is nothing to find. */
export const HEALTHY: readonly SetUp[] = [
  input({ name: 'an input in a folder that is granted' }),
  input({ name: 'exactly one key', entry: { grants: [{ role: 'input', keys: [FILM] }] } }),
  input({
    name: 'a key with a space, a plus sign, a percent sign and a quote',
    keys: ['in/a "b" +%20 c.mov'],
    url: `s3+${REGION}://BUCKET/in/a "b" +%20 c.mov`,
  }),
  input({
    name: 'a question mark, escaped',
    keys: ['in/who?.mov'],
    url: `s3+${REGION}://BUCKET/in/who%3F.mov`,
  }),
  input({ name: 'a policy by hand', entry: undefined, byHand: [allowing()] }),
  input({
    name: 'a grant that ends later',
    entry: { grants: [{ role: 'input', expires: '2099-01-01T00:00:00Z' }] },
  }),
  input({ name: 'a Deny in another folder', others: [denying({ Resource: 'arn:aws:s3:::BUCKET/secret/*' })] }),
  input({
    name: 'a Deny that spares Zencoder',
    others: [denying({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': ['395540211253'] } } })],
  }),
  input({
    name: 'a grant in the ACL of the object, and no policy',
    entry: undefined,
    prepare: ({ owner, canonicalUserId }, Bucket) =>
      owner.send(new PutObjectAclCommand({ Bucket, Key: FILM, GrantRead: `id=${canonicalUserId}` })),
    byCanonicalId: true,
  }),
  output({ name: 'an output in a folder that is granted' }),
  output({ name: 'a folder for outputs', url: `s3+${REGION}://BUCKET/out/` }),
];
