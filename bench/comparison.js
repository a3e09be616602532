const { medianOf, ratioOf } = require('./rounds');
const { PATIENCE } = require('./run');

const HEADINGS = { milliseconds: 'ms', processor: 'CPU ms', mebibytes: 'peak MiB' };

const whole = (value) => Math.round(value).toLocaleString('en');
exports.whole = whole;

/** The headings of the table. `rowsOf` has its rows. */
exports.columnsOf = (first, figures) => [...first, ...figures.flatMap((figure) => [HEADINGS[figure], 'ours / this'])];

/** A row for each side: the medians, and the ratio of ours to this side. The first side is ours. */
exports.rowsOf = (first, names, rounds, figures) =>
  names.map((name, side) => [
    first,
    name,
    ...figures.flatMap((figure) => {
      const [value, ratio] = [medianOf(rounds, side, figure), ratioOf(rounds, [0, side], figure)];
      const isOurs = side === 0;
      return value === undefined
        ? [`not within ${whole(PATIENCE / 1000)} s`, '']
        : [whole(value), isOurs ? '' : ratio.toFixed(2)];
    }),
  ]);
