/** Says what is skipped and why, past Jest, which shows nothing that a skipped file prints. */
export function aloud(what: string): void {
  process.stderr.write(`SKIPPED: ${what}\n`);
}
