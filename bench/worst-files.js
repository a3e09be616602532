/** Measures how long `explain` takes to report the errors in the worst files, and in files of half the size. */
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { program, ROOT } = require('./run');

const COMMAND = path.join(ROOT, 'dist', 'cli', 'main.js');
const REPORT = program('report.js');
/** The largest file that the command reads is 1 MiB. */
const BYTES = 1_000_000;
const RUNS = 3;
const MOST_MILLISECONDS = 2_000;
const MOST_GROWTH = 2.5;

const listed = (count, item, separator = ',') => Array.from({ length: count }, (_, at) => item(at)).join(separator);
const inBucket = (settings) => `stacks: { media: { buckets: { films: { ${settings} } } } }\n`;
const inStack = (entries) => `stacks:\n  media:\n    buckets:\n${entries}\n`;
const document = (...statements) => `{"Version":"2012-10-17","Statement":[${statements.join(',')}]}`;
const deny = (members) => `{"Effect":"Deny","Principal":"*",${members}}`;

/** The files, each with the given number of errors or slow parts. */
const FILES = [
  { title: 'YAML, empty grants', text: (count) => inBucket(`grants: [${listed(count, () => '{}')}]`) },
  { title: 'YAML, an unknown role', text: (count) => inBucket(`grants: [${listed(count, () => '{role: inptu}')}]`) },
  {
    title: 'YAML, unknown settings',
    text: (count) => inStack(`      films:\n${listed(count, (at) => `        n${at}: 1`, '\n')}`),
  },
  { title: 'YAML, one bucket many times', text: (count) => inStack(listed(count, () => '      films: 1', '\n')) },
  {
    title: 'YAML, invalid bucket names',
    text: (count) => inStack(listed(count, (at) => `      "b ${at}": {}`, '\n')),
  },
  {
    title: 'YAML, buckets',
    text: (count) => inStack(listed(count, (at) => `      films-${at}: {grants: [{role: input}]}`, '\n')),
  },
  { title: 'policy, empty statements', isPolicy: true, text: (count) => document(listed(count, () => '{}')) },
  {
    title: 'policy, invalid actions',
    isPolicy: true,
    text: (count) => document(deny(`"Resource":"arn:aws:s3:::films/*","Action":[${listed(count, () => '"x"')}]`)),
  },
  {
    title: 'policy, invalid condition keys',
    isPolicy: true,
    text: (count) =>
      document(
        deny(
          `"Action":"s3:GetObject","Resource":"arn:aws:s3:::films/*","Condition":{"StringEquals":{${listed(count, (at) => `"k${at}":[{}]`)}}}`,
        ),
      ),
  },
  {
    title: 'policy, a Deny for each key',
    isPolicy: true,
    text: (count) =>
      document(listed(count, (at) => deny(`"Action":"s3:GetObject","Resource":"arn:aws:s3:::films/${at}"`))),
  },
];

exports.title = 'The worst files';

exports.measure = () => {
  const results = FILES.map((file) => {
    const count = countFor(file, BYTES);
    return { ...file, half: millisecondsOf(file, Math.round(count / 2)), whole: millisecondsOf(file, count) };
  });
  return {
    help: `\`explain --json\` with a file of 1 MB and a file of half the size, as \`zencoder.yaml\` or as its \`otherStatements\`. CPU time of the whole process, the minimum of ${RUNS} runs.`,
    columns: ['file', 'half, ms', 'whole, ms', 'ratio'],
    rows: results.map(({ title, half, whole }) => [
      title,
      half.toFixed(0),
      whole.toFixed(0),
      (whole / half).toFixed(2),
    ]),
    aims: [
      { what: 'the longest, ms', is: Math.max(...results.map(({ whole }) => whole)), most: MOST_MILLISECONDS },
      {
        what: 'ratio for twice the input, maximum',
        is: Math.max(...results.map(({ half, whole }) => whole / half)),
        most: MOST_GROWTH,
      },
    ],
  };
};

function countFor({ text }, bytes) {
  const each = (text(2_000).length - text(1_000).length) / 1_000;
  return Math.floor(bytes / (each + 1));
}

function millisecondsOf({ text, isPolicy }, count) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  try {
    const file = isPolicy ? 'kept.json' : 'zencoder.yaml';
    writeFileSync(path.join(folder, 'zencoder.yaml'), inBucket('grants: [{role: input}], otherStatements: kept.json'));
    writeFileSync(path.join(folder, file), text(count));
    return Math.min(...Array.from({ length: RUNS }, () => processorTime(folder)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The time in milliseconds. A file with errors ends the command with exit code 1. */
function processorTime(cwd) {
  const { output, status, stderr } = spawnSync(process.execPath, ['--require', REPORT, COMMAND, 'explain', '--json'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0 && status !== 1) {
    throw new Error(stderr);
  }
  return JSON.parse(output[3]).processor;
}
