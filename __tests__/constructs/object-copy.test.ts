import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { AnnotationMetadataEntryType } from 'cdktf';
import { Zencoder, ZencoderObjectCopy, type ZencoderObjectCopyProps, ZencoderPermission } from '../../lib';
import { configurationOf, testStack } from '../support/synth';

const props: ZencoderObjectCopyProps = { bucket: 'acme', key: 'trailers/a ${b}.mp4' };

function copyWith(more: Partial<ZencoderObjectCopyProps>): Record<string, unknown> {
  const stack = testStack();
  new ZencoderObjectCopy(stack, 'copy', { ...props, ...more });
  const { '//': _, ...copy } = configurationOf(stack).resource!.aws_s3_object_copy!.copy!;
  return copy;
}

describe('A copy of an object', () => {
  it('is below zencoder/, has grants for its owner and for Zencoder, and keeps the tags', () => {
    expect(copyWith({})).toEqual({
      bucket: 'acme',
      key: 'zencoder/trailers/a $${b}.mp4',
      source: 'acme/trailers/a $${b}.mp4',
      grant: [
        {
          type: 'CanonicalUser',
          id: '${data.aws_canonical_user_id.ZencoderCopyOwner.id}',
          permissions: ['FULL_CONTROL'],
        },
        { type: 'CanonicalUser', id: Zencoder.CANONICAL_USER_ID, permissions: ['READ'] },
      ],
      tagging_directive: 'COPY',
    });
  });

  it('can have another key, other permissions, another Zencoder identity and another storage class', () => {
    const id = 'a'.repeat(64);
    const permissions = [ZencoderPermission.READ_ACP, ZencoderPermission.READ];
    const copy = copyWith({
      copyTo: 'out/b',
      permissions,
      zencoder: { canonicalUserId: id },
      storageClass: 'STANDARD_IA',
    });
    expect(copy).toMatchObject({ key: 'out/b', storage_class: 'STANDARD_IA' });
    expect(copy.grant).toContainEqual({ type: 'CanonicalUser', id, permissions: ['READ', 'READ_ACP'] });
  });

  it('replaces all metadata if it has a content type, because S3 requires that', () => {
    expect(copyWith({ contentType: 'video/mp4' })).toMatchObject({
      content_type: 'video/mp4',
      metadata_directive: 'REPLACE',
    });
    expect(copyWith({})).not.toHaveProperty('metadata_directive');
  });

  it('reads the owner once per stack', () => {
    const stack = testStack();
    new ZencoderObjectCopy(stack, 'a', { bucket: 'acme', key: 'a' });
    new ZencoderObjectCopy(stack, 'b', { bucket: new S3Bucket(stack, 'bucket', {}).id, key: 'b' });
    expect(Object.keys(configurationOf(stack).data!.aws_canonical_user_id!)).toEqual(['ZencoderCopyOwner']);
  });

  it('provides its URL for Zencoder', () => {
    const copy = new ZencoderObjectCopy(testStack(), 'copy', { bucket: 'acme', key: 'a b.mp4', region: 'us-east-1' });
    expect(copy.inputUrl()).toBe('s3+us-east-1://acme/zencoder/a b.mp4');
  });

  it.each([
    [[], undefined],
    [[], [ZencoderPermission.FULL_CONTROL]],
    [['inputUrl(): the permissions do not allow Zencoder to read the copy; add READ'], [ZencoderPermission.READ_ACP]],
  ])('causes the warnings %j with the permissions %j', (warnings, permissions) => {
    const copy = new ZencoderObjectCopy(testStack(), 'copy', { bucket: 'acme', key: 'a', permissions });
    copy.inputUrl();
    copy.inputUrl();
    const { metadata } = copy.node;
    const told = metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data);
    expect(told).toEqual(warnings);
  });

  it.each<[string, Partial<ZencoderObjectCopyProps>, RegExp]>([
    ['onto itself', { copyTo: props.key }, /^test\/copy: copyTo: .* is the object itself/],
    [
      'to a key that the provider would change',
      { copyTo: 'a//b' },
      /^test\/copy: copyTo: the copy would have the key "a\/\/b"/,
    ],
    [
      'with WRITE',
      { permissions: ['WRITE' as ZencoderPermission] },
      /^test\/copy: permissions\[0\]: "WRITE" is a permission for buckets/,
    ],
    ['in a bucket with an invalid name', { bucket: 'A' }, /^test\/copy: bucket: "A" is not a bucket name/],
    ['without a bucket', { bucket: undefined as unknown as string }, /^test\/copy: bucket: "" is not a bucket name/],
    ['in an invalid region', { region: 'eu' }, /^test\/copy: region: "eu" is not a region/],
    [
      'for an invalid Zencoder identity',
      { zencoder: { canonicalUserId: 'a' } },
      /^test\/copy: zencoder\.canonicalUserId: "a" is not a canonical user ID/,
    ],
    ['from a key that is a token', { key: '${TfToken[TOKEN.1]}' }, /^test\/copy: key: contains a CDKTF token/],
    ['to a key that is a token', { copyTo: '${TfToken[TOKEN.1]}' }, /^test\/copy: copyTo: contains a CDKTF token/],
  ])('%s is refused, with the path of the construct in the error', (_, more, message) => {
    expect(() => copyWith(more)).toThrow(message);
  });
});
