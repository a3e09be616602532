import {
  covers,
  grantedResources,
  isWholeBucket,
  type ObjectScope,
  objectScopes,
  overlap,
  scopesOf,
} from '../../lib/grants/scope';
import { ZencoderAction } from '../../lib/zencoder/account-and-roles';

const ITSELF: ObjectScope = { kind: 'bucket' };
const prefix = (text: string): ObjectScope => ({ kind: 'prefix', prefix: text });
const key = (text: string, more: object = {}): ObjectScope => ({ kind: 'key', key: text, ...more });
const kms = (arn: string): ObjectScope => ({ kind: 'kms-key', arn });

const WIDE_AND_NARROW: readonly (readonly [string, ObjectScope, ObjectScope])[] = [
  ['the bucket itself', ITSELF, ITSELF],
  ['a KMS key', kms('a'), kms('a')],
  ['the whole bucket and a prefix', prefix(''), prefix('in/')],
  ['a prefix and a longer one', prefix('in/'), prefix('in/a')],
  ['a prefix and a key below it', prefix('in/'), key('in/a.mp4')],
  ['a key', key('a'), key('a')],
  ['a version of a key', key('a', { versionId: '1' }), key('a', { versionId: '1' })],
  ['a copy and what is at its place', key('a', { copyOf: 'b' }), key('a')],
  ['a copy', key('a', { copyOf: 'b' }), key('a', { copyOf: 'b' })],
];

const APART: readonly (readonly [string, ObjectScope, ObjectScope])[] = [
  ['the bucket itself and its objects', ITSELF, prefix('')],
  ['objects and the bucket itself', prefix(''), ITSELF],
  ['two KMS keys', kms('a'), kms('b')],
  ['a KMS key and a key', kms('a'), key('a')],
  ['two prefixes', prefix('in/'), prefix('out/')],
  ['a prefix and a key beside it', prefix('in/'), key('in')],
  ['two keys', key('a'), key('b')],
];

const SAME_OBJECT: readonly (readonly [string, ObjectScope, ObjectScope])[] = [
  ['a prefix and an older version below it', prefix('in/'), key('in/a', { versionId: '1' })],
  ['a prefix and a copy below it', prefix('in/'), key('in/a', { copyOf: 'b' })],
  ['a key and a version of it', key('a'), key('a', { versionId: '1' })],
  ['two versions', key('a', { versionId: '1' }), key('a', { versionId: '2' })],
  ['a key and a copy there', key('a'), key('a', { copyOf: 'b' })],
];

describe('The scope of a right', () => {
  it.each(WIDE_AND_NARROW)('covers a narrower scope: %s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBe(true);
    expect([overlap(wide, narrow), overlap(narrow, wide)]).toEqual([true, true]);
    expect(covers(narrow, wide)).toBe(JSON.stringify(narrow) === JSON.stringify(wide));
  });

  it.each(APART)('has nothing in common with a separate scope: %s', (_, one, other) => {
    expect([covers(one, other), covers(other, one)]).toEqual([false, false]);
    expect([overlap(one, other), overlap(other, one)]).toEqual([false, false]);
  });

  it.each(SAME_OBJECT)('does not cover another version or copy, but overlaps with it: %s', (_, one, other) => {
    expect(covers(one, other)).toBe(false);
    expect([overlap(one, other), overlap(other, one)]).toEqual([true, true]);
  });

  it('is the whole bucket only if the prefix is empty', () => {
    expect([prefix(''), prefix('a'), key(''), ITSELF].map(isWholeBucket)).toEqual([true, false, false, false]);
  });

  it('comes from the prefixes and keys of a grant, for object actions', () => {
    expect(objectScopes({})).toEqual([prefix('')]);
    const grant = { prefixes: ['in/'], keys: ['a'] };
    expect(scopesOf(grant, ZencoderAction.GET_OBJECT)).toEqual([prefix('in/'), key('a')]);
    expect(scopesOf(grant, ZencoderAction.GET_BUCKET_LOCATION)).toEqual([ITSELF]);
  });
});

describe('The resources of an action in a grant', () => {
  const { GET_OBJECT, GET_BUCKET_LOCATION } = ZencoderAction;
  const BUCKET = 'arn:aws:s3:::films';

  it('are all keys with a prefix, a key, or the bucket itself', () => {
    const grant = { actions: [GET_OBJECT, GET_BUCKET_LOCATION], prefixes: ['in/'], keys: ['a*'] };
    const [objects, bucket] = [
      [
        { arn: `${BUCKET}/in/`, isPrefix: true },
        { arn: `${BUCKET}/a*`, isPrefix: false },
      ],
      [{ arn: BUCKET, isPrefix: false }],
    ];
    const byAction = new Map(grantedResources(grant, 'films').map(({ action, resources }) => [action, resources]));
    expect(byAction).toEqual(
      new Map([
        [GET_OBJECT, objects],
        [GET_BUCKET_LOCATION, bucket],
      ]),
    );
  });

  it('are the whole bucket without prefixes and keys', () => {
    expect(grantedResources({ actions: [GET_OBJECT] }, 'films')).toEqual([
      { action: GET_OBJECT, resources: [{ arn: `${BUCKET}/`, isPrefix: true }] },
    ]);
  });
});
