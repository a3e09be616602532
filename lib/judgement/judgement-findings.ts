import type { Accounts } from '../iam/account';
import { asList, statementPath } from '../iam/policy';
import type { Clause } from '../iam/verdict';
import { type Diagnostic, Severity } from '../messages/diagnostic';
import type { JsonObject } from '../messages/json';
import { plain, printable, quoted } from '../messages/wording';
import { EXEMPTING_OPERATOR, exemptingTests, withExemption } from './exemption';
import { byStatement, type JudgedRefusal, type Judgement, refusesAll, type StatementRefusal } from './judgement';
import { Extent } from './refusals';
import type { RightBeyondGrants } from './rights-beyond-grants';

/** The names that findings use. */
export interface JudgementNames {
  readonly account: Accounts;
  /** The document that contains the statements. */
  readonly policy: JsonObject;
  /** The name of a grant in the list, such as `grants[0]`. */
  readonly grantName: (index: number) => string;
  /** @default - the text for `acceptedDenies` in the file and in props */
  readonly accepting?: Accepting;
}

/** Returns what to write to accept a statement with this Sid; the Sid is undefined if the statement has none. */
export type Accepting = (sid: string | undefined) => string;

/** The warnings about kept statements that conflict with the grants, each with its path in the document. */
export function judgementFindings({ beyond, refusals }: Judgement, names: JudgementNames): Diagnostic[] {
  const reported = byStatement(refusals.filter(isReported));
  return [
    ...beyond.map((right) => ({
      path: [...statementPath(names.policy, right.place.index), right.isByNotPrincipal ? 'NotPrincipal' : 'Principal'],
      message: `${sidText(right.place.sid)}${beyondWords(right, names.grantName)}; ${exemptionText(right.statement, names.account)}`,
      severity: Severity.WARNING,
      ...(isReportedRight(right) ? { isForPreflight: true } : {}),
    })),
    ...reported.map((refusal) => ({
      path: statementPath(names.policy, refusal.place.index),
      message: refusalMessage(refusal, names),
      severity: Severity.WARNING,
      isForPreflight: true,
    })),
  ];
}

/** Whether a refusal is reported. A partial refusal is taken as intended. */
export function isReported({ extent, isAccepted }: JudgedRefusal): boolean {
  return extent === Extent.ALL && !isAccepted;
}

/** Whether a right is reported. A right that the grants also give needs no action. */
export function isReportedRight({ beyond }: RightBeyondGrants): boolean {
  return beyond.actions.length > 0;
}

function sidText(sid: string | undefined): string {
  return sid === undefined ? '' : `(Sid ${quoted(sid)}) `;
}

function refusalMessage(refusal: StatementRefusal, names: JudgementNames): string {
  const { account, grantName, accepting = acceptedDenies } = names;
  const { place, statement } = refusal;
  return `${sidText(place.sid)}${refusalWords(refusal, grantName)}; ${exemptionText(statement, account)}, or keep it on purpose: ${accepting(place.sid)}`;
}

/** What a statement denies Zencoder, as the predicate of a sentence with the statement as its subject. */
export function refusalWords(refusal: StatementRefusal, grantName: JudgementNames['grantName']): string {
  const { actions, grants, because, dependsOn, accounts } = refusal;
  const what = `${actions.join(', ')} (allowed by ${firstOf(grants.map(grantName))})`;
  const whom = accounts === undefined ? 'Zencoder' : `Zencoder's account ${accounts.join(' and ')}`;
  return refusesAll(refusal)
    ? `denies ${whom} every request of ${what}${because.length === 0 ? '' : `, because ${because.join(' and ')}`}`
    : `denies ${whom} ${what}, ${conditionWords(dependsOn)}; this depends on the request that Zencoder sends`;
}

/** The conditions that depend on the request, as the end of a sentence: `unless aws:SourceIp is in "203.0.113.0/24"`. */
export function conditionWords(dependsOn: readonly Clause[]): string {
  return dependsOn.map(({ when, unless }) => (unless === undefined ? `if ${when}` : `unless ${unless}`)).join(' and ');
}

/** How to change a statement so that it does not apply to Zencoder. */
export function exemptionText(statement: JsonObject, account: Accounts): string {
  const changed = withExemption(statement, account);
  if (changed === null) {
    return 'to exempt Zencoder, remove the statement';
  }
  return changed.Condition === statement.Condition
    ? `to exempt Zencoder, write "Principal": ${printable(JSON.stringify(changed.Principal))}`
    : `to exempt Zencoder, put "${EXEMPTING_OPERATOR}": ${printable(JSON.stringify(exemptingTests(statement, account)))} into its Condition`;
}

export function acceptedDenies(sid: string | undefined): string {
  return sid === undefined
    ? 'give it a Sid and add that to acceptedDenies'
    : `acceptedDenies: [${printable(JSON.stringify(sid))}]`;
}

const MAX_LISTED = 4;

/**
 * What a statement allows everybody, including Zencoder, as the predicate of a sentence with the statement as its subject.
 * @param grantName returns the name of a grant, if the grants have names
 */
export function beyondWords(right: RightBeyondGrants, grantName?: JudgementNames['grantName']): string {
  const { statement, isByNotPrincipal, beyond, grants, dependsOn, because } = right;
  const who = isByNotPrincipal ? 'everybody except its NotPrincipal' : 'everybody';
  const conditions = [...because, ...dependsOn.map(({ when }) => when)];
  const under = conditions.length === 0 ? '' : `, if ${conditions.join(' and if ')}`;
  const granting = grantName === undefined ? 'the grants' : firstOf(grants.map(grantName));
  return beyond.actions.length === 0
    ? `allows ${who} ${firstOf(asList(statement.Action).map(String))}${under}; Zencoder already has this access through ${granting}`
    : `allows ${who}, including Zencoder, ${firstOf(beyond.actions)} on ${firstOf(beyond.resources)}${under}, more than the grants allow`;
}

/** The first words, and the number of the remaining ones, in one line. */
export function firstOf(words: readonly string[]): string {
  const more = words.length - MAX_LISTED;
  return plain([...words.slice(0, MAX_LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', '));
}
