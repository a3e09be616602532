import { TerraformVariable } from 'cdktf';
import {
  Zencoder,
  ZencoderBucketAccess,
  type ZencoderBucketAccessProps,
  type ZencoderIdentity,
  ZencoderObjectCopy,
  ZencoderObjectGrants,
  ZencoderRole,
} from '../../lib';
import { configurationOf, testStack } from '../support/synth';

const PRODUCTION = `arn:aws:iam::${Zencoder.ACCOUNT_ID}:root`;
const NEXT = { accountId: '111122223333', canonicalUserId: 'c'.repeat(64) };
const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];

function accessWith(props: Partial<ZencoderBucketAccessProps>) {
  const stack = testStack();
  return { stack, access: new ZencoderBucketAccess(stack, 'films', { bucket: 'films', grants, ...props }) };
}

function principalsOf(policy: string): unknown[] {
  return JSON.parse(policy).Statement.map(({ Principal }: { Principal: { AWS: unknown } }) => Principal.AWS);
}

describe('With several Zencoder accounts', () => {
  it('the bucket policy and the key statement name all accounts', () => {
    const kmsKeyArn = 'arn:aws:kms:us-east-1:012345678901:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const { access } = accessWith({ kmsKeyArn, zencoder: { also: [NEXT] } });
    const all = ['arn:aws:iam::111122223333:root', PRODUCTION];
    expect(principalsOf(access.policyDocument)).toEqual([all, all]);
    expect(JSON.parse(access.kmsKeyStatement!).Principal.AWS).toEqual(all);
  });

  it('Terraform checks account IDs that are known only at plan time', () => {
    const stack = testStack();
    const accountId = new TerraformVariable(stack, 'next', { type: 'string' }).stringValue;
    new ZencoderBucketAccess(stack, 'films', { bucket: 'films', grants, zencoder: { also: [{ accountId }] } });
    const { films } = configurationOf(stack).resource!.aws_s3_bucket_policy!;
    expect((films!.lifecycle as { precondition: unknown }).precondition).toEqual([
      {
        condition: '${can(regex("^[0-9]{12}$", "${var.next}"))}',
        error_message: 'zencoder.also[0].accountId is not an AWS account ID, which has 12 digits.',
      },
    ]);
  });

  it('documents that are known only at plan time are checked for each account', () => {
    const stack = testStack();
    const document = new TerraformVariable(stack, 'document', { type: 'string' }).stringValue;
    const sourcePolicyDocuments = [document];
    const zencoder = { also: [NEXT] };
    new ZencoderBucketAccess(stack, 'films', { bucket: 'films', grants, sourcePolicyDocuments, zencoder });
    const locals = Object.values(configurationOf(stack).locals!);
    expect(locals).toContainEqual(expect.stringContaining(`account_id = "${NEXT.accountId}", canonical_user_id = "c`));
  });

  it('one pair of resources sets and revokes the ACL grants of all accounts', () => {
    const stack = testStack();
    new ZencoderObjectGrants(stack, 'Grants', {
      objects: [{ bucket: 'films', key: 'a.mov', zencoder: { also: [NEXT] } }],
    });
    const resources = configurationOf(stack).resource!.terraform_data! as Record<string, Record<string, unknown>>;
    expect(Object.keys(resources)).toHaveLength(2);
    const [environment] = Object.values(
      Object.values(resources)[0]!.for_each as Record<string, Record<string, string>>,
    );
    const ids = [Zencoder.CANONICAL_USER_ID, NEXT.canonicalUserId];
    expect(environment!.ZENCODER_GRANTEE).toBe(ids.join(' '));
    expect(JSON.parse(environment!.ZENCODER_GRANTS!.slice(1, -1))).toEqual(
      ids.map((ID) => ({ Grantee: { Type: 'CanonicalUser', ID }, Permission: 'READ' })),
    );
  });

  it('a copy has a grant for each account', () => {
    const stack = testStack();
    new ZencoderObjectCopy(stack, 'Copy', { bucket: 'films', key: 'a.mov', zencoder: { also: [NEXT] } });
    const [copy] = Object.values(configurationOf(stack).resource!.aws_s3_object_copy!) as { grant: { id: string }[] }[];
    expect(copy!.grant.slice(1).map(({ id }) => id)).toEqual([Zencoder.CANONICAL_USER_ID, NEXT.canonicalUserId]);
  });

  it.each<[string, ZencoderIdentity, RegExp]>([
    [
      'an account twice',
      { also: [NEXT, NEXT] },
      /films: zencoder\.also\[1\]\.accountId: .* is already the account of entry 0/,
    ],
    [
      'the main account',
      { ...NEXT, also: [NEXT] },
      /zencoder\.also\[0\]\.accountId: .* is already the account of zencoder itself/,
    ],
    ['a short ID', { also: [{ ...NEXT, canonicalUserId: 'c' }] }, /zencoder\.also\[0\]\.canonicalUserId: "c" is not/],
    [
      'a misspelled property',
      { allso: [NEXT] } as ZencoderIdentity,
      /zencoder\.allso: unknown property; did you mean "also"/,
    ],
  ])('a bucket is refused if the other accounts have %s', (_, zencoder, message) => {
    expect(() => accessWith({ zencoder })).toThrow(message);
  });

  it('an ACL grant requires the canonical user ID of each account', () => {
    const zencoder = { also: [{ accountId: NEXT.accountId }] };
    const message = /zencoder\.also\[0\]: has no canonicalUserId; an ACL identifies the account by it/;
    const stack = testStack();
    expect(() => new ZencoderObjectCopy(stack, 'Copy', { bucket: 'films', key: 'a', zencoder })).toThrow(message);
    const objects = [{ bucket: 'films', key: 'a', zencoder }];
    expect(() => new ZencoderObjectGrants(stack, 'Grants', { objects })).toThrow(message);
  });
});
