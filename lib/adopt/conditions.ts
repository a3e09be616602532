import { expiryFault, expiryInUtc } from '../grants/expiry';
import { listed } from '../iam/policy';
import { isObject, type Json } from '../messages/json';
import { quoted } from '../messages/wording';
import { ZencoderRole } from '../zencoder/zencoder';

/** Under which conditions a statement holds. */
export interface StatementConditions {
  /** In UTC; empty for no end. */
  readonly expires: string;
  readonly requireTls: boolean;
}

/** What grants can say of a `Condition`, or why they cannot: without one of its tests a statement would allow more. */
export function saidConditions(condition: Json | undefined): StatementConditions | { readonly why: string } {
  let said: StatementConditions = { expires: '', requireTls: false };
  for (const { operator, key, value } of testsOf(condition)) {
    const part = saidTest(operator, key.toLowerCase(), value);
    if (typeof part === 'string') {
      return { why: `its condition ${quoted({ [operator]: { [key]: value } })} ${part}` };
    }
    // Tests hold together, so that of several dates the first ends it.
    const [expires = ''] = [said.expires, part.expires ?? ''].filter((date) => date !== '').sort();
    said = { expires, requireTls: said.requireTls || part.requireTls === true };
  }
  return said;
}

/** Each test by itself; what has not the form of one has no name. */
function testsOf(condition: Json | undefined): { operator: string; key: string; value: Json }[] {
  const members = (value: Json) =>
    isObject(value) && Object.keys(value).length > 0 ? Object.entries(value) : [['', value] as [string, Json]];
  return condition === undefined || (isObject(condition) && Object.keys(condition).length === 0)
    ? []
    : members(condition).flatMap(([operator, tests]) =>
        members(tests).map(([key, value]) => ({ operator, key, value })),
      );
}

/** Names of condition keys are alike in upper and lower case, those of operators are not. */
function saidTest(operator: string, key: string, value: Json): Partial<StatementConditions> | string {
  if (key === 's3:prefix') {
    return `limits the listing of keys alone, and has no effect on objects; what is mostly meant is prefixes: ${prefixes(listed(value))} on a grant, such as one with role: ${ZencoderRole.VIDEO_CLOUD_INGEST}`;
  }
  const [one, ...more] = listed(value);
  if (more.length > 0) {
    return 'has several values, and grants know one';
  }
  if (operator === 'Bool' && key === 'aws:securetransport' && String(one) === 'true') {
    return { requireTls: true };
  }
  if (operator === 'DateLessThan' && key === 'aws:currenttime' && typeof one === 'string') {
    return saidExpiry(one);
  }
  return 'cannot be said of a grant, which knows aws:SecureTransport (requireTls) and DateLessThan aws:CurrentTime (expires)';
}

/** What the values say as prefixes: a wildcard at the end is none of a prefix. */
function prefixes(values: readonly Json[]): string {
  return JSON.stringify(values.map((value) => String(value).replace(/\*+$/, '')));
}

/** A time may lack its seconds, or have a fraction of zeros. What a date alone means is documented nowhere. */
function saidExpiry(text: string): Partial<StatementConditions> | string {
  const full = text.replace(/(T\d\d:\d\d)(?=Z|[+-])/, '$1:00').replace(/(T\d\d:\d\d:\d\d)\.0+(?=Z|[+-])/, '$1');
  const fault = expiryFault(full);
  return fault === undefined ? { expires: expiryInUtc(full) } : `cannot be said: ${fault}`;
}
