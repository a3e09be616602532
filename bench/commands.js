/** What a call of the command costs beside Node itself with the parser of its arguments loaded. */
const path = require('node:path');
const { columnsOf, rowsOf } = require('./comparison');
const { ratioOf, rounds } = require('./rounds');
const { ROOT, run } = require('./run');

const COMMAND = path.join(ROOT, 'dist', 'cli', 'main.js');
const BARE = ['-e', 'require("commander")'];
const RUNS = 21;
const FIGURES = ['milliseconds', 'processor'];

/** Each with the ratio that it is to stay within. */
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
    help: 'The whole process, from its start to its end; the other one is Node that loads the parser of arguments and ends.',
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
