/**
 * So many rounds, in each of which every measurement is made once, in turn. A first round is not counted; what comes to no
 * end in it is not tried again.
 * @param counts a number, or one for each measurement: one with fewer sits out the last rounds
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

/** The value below which this part of the numbers is. */
const quantile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * part)];

/** Of one side; undefined where it came to no end. */
exports.medianOf = (rounds, side, figure) =>
  quantile(
    rounds.flatMap((measured) => measured[side]?.[figure] ?? []),
    0.5,
  );

/** The ratios round by round, where both sides had their turn: a machine that grows slower meanwhile slows both. */
const ratiosOf = (rounds, [side, other], figure) =>
  rounds.flatMap((measured) =>
    measured[side] && measured[other] ? measured[side][figure] / measured[other][figure] : [],
  );

/** The median of these ratios; undefined where a side came to no end. */
exports.ratioOf = (rounds, sides, figure) => quantile(ratiosOf(rounds, sides, figure), 0.5);

/** How many of these ratios there are, their median and their quartiles. */
exports.spreadOf = (rounds, sides, figure) => {
  const ratios = ratiosOf(rounds, sides, figure);
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((part) => quantile(ratios, part));
  return { count: ratios.length, lower, median, upper };
};
