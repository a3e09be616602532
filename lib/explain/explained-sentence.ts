import { NEVER, NO_END } from '../grants/access-window';
import { shown } from '../messages/wording';
import { conditionWords } from './change-sentences';
import type { ExplainedRight } from './explanation';
import { nameAtStart } from './right';
import { needsComma, type Show, scopesInSentence, verbsWithPrepositions } from './words';

/**
 * What a principal can do, where and until when, in a sentence.
 * @param most the maximum number of prefixes and keys that are named
 */
export function explainedSentence(right: ExplainedRight, most?: number, show: Show = shown): string {
  const { who, bucket, actions, where, expires, requireTls } = right;
  const overTls = expires === undefined ? NO_END : Date.parse(expires);
  const conditions = conditionWords({ overTls, withoutTls: requireTls ? NEVER : overTls });
  const comma = where.length > 2 || where.some(needsComma) ? ',' : '';
  const under = conditions === '' ? '' : `${comma} ${conditions}`;
  return `${nameAtStart(who, show)} can ${verbsWithPrepositions(actions)} ${show(bucket)}${scopesInSentence(where, show, most)}${under}.`;
}
