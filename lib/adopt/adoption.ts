import { requiresTls } from '../grants/access-window';
import { POLICY_HEAD } from '../grants/bucket-policy';
import type { ZencoderGrant } from '../grants/grant';
import { OUR_SID } from '../grants/sid';
import { deletedPrincipalsIn, withoutDeletedPrincipals } from '../iam/deleted-principals';
import { currentStatements, hasVariables, labelOf, statementsOf, VERSION, VERSION_2008 } from '../iam/policy';
import { readKeptPolicy } from '../judgement/kept-policy';
import { countOf, type Diagnostic, isError, isWarning, pathText } from '../messages/diagnostic';
import { isObject, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { grantsOfStatements } from './grants-from-statements';
import { type Loss, loss } from './loss';
import type { Granted } from './read-statement';
import { type AdoptionContext, type KeptStatement, splitStatement } from './split-statement';

/** A policy as grants, and what stays beside them. It is never wider for Zencoder, whose accounts count as one, and the same for everybody else. */
export interface Adoption {
  readonly grants: readonly ZencoderGrant[];
  readonly requireTls: boolean;
  /** In the current version of the policy language. */
  readonly otherStatements: readonly JsonObject[];
  /** The place of each of those in the policy that was given, from 0. */
  readonly keptPlaces: readonly number[];
  /** Without any the policy means the same as before. */
  readonly losses: readonly Loss[];
  /** What was changed without changing the meaning. */
  readonly notes: readonly string[];
  /** What is odd or doubtful in the statements that are kept, a line each. */
  readonly warnings: readonly string[];
  /** A statement is for some of Zencoder's accounts alone, and the grants are for all of them. */
  readonly isWider: boolean;
  /** Why it cannot be adopted at all. */
  readonly errors: readonly string[];
}

export function adopt(policy: JsonObject, context: AdoptionContext): Adoption {
  const { Version = VERSION_2008 } = policy;
  const parts = currentStatements(policy).map((statement, index) => splitStatement(statement, index, context));
  const granted = parts.flatMap((part) => part.granted ?? []);
  const { kept, notes: sidNotes } = withOwnSids(parts.flatMap(({ kept: own }) => own ?? []));
  const found = keptFindings(kept, context);
  const isTaken = ({ isGrammar, path: [, index] }: Diagnostic) =>
    isGrammar === true && context.isFromS3 === true && isObject(kept[index as number]?.statement);
  return {
    grants: grantsOfStatements(granted),
    requireTls: granted.some(({ window }) => requiresTls(window)),
    otherStatements: kept.map(({ statement }) => statement),
    keptPlaces: kept.map(({ place }) => place.index),
    losses: [...parts.flatMap(({ losses = [] }) => losses), ...tlsLosses(granted)],
    notes: [
      ...documentNotes(policy),
      ...parts.flatMap(({ notes = [] }) => notes),
      ...sidNotes,
      ...kept.flatMap(deletedNotes),
      ...(found.some((finding) => isError(finding) && isTaken(finding)) ? [REFUSED_BY_SYNTH] : []),
    ],
    isWider: parts.some(({ isForSomeAccounts }) => isForSomeAccounts === true),
    errors: [
      ...(hasVariables(policy) !== undefined
        ? []
        : [`Version: ${quoted(Version)} is no version of the policy language`]),
      ...firstOf(parts.flatMap(({ errors = [] }) => errors)),
      ...linesOf(
        found.filter((finding) => isError(finding) && !isTaken(finding)),
        kept,
      ),
    ],
    warnings: linesOf(
      found.filter((finding) => isWarning(finding) || isTaken(finding)),
      kept,
    ),
  };
}

const REFUSED_BY_SYNTH =
  'S3 has taken what the warnings name and is documented to refuse it now: correct it in the policy file, which is refused until then';

/** `requireTls` is of the bucket: where some statements ask for TLS, it is asked for all. */
function tlsLosses(granted: readonly Granted[]): Loss[] {
  const tls = granted.find(({ window }) => requiresTls(window));
  const why = `without TLS, which ${tls && labelOf(tls)} does not allow: requireTls holds for all grants of a bucket`;
  const plain = granted.filter(({ window }) => tls !== undefined && !requiresTls(window));
  return plain.map((statement) => loss(statement, statement.json, why));
}

function documentNotes(policy: JsonObject): string[] {
  const { Id, Version } = policy;
  const isChanged = JSON.stringify(statementsOf(policy)) !== JSON.stringify(currentStatements(policy));
  const given = Version === undefined ? 'where none is said, it is ' : '';
  return [
    ...(isChanged
      ? [`Version: ${given}"${VERSION_2008}" becomes "${VERSION}"; "\${", which is plain text there, becomes "\${$}{"`]
      : []),
    ...(Id === undefined || Id === POLICY_HEAD.Id ? [] : [`Id: ${quoted(Id)} becomes "${POLICY_HEAD.Id}"`]),
  ];
}

/** The statements with Sids that can be in one policy: each once, none like those that are made of grants. */
function withOwnSids(kept: readonly KeptStatement[]): { kept: KeptStatement[]; notes: string[] } {
  const notes: string[] = [];
  const taken = new Set(kept.flatMap(({ place: { sid } }) => (sid === undefined || OUR_SID.test(sid) ? [] : [sid])));
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const renamed = kept.map(({ place, statement }) => {
    const { sid } = place;
    if (sid === undefined || (!seen.has(sid) && !OUR_SID.test(sid))) {
      seen.add(sid ?? '');
      return { place, statement };
    }
    const wanted = sid.replace(OUR_SID, (ours) => ours.replace('Zencoder', 'Other'));
    let name = wanted;
    let count = counts.get(wanted) ?? 2;
    while (taken.has(name)) {
      name = `${wanted}${count++}`;
    }
    counts.set(wanted, count);
    taken.add(name);
    const why = OUR_SID.test(sid) ? "that is how Zencoder's own are named here" : 'another statement has that Sid';
    notes.push(`${labelOf(place)}: becomes ${quoted(name)} since ${why}`);
    return { place, statement: { ...statement, Sid: name } };
  });
  return { kept: renamed, notes };
}

/** S3 shows users and roles that were deleted, and refuses a policy that is put with one of them. */
function deletedNotes({ place, statement }: KeptStatement): string[] {
  const ids = isObject(statement) ? deletedPrincipalsIn(statement) : [];
  if (ids.length === 0) {
    return [];
  }
  const them = ids.length === 1 ? 'a user or role that was deleted' : 'users or roles that were deleted';
  const names = ids.map(quoted).join(', ');
  const advice =
    withoutDeletedPrincipals(statement) === null
      ? `is for nobody but ${them} (${names}): leave out the whole statement`
      : `names ${them} (${names}): leave ${ids.length === 1 ? 'it' : 'them'} out`;
  return [`${labelOf(place)} ${advice}, since S3 refuses to put a policy with such a name`];
}

/** What is wrong or doubtful in the statements that are kept. */
function keptFindings(kept: readonly KeptStatement[], { zencoder, bucket }: AdoptionContext): readonly Diagnostic[] {
  const text = JSON.stringify({ Version: VERSION, Statement: kept.map(({ statement }) => statement) });
  return kept.length === 0 ? [] : readKeptPolicy(text, zencoder, bucket).findings;
}

/** More than anybody reads. */
const MAX_LINES = 500;

function linesOf(findings: readonly Diagnostic[], kept: readonly KeptStatement[]): readonly string[] {
  return firstOf(
    findings.map((finding) => lineOf(finding, kept)),
    countOf(findings),
  );
}

function firstOf(lines: readonly string[], count = lines.length): readonly string[] {
  const first = lines.slice(0, MAX_LINES);
  return count > first.length ? [...first, `and ${count - first.length} more like these`] : first;
}

/** A finding at the statement of the document that it is about. */
function lineOf({ path, message }: Diagnostic, kept: readonly KeptStatement[]): string {
  const [, index, ...within] = path;
  const statement = kept[index as number];
  const place = statement === undefined ? [pathText(path)] : [labelOf(statement.place), pathText(within)];
  return [...place, message].filter((words) => words !== '').join(': ');
}
