/** Measures the app on large files, including outputs, compared with a program without checks. */
const assert = require('node:assert');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { columnsOf, rowsOf, whole } = require('./comparison');
const { rounds } = require('./rounds');
const { program, run } = require('./run');

const SIZES = [
  { count: 1000, runs: 9 },
  { count: 10_000, runs: 5 },
];
const FIGURES = ['milliseconds', 'mebibytes'];
const SIDES = [
  { name: 'ours, `ZencoderApp`', file: 'app.js' },
  { name: 'CDKTF and `yaml`, bare', file: 'bare-app-of-file.js' },
];

function fileOf(count) {
  const buckets = Array.from(
    { length: count },
    (_, index) => `      bucket-${index}:\n        grants:\n          - { role: input, prefixes: [incoming/] }\n`,
  );
  return `stacks:\n  bench:\n    region: eu-west-1\n    buckets:\n${buckets.join('')}`;
}

/** The parts that both programs must write identically. Only this library writes descriptions of outputs. */
function essence(outdir) {
  const { resource, output } = JSON.parse(readFileSync(path.join(outdir, 'stacks', 'bench', 'cdk.tf.json'), 'utf8'));
  return { resource, output: Object.entries(output).map(([name, { value }]) => [name, value]) };
}

function measureIn(folder) {
  return SIZES.flatMap(({ count, runs }) => {
    const file = path.join(folder, `${count}.yaml`);
    writeFileSync(file, fileOf(count));
    let first;
    const look = (outdir) => {
      first ??= essence(outdir);
      assert.deepStrictEqual(essence(outdir), first);
    };
    for (const side of SIDES) {
      run([program(side.file), file], { look });
    }
    const measured = rounds(
      SIDES.map((side) => () => run([program(side.file), file])),
      runs,
    );
    const names = SIDES.map(({ name }) => name);
    return rowsOf(whole(count), names, measured, FIGURES);
  });
}

exports.title = 'The app on large files';

exports.measure = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    return {
      help:
        'One stack with three outputs. The bare program reads the same file and writes the same resources and outputs. ' +
        'In addition, ours records line numbers for messages, checks the schema and the rules, and creates each policy twice: ' +
        'once to check it and once to write it.',
      columns: columnsOf(['buckets', 'side'], FIGURES),
      rows: measureIn(folder),
      aims: [],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
