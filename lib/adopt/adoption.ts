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

/**
 * A policy as grants and other statements. It allows Zencoder, whose accounts count as one, nothing that the policy
 * does not allow. For all other principals it has the same meaning.
 */
export interface Adoption {
  readonly grants: readonly ZencoderGrant[];
  readonly requireTls: boolean;
  /** In the current version of the policy language. */
  readonly otherStatements: readonly JsonObject[];
  /** The index of each of the other statements in the given policy, which begins at 0. */
  readonly keptPlaces: readonly number[];
  /** What Zencoder loses. If there are none, the meaning of the policy stays the same. */
  readonly losses: readonly Loss[];
  /** Changes that do not change the meaning. */
  readonly notes: readonly string[];
  /** Warnings about the other statements, one line each. */
  readonly warnings: readonly string[];
  /** A statement names only some of Zencoder's accounts, but the grants apply to all of them. */
  readonly isWider: boolean;
  /** Why the policy cannot be adopted at all. */
  readonly errors: readonly string[];
}

/** Converts a policy into grants and other statements. */
export function adopt(policy: JsonObject, context: AdoptionContext): Adoption {
  const { Version = VERSION_2008 } = policy;
  const parts = currentStatements(policy).map((statement, index) => splitStatement(statement, index, context));
  const granted = parts.flatMap((part) => part.granted ?? []);
  const { kept, notes: sidNotes } = withUniqueSids(parts.flatMap(({ kept: own }) => own ?? []));
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
        : [`Version: ${quoted(Version)} is not a version of the policy language`]),
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
  'S3 accepted the statements in the warnings, but is documented to refuse them now: correct them in the policy file, which is refused until then';

/** `requireTls` applies to the whole bucket: if one statement requires TLS, all grants require it. */
function tlsLosses(granted: readonly Granted[]): Loss[] {
  const tls = granted.find(({ window }) => requiresTls(window));
  const why = `requests without TLS, since ${tls && labelOf(tls)} requires TLS and requireTls applies to all grants of a bucket`;
  const plain = granted.filter(({ window }) => tls !== undefined && !requiresTls(window));
  return plain.map((statement) => loss(statement, statement.json, why));
}

function documentNotes(policy: JsonObject): string[] {
  const { Id, Version } = policy;
  const isChanged = JSON.stringify(statementsOf(policy)) !== JSON.stringify(currentStatements(policy));
  const given = Version === undefined ? ', the default,' : '';
  return [
    ...(isChanged
      ? [
          `Version: "${VERSION_2008}"${given} becomes "${VERSION}"; "\${", which is plain text in the former, becomes "\${$}{"`,
        ]
      : []),
    ...(Id === undefined || Id === POLICY_HEAD.Id ? [] : [`Id: ${quoted(Id)} becomes "${POLICY_HEAD.Id}"`]),
  ];
}

/** Renames Sids, so that they are unique and none looks like the Sid of a grant. */
function withUniqueSids(kept: readonly KeptStatement[]): { kept: KeptStatement[]; notes: string[] } {
  const notes: string[] = [];
  const taken = new Set(kept.flatMap(({ place: { sid } }) => (sid === undefined || OUR_SID.test(sid) ? [] : [sid])));
  const usedSids = new Set<string>();
  const counts = new Map<string, number>();
  const renamed = kept.map(({ place, statement }) => {
    const { sid } = place;
    if (sid === undefined || (!usedSids.has(sid) && !OUR_SID.test(sid))) {
      usedSids.add(sid ?? '');
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
    const why = OUR_SID.test(sid) ? 'Sids of this form are for grants' : 'another statement has the same Sid';
    notes.push(`${labelOf(place)}: the Sid becomes ${quoted(name)}, since ${why}`);
    return { place, statement: { ...statement, Sid: name } };
  });
  return { kept: renamed, notes };
}

/** Notes about deleted users and roles. S3 shows their IDs, but refuses a new policy that contains one. */
function deletedNotes({ place, statement }: KeptStatement): string[] {
  const ids = isObject(statement) ? deletedPrincipalsIn(statement) : [];
  if (ids.length === 0) {
    return [];
  }
  const them = ids.length === 1 ? 'a deleted user or role' : 'deleted users or roles';
  const names = ids.map(quoted).join(', ');
  const advice =
    withoutDeletedPrincipals(statement) === null
      ? `names only ${them} (${names}): remove the whole statement`
      : `names ${them} (${names}): remove ${ids.length === 1 ? 'it' : 'them'}`;
  return [`${labelOf(place)} ${advice}, since S3 refuses a new policy that contains such an ID`];
}

/** The findings about the other statements. */
function keptFindings(kept: readonly KeptStatement[], { zencoder, bucket }: AdoptionContext): readonly Diagnostic[] {
  const text = JSON.stringify({ Version: VERSION, Statement: kept.map(({ statement }) => statement) });
  return kept.length === 0 ? [] : readKeptPolicy(text, zencoder, bucket).findings;
}

/** The number of messages to show. */
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

/** The message of a finding, with the label of its statement in the given policy. */
function lineOf({ path, message }: Diagnostic, kept: readonly KeptStatement[]): string {
  const [, index, ...within] = path;
  const statement = kept[index as number];
  const place = statement === undefined ? [pathText(path)] : [labelOf(statement.place), pathText(within)];
  return [...place, message].filter((words) => words !== '').join(': ');
}
