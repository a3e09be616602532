import type { ZencoderGrant } from '../grants/grant';
import { partedPrincipal, withException } from '../iam/account';
import {
  CHOICES,
  inNewVersion,
  labelOf,
  listed,
  OLD_VERSION,
  placeOf,
  STATEMENT_MEMBERS,
  VERSION,
} from '../iam/policy';
import { readKeptPolicy } from '../judgement/kept-policy';
import { type Diagnostic, isError, isWarning, pathText } from '../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { grantsOfStatements } from './grants-from-statements';
import { type KeptStatement, withOwnSids } from './kept-statements';
import { type Loss, loss } from './loss';
import { type AdoptionContext, type Part, partByCondition } from './part-by-condition';
import { readStatement, type SaidStatement } from './read-statement';

/** A policy as grants, and what stays beside them. It is never wider for Zencoder, and the same for everybody else. */
export interface Adoption {
  readonly grants: readonly ZencoderGrant[];
  readonly requireTls: boolean;
  /** In the current version of the policy language. */
  readonly otherStatements: readonly JsonObject[];
  /** Without any the policy means the same as before. */
  readonly losses: readonly Loss[];
  /** What was changed without changing the meaning. */
  readonly notes: readonly string[];
  /** What is odd or doubtful in the statements that are kept, a line each. */
  readonly doubts: readonly string[];
  /** Why it cannot be adopted at all. */
  readonly faults: readonly string[];
}

export function adopt(policy: JsonObject, context: AdoptionContext): Adoption {
  const version = policy.Version ?? OLD_VERSION;
  const old = version === OLD_VERSION;
  const given = listed(policy.Statement);
  const parts = given
    .map((statement) => (old ? inNewVersion(statement) : statement))
    .map((statement, index) => part(statement, index, context));
  const said = parts.flatMap(({ reading }) => reading?.said ?? []);
  const { kept, notes: sidNotes } = withOwnSids(parts.flatMap(({ kept: own }) => own ?? []));
  const found = keptFindings(kept, context);
  const isTaken = ({ isGrammar, path: [, index] }: Diagnostic) =>
    isGrammar === true && context.isLive === true && isObject(kept[index as number]?.statement);
  return {
    grants: grantsOfStatements(said),
    requireTls: said.some(({ requireTls }) => requireTls),
    otherStatements: kept.map(({ statement }) => statement),
    losses: [
      ...parts.flatMap(({ losses = [], reading }) => [...losses, ...(reading?.losses ?? [])]),
      ...tlsLosses(said),
    ],
    notes: [
      ...documentNotes(policy, old, given),
      ...parts.flatMap(({ notes = [], reading }) => [...notes, ...(reading?.notes ?? [])]),
      ...sidNotes,
      ...(found.some((finding) => isError(finding) && isTaken(finding)) ? [REFUSED_BY_SYNTH] : []),
    ],
    faults: [
      ...(old || version === VERSION ? [] : [`Version: ${quoted(version)} is no version of the policy language`]),
      ...parts.flatMap(({ faults = [] }) => faults),
      ...found.filter((finding) => isError(finding) && !isTaken(finding)).map((finding) => lineOf(finding, kept)),
    ],
    doubts: found.filter((finding) => isWarning(finding) || isTaken(finding)).map((finding) => lineOf(finding, kept)),
  };
}

function part(statement: Json, index: number, context: AdoptionContext): Part {
  const { bucket, zencoder } = context;
  const place = placeOf(statement, index);
  const kept = { place, statement: statement as JsonObject };
  if (!isObject(statement) || statement.Effect !== 'Allow' || !isWhole(statement)) {
    return { kept };
  }
  const { Principal, NotPrincipal } = statement;
  if (Principal === undefined) {
    const byCondition = partByCondition(statement, place, context);
    if (byCondition !== undefined) {
      return byCondition;
    }
    return isObject(NotPrincipal) && !partedPrincipal(NotPrincipal, zencoder).account
      ? {
          kept: { place, statement: { ...statement, NotPrincipal: withException(NotPrincipal, zencoder) } },
          losses: [loss(place, statement, NOT_PRINCIPAL)],
        }
      : { kept };
  }
  const { account, within, everybody, rest } = partedPrincipal(Principal, zencoder);
  if (!account && within.length === 0) {
    return partByCondition(statement, place, context) ?? { kept };
  }
  const others = rest === undefined ? {} : { kept: { place, statement: { ...statement, Principal: rest } } };
  const dropped = (why: string) => [`${labelOf(place)}: ${why}`];
  const number = within.find((name) => typeof name !== 'string');
  if (number !== undefined) {
    return { faults: dropped(`Principal: ${quoted(number)} is no string, as an account ID is; write "${number}"`) };
  }
  if (everybody) {
    return { ...others, notes: dropped('names Zencoder beside everybody; its name is left out, everybody stays') };
  }
  if (!account) {
    const why = `it is for ${within.map(quoted).join(', ')} alone, and grants are for Zencoder's whole account`;
    return { ...others, losses: [loss(place, statement, why)] };
  }
  return {
    ...others,
    reading: readStatement(statement, place, bucket),
    notes:
      within.length === 0 ? [] : dropped(`${within.map(quoted).join(', ')} is left out beside the whole account of it`),
  };
}

const REFUSED_BY_SYNTH =
  'S3 has taken what the warnings name and is documented to refuse it now: correct it in the policy file, which is refused until then';

const NOT_PRINCIPAL =
  'it has NotPrincipal, and so lets in Zencoder with all who are not named; for them it stays, with Zencoder named too';

/** A statement that S3 takes, as far as its elements go. What it would refuse is said of those that are kept. */
function isWhole(statement: JsonObject): boolean {
  return (
    Object.keys(statement).every((name) => STATEMENT_MEMBERS.includes(name)) &&
    CHOICES.every(([one, other]) => one in statement !== other in statement)
  );
}

/** `requireTls` is of the bucket: where some statements ask for TLS, it is asked for all. */
function tlsLosses(said: readonly SaidStatement[]): Loss[] {
  const tls = said.find(({ requireTls }) => requireTls);
  return tls === undefined
    ? []
    : said
        .filter(({ requireTls }) => !requireTls)
        .map((without) =>
          loss(
            without,
            without.json,
            `without TLS, which ${labelOf(tls)} does not allow: requireTls holds for all grants of a bucket`,
          ),
        );
}

function documentNotes({ Id, Version }: JsonObject, old: boolean, statements: readonly Json[]): string[] {
  const variables = old && JSON.stringify(statements) !== JSON.stringify(statements.map(inNewVersion));
  return [
    ...(variables
      ? [
          `Version: ${Version === undefined ? 'where none is said, it is ' : ''}"${OLD_VERSION}" becomes "${VERSION}"; "\${", which is plain text there, becomes "\${$}{"`,
        ]
      : []),
    ...(Id === undefined || Id === 'ZencoderBucketPolicy' ? [] : [`Id: ${quoted(Id)} becomes "ZencoderBucketPolicy"`]),
  ];
}

/** What is wrong or doubtful in the statements that are kept. */
function keptFindings(kept: readonly KeptStatement[], { zencoder, bucket }: AdoptionContext): readonly Diagnostic[] {
  const text = JSON.stringify({ Version: VERSION, Statement: kept.map(({ statement }) => statement) });
  return kept.length === 0 ? [] : readKeptPolicy(text, zencoder, bucket).findings;
}

/** A finding at the statement of the document that it is about. */
function lineOf({ path, message }: Diagnostic, kept: readonly KeptStatement[]): string {
  const [, index, ...within] = path;
  const statement = kept[index as number];
  const place = statement === undefined ? [pathText(path)] : [labelOf(statement.place), pathText(within)];
  return [...place, message].filter((words) => words !== '').join(': ');
}
