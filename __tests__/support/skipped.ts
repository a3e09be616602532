/** Reports skipped tests and the reason directly on stderr, because Jest does not show the output of a skipped file. */
export function reportSkipped(what: string): void {
  process.stderr.write(`SKIPPED: ${what}\n`);
}
