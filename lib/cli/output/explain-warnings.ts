import type { Warning } from '../../explain/warning';
import { type Terminal, Tone } from './terminal';

/** @param ofFile what the file itself warns of, each with its place */
export function sayWarnings(warnings: readonly Warning[], ofFile: readonly string[], terminal: Terminal): void {
  for (const line of ofFile) {
    terminal.say(line);
  }
  for (const { message } of warnings) {
    terminal.say(`${terminal.paint(Tone.WARNING, 'warning')}: ${message}`);
  }
}
