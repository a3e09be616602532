/** What is said of a plan of the real provider, and what makes the command fail. */
export interface FixtureCase {
  readonly fixture: string;
  readonly told: readonly string[];
  readonly gates: string;
}

const READS_IN = 'Zencoder may now read from acme-films below in/ (GetObject)';
const READS_ALL = 'Zencoder may now read from acme-films, the whole bucket, so far only below in/ (GetObject)';
const WRITES_ALL = 'Zencoder may now write to acme-films, the whole bucket (PutObject)';
const READS_NO_MORE = 'Zencoder may no longer read from acme-films below in/ (GetObject)';
const CDN = 'Statement[1] (Sid "Cdn"): Allow s3:GetObject to cloudfront.amazonaws.com';
const LOGS = 'Statement[2] (Sid "Logs"): Allow s3:PutObject to logging.s3.amazonaws.com';
const PARTNER = 'Statement[2] (Sid "Partner"): Allow s3:GetObject to arn:aws:iam::111122223333:root';

const unseen = (address: string, bucket: string) =>
  'the plan does not show the policy that the bucket has now, and the new one replaces it: what is lost is unknown; ' +
  `to see it, plan with an import block (to = ${address}, id = "${bucket}")`;

export const FIXTURE_CASES: readonly FixtureCase[] = [
  {
    fixture: 'create',
    told: [
      `acme-films unknown: ${unseen('aws_s3_bucket_policy.films', 'acme-films')}`,
      `acme-films opens: ${READS_IN}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'create-with-bucket',
    told: [`acme-films opens: ${READS_IN}`, `acme-films adds: A statement of other principals is added: ${CDN}`],
    gates: 'widening',
  },
  { fixture: 'create-with-bucket-by-name', told: [`acme-films opens: ${READS_IN}`], gates: 'widening' },
  {
    fixture: 'update',
    told: [
      `acme-films opens: ${READS_ALL}`,
      `acme-films opens: ${WRITES_ALL}`,
      `acme-films changes: A statement of other principals changes, and has to be read: ${CDN}; what differs: Condition`,
      `acme-films adds: A statement of other principals is added: ${PARTNER}`,
      `acme-films drops: A statement of other principals is dropped: ${LOGS}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'import',
    told: [
      `acme-films opens: ${READS_ALL}`,
      `acme-films opens: ${WRITES_ALL}`,
      `acme-films drops: A statement of other principals is dropped: ${LOGS}`,
      'acme-films note: the policy that the bucket has is imported',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'import-unchanged',
    told: ['acme-films note: the policy that the bucket has is imported, and nothing in it changes'],
    gates: '',
  },
  {
    fixture: 'replace',
    told: ['acme-films loses: the policy is deleted and put again: everybody that it allows is locked out in between'],
    gates: 'loss',
  },
  {
    fixture: 'replace-create-first',
    told: [
      'acme-films problem: the new policy is put and then deleted, since the resource, or one that depends on it, has create_before_destroy: the bucket is left without a policy; take create_before_destroy out',
      'acme-films loses: the whole policy is deleted',
      `acme-films closes: ${READS_NO_MORE}`,
    ],
    gates: 'loss problem',
  },
  {
    fixture: 'replace-other-bucket',
    told: [
      'acme-films loses: the whole policy is deleted, 1 statement of others included',
      `acme-films closes: ${READS_NO_MORE}`,
      `acme-films drops: A statement of other principals is dropped: ${CDN}`,
      `acme-trailers unknown: ${unseen('aws_s3_bucket_policy.films', 'acme-trailers')}`,
      `acme-trailers opens: ${READS_IN.replace('acme-films', 'acme-trailers')}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'delete',
    told: [
      'acme-films loses: the whole policy is deleted, 1 statement of others included',
      `acme-films closes: ${READS_NO_MORE}`,
      `acme-films drops: A statement of other principals is dropped: ${CDN}`,
    ],
    gates: 'loss',
  },
  {
    fixture: 'forget',
    told: ['acme-films note: Terraform forgets the policy, which stays in place as it is'],
    gates: '',
  },
  {
    fixture: 'moved',
    told: ['acme-films note: the policy is moved from aws_s3_bucket_policy.films, and nothing in it changes'],
    gates: '',
  },
  {
    fixture: 'for-each',
    told: [
      `acme-films opens: ${READS_ALL}`,
      `acme-films opens: ${WRITES_ALL}`,
      'acme-trailers loses: the whole policy is deleted',
      `acme-trailers closes: ${READS_NO_MORE.replace('acme-films', 'acme-trailers')}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'module',
    told: [
      'acme-films opens: Zencoder may now write to, read ACLs, set ACLs and list parts of uploads in acme-films below in/ (PutObject, GetObjectAcl, PutObjectAcl, ListMultipartUploadParts)',
      'acme-trailers loses: the whole policy is deleted',
      'acme-trailers closes: Zencoder may no longer ask for the region of and list uploads in acme-trailers (GetBucketLocation, ListBucketMultipartUploads)',
      'acme-trailers closes: Zencoder may no longer read from acme-trailers below in/ (GetObject)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'unknown-policy',
    told: [
      'acme-films unknown: the policy is known only after the apply: what it opens and which statements it drops is unknown',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'unknown-bucket',
    told: [
      `acme-films opens: ${READS_IN}`,
      'aws_s3_bucket_policy.unknown unknown: the policy is known only after the apply: what it opens is unknown',
    ],
    gates: 'widening',
  },
  {
    fixture: 'sensitive',
    told: [
      'acme-films changes: 1 statement of others is changed; it is sensitive, and so not printed',
      'acme-films opens: Zencoder may now do more than before; it is sensitive, and so not printed',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'two-addresses',
    told: [
      'acme-films problem: 2 addresses are about the policy of one bucket, in no certain order, so that the final state is unknown: aws_s3_bucket_policy.again, aws_s3_bucket_policy.films; a bucket has one policy: put all statements into one of them',
      `acme-films unknown: ${unseen('aws_s3_bucket_policy.again', 'acme-films')}`,
      `acme-films opens: ${READS_IN}`,
      `acme-films adds: A statement of other principals is added: ${CDN}`,
    ],
    gates: 'widening loss problem',
  },
  {
    fixture: 'drift',
    told: [
      'acme-films drops: A statement of other principals is dropped: Statement[1] (Sid "Logs"): Allow s3:PutObject to logging.s3.amazonaws.com',
      'acme-films note: aws_s3_bucket_policy.films was changed outside of Terraform since the last apply',
    ],
    gates: 'loss',
  },
  {
    fixture: 'ownership',
    told: [
      'acme-films closes: ACLs count no longer, whatever grants they hold (objectOwnership is BucketOwnerEnforced)',
      'acme-masters opens: ACLs count, with whatever grants they hold, even where they did not before (objectOwnership is ObjectWriter)',
      'acme-trailers opens: ACLs count again, with whatever grants they hold (objectOwnership was BucketOwnerEnforced)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'copies',
    told: [
      'acme-films loses: the copy at zencoder/one.mov in acme-films is deleted, with all its versions',
      'acme-films loses: the copy at zencoder/two.mov in acme-films is deleted, with all its versions',
      'acme-films opens: Zencoder may now read from acme-films, the object elsewhere/one.mov (a copy of film.mov) (GetObject)',
      'acme-films closes: Zencoder may no longer read from acme-films, the object zencoder/one.mov (a copy of film.mov) (GetObject)',
      'acme-films closes: Zencoder may no longer read from acme-films, the object zencoder/two.mov (a copy of film.mov) (GetObject)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'grants-in-place',
    told: [
      'acme-films opens: Zencoder may now read ACLs in acme-films, the object one.mov (GetObjectAcl)',
      'acme-films closes: Zencoder may no longer read from acme-films, the object two.mov (GetObject)',
    ],
    gates: 'widening',
  },
  {
    fixture: 'grants-in-place-left',
    told: [
      'acme-films note: the grants in the ACLs of one.mov in acme-films stay, since what revokes them has left the configuration with its resources; apply once with an empty list of objects instead',
    ],
    gates: '',
  },
  {
    fixture: 'user',
    told: [
      'user zencoder loses: an access key is deleted: who uses it is locked out',
      'user zencoder opens: The user zencoder may now read from acme-films, the whole bucket, so far only below in/ (GetObject)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'destroy',
    told: [
      'acme-films loses: the whole policy is deleted, along with the bucket, 1 statement of others included',
      `acme-films closes: ${READS_NO_MORE}`,
      `acme-films drops: A statement of other principals is dropped: ${CDN}`,
    ],
    gates: 'loss',
  },
  { fixture: 'no-changes', told: [], gates: '' },
];
