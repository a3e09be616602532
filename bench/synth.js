/** Measures building and synthesizing a stack: the construct, compared with programs without it. */
const assert = require('node:assert');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { columnsOf, rowsOf, whole } = require('./comparison');
const { medianOf, ratioOf, rounds, spreadOf } = require('./rounds');
const { program, run } = require('./run');

/** The same heap limit on every machine. The default of Node depends on the memory of the machine. */
const HEAP = '--max-old-space-size=4096';
/** `pairs` is the number of rounds for the two sides that the aims compare. They have more rounds, because their figures are close. */
const SIZES = [
  { count: 1000, runs: 9, pairs: 21, most: 1.15 },
  { count: 10_000, runs: 5, pairs: 15, most: 1.08 },
  { count: 100_000, runs: 3, pairs: 3, most: 1.1 },
];
const FIGURES = ['milliseconds', 'mebibytes'];

const SIDES = [
  { name: 'ours, `ZencoderBucketAccess`', file: 'construct.js', isTerraform: true },
  { name: 'CDKTF, in a Construct each', file: 'bare-in-construct.js', isTerraform: true },
  { name: 'ours, a prefix of its own for each bucket', file: 'construct-own-prefix.js' },
  { name: 'CDKTF, bare', file: 'bare.js', isTerraform: true },
  { name: 'CDKTN, bare', file: 'cdktn.js', isTerraform: true },
  { name: 'AWS CDK, bare', file: 'aws-cdk-lib.js' },
  { name: 'AWS CDK, bare, unchecked', file: 'aws-cdk-lib.js', environment: { CDK_VALIDATION: 'false' } },
  { name: '`JSON.stringify`', file: 'json.js', isTerraform: true },
];
/** The reason for the difference. No single part of it dominates. */
const WHY =
  'for each bucket, props are checked, the policy is written and bytes counted, which is slowest before the engine has optimized the code';
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

/** Compares the upper quartile with the aim, because a median does not show how much the rounds differ. */
function timeAim(buckets, most, { count, lower, median, upper }) {
  const [from, middle, to] = [lower, median, upper].map((ratio) => ratio.toFixed(2));
  const spread = `the median of ${count} paired rounds is ${middle}, their quartiles are ${from} and ${to}`;
  return {
    what: `time compared with a Construct each, ${whole(buckets)} buckets, upper quartile (${spread})`,
    is: upper,
    most,
    why: WHY,
  };
}

exports.title = 'Building and synthesizing a stack';

exports.measure = () => {
  expectEqualPolicies(100);
  const results = SIZES.map(({ count, runs, pairs, most }) => {
    const measurements = SIDES.map(
      ({ file, environment }) =>
        () =>
          run([HEAP, program(file), String(count)], { environment }),
    );
    const counts = SIDES.map((_, side) => (side === OURS || side === IN_CONSTRUCT ? pairs : runs));
    return { count, most, measured: rounds(measurements, counts) };
  });
  const each = results.map(({ count, measured }) => medianOf(measured, OURS, 'milliseconds') / count);
  return {
    help:
      'Every side writes the same policies, with the same grants for each bucket, but for the side that says otherwise: checks and Sids of ' +
      'equal grants are worked out once. The Terraform sides write one stack. AWS CDK writes stacks of 500, the limit of ' +
      'CloudFormation. The time does not include loading the libraries. Each side has a heap of up to 4 GiB. By default, AWS CDK ' +
      'validates templates with a separate program; "unchecked" is without that. With a ratio below 1, ours is faster or smaller.',
    columns: [...columnsOf(['buckets', 'side'], FIGURES), 'µs per bucket'],
    rows: results.flatMap(({ count, measured }) => rowsWithEach(count, measured)),
    aims: [
      ...results.flatMap(({ count, most, measured }) => [
        timeAim(count, most, spreadOf(measured, [OURS, IN_CONSTRUCT], 'milliseconds')),
        {
          what: `memory compared with a Construct each, ${whole(count)} buckets`,
          is: ratioOf(measured, [OURS, IN_CONSTRUCT], 'mebibytes'),
          most: 1.1,
          why: WHY,
        },
      ]),
      { what: 'time per bucket, 100,000 compared with 10,000', is: each[2] / each[1], most: 1.2 },
    ],
  };
};
