/**
 * Runs the given number of rounds. In each round, every side is measured once. The first round is not counted. A side that runs out of
 * time in the first round is not measured again.
 */
exports.rounds = (measurements, count) => {
  const warmUp = measurements.map((measure) => measure());
  return Array.from({ length: count }, () =>
    measurements.map((measure, index) => (warmUp[index] === undefined ? undefined : measure())),
  );
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The median of one side; undefined if it ran out of time. */
exports.medianOf = (rounds, side, figure) =>
  rounds[0][side] && median(rounds.map((measured) => measured[side][figure]));

/** The median of the ratios in each round, because a machine that becomes slower slows all sides. */
exports.ratioOf = (rounds, [side, other], figure) =>
  rounds[0][side] &&
  rounds[0][other] &&
  median(rounds.map((measured) => measured[side][figure] / measured[other][figure]));
