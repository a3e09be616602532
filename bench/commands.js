/** Measures a call of the command, compared with Node that only loads the argument parser. */
const path = require('node:path');
const { columnsOf, rowsOf } = require('./comparison');
const { ratioOf, rounds } = require('./rounds');
const { ROOT, run } = require('./run');

const COMMAND = path.join(ROOT, 'dist', 'cli', 'main.js');
const BARE = ['-e', 'require("commander")'];
const RUNS = 21;
const FIGURES = ['milliseconds', 'processor'];

/** The calls, each with the largest ratio that meets the aim. */
const CALLS = [
  { title: '--help', args: ['--help'], most: 2 },
  { title: 'url', args: ['url', 's3+eu-central-1://acme-masters/incoming/film.mp4'], most: 2 },
  { title: 'policy --bucket', args: ['policy', '--bucket', 'acme-masters', '--role', 'input'], most: 2 },
  { title: 'explain', args: ['explain'], most: 2.2 },
  { title: 'explain --against', args: ['explain', '--against', 'examples/one-bucket/zencoder.yaml'], most: 3 },
];

exports.title = 'The command, cold';

exports.measure = () => {
  const results = CALLS.map((call) => ({
    ...call,
    measured: rounds([() => run([COMMAND, ...call.args]), () => run(BARE)], RUNS),
  }));
  return {
    help: 'The whole process. The other side is Node that only loads the argument parser.',
    columns: columnsOf(['call', 'side'], FIGURES),
    rows: results.flatMap(({ title, measured }) =>
      rowsOf(`\`${title}\``, ['ours', 'Node and `commander`'], measured, FIGURES),
    ),
    aims: results.map(({ title, most, measured }) => ({
      what: `time of \`${title}\``,
      is: ratioOf(measured, [0, 1], 'milliseconds'),
      most,
    })),
  };
};
