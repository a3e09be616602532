import {
  CreateMultipartUploadCommand,
  PutBucketAclCommand,
  PutBucketRequestPaymentCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { allowing, type BrokenSetUp, denying, FILM, INPUT, OUTPUT, REGION, RENDITION } from './set-up';

type Broken = Pick<BrokenSetUp, 'name' | 'cause' | 'says'> & Partial<BrokenSetUp>;

const input = (broken: Broken): BrokenSetUp => ({ ...INPUT, ...broken });
const output = (broken: Broken): BrokenSetUp => ({ ...OUTPUT, ...broken });

const URL = `s3+${REGION}://BUCKET`;

/** No statement of the policy lets Zencoder in. */
const NOT_ALLOWED: readonly BrokenSetUp[] = [
  input({ name: 'a bucket without a policy', entry: undefined, cause: 'policy', says: 'The bucket has no policy' }),
  output({ name: 'an output bucket without a policy', entry: undefined, cause: 'policy', says: 'has no policy' }),
  input({
    name: "an account that is not Zencoder's, by a digit",
    entry: undefined,
    byHand: [allowing({ Principal: { AWS: 'arn:aws:iam::395540211254:root' } })],
    cause: 'policy',
    says: 'its Principal is "arn:aws:iam::395540211254:root"',
  }),
  input({
    name: 'a policy for another bucket, as where a name was not put in',
    entry: undefined,
    byHand: [allowing({ Resource: ['arn:aws:s3:::MY-BUCKET', 'arn:aws:s3:::MY-BUCKET/*'] })],
    cause: 'policy',
    says: 'its Resource is ["arn:aws:s3:::MY-BUCKET","arn:aws:s3:::MY-BUCKET/*"]',
  }),
  input({
    name: 'a NotResource that leaves out the folder',
    entry: undefined,
    byHand: [allowing({ Resource: undefined, NotResource: 'arn:aws:s3:::BUCKET/in/*' })],
    cause: 'policy',
    says: 'its NotResource is "arn:aws:s3:::BUCKET/in/*"',
  }),
  input({
    name: 'a policy that begins to hold later',
    entry: undefined,
    byHand: [allowing({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } } })],
    cause: 'policy',
    says: 'but only if aws:CurrentTime is after "2099-01-01T00:00:00Z"',
  }),
  input({
    name: 'a grant that has ended',
    entry: { grants: [{ role: 'input', prefixes: ['in/'], expires: '2025-06-30T00:00:00Z' }] },
    cause: 'policy',
    says: 'but it expired on 2025-06-30T00:00:00Z',
  }),
  input({
    name: 'another prefix',
    entry: { grants: [{ role: 'input', prefixes: ['masters/'] }] },
    cause: 'policy',
    says: 'its Resource is "arn:aws:s3:::BUCKET/masters/*"',
  }),
  input({
    name: 'a prefix in another case',
    entry: { grants: [{ role: 'input', prefixes: ['In/'] }] },
    cause: 'policy',
    says: 'its Resource is "arn:aws:s3:::BUCKET/In/*"',
  }),
  input({
    name: 'another key',
    entry: { grants: [{ role: 'input', keys: ['in/film.mp4'] }] },
    cause: 'policy',
    says: 'its Resource is "arn:aws:s3:::BUCKET/in/film.mp4"',
  }),
  output({
    name: 'an output where only reading is granted',
    entry: { grants: [{ role: 'input' }] },
    cause: 'policy',
    says: 's3:PutObject, s3:PutObjectAcl or s3:ListMultipartUploadParts on "out/film.mp4"',
  }),
  output({
    name: 'an output in the folder of the inputs',
    url: `${URL}/in/film.mp4`,
    cause: 'policy',
    says: 'its Resource is "arn:aws:s3:::BUCKET/out/*"',
  }),
];

/** One action is missing among those that are granted. */
const MISSING_ACTIONS: readonly BrokenSetUp[] = [
  ...['s3:GetObject', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'].map((action, _, needed) =>
    input({
      name: `an input without ${action}`,
      entry: { grants: [{ actions: needed.filter((other) => other !== action) }] },
      cause: 'policy',
      says: `allows Zencoder (account 395540211253) to perform ${action} on`,
    }),
  ),
  ...['s3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts'].map((action) => {
    const needed = ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts'];
    const onBucket = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
    const actions = [...needed, ...onBucket].filter((other) => other !== action);
    return output({
      name: `an output without ${action}`,
      entry: { grants: [{ actions }] },
      cause: 'policy',
      says: `to perform ${action} on "${RENDITION}"`,
    });
  }),
];

/** A statement of others denies it. */
const DENIED: readonly BrokenSetUp[] = [
  input({
    name: 'a Deny for everybody',
    others: [denying({})],
    cause: 'deny',
    says: 'Statement[2] (Sid "Guard") of the bucket\'s policy denies Zencoder s3:GetObject on "in/film.mov"',
  }),
  input({
    name: 'a Deny for Zencoder and another account',
    others: [denying({ Principal: { AWS: ['395540211253', 'arn:aws:iam::111122223333:root'] } })],
    cause: 'deny',
    says: 'denies Zencoder',
  }),
  input({
    name: 'a Deny for Zencoder alone',
    others: [denying({ Principal: { AWS: 'arn:aws:iam::395540211253:root' } })],
    cause: 'deny',
    says: 'denies Zencoder',
  }),
  input({
    name: 'a Deny for all but somebody else, by NotPrincipal',
    others: [denying({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:root' } })],
    cause: 'deny',
    says: 'denies Zencoder',
  }),
  input({
    name: 'a Deny outside of a folder, by NotResource',
    others: [denying({ Resource: undefined, NotResource: 'arn:aws:s3:::BUCKET/public/*' })],
    cause: 'deny',
    says: 'denies Zencoder',
  }),
  output({
    name: 'a Deny of writing',
    others: [denying({ Action: ['s3:PutObject*', 's3:DeleteObject'] })],
    cause: 'deny',
    says: 's3:PutObject and s3:PutObjectAcl on "out/film.mp4"',
  }),
  input({
    name: 'a Deny on the bucket itself',
    others: [denying({ Action: 's3:ListBucket*', Resource: 'arn:aws:s3:::BUCKET' })],
    cause: 'deny',
    says: 's3:ListBucketMultipartUploads on the bucket',
  }),
  input({
    name: 'a Deny since a date',
    others: [denying({ Condition: { DateGreaterThan: { 'aws:CurrentTime': '2025-01-01T00:00:00Z' } } })],
    cause: 'deny',
    says: 'because aws:CurrentTime is after "2025-01-01T00:00:00Z"',
  }),
];

const spelling = (name: string, keys: string[], url: string, says: string) =>
  input({ name, keys, url: `${URL}/${url}`, entry: { grants: [{ role: 'input' }] }, cause: 'object', says });

/** The object has another name than the URL says. */
const SPELLINGS: readonly BrokenSetUp[] = [
  spelling('plus signs for spaces', ['in/a film.mov'], 'in/a+film.mov', 'spaces where the URL has plus signs'),
  spelling(
    '%20 for spaces',
    ['in/a film.mov'],
    'in/a%20film.mov',
    'plain characters where the URL has percent escapes',
  ),
  spelling(
    'an escaped letter',
    ['in/\u00fcber.mov'],
    'in/%C3%BCber.mov',
    'plain characters where the URL has percent escapes',
  ),
  spelling(
    'escapes and plus signs',
    ['in/\u00fc b.mov'],
    'in/%C3%BC+b.mov',
    'where the URL has percent escapes and plus signs',
  ),
  spelling('spaces for plus signs', ['in/a+film.mov'], 'in/a film.mov', 'plus signs where the URL has spaces'),
  spelling('accents put together (NFC)', ['in/cafe\u0301.mov'], 'in/caf\u00e9.mov', 'Unicode NFD'),
  spelling('accents taken apart (NFD)', ['in/caf\u00e9.mov'], 'in/cafe\u0301.mov', 'Unicode NFC'),
  spelling('a missing prefix', ['masters/film.mov'], 'film.mov', 'it is below "masters/"'),
  spelling('a missing prefix of two folders', ['a/b/film.mov'], 'film.mov', 'it is below "a/b/"'),
  spelling('a leading slash', ['in/film.mov'], '/in/film.mov', 'it does not begin with a slash'),
  spelling('a doubled slash', ['in/film.mov'], 'in//film.mov', 'it has no double slashes'),
  spelling('another extension case', ['in/film.MOV'], 'in/film.mov', 'its extension is in upper case'),
  spelling('another case', ['in/Film.mov'], 'in/film.MOV', 'it is spelled differently'),
  spelling('the name of the bucket twice', ['in/film.mov'], 'BUCKET/in/film.mov', 'the name of the bucket'),
  spelling('a space at the end', ['in/film.mov'], 'in/film.mov ', 'it does not end with white space'),
  spelling('an odd space (U+202F)', ['in/at 9\u202fPM.mov'], 'in/at 9 PM.mov', 'it is spelled differently'),
];

/** The URL does not lead to where the object is. */
const URLS: readonly BrokenSetUp[] = [
  input({
    name: 'an https URL',
    url: `https://BUCKET.s3.${REGION}.amazonaws.com/${FILM}`,
    cause: 'url',
    says: 'is an HTTP URL, and Zencoder signs requests for S3 URLs (s3:// or s3+REGION://) only',
  }),
  input({
    name: 'a question mark as it is',
    keys: ['in/who?.mov'],
    url: `${URL}/in/who?.mov`,
    cause: 'url',
    says: '"?" and "#" in a key must be written "%3F" and "%23"',
  }),
  input({
    name: 'no region in the URL',
    url: `s3://BUCKET/${FILM}`,
    cause: 'region',
    says: 'The bucket is in eu-central-1, but the URL has no region',
  }),
  input({
    name: 'another region in the URL',
    url: `s3+us-west-2://BUCKET/${FILM}`,
    cause: 'region',
    says: 'The bucket is in eu-central-1, but the URL says "us-west-2"',
  }),
  input({
    name: 'a misspelt region in the URL',
    url: `s3+eu_central-1://BUCKET/${FILM}`,
    cause: 'url',
    says: 'Region "eu_central-1" does not have the form of an AWS region',
  }),
  output({
    name: 'another region in the URL of an output',
    url: `s3+us-west-2://BUCKET/${RENDITION}`,
    cause: 'region',
    says: 'the URL says "us-west-2"',
  }),
  input({
    name: 'a misspelt bucket',
    url: `s3+${REGION}://BUCKETx/${FILM}`,
    cause: 'bucket',
    says: 'There is no bucket "BUCKETx", but you have "BUCKET"',
  }),
  input({
    name: 'no such object at all',
    keys: ['in/other.mov'],
    cause: 'object',
    says: 'There is no object "in/film.mov" in the bucket, and no object with a similar key',
    byHandOf: (clinic, bucket) => clinic.put(bucket, FILM),
  }),
];

/** It is the bucket's settings, or an ACL. */
const OTHERS: readonly BrokenSetUp[] = [
  input({
    name: 'a bucket that has who asks pay',
    prepare: ({ owner }, Bucket) =>
      owner.send(new PutBucketRequestPaymentCommand({ Bucket, RequestPaymentConfiguration: { Payer: 'Requester' } })),
    cause: 'requester-pays',
    says: 'Requester Pays is enabled',
  }),
  input({
    name: "another account's object, which nothing in its ACL gives to Zencoder",
    keys: [],
    prepare: async ({ owner, peer }, Bucket) => {
      await owner.send(new PutBucketAclCommand({ Bucket, GrantFullControl: 'id=owner', GrantWrite: 'id=peer' }));
      await peer.send(new PutObjectCommand({ Bucket, Key: FILM, Body: 'x', ACL: 'bucket-owner-full-control' }));
    },
    byCanonicalId: true,
    cause: 'owner',
    says: 'The object belongs to a different account (canonical user ID peer) than the bucket',
  }),
  input({
    name: 'a grant that was lost when the object was overwritten',
    entry: undefined,
    prepare: async ({ owner, canonicalUserId }, Bucket) => {
      const film = { Bucket, Key: FILM };
      await owner.send(new PutObjectAclCommand({ ...film, GrantRead: `id=${canonicalUserId}` }));
      await owner.send(new PutObjectCommand({ ...film, Body: 'anew' }));
    },
    cause: 'policy',
    says: 'The bucket has no policy',
  }),
  input({
    name: 'a grant to read the ACL alone',
    entry: undefined,
    prepare: ({ owner, canonicalUserId }, Bucket) =>
      owner.send(new PutObjectAclCommand({ Bucket, Key: FILM, GrantReadACP: `id=${canonicalUserId}` })),
    cause: 'policy',
    says: 'The bucket has no policy',
  }),
  output({
    name: 'an upload under way that Zencoder may not go on with',
    entry: { grants: [{ actions: ['s3:GetObject', 's3:GetBucketLocation'] }] },
    prepare: ({ owner }, Bucket) => owner.send(new CreateMultipartUploadCommand({ Bucket, Key: RENDITION })),
    cause: 'policy',
    says: 's3:ListMultipartUploadParts on "out/film.mp4", or s3:ListBucketMultipartUploads on the bucket',
  }),
];

/** All of them are made for real. */
export const BROKEN: readonly BrokenSetUp[] = [
  ...NOT_ALLOWED,
  ...MISSING_ACTIONS,
  ...DENIED,
  ...SPELLINGS,
  ...URLS,
  ...OTHERS,
];
