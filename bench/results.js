const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT } = require('./run');

const PACKAGES = {
  '': ['cdktf', '@cdktf/provider-aws', 'constructs', '@aws-sdk/client-s3', 'commander', 'yaml'],
  bench: ['cdktn', '@cdktn/provider-aws', 'aws-cdk-lib', 'constructs'],
};

/** The introduction of RESULTS.md: how it was measured, and on which machine. */
exports.head = (minutes) => `# Benchmarks

First \`npm --prefix bench ci\` installs 0.7 GB of packages. npm warns if one of them requires a later Node; the benchmarks run
anyway. Then \`npm --prefix bench start\` writes this page. It takes about ${minutes} minutes on the machine below and up to 1.5 GiB
of memory. All figures are from one run.

Each side runs in a separate Node process, once in each round. The first round is not counted. A figure is the median of the rounds. A
ratio is the median of the ratios in each round. Peak memory is that of the whole process.

${table(['', ''], machine())}
`;

exports.sectionText = ({ title, help, columns, rows, aims, skipped }) =>
  [
    `## ${title}\n`,
    ...(skipped ? [`SKIPPED: ${skipped}\n`] : [`${help}\n`, `${table(columns, rows)}\n`, ...aims.map(aimLine)]),
    ...(aims?.length > 0 ? [''] : []),
  ].join('\n');

/** Compares the rounded figure with the aim, so that the verdict matches the printed figure. */
function aimLine({ what, is, most, why }) {
  const read = Number(is.toFixed(2));
  const verdict =
    read <= most
      ? 'met'
      : `**missed by ${Math.round((read / most - 1) * 100)} %**${why === undefined ? '' : `: ${why}`}`;
  return `- ${what}: ${read.toFixed(2)}, aim ${most.toFixed(2)}, ${verdict}`;
}

function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const isNumber = (index) => rows.every((row) => /^[\d,.]*$|^not/.test(row[index]));
  const rule = columns.map((_, index) => (index > 0 && isNumber(index) ? '---:' : '---'));
  return [columns, rule, ...rows].map(line).join('\n');
}

function machine() {
  const [{ model }, { length }] = [os.cpus()[0], os.cpus()];
  return [
    ['date', new Date().toISOString().slice(0, 10)],
    ['processor', `${model.trim()}, ${length} cores`],
    ['memory', `${Math.round(os.totalmem() / 2 ** 30)} GiB`],
    ['system', systemName()],
    ['Node', process.version],
    ...Object.entries(PACKAGES).flatMap(([folder, names]) => names.map((name) => versionRow(folder, name))),
    ['Terraform', firstLine('terraform', 'version')],
    ['S3 server', firstLine('radosgw', '--version')],
  ];
}

function versionRow(folder, name) {
  const file = path.join(ROOT, folder, 'node_modules', name, 'package.json');
  const beside = folder !== '' && PACKAGES[''].includes(name) ? ' of the benchmarks' : '';
  return [`\`${name}\`${beside}`, JSON.parse(readFileSync(file, 'utf8')).version];
}

function systemName() {
  const file = '/etc/os-release';
  const name = existsSync(file) && /^PRETTY_NAME="(.*)"$/m.exec(readFileSync(file, 'utf8'));
  return name ? name[1] : `${os.type()} ${os.release()}`;
}

function firstLine(program, argument) {
  const { stdout } = spawnSync(program, [argument], { encoding: 'utf8' });
  return stdout ? /\S+ version v?([\d.]+)|v([\d.]+)/.exec(stdout)[0] : 'not installed';
}
