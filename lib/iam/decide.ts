import { isObject, type Json } from '../messages/json';
import { plain, quoted } from '../messages/wording';
import {
  type BucketPolicyDecision,
  BucketPolicyOutcome,
  BucketPolicyRole,
  type BucketPolicyStatement,
} from './decision';
import { labelOf, placeOf } from './policy';
import { type Asked, readStatement, type StatementReading } from './statement';
import { type Clause, clausesOf } from './verdict';

const { ALLOWED, DENIED, NOT_ALLOWED, DEPENDS } = BucketPolicyOutcome;
const { ALLOWS, DENIES, MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY, NEARLY_ALLOWS } = BucketPolicyRole;

/** Puts together what each statement says. Source: IAM's "Policy evaluation logic". */
export function decide(policy: readonly Json[], asked: Asked): BucketPolicyDecision {
  const statements = policy.flatMap((statement, index) => statementOf(statement, index, asked));
  const those = (...roles: BucketPolicyRole[]) => statements.filter(({ statement: { role } }) => roles.includes(role));
  const [denying, allowing] = [those(DENIES), those(ALLOWS)];
  if (denying.length > 0) {
    return decision(DENIED, denying);
  }
  if (allowing.length > 0 && those(MAY_DENY, MAY_ALLOW_OR_DENY).length === 0) {
    return decision(ALLOWED, allowing);
  }
  if (allowing.length > 0 || those(MAY_ALLOW, MAY_ALLOW_OR_DENY).length > 0) {
    return decision(DEPENDS, those(allowing.length > 0 ? ALLOWS : MAY_ALLOW, MAY_DENY, MAY_ALLOW_OR_DENY));
  }
  const nobody = `no statement allows ${what(asked)} to the account ${asked.asker.accountId}`;
  return decision(NOT_ALLOWED, those(NEARLY_ALLOWS), [nobody]);
}

const MOST_STATEMENTS = 5;

interface Deciding {
  readonly statement: BucketPolicyStatement;
  /** Its words, where what is asked for has been mentioned. */
  readonly again: string;
}

function decision(
  outcome: BucketPolicyOutcome,
  deciding: readonly Deciding[],
  first: readonly string[] = [],
): BucketPolicyDecision {
  const more = deciding.length - MOST_STATEMENTS;
  const said = deciding
    .slice(0, MOST_STATEMENTS)
    .map(({ statement, again }, index) => (first.length + index === 0 ? statement.words : again));
  const explanation = [...first, ...said, ...(more > 0 ? [`and so for ${more} more`] : [])].join('; ');
  return { outcome, statements: deciding.map(({ statement }) => statement), explanation };
}

function what({ action, arn }: Asked): string {
  return `${action} on ${plain(arn)}`;
}

/** None where the statement has nothing to do with the decision. */
function statementOf(given: Json, index: number, asked: Asked): Deciding[] {
  const members = isObject(given) ? given : {};
  const reading = readStatement(given, asked);
  const role = roleOf(members.Effect, reading);
  if (role === undefined) {
    return [];
  }
  const { sid } = placeOf(members, index);
  const because = role === NEARLY_ALLOWS ? reading.against.map(({ words }) => words) : reading.holding;
  const clauses = clausesOf(reading.applies);
  const words = (it: string) => `${labelOf({ index, sid })} ${wordsOf(role, because, clauses, members.Effect, it)}`;
  const statement = {
    index,
    ...(sid === undefined ? {} : { sid }),
    role,
    dependsOn: clauses.map(({ when }) => when),
    because: [...because],
    words: words(what(asked)),
  };
  return [{ statement, again: words('it') }];
}

function roleOf(effect: Json | undefined, { applies, against }: StatementReading): BucketPolicyRole | undefined {
  if (applies === false) {
    return effect === 'Allow' && against.length === 1 ? NEARLY_ALLOWS : undefined;
  }
  switch (effect) {
    case 'Allow':
      return applies === true ? ALLOWS : MAY_ALLOW;
    case 'Deny':
      return applies === true ? DENIES : MAY_DENY;
    default:
      return MAY_ALLOW_OR_DENY;
  }
}

function wordsOf(
  role: BucketPolicyRole,
  because: readonly string[],
  clauses: readonly Clause[],
  effect: Json | undefined,
  it: string,
): string {
  const conditions = clauses.map(({ when }) => when).join(', and if ');
  const [only, ...more] = clauses;
  switch (role) {
    case ALLOWS:
    case DENIES:
      return `${role} ${it}${because.length === 0 ? '' : `, as ${because.join(' and ')}`}`;
    case MAY_ALLOW:
      return `allows ${it} only if ${conditions}`;
    case MAY_DENY:
      return more.length === 0 && only?.unless !== undefined
        ? `denies ${it} unless ${only.unless}`
        : `denies ${it} if ${conditions}`;
    case MAY_ALLOW_OR_DENY:
      return `allows or denies ${it}${conditions === '' ? '' : ` if ${conditions}`}; its Effect ${effect === undefined ? 'is missing' : `${quoted(effect)} is not understood`}`;
    case NEARLY_ALLOWS:
      return `would allow it, but ${because.join(' and ')}`;
  }
}
