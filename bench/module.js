/** Measures a plan with the Terraform module and the real AWS provider, compared with the same plan without the module. */
const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { whole } = require('./comparison');
const { medianOf, ratioOf, rounds } = require('./rounds');

const MODULE = path.join(__dirname, '..', 'terraform', 'zencoder-s3-access');
const IN_MIRROR = 'registry.terraform.io/hashicorp/aws';
const RUNS = 5;
const CALLS = 300;
const OBJECTS = 1000;

/** A folder with the layout of `terraform providers mirror`: the given one, or the first on the disk. */
function mirror() {
  const given = process.env.ZENCODER_TEST_PROVIDER_MIRROR;
  const looking = ['/', '-xdev', '-name', 'terraform-provider-aws_v*', '-path', `*/${IN_MIRROR}/*`, '-print', '-quit'];
  const found = given ?? spawnSync('find', looking, { encoding: 'utf8', timeout: 60_000 }).stdout;
  return given ?? /^(.*)\/registry\.terraform\.io\//.exec(found)?.[1];
}

const GRANTS = '[{ role = "input", prefixes = ["in/${each.key}/"] }, { role = "output", prefixes = ["out/"] }]';

const head = (version) => `
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "${version}"
    }
  }
}

provider "aws" {
  region                      = "eu-west-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

locals {
  buckets = toset([for index in range(${CALLS}) : "films-\${index}"])
}
`;

const policyOf = (policy) => `
resource "aws_s3_bucket_policy" "zencoder" {
  for_each = local.buckets
  bucket   = each.key
  policy   = ${policy}
}
`;

const statement = (sid, actions, resource) => `
  statement {
    sid       = "${sid}"
    actions   = ${JSON.stringify(actions)}
    resources = ["${resource}"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::395540211253:root"]
    }
  }`;

const BY_DATA_SOURCE = `
data "aws_iam_policy_document" "zencoder" {
  for_each = local.buckets
${[
  statement('Read', ['s3:GetObject'], 'arn:aws:s3:::${each.key}/in/${each.key}/*'),
  statement(
    'Write',
    ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts'],
    'arn:aws:s3:::${each.key}/out/*',
  ),
  statement('Bucket', ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], 'arn:aws:s3:::${each.key}'),
].join('\n')}
}
${policyOf('data.aws_iam_policy_document.zencoder[each.key].json')}`;

const call = (source) => `
module "zencoder" {
  source   = "${source}"
  for_each = local.buckets
  bucket   = each.key
  grants   = ${GRANTS}
}
`;

const BARE_OBJECTS = `
locals {
  objects = { for index in range(${OBJECTS}) : "in-\${index}" => { bucket = "films", key = "in/\${index}.mov" } }
  first   = { for name, object in terraform_data.first : name => object.input }
}

resource "terraform_data" "first" {
  for_each         = local.objects
  input            = each.value
  triggers_replace = [each.value.key]
}

resource "terraform_data" "second" {
  for_each         = local.first
  input            = each.value
  triggers_replace = [each.value.key]
}
`;

const OBJECT_GRANTS = `
module "grants" {
  source  = "./module/modules/object-grants"
  bucket  = "films"
  objects = [for index in range(${OBJECTS}) : { key = "in/\${index}.mov" }]
}
`;

/** A 5.x provider has no argument \`region\` for resources, and its data source calls it \`name\`. */
function fit(folder, version) {
  const edit = (file, change) =>
    writeFileSync(path.join(folder, file), change(readFileSync(path.join(folder, file), 'utf8')));
  if (version.startsWith('5.')) {
    edit('versions.tf', (text) => text.replace('>= 6.0', version));
    edit('main.tf', (text) =>
      text
        .split(/^(?=(?:resource|data|module|locals) )/m)
        .map((block) =>
          /^(resource|data) "aws_/.test(block) ? block.replace(/ region += var\.region ?\n?/, ' ') : block,
        )
        .join(''),
    );
    for (const file of ['main.tf', 'facts.tf.json']) {
      edit(file, (text) => text.replaceAll('data.aws_region.this.region', 'data.aws_region.this.name'));
    }
  }
}

function terraform(folder, environment, ...args) {
  const { status, stdout, stderr, error } = spawnSync('terraform', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...environment },
  });
  if (status !== 0) {
    throw error ?? new Error(`${stdout}${stderr}`.slice(-4000));
  }
}

/** Runs the plans in turn, each in a separate folder with a copy of the module. */
function measured(root, sides, environment, version) {
  const folders = sides.map(([, configuration], index) => {
    const folder = path.join(root, String(index));
    mkdirSync(folder);
    cpSync(MODULE, path.join(folder, 'module'), { recursive: true });
    fit(path.join(folder, 'module'), version);
    writeFileSync(path.join(folder, 'main.tf'), configuration);
    terraform(folder, environment, 'init', '-no-color');
    return folder;
  });
  return rounds(
    folders.map((folder) => () => {
      const start = process.hrtime.bigint();
      terraform(folder, environment, 'plan', '-no-color', '-input=false');
      return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6 };
    }),
    RUNS,
  );
}

exports.title = '`terraform plan` with the module and the AWS provider';

exports.measure = () => {
  const found = mirror();
  if (found === undefined || spawnSync('terraform', ['version']).status !== 0) {
    return { skipped: 'Terraform or the AWS provider is not installed' };
  }
  const version = readdirSync(path.join(found, IN_MIRROR)).sort().at(-1);
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    writeFileSync(
      path.join(folder, 'cli'),
      `provider_installation {\n  filesystem_mirror {\n    path = "${found}"\n  }\n}\n`,
    );
    const environment = {
      TF_CLI_CONFIG_FILE: path.join(folder, 'cli'),
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const buckets = [
      [`${CALLS} policies with data.aws_iam_policy_document`, head(version) + BY_DATA_SOURCE],
      [
        `${CALLS} calls of modules/policy`,
        head(version) + call('./module/modules/policy') + policyOf('module.zencoder[each.key].policy_json'),
      ],
      [`${CALLS} calls of the root module`, head(version) + call('./module')],
    ];
    const objects = [
      [`${OBJECTS} objects with two bare terraform_data each`, BARE_OBJECTS],
      [`${OBJECTS} objects with modules/object-grants`, OBJECT_GRANTS],
    ];
    const [ofBuckets, ofObjects] = [buckets, objects].map((sides, index) => {
      const root = path.join(folder, `sides-${index}`);
      mkdirSync(root);
      return measured(root, sides, environment, version);
    });
    const rowsOf = (sides, of) =>
      sides.map(([name], side) => [
        name,
        whole(medianOf(of, side, 'milliseconds')),
        side === 0 ? '' : ratioOf(of, [side, 0], 'milliseconds').toFixed(2),
      ]);
    return {
      help: `Two grants for each bucket, without a state, with the AWS provider ${version}. A plan of new resources sends no requests.`,
      columns: ['what is planned', 'ms', 'this / the first'],
      rows: [...rowsOf(buckets, ofBuckets), ...rowsOf(objects, ofObjects)],
      aims: [
        {
          what: 'modules/policy compared with the data source',
          is: ratioOf(ofBuckets, [1, 0], 'milliseconds'),
          most: 1.3,
        },
        {
          what: 'the root module compared with the data source',
          is: ratioOf(ofBuckets, [2, 0], 'milliseconds'),
          most: 1.5,
        },
        {
          what: 'modules/object-grants compared with bare resources',
          is: ratioOf(ofObjects, [1, 0], 'milliseconds'),
          most: 1.5,
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
