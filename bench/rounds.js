/**
 * Runs the given number of rounds. In each round, every side is measured once. The first round is not counted. A side that runs out of
 * time in the first round is not measured again.
 * @param counts the number of rounds, or one number for each side: a side with fewer rounds is not run in the last ones
 */
exports.rounds = (measurements, counts) => {
  const warmUp = measurements.map((measure) => measure());
  const countOf = (index) => (Array.isArray(counts) ? counts[index] : counts);
  return Array.from({ length: Math.max(...measurements.map((_, index) => countOf(index))) }, (_, round) =>
    measurements.map((measure, index) =>
      warmUp[index] === undefined || round >= countOf(index) ? undefined : measure(),
    ),
  );
};

/** The quantile of the numbers: `part` is between 0 and 1. */
const quantile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * part)];

/** The median of one side; undefined if it ran out of time. */
exports.medianOf = (rounds, side, figure) =>
  quantile(
    rounds.flatMap((measured) => measured[side]?.[figure] ?? []),
    0.5,
  );

/** The ratios in each round in which both sides ran. A machine that becomes slower slows both sides. */
const ratiosOf = (rounds, [side, other], figure) =>
  rounds.flatMap((measured) =>
    measured[side] && measured[other] ? measured[side][figure] / measured[other][figure] : [],
  );

/** The median of these ratios; undefined if a side ran out of time. */
exports.ratioOf = (rounds, sides, figure) => quantile(ratiosOf(rounds, sides, figure), 0.5);

/** The number of these ratios, their median and their quartiles. */
exports.spreadOf = (rounds, sides, figure) => {
  const ratios = ratiosOf(rounds, sides, figure);
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part));
  return { count: ratios.length, lower, median, upper };
};
