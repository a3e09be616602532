/** Measures how the time of `terraform plan` grows with the number of grants for the module `policy`. */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { whole } = require('./comparison');
const { medianOf, ratioOf, rounds } = require('./rounds');

const MODULE = path.join(__dirname, '..', 'terraform', 'zencoder-s3-access', 'modules', 'policy');
const RUNS = 7;
const SIZES = [1, 100, 1000];

/** The number of distinct grants. The rest repeat them and become the same statements, because 1,000 distinct ones exceed 20,480 bytes. */
const DISTINCT = 60;

const POOL = Array.from({ length: DISTINCT }, (_, index) => ({
  ...(index % 3 === 0
    ? { actions: ['s3:GetObject', 's3:ListBucket'] }
    : { role: index % 3 === 1 ? 'input' : 'output' }),
  ...(index % 2 === 0
    ? { prefixes: [`in/${index}/`] }
    : { keys: [`films/${index}.mov`, `films/trailer ${index}.mov`] }),
  ...(index % 4 === 0 ? { expires: '2999-06-30T02:00:00+02:00' } : {}),
}));

const CONFIGURATION = {
  variable: { grants: {} },
  module: { policy: { source: MODULE, bucket: 'films', grants: '${var.grants}' } },
  output: { policy: { value: '${module.policy.policy_json}' } },
};

function terraform(folder, ...args) {
  const { status, stdout, stderr, error } = spawnSync('terraform', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_CLI_CONFIG_FILE: undefined },
  });
  if (status !== 0) {
    throw error ?? new Error(`${stdout}${stderr}`);
  }
}

function plan(folder, size) {
  const start = process.hrtime.bigint();
  terraform(folder, 'plan', '-no-color', `-var-file=${size}.tfvars.json`);
  return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6 };
}

function plans(folder) {
  writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify(CONFIGURATION));
  for (const size of SIZES) {
    const grants = Array.from({ length: size }, (_, index) => POOL[index % DISTINCT]);
    writeFileSync(path.join(folder, `${size}.tfvars.json`), JSON.stringify({ grants }));
  }
  terraform(folder, 'init', '-no-color');
  return rounds(
    SIZES.map((size) => () => plan(folder, size)),
    RUNS,
  );
}

exports.title = '`terraform plan` of the module `policy`';

exports.measure = () => {
  if (spawnSync('terraform', ['version']).status !== 0) {
    return { skipped: 'terraform is not installed' };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const measured = plans(folder);
    const [one, some, many] = SIZES.map((_, side) => medianOf(measured, side, 'milliseconds'));
    return {
      help: 'The time of a plan with an increasing number of grants. Each time includes the start of Terraform.',
      columns: ['grants', 'ms', 'this / one grant'],
      rows: SIZES.map((size, side) => [
        whole(size),
        whole(medianOf(measured, side, 'milliseconds')),
        ratioOf(measured, [side, 0], 'milliseconds').toFixed(2),
      ]),
      aims: [
        {
          what: 'time per grant after the first, 1,000 compared with 100',
          is: (many - one) / (SIZES[2] - SIZES[0]) / ((some - one) / (SIZES[1] - SIZES[0])),
          most: 1.2,
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
