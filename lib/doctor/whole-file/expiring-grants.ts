import { expiryInUtc } from '../../grants/expiry';
import type { ZencoderGrant } from '../../grants/grant';
import { counted } from '../../messages/wording';
import { type Cause, cause, Level } from '../../report/cause';

/** The period in which a grant expires soon. */
export interface ExpiryWindow {
  readonly now: Date;
  /** In milliseconds. */
  readonly within: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The grants that have expired, and those that expire soon, each by its index in the file. */
export function expiryFindings(grants: readonly ZencoderGrant[], { now, within }: ExpiryWindow): Cause[] {
  return grants.flatMap(({ expires }, index) => {
    const left = expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires) - now.getTime();
    if (expires === undefined || left > within) {
      return [];
    }
    const date = expiryInUtc(expires);
    return left > 0 ? [expiresSoon(index, date, left)] : [hasExpired(index, date)];
  });
}

function expiresSoon(index: number, date: string, left: number): Cause {
  const time =
    left < DAY ? counted(Math.max(1, Math.floor(left / HOUR)), 'hour') : counted(Math.floor(left / DAY), 'day');
  const observation = `grants[${index}] expires at ${date}, in ${time}.`;
  return cause(
    Level.WARNING,
    'ends-soon',
    observation,
    'After that, Zencoder has only the access of its other grants.',
    [{ what: 'To extend the grant, change expires in zencoder.yaml and apply before that time' }],
  );
}

function hasExpired(index: number, date: string): Cause {
  const observation = `grants[${index}] expired at ${date}.`;
  return cause(Level.WARNING, 'ended', observation, 'It no longer allows Zencoder anything.', [
    { what: 'Remove it from zencoder.yaml, or change expires' },
  ]);
}
