/**
 * So many rounds, in each of which every measurement is made once, in turn. A first round is not counted; what comes to no
 * end in it is not tried again.
 */
exports.rounds = (measurements, count) => {
  const warmUp = measurements.map((measure) => measure());
  return Array.from({ length: count }, () =>
    measurements.map((measure, index) => (warmUp[index] === undefined ? undefined : measure())),
  );
};

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Of one side; undefined where it came to no end. */
exports.medianOf = (rounds, side, figure) =>
  rounds[0][side] && median(rounds.map((measured) => measured[side][figure]));

/** The median of the ratios round by round: a machine that grows slower meanwhile slows all sides. */
exports.ratioOf = (rounds, [side, other], figure) =>
  rounds[0][side] &&
  rounds[0][other] &&
  median(rounds.map((measured) => measured[side][figure] / measured[other][figure]));
