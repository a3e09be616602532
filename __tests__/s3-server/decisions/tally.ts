import type { Reason } from './not-judged';
import { REQUESTERS } from './requesters';
import type { Decision } from './trial';
import type { Verdict } from './trials';

/** The numbers of requests that the server allowed and denied, and of answers that differ from the file. */
export interface Tally {
  readonly allowed: number;
  readonly denied: number;
  readonly differing: number;
  readonly skipped: number;
}

export function tallyOf(decisions: readonly Decision[], unasked = 0): Tally {
  const judged = decisions.filter(({ skipped }) => skipped === undefined);
  const denied = judged.filter(({ observed }) => observed === 'denied').length;
  return {
    allowed: judged.length - denied,
    denied,
    differing: differing(decisions).length,
    skipped: decisions.length - judged.length + unasked,
  };
}

export function differing(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter(({ expected, observed, skipped }) => skipped === undefined && observed !== expected);
}

/** The last line of a run. */
export function totals(verdicts: readonly Verdict[], failedTrials = 0): string {
  const { allowed, denied, differing, skipped } = tallyOf(
    verdicts.flatMap(({ decisions }) => decisions),
    verdicts.flatMap(({ unasked }) => unasked).length,
  );
  return `${allowed + denied - differing} passed, ${differing + failedTrials} failed, ${skipped} skipped`;
}

/** How many decisions are skipped for each reason. */
export function skippedFor(verdicts: readonly Verdict[]): ReadonlyMap<Reason, number> {
  const counts = new Map<Reason, number>();
  for (const { skipped } of verdicts.flatMap(({ decisions, unasked }) => [...decisions, ...unasked])) {
    if (skipped !== undefined) counts.set(skipped, (counts.get(skipped) ?? 0) + 1);
  }
  return counts;
}

/** A decision that differs, as a sentence. */
export function difference({ requester, operation, key, to, tls, expected, observed }: Decision): string {
  const names = [key, operation === 'CopyObject' ? to : undefined].filter((name) => name !== undefined);
  const about = names.length === 0 ? '' : ` of ${names.map((name) => JSON.stringify(name)).join(' to ')}`;
  return `${REQUESTERS[requester].title}: ${operation}${about} over ${tls ? 'https' : 'http'} is ${expected} by the file, ${observed} by the server`;
}
