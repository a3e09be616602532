import { type Diagnostic, findingsOfEach, Severity, within } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { JsonSource, JsonSyntaxError, type LongNumber, lineAndColumn, MAX_DEPTH } from '../json-source';
import { labelOf, POLICY_MEMBERS, placeOf, statementPath, statementsOf, VERSION, VERSION_2008 } from '../policy';
import { type GrammarOptions, memberFindings, nameFindings, statementFindings } from './statement';

/**
 * Checks that a document is a valid bucket policy. Each finding has its path in the document. An error is something
 * that S3 is documented to refuse. A warning is something that S3 accepts although IAM's grammar forbids it, or that
 * may be a mistake.
 */
export function grammarFindings(policy: Json, options: GrammarOptions = {}): Diagnostic[] {
  if (!isObject(policy)) {
    return [{ path: [], message: 'is not a policy document: give a JSON object with Statement' }];
  }
  if (isTooDeep(policy)) {
    return [{ path: [], message: `${TOO_DEEP}; give a bucket policy document` }];
  }
  const statements = policy.Statement === null ? [] : statementsOf(policy);
  return [
    ...memberFindings(policy, POLICY_MEMBERS),
    ...versionFindings(policy),
    ...(policy.Id === undefined ? [] : nameFindings({ path: ['Id'], value: policy.Id })),
    ...(statements.length === 0
      ? [
          {
            path: ['Statement'],
            message:
              'is missing or empty; a policy needs at least one statement: add one, or remove the setting that names this policy',
          },
        ]
      : findingsOfEach(statements, (statement, index) =>
          within(statementPath(policy, index), statementFindings(statement, options)),
        )),
    ...repeatedSidFindings(policy, statements),
  ];
}

export const TOO_DEEP = `is nested more than ${MAX_DEPTH} levels deep`;

/** Whether recursive functions could run out of stack on a document. This function does not use recursion. */
export function isTooDeep(document: Json): boolean {
  let level: Json[] = [document];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return level.length > 0;
}

/** Source: IAM's "IAM JSON policy elements: Version". */
function versionFindings({ Version = VERSION_2008 }: JsonObject): Diagnostic[] {
  return Version === VERSION || Version === VERSION_2008
    ? []
    : [
        {
          path: ['Version'],
          message: `${quoted(Version)} is not a version of the policy language; write "${VERSION}", the current version`,
        },
      ];
}

/**
 * Source: Access Analyzer's "Unique Sids required". S3 does not require unique Sids: Zencoder's own recommended policy
 * repeats one.
 */
function repeatedSidFindings(policy: JsonObject, statements: readonly Json[]): Diagnostic[] {
  const firstIndexes = new Map<string, number>();
  return findingsOfEach(statements, (statement, index) => {
    const { sid = '' } = placeOf(statement, index);
    const first = firstIndexes.get(sid);
    if (sid === '' || first === undefined) {
      firstIndexes.set(sid, index);
      return [];
    }
    return [
      {
        path: [...statementPath(policy, index), 'Sid'],
        message: `${quoted(sid)} is already the Sid of ${labelOf({ index: first })}; S3 accepts this, but aws_iam_policy_document and other tools refuse it: rename one of the two`,
        severity: Severity.WARNING,
      },
    ];
  });
}

/** A policy as it is written, and its findings. */
export interface ReadPolicy {
  /** Undefined if the text is not JSON. */
  readonly policy: Json | undefined;
  readonly findings: readonly Diagnostic[];
}

/**
 * Reads the text of a bucket policy. It also reports what `JSON.parse` hides: a repeated name, of which `JSON.parse`
 * keeps only the last value, and a number that a double cannot hold exactly. Source: IAM's "Grammar of the IAM JSON
 * policy language", which does not allow the same key twice in an element.
 */
export function readPolicyText(text: string, options: GrammarOptions = {}): ReadPolicy {
  let source: JsonSource;
  try {
    source = new JsonSource(text);
  } catch (thrown) {
    if (!(thrown instanceof JsonSyntaxError)) {
      throw thrown;
    }
    const [line, column] = lineAndColumn(text, thrown.offset).split(':');
    const message = `${thrown.message}, at line ${line}, column ${column}; give a bucket policy document`;
    return { policy: undefined, findings: [{ path: [], message }] };
  }
  const policy = JSON.parse(text) as Json;
  return {
    policy,
    findings: [
      ...grammarFindings(policy, options).map(asGrammarFinding),
      ...findingsOfEach(source.longNumbers, (number) => [numberFinding(number)]),
    ],
  };
}

function asGrammarFinding(finding: Diagnostic): Diagnostic {
  return { ...finding, isGrammar: true };
}

const MAX_SHOWN_LENGTH = 40;

function numberFinding({ path, text }: LongNumber): Diagnostic {
  const shown = text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
  return {
    path,
    message: `${shown} is a number with too many digits to be read exactly; write it as a string, "${shown}"`,
  };
}
