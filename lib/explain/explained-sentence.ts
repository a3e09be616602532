import { NEVER, NO_END } from '../grants/access-window';
import { shown } from '../messages/wording';
import { conditionWords } from './change-sentences';
import type { ExplainedRight } from './explanation';
import { nameOf } from './right';
import { isApart, type Show, scopesInSentence, verbsWithPrepositions } from './words';

/**
 * What somebody may do where and until when, in a sentence.
 * @param most how many prefixes and keys are named
 */
export function explainedSentence(right: ExplainedRight, most?: number, show: Show = shown): string {
  const { who, bucket, actions, where, expires, requireTls } = right;
  const overTls = expires === undefined ? NO_END : Date.parse(expires);
  const conditions = conditionWords({ overTls, withoutTls: requireTls ? NEVER : overTls });
  const comma = where.length > 2 || where.some(isApart) ? ',' : '';
  const under = conditions === '' ? '' : `${comma} ${conditions}`;
  const name = nameOf(who, show);
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `${subject} may ${verbsWithPrepositions(actions)} ${show(bucket)}${scopesInSentence(where, show, most)}${under}.`;
}
