/** The review of a plan from the real provider, and what makes the command fail. */
export interface FixtureCase {
  readonly fixture: string;
  readonly lines: readonly string[];
  readonly gates: string;
}

const READS_IN = 'Zencoder can now read from acme-films below in/ (GetObject)';
const READS_ALL = 'Zencoder can now read from acme-films, the whole bucket, previously only below in/ (GetObject)';
const WRITES_ALL = 'Zencoder can now write to acme-films, the whole bucket (PutObject)';
const CANNOT_READ_IN = 'Zencoder can no longer read from acme-films below in/ (GetObject)';
const CDN = 'Statement[1] (Sid "Cdn"): Allow s3:GetObject for cloudfront.amazonaws.com';
const LOGS = 'Statement[2] (Sid "Logs"): Allow s3:PutObject for logging.s3.amazonaws.com';
const PARTNER = 'Statement[2] (Sid "Partner"): Allow s3:GetObject for arn:aws:iam::111122223333:root';

const currentPolicyUnknown = (address: string, bucket: string) =>
  'the new policy replaces the current policy, which the plan does not show, so what is lost is unknown; ' +
  `to show it, add an import block (to = ${address}, id = "${bucket}") and plan again`;

export const FIXTURE_CASES: readonly FixtureCase[] = [
  {
    fixture: 'create',
    lines: [
      `acme-films unknown: ${currentPolicyUnknown('aws_s3_bucket_policy.films', 'acme-films')}`,
      `acme-films opens: ${READS_IN}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'create-with-bucket',
    lines: [`acme-films opens: ${READS_IN}`, `acme-films adds: A statement of other principals is added: ${CDN}`],
    gates: 'widening',
  },
  { fixture: 'create-with-bucket-by-name', lines: [`acme-films opens: ${READS_IN}`], gates: 'widening' },
  {
    fixture: 'update',
    lines: [
      `acme-films opens: ${READS_ALL}`,
      `acme-films opens: ${WRITES_ALL}`,
      `acme-films adds: A statement of other principals is added: ${PARTNER}`,
      `acme-films changes: A statement of other principals is changed; review it: ${CDN}; differences: Condition`,
      `acme-films drops: A statement of other principals is dropped: ${LOGS}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'import',
    lines: [
      `acme-films opens: ${READS_ALL}`,
      `acme-films opens: ${WRITES_ALL}`,
      `acme-films drops: A statement of other principals is dropped: ${LOGS}`,
      'acme-films note: the current policy of the bucket is imported',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'import-unchanged',
    lines: ['acme-films note: the current policy of the bucket is imported without changes'],
    gates: '',
  },
  {
    fixture: 'replace',
    lines: ['acme-films loses: the policy is deleted and created again, and nobody has access through it in between'],
    gates: 'loss',
  },
  {
    fixture: 'replace-create-first',
    lines: [
      'acme-films problem: the new policy is created and then deleted, because the resource, or one that depends on it, has create_before_destroy, so the bucket has no policy afterwards; remove create_before_destroy',
      'acme-films loses: the whole policy is deleted',
      `acme-films closes: ${CANNOT_READ_IN}`,
    ],
    gates: 'loss problem',
  },
  {
    fixture: 'replace-other-bucket',
    lines: [
      'acme-films loses: the whole policy is deleted, including 1 statement of other principals',
      `acme-films closes: ${CANNOT_READ_IN}`,
      `acme-films drops: A statement of other principals is dropped: ${CDN}`,
      `acme-trailers unknown: ${currentPolicyUnknown('aws_s3_bucket_policy.films', 'acme-trailers')}`,
      `acme-trailers opens: ${READS_IN.replace('acme-films', 'acme-trailers')}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'delete',
    lines: [
      'acme-films loses: the whole policy is deleted, including 1 statement of other principals',
      `acme-films closes: ${CANNOT_READ_IN}`,
      `acme-films drops: A statement of other principals is dropped: ${CDN}`,
    ],
    gates: 'loss',
  },
  {
    fixture: 'forget',
    lines: ['acme-films note: Terraform no longer manages the policy and leaves it in place unchanged'],
    gates: '',
  },
  {
    fixture: 'moved',
    lines: ['acme-films note: the policy is moved from aws_s3_bucket_policy.films without changes'],
    gates: '',
  },
  {
    fixture: 'for-each',
    lines: [
      `acme-films opens: ${READS_ALL}`,
      `acme-films opens: ${WRITES_ALL}`,
      'acme-trailers loses: the whole policy is deleted',
      `acme-trailers closes: ${CANNOT_READ_IN.replace('acme-films', 'acme-trailers')}`,
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'module',
    lines: [
      'acme-films opens: Zencoder can now write, read ACLs, set ACLs and list parts of uploads in acme-films below in/ (PutObject, GetObjectAcl, PutObjectAcl, ListMultipartUploadParts)',
      'acme-trailers loses: the whole policy is deleted',
      'acme-trailers closes: Zencoder can no longer ask for the region and list uploads in acme-trailers (GetBucketLocation, ListBucketMultipartUploads)',
      'acme-trailers closes: Zencoder can no longer read from acme-trailers below in/ (GetObject)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'unknown-policy',
    lines: ['acme-films unknown: the policy is known only after the apply, so what it opens and drops is unknown'],
    gates: 'widening loss',
  },
  {
    fixture: 'unknown-bucket',
    lines: [
      `acme-films opens: ${READS_IN}`,
      'aws_s3_bucket_policy.unknown unknown: the policy is known only after the apply, so what it opens is unknown',
    ],
    gates: 'widening',
  },
  {
    fixture: 'sensitive',
    lines: [
      'acme-films opens: Zencoder can now do more than before; the plan marks the values as sensitive, so they are not shown; "terraform show -json" shows them',
      'acme-films changes: 1 statement of other principals is changed; the plan marks the values as sensitive, so they are not shown; "terraform show -json" shows them',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'two-addresses',
    lines: [
      'acme-films problem: 2 addresses change the policy of one bucket in no fixed order, so the final policy is unknown: aws_s3_bucket_policy.again, aws_s3_bucket_policy.films; a bucket has one policy: put all statements into one resource',
      `acme-films unknown: ${currentPolicyUnknown('aws_s3_bucket_policy.again', 'acme-films')}`,
      `acme-films opens: ${READS_IN}`,
      `acme-films adds: A statement of other principals is added: ${CDN}`,
    ],
    gates: 'widening loss problem',
  },
  {
    fixture: 'drift',
    lines: [
      'acme-films drops: A statement of other principals is dropped: Statement[1] (Sid "Logs"): Allow s3:PutObject for logging.s3.amazonaws.com',
      'acme-films note: aws_s3_bucket_policy.films was changed outside of Terraform since the last apply',
    ],
    gates: 'loss',
  },
  {
    fixture: 'ownership',
    lines: [
      'acme-films closes: ACLs are disabled, and grants in them have no effect (objectOwnership is BucketOwnerEnforced)',
      'acme-masters opens: ACLs are enabled, even if they were disabled before, and grants in them take effect (objectOwnership is ObjectWriter)',
      'acme-trailers opens: ACLs are enabled again, and grants in them take effect (objectOwnership was BucketOwnerEnforced)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'copies',
    lines: [
      'acme-films loses: the copy at zencoder/one.mov in acme-films is deleted, with all its versions',
      'acme-films loses: the copy at zencoder/two.mov in acme-films is deleted, with all its versions',
      'acme-films opens: Zencoder can now read from acme-films, the object elsewhere/one.mov (a copy of film.mov) (GetObject)',
      'acme-films closes: Zencoder can no longer read from acme-films, the object zencoder/one.mov (a copy of film.mov) (GetObject)',
      'acme-films closes: Zencoder can no longer read from acme-films, the object zencoder/two.mov (a copy of film.mov) (GetObject)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'grants-in-place',
    lines: [
      'acme-films opens: Zencoder can now read ACLs in acme-films, the object one.mov (GetObjectAcl)',
      'acme-films closes: Zencoder can no longer read from acme-films, the object two.mov (GetObject)',
    ],
    gates: 'widening',
  },
  {
    fixture: 'grants-in-place-left',
    lines: [
      'acme-films note: the grants in the ACLs of one.mov in acme-films stay, because the provisioners that revoke them are no longer in the configuration; instead, first apply with an empty list of objects',
    ],
    gates: '',
  },
  {
    fixture: 'user',
    lines: [
      'user zencoder loses: an access key is deleted, and requests with it are denied',
      'user zencoder opens: The user zencoder can now read from acme-films, the whole bucket, previously only below in/ (GetObject)',
    ],
    gates: 'widening loss',
  },
  {
    fixture: 'destroy',
    lines: [
      'acme-films loses: the whole policy is deleted with the bucket, including 1 statement of other principals',
      `acme-films closes: ${CANNOT_READ_IN}`,
      `acme-films drops: A statement of other principals is dropped: ${CDN}`,
    ],
    gates: 'loss',
  },
  { fixture: 'no-changes', lines: [], gates: '' },
];
