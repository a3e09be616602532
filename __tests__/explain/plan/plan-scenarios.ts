/** How the plan of a fixture is made. Configurations are HCL, without the provider. */
export interface PlanScenario {
  readonly name: string;
  /** Applied with another state, so that the plan does not manage it. */
  readonly existing?: string;
  /** Applied with the state of the plan, one after the other. */
  readonly before?: readonly string[];
  /** Applied after that with another state: a change outside of Terraform. */
  readonly meanwhile?: string;
  readonly planned: string;
  /** The options of `terraform plan`. */
  readonly options?: readonly string[];
  /** Whether it needs the AWS CLI, which sets grants on objects. */
  readonly setsGrants?: true;
}

const ZENCODER = '{ AWS = "arn:aws:iam::395540211253:root" }';

const statement = (members: string) => `{ ${members} }`;
const allow = (sid: string, who: string, action: string, resource: string, more = '') =>
  statement(
    `Sid = "${sid}", Effect = "Allow", Principal = ${who}, Action = ${action}, Resource = "${resource}"${more}`,
  );
const document = (...statements: readonly string[]) =>
  `jsonencode({ Version = "2012-10-17", Statement = [${statements.join(', ')}] })`;

const FILMS = 'arn:aws:s3:::acme-films';
const READS = allow('ZencoderReads', ZENCODER, '"s3:GetObject"', `${FILMS}/in/*`);
const READS_ALL = allow('ZencoderReads', ZENCODER, '["s3:GetObject", "s3:PutObject"]', `${FILMS}/*`);
const LOGS = allow('Logs', '{ Service = "logging.s3.amazonaws.com" }', '"s3:PutObject"', `${FILMS}/logs/*`);
const CDN = allow('Cdn', '{ Service = "cloudfront.amazonaws.com" }', '"s3:GetObject"', `${FILMS}/*`);
const CDN_NARROWER = allow(
  'Cdn',
  '{ Service = "cloudfront.amazonaws.com" }',
  '"s3:GetObject"',
  `${FILMS}/*`,
  ', Condition = { StringEquals = { "AWS:SourceArn" = "arn:aws:cloudfront::111122223333:distribution/E1" } }',
);
const PARTNER = allow('Partner', '{ AWS = "arn:aws:iam::111122223333:root" }', '"s3:GetObject"', `${FILMS}/out/*`);

const policy = (name: string, bucket: string, text: string, more = '') => `
resource "aws_s3_bucket_policy" "${name}" {
  bucket = ${bucket}
  policy = ${text}
  ${more}
}
`;
const bucket = (name: string, more = '') => `
resource "aws_s3_bucket" "${name.replace('acme-', '')}" {
  bucket = "${name}"
  ${more}
}
`;
const films = (text: string, more = '') => policy('films', '"acme-films"', text, more);
const BUCKET = bucket('acme-films');

const MODULE = '../zencoder-s3-access';

export const PLAN_SCENARIOS: readonly PlanScenario[] = [
  { name: 'create', existing: BUCKET, planned: films(document(READS)) },
  {
    name: 'create-with-bucket',
    planned: BUCKET + policy('films', 'aws_s3_bucket.films.id', document(READS, CDN)),
  },
  {
    name: 'create-with-bucket-by-name',
    planned: BUCKET + films(document(READS), 'depends_on = [aws_s3_bucket.films]'),
  },
  {
    name: 'update',
    existing: BUCKET,
    before: [films(document(READS, CDN, LOGS))],
    planned: films(document(READS_ALL, CDN_NARROWER, PARTNER)),
  },
  {
    name: 'import',
    existing: BUCKET + policy('films', 'aws_s3_bucket.films.id', document(READS, CDN, LOGS)),
    planned: `
import {
  to = aws_s3_bucket_policy.films
  id = "acme-films"
}
${films(document(READS_ALL, CDN))}`,
  },
  {
    name: 'import-unchanged',
    existing: BUCKET + policy('films', 'aws_s3_bucket.films.id', document(READS, CDN)),
    planned: `
import {
  to = aws_s3_bucket_policy.films
  id = "acme-films"
}
${films(document(READS, CDN))}`,
  },
  {
    name: 'replace',
    existing: BUCKET,
    before: [films(document(READS, CDN))],
    planned: films(document(READS, CDN)),
    options: ['-replace=aws_s3_bucket_policy.films'],
  },
  {
    name: 'replace-create-first',
    existing: BUCKET,
    before: [films(document(READS), 'lifecycle { create_before_destroy = true }')],
    planned: films(document(READS), 'lifecycle { create_before_destroy = true }'),
    options: ['-replace=aws_s3_bucket_policy.films'],
  },
  {
    name: 'replace-other-bucket',
    existing: BUCKET + bucket('acme-trailers'),
    before: [films(document(READS, CDN))],
    planned: policy('films', '"acme-trailers"', document(READS).replaceAll('acme-films', 'acme-trailers')),
  },
  {
    name: 'delete',
    existing: BUCKET,
    before: [films(document(READS, CDN))],
    planned: 'output "nothing" { value = 1 }',
  },
  {
    name: 'forget',
    existing: BUCKET,
    before: [films(document(READS, CDN))],
    planned: `
removed {
  from = aws_s3_bucket_policy.films
  lifecycle { destroy = false }
}`,
  },
  {
    name: 'moved',
    existing: BUCKET,
    before: [films(document(READS))],
    planned: `
moved {
  from = aws_s3_bucket_policy.films
  to   = aws_s3_bucket_policy.masters
}
${policy('masters', '"acme-films"', document(READS))}`,
  },
  {
    name: 'for-each',
    existing: BUCKET + bucket('acme-trailers'),
    before: [
      `
resource "aws_s3_bucket_policy" "each" {
  for_each = toset(["acme-films", "acme-trailers"])
  bucket   = each.key
  policy   = ${document(READS).replaceAll('acme-films', '${each.key}')}
}`,
    ],
    planned: `
resource "aws_s3_bucket_policy" "each" {
  for_each = toset(["acme-films"])
  bucket   = each.key
  policy   = ${document(READS_ALL).replaceAll('acme-films', '${each.key}')}
}`,
  },
  {
    name: 'module',
    existing: BUCKET + bucket('acme-trailers'),
    before: [
      `
module "zencoder" {
  for_each = toset(["acme-films", "acme-trailers"])
  source   = "${MODULE}"
  bucket   = each.key
  grants   = [{ role = "input", prefixes = ["in/"] }]
}`,
    ],
    planned: `
module "zencoder" {
  for_each = toset(["acme-films"])
  source   = "${MODULE}"
  bucket   = each.key
  grants   = [{ role = "input-and-output", prefixes = ["in/"] }]
}`,
  },
  {
    name: 'unknown-policy',
    existing: BUCKET,
    before: [films(document(READS, CDN))],
    planned: `
resource "aws_iam_role" "partner" {
  name               = "partner"
  assume_role_policy = ${document('{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }')}
}
data "aws_iam_policy_document" "films" {
  statement {
    sid       = "Partner"
    actions   = ["s3:GetObject"]
    resources = ["${FILMS}/*"]
    principals {
      type        = "AWS"
      identifiers = [aws_iam_role.partner.arn]
    }
  }
}
${films('data.aws_iam_policy_document.films.json')}`,
  },
  {
    name: 'unknown-bucket',
    planned: `
resource "random_pet" "name" {}
resource "aws_s3_bucket" "films" { bucket_prefix = "acme-films-" }
${policy('films', 'aws_s3_bucket.films.id', document(READS))}
${policy('unknown', 'aws_s3_bucket.films.id', document(READS.replace(`"${FILMS}/in/*"`, '"${aws_s3_bucket.films.arn}/in/*"')))}
`.replace('resource "random_pet" "name" {}\n', ''),
  },
  {
    name: 'sensitive',
    existing: BUCKET,
    before: [films(document(READS, PARTNER))],
    planned: `
variable "partner" {
  default   = "arn:aws:iam::444455556666:role/secret"
  sensitive = true
}
${films(document(READS_ALL, PARTNER.replace('"arn:aws:iam::111122223333:root"', 'var.partner')))}`,
  },
  {
    name: 'two-addresses',
    existing: BUCKET,
    before: [films(document(READS))],
    planned: films(document(READS)) + policy('again', '"acme-films"', document(READS, CDN)),
  },
  {
    name: 'drift',
    existing: BUCKET,
    before: [films(document(READS))],
    meanwhile: films(document(READS, LOGS)),
    planned: films(document(READS)),
  },
  {
    name: 'ownership',
    existing: BUCKET + bucket('acme-trailers') + bucket('acme-masters'),
    before: [
      `
resource "aws_s3_bucket_ownership_controls" "films" {
  bucket = "acme-films"
  rule { object_ownership = "BucketOwnerPreferred" }
}
resource "aws_s3_bucket_ownership_controls" "trailers" {
  bucket = "acme-trailers"
  rule { object_ownership = "BucketOwnerEnforced" }
}`,
    ],
    planned: `
resource "aws_s3_bucket_ownership_controls" "films" {
  bucket = "acme-films"
  rule { object_ownership = "BucketOwnerEnforced" }
}
resource "aws_s3_bucket_ownership_controls" "masters" {
  bucket = "acme-masters"
  rule { object_ownership = "ObjectWriter" }
}`,
  },
  {
    name: 'copies',
    existing: `${bucket('acme-films')}
resource "aws_s3_object" "film" {
  bucket  = aws_s3_bucket.films.id
  key     = "film.mov"
  content = "a film"
}`,
    before: [
      `
resource "aws_s3_object_copy" "film" {
  for_each = toset(["one.mov", "two.mov"])
  bucket   = "acme-films"
  key      = "zencoder/\${each.key}"
  source   = "acme-films/film.mov"
  grant {
    type        = "CanonicalUser"
    id          = "6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd"
    permissions = ["READ"]
  }
}`,
    ],
    planned: `
resource "aws_s3_object_copy" "film" {
  for_each = toset(["one.mov"])
  bucket   = "acme-films"
  key      = "elsewhere/\${each.key}"
  source   = "acme-films/film.mov"
  grant {
    type        = "CanonicalUser"
    id          = "6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd"
    permissions = ["READ"]
  }
}`,
  },
  {
    name: 'grants-in-place',
    setsGrants: true,
    existing: `${BUCKET}
resource "aws_s3_object" "film" {
  for_each = toset(["one.mov", "two.mov"])
  bucket   = aws_s3_bucket.films.id
  key      = each.key
  content  = "a film"
}`,
    before: [
      `
module "grants" {
  source  = "${MODULE}/modules/object-grants"
  bucket  = "acme-films"
  objects = [{ key = "one.mov" }, { key = "two.mov" }]
}`,
    ],
    planned: `
module "grants" {
  source  = "${MODULE}/modules/object-grants"
  bucket  = "acme-films"
  objects = [{ key = "one.mov", permissions = ["READ", "READ_ACP"] }]
}`,
  },
  {
    name: 'grants-in-place-left',
    setsGrants: true,
    existing: `${BUCKET}
resource "aws_s3_object" "film" {
  bucket   = aws_s3_bucket.films.id
  key      = "one.mov"
  content  = "a film"
}`,
    before: [
      `
module "grants" {
  source  = "${MODULE}/modules/object-grants"
  bucket  = "acme-films"
  objects = [{ key = "one.mov" }]
}`,
    ],
    planned: 'output "nothing" { value = 1 }',
  },
  {
    name: 'user',
    before: [
      `
resource "aws_iam_user" "zencoder" { name = "zencoder" }
resource "aws_iam_user_policy" "zencoder" {
  name   = "zencoder"
  user   = aws_iam_user.zencoder.name
  policy = ${document(`{ Sid = "ZencoderRead01234567", Effect = "Allow", Action = "s3:GetObject", Resource = "${FILMS}/in/*" }`)}
}
resource "aws_iam_access_key" "zencoder" { user = aws_iam_user.zencoder.name }`,
    ],
    planned: `
resource "aws_iam_user" "zencoder" { name = "zencoder" }
resource "aws_iam_user_policy" "zencoder" {
  name   = "zencoder"
  user   = aws_iam_user.zencoder.name
  policy = ${document(`{ Sid = "ZencoderRead01234567", Effect = "Allow", Action = "s3:GetObject", Resource = "${FILMS}/*" }`)}
}`,
  },
  {
    name: 'destroy',
    before: [BUCKET + policy('films', 'aws_s3_bucket.films.id', document(READS, CDN))],
    planned: BUCKET + policy('films', 'aws_s3_bucket.films.id', document(READS, CDN)),
    options: ['-destroy'],
  },
  {
    name: 'no-changes',
    existing: BUCKET,
    before: [films(document(READS))],
    planned: films(document(READS)),
  },
  {
    name: 'errored',
    existing: BUCKET,
    planned: `
data "aws_s3_bucket" "missing" { bucket = "acme-missing" }
${films(document(READS))}`,
  },
];
