const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ROOT } = require('./run');

const PACKAGES = {
  '': ['cdktf', '@cdktf/provider-aws', 'constructs', '@aws-sdk/client-s3', 'commander', 'yaml'],
  bench: ['cdktn', '@cdktn/provider-aws', 'aws-cdk-lib', 'constructs'],
};

/** What was measured, by what, and what it costs to measure it anew. */
exports.head = (minutes) => `# What it costs

Written by \`npm --prefix bench start\`, which takes some ${minutes} minutes on the machine below and up to 1.5 GiB of memory, once
\`npm --prefix bench ci\` has put 0.7 GB of packages beside it (npm warns of a Node that is older than one of
them asks for; it runs all the same). All figures are of one run.

Every side is run in a Node of its own, in rounds, in each of which every side has its turn; a first round is not counted.
Figures are medians, and ratios medians of the ratios round by round. Peak memory is that of the whole process.

${table(['', ''], machine())}
`;

exports.sectionText = ({ title, help, columns, rows, aims, skipped }) =>
  [
    `## ${title}\n`,
    ...(skipped ? [`SKIPPED: ${skipped}\n`] : [`${help}\n`, `${table(columns, rows)}\n`, ...aims.map(aimLine)]),
    ...(aims?.length > 0 ? [''] : []),
  ].join('\n');

/** What is rounded to be read is judged as it is read. */
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
  const beside = folder !== '' && PACKAGES[''].includes(name) ? ' beside the peers' : '';
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
