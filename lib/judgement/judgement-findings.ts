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

/** How findings name what they are about. */
export interface JudgementNames {
  readonly account: Accounts;
  /** The document that holds the statements. */
  readonly policy: JsonObject;
  /** What a grant of the list is called, such as `grants[0]`. */
  readonly grantName: (index: number) => string;
  /** @default - as in the file and in props */
  readonly accepting?: Accepting;
}

/** What to write to keep a statement with this Sid on purpose; undefined where it has none. */
export type Accepting = (sid: string | undefined) => string;

/** What is doubtful in statements beside grants, each with its path in the document. All are warnings. */
export function judgementFindings({ beyond, refusals }: Judgement, names: JudgementNames): Diagnostic[] {
  const loud = byStatement(refusals.filter(isReported));
  return [
    ...beyond.map((right) => ({
      path: [...statementPath(names.policy, right.place.index), right.isByNotPrincipal ? 'NotPrincipal' : 'Principal'],
      message: `${sidText(right.place.sid)}${beyondWords(right, names.grantName)}; ${exemptionText(right.statement, names.account)}`,
      severity: Severity.WARNING,
      ...(isReportedRight(right) ? { isForPreflight: true } : {}),
    })),
    ...loud.map((refusal) => ({
      path: statementPath(names.policy, refusal.place.index),
      message: refusalMessage(refusal, names),
      severity: Severity.WARNING,
      isForPreflight: true,
    })),
  ];
}

/** A part that is refused is an exemption on purpose. */
export function isReported({ extent, isAccepted }: JudgedRefusal): boolean {
  return extent === Extent.ALL && !isAccepted;
}

/** What Zencoder has by the grants already is nothing to act on. */
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

/** What a statement denies Zencoder, as the end of a sentence that begins with the statement. */
export function refusalWords(refusal: StatementRefusal, grantName: JudgementNames['grantName']): string {
  const { actions, grants, because, dependsOn, accounts } = refusal;
  const what = `${actions.join(', ')}, which ${some(grants.map(grantName))} ${grants.length > 1 ? 'allow' : 'allows'}`;
  const whom = accounts === undefined ? 'Zencoder' : `Zencoder's account ${accounts.join(' and ')}`;
  return refusesAll(refusal)
    ? `denies ${whom} every request of ${what}${because.length === 0 ? '' : `, as ${because.join(' and ')}`}`
    : `denies ${whom} ${what}, ${conditionWords(dependsOn)}; whether that holds, only a request of Zencoder shows`;
}

/** What only a request can tell, as the end of a sentence: `unless aws:SourceIp is in "203.0.113.0/24"`. */
export function conditionWords(dependsOn: readonly Clause[]): string {
  return dependsOn.map(({ when, unless }) => (unless === undefined ? `if ${when}` : `unless ${unless}`)).join(' and ');
}

/** What to write so that a statement is no longer about Zencoder. */
export function exemptionText(statement: JsonObject, account: Accounts): string {
  const spared = withExemption(statement, account);
  if (spared === null) {
    return 'to exempt Zencoder, remove the statement';
  }
  return spared.Condition === statement.Condition
    ? `to exempt Zencoder, write "Principal": ${printable(JSON.stringify(spared.Principal))}`
    : `to exempt Zencoder, put "${EXEMPTING_OPERATOR}": ${printable(JSON.stringify(exemptingTests(statement, account)))} into its Condition`;
}

export function acceptedDenies(sid: string | undefined): string {
  return sid === undefined
    ? 'give it a Sid and name that in acceptedDenies'
    : `acceptedDenies: [${printable(JSON.stringify(sid))}]`;
}

const MOST_LISTED = 4;

/**
 * What a statement allows Zencoder together with everybody, as the end of a sentence that begins with the statement.
 * @param grantName what a grant of the list is called, where the grants have names
 */
export function beyondWords(right: RightBeyondGrants, grantName?: JudgementNames['grantName']): string {
  const { statement, isByNotPrincipal, beyond, grants, dependsOn, because } = right;
  const who = isByNotPrincipal ? 'everybody but its NotPrincipal' : 'everybody';
  const conditions = [...because, ...dependsOn.map(({ when }) => when)];
  const under = conditions.length === 0 ? '' : `, if ${conditions.join(' and if ')}`;
  const granting = grantName === undefined ? 'the grants' : some(grants.map(grantName));
  return beyond.actions.length === 0
    ? `allows ${who} ${some(asList(statement.Action).map(String))}${under}; Zencoder has that by ${granting} already`
    : `allows ${who}, and so Zencoder, ${some(beyond.actions)} on ${some(beyond.resources)}${under}, more than the grants allow`;
}

/** The first of them and how many more there are, within a line. */
export function some(words: readonly string[]): string {
  const more = words.length - MOST_LISTED;
  return plain([...words.slice(0, MOST_LISTED), ...(more > 0 ? [`${more} more`] : [])].join(', '));
}
