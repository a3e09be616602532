/** Measures building and synthesizing a stack: the construct, compared with programs without it. */
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { columnsOf, rowsOf, whole } = require('./comparison');
const { medianOf, ratioOf, rounds } = require('./rounds');
const { program, run } = require('./run');

/** The same heap limit on every machine. The default of Node depends on the memory of the machine. */
const HEAP = '--max-old-space-size=4096';
const SIZES = [
  { count: 1000, runs: 9 },
  { count: 10_000, runs: 5 },
  { count: 100_000, runs: 3 },
];
const FIGURES = ['milliseconds', 'mebibytes'];

const SIDES = [
  { name: 'ours, `ZencoderBucketAccess`', file: 'construct.js', isTerraform: true },
  { name: 'CDKTF, in a Construct each', file: 'bare-in-construct.js', isTerraform: true },
  { name: 'CDKTF, bare', file: 'bare.js', isTerraform: true },
  { name: 'CDKTN, bare', file: 'cdktn.js', isTerraform: true },
  { name: 'AWS CDK, bare', file: 'aws-cdk-lib.js' },
  { name: 'AWS CDK, bare, unchecked', file: 'aws-cdk-lib.js', environment: { CDK_VALIDATION: 'false' } },
  { name: '`JSON.stringify`', file: 'json.js', isTerraform: true },
];
/** The reason for the difference. No single part of it dominates. */
const WHY =
  'for each bucket, grants are checked, Sids hashed and bytes counted, which is slowest before the engine has optimized the code';
const OURS = 0;
const IN_CONSTRUCT = 1;

function policiesIn(outdir) {
  const configuration = JSON.parse(readFileSync(path.join(outdir, 'stacks', 'bench', 'cdk.tf.json'), 'utf8'));
  const policies = Object.values(configuration.resource.aws_s3_bucket_policy);
  return policies.map(({ bucket, policy }) => `${bucket} ${policy}`).sort();
}

/** Checks that all Terraform sides write the same policies. It is slow, so it is called only for few buckets. */
function expectEqualPolicies(count) {
  const written = SIDES.filter(({ isTerraform }) => isTerraform).map(({ file }) => {
    let policies;
    run([program(file), String(count)], {
      look: (outdir) => {
        policies = policiesIn(outdir);
      },
    });
    return policies;
  });
  for (const policies of written) {
    assert.deepStrictEqual(policies, written[0]);
  }
}

function rowsWithEach(count, measured) {
  const names = SIDES.map(({ name }) => name);
  return rowsOf(whole(count), names, measured, FIGURES).map((row, side) => {
    const milliseconds = medianOf(measured, side, 'milliseconds');
    return [...row, milliseconds === undefined ? '' : whole((milliseconds * 1000) / count)];
  });
}

exports.title = 'Building and synthesizing a stack';

exports.measure = () => {
  expectEqualPolicies(100);
  const results = SIZES.map(({ count, runs }) => {
    const measurements = SIDES.map(
      ({ file, environment }) =>
        () =>
          run([HEAP, program(file), String(count)], { environment }),
    );
    return { count, measured: rounds(measurements, runs) };
  });
  const each = results.map(({ count, measured }) => medianOf(measured, OURS, 'milliseconds') / count);
  return {
    help:
      'Every side writes the same policies. The Terraform sides write one stack. AWS CDK writes stacks of 500, the limit of ' +
      'CloudFormation. The time does not include loading the libraries. Each side has a heap of up to 4 GiB. By default, AWS CDK ' +
      'validates templates with a separate program; "unchecked" is without that. With a ratio below 1, ours is faster or smaller.',
    columns: [...columnsOf(['buckets', 'side'], FIGURES), 'µs per bucket'],
    rows: results.flatMap(({ count, measured }) => rowsWithEach(count, measured)),
    aims: [
      ...results.flatMap(({ count, measured }) =>
        FIGURES.map((figure) => ({
          what: `${figure === 'milliseconds' ? 'time' : 'memory'} compared with a Construct each, ${whole(count)} buckets`,
          is: ratioOf(measured, [OURS, IN_CONSTRUCT], figure),
          most: 1.1,
          why: WHY,
        })),
      ),
      { what: 'time per bucket, 100,000 compared with 10,000', is: each[2] / each[1], most: 1.2 },
    ],
  };
};
