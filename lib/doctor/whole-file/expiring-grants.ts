import { expiryInUtc } from '../../grants/expiry';
import type { ZencoderGrant } from '../../grants/grant';
import { counted } from '../../messages/wording';
import { type Cause, cause, Level } from '../../report/cause';

/** What ends within a time. */
export interface ExpiryWindow {
  readonly now: Date;
  /** In milliseconds. */
  readonly within: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The grants that have ended, and those that end soon, each by its place in the file. */
export function expiryFindings(grants: readonly ZencoderGrant[], { now, within }: ExpiryWindow): Cause[] {
  return grants.flatMap(({ expires }, index) => {
    const left = expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires) - now.getTime();
    if (expires === undefined || left > within) {
      return [];
    }
    const date = expiryInUtc(expires);
    return left > 0 ? [endsSoon(index, date, left)] : [hasEnded(index, date)];
  });
}

function endsSoon(index: number, date: string, left: number): Cause {
  const time =
    left < DAY ? counted(Math.max(1, Math.floor(left / HOUR)), 'hour') : counted(Math.floor(left / DAY), 'day');
  const seen = `grants[${index}] ends at ${date}, in ${time}.`;
  return cause(Level.WARNING, 'ends-soon', seen, 'Zencoder is refused from then on what no other grant allows.', [
    { what: 'Move expires in zencoder.yaml and apply before that, if it has to go on' },
  ]);
}

function hasEnded(index: number, date: string): Cause {
  const seen = `grants[${index}] ended at ${date}.`;
  return cause(Level.WARNING, 'ended', seen, 'It allows Zencoder nothing any more.', [
    { what: 'Take it out of zencoder.yaml, or move expires' },
  ]);
}
