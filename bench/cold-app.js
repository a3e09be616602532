/** Measures a complete run of the app: `npm run synth`, without npm. */
const path = require('node:path');
const { columnsOf, rowsOf } = require('./comparison');
const { ratioOf, rounds } = require('./rounds');
const { program, ROOT, run } = require('./run');

const RUNS = 21;
const FIGURES = ['milliseconds', 'mebibytes'];

exports.title = 'The app, cold, on a file of four buckets';

exports.measure = () => {
  const ours = [path.join(ROOT, 'scripts', 'run-ts.js'), path.join(ROOT, 'main.ts')];
  const measured = rounds([() => run(ours), () => run([program('bare-app.js')])], RUNS);
  const [time, memory] = FIGURES.map((figure) => ratioOf(measured, [0, 1], figure));
  return {
    help: 'The whole process, including loading of all modules. The bare program creates a resource for each bucket.',
    columns: columnsOf(['buckets', 'side'], FIGURES),
    rows: rowsOf('4', ['ours, `main.ts`', 'CDKTF, bare'], measured, FIGURES),
    aims: [
      { what: 'time', is: time, most: 1.4 },
      { what: 'memory', is: memory, most: 1.25 },
    ],
  };
};
