/** So many rounds, in each of which every measurement is made once, in turn; a first round is not counted. */
exports.rounds = (measurements, count) =>
  Array.from({ length: count + 1 }, () => measurements.map((measure) => measure())).slice(1);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
exports.median = median;

/**
 * Prints the medians of two sides and the median of the ratios pair by pair: a machine that grows slower meanwhile slows
 * both.
 */
exports.printRatio = (title, figure, sides, pairs) => {
  const medians = sides.map(
    (side, index) =>
      `${side} ${median(pairs.map((pair) => pair[index]))
        .toFixed(0)
        .padStart(6)}`,
  );
  const ratio = median(pairs.map(([a, b]) => a / b)).toFixed(2);
  console.log(`${title.padEnd(22)} ${figure.padEnd(12)} ${medians.join('  ')}  ratio ${ratio}`);
};
