import { expiryInUtc } from './expiry';
import type { ZencoderGrant } from './grant';

/** Under which conditions a statement holds. */
export interface StatementConditions {
  /** In UTC; empty for no end. */
  readonly expires: string;
  readonly requireTls: boolean;
}

/** Condition keys and their values, by operator. */
export type ConditionElement = Readonly<Record<string, Readonly<Record<string, string>>>>;

export function conditionsOf(grant: ZencoderGrant, requireTls: boolean): StatementConditions {
  return { expires: grant.expires === undefined ? '' : expiryInUtc(grant.expires), requireTls };
}

/** The element of a statement, to be spread into it: none where there are no conditions. */
export function condition({ expires, requireTls }: StatementConditions): { readonly Condition?: ConditionElement } {
  const tests: Record<string, Record<string, string>> = {};
  if (requireTls) {
    tests.Bool = { 'aws:SecureTransport': 'true' };
  }
  if (expires !== '') {
    tests.DateLessThan = { 'aws:CurrentTime': expires };
  }
  return requireTls || expires !== '' ? { Condition: tests } : {};
}
