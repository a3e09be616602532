import { TerraformElement, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { HOW_TO_SHRINK_POLICY, MAX_POLICY_BYTES, POLICY_HEAD, POLICY_TOO_LARGE } from '../../grants/bucket-policy';
import { accountsOf } from '../../iam/account';
import { bucketArn } from '../../s3/escaped-arn';
import { asciiJson, conditionOn, expressionOn, fits, quotedText } from '../terraform/escaped-text';
import type { Condition } from '../terraform/plan-time-checks';
import { KEPT_DOCUMENTS } from './kept-documents';
import {
  type IdentifiedDocument,
  isKnownOnlyAtPlan,
  knownStatements,
  type OwnStatements,
  ownStatements,
} from './known-documents';

export interface MergedPolicyProps {
  readonly document: IdentifiedDocument;
  /** At least one of them is known only at plan time. */
  readonly documents: readonly string[];
  readonly acceptedDenies: readonly string[];
}

/**
 * The policy that joins Zencoder's statements with statements that are known only at plan time. Terraform joins them
 * with its own functions, and does not change them. Terraform also checks the documents at plan time, before it puts
 * the policy, with the same expressions as the Terraform module.
 *
 * Each step is a local value, so that Terraform evaluates it once and a reader can follow it. There are several
 * conditions, because Terraform evaluates a condition only when all its values are known: if the name of the bucket is
 * not known yet, Terraform still evaluates the conditions that do not depend on it.
 */
export class MergedPolicy extends Construct {
  /** A reference to the policy. */
  public readonly policy: string;

  /** The preconditions of the bucket policy. */
  public readonly conditions: readonly Condition[];

  public constructor(scope: Construct, id: string, { document, documents, acceptedDenies }: MergedPolicyProps) {
    super(scope, id);
    const own = ownStatements(document);
    const local = (name: string, expression: unknown) => {
      const reference = `local.${new TerraformLocal(this, name, expression).friendlyUniqueId}`;
      references.set(name, reference);
      return reference;
    };
    // The local value for each variable or local of the module. `form` checks each document; later steps use the valid
    // documents.
    const references = new Map([['source_policy_documents', '{ (i) = d }']]);
    const withReferences = (code: string) =>
      code.replace(/\b(?:local|var)\.(\w+)/g, (_, name) => references.get(name)!);
    const step = (name: string, code: string) => local(name, `\${${withReferences(code)}}`);
    const textLocal = (name: string, text: string) =>
      local(
        name,
        conditionOn(text, (quoted) => quoted),
      );

    const texts = local('texts', textsOf(documents));
    local('bucket_arn', bucketArn(`\${${textLocal('bucket', document.bucket)}}`));
    local('accounts', accountsIn(document));
    local('statements', conditionOn(asciiJson(own.granted), decoded));
    local('accepted_denies', `\${[${acceptedDenies.map(quotedText).join(', ')}]}`);
    local('facts', `\${${decoded(quotedText(KEPT_DOCUMENTS.facts))}}`);
    step('form', `{ for i, d in local.texts : i => ${KEPT_DOCUMENTS.form} }`);
    step('source_policy_documents', '{ for i, d in local.texts : i => d if local.form[i] == "" }');
    for (const [name, code] of Object.entries(KEPT_DOCUMENTS.locals)) {
      step(name, code);
    }
    const policy = local('policy', joined(partsOf(documents), own, texts));
    const mustBeEmpty = (lines: string) => emptyListCondition(withReferences(lines));
    this.policy = `\${${policy}}`;
    this.conditions = [
      mustBeEmpty('concat(compact(values(local.form)), local.source_faults)'),
      mustBeEmpty('local.source_access'),
      mustBeEmpty('local.source_elsewhere'),
      {
        condition: `\${${fits(policy, MAX_POLICY_BYTES)}}`,
        errorMessage: `${POLICY_TOO_LARGE} ${HOW_TO_SHRINK_POLICY}`,
      },
    ];
    new Warnings(this, 'Doubts', [mustBeEmpty('local.source_doubts'), mustBeEmpty('local.source_denies')]);
  }
}

function decoded(quoted: string): string {
  return `jsondecode(${quoted})`;
}

/** Matches control characters, which a terminal could interpret; written as a Terraform string. */
const UNPRINTABLE = String.raw`/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/`;

/** A list of objects, one for each account of Zencoder. */
function accountsIn(document: IdentifiedDocument): string {
  const accounts = accountsOf(document);
  const texts = accounts.flatMap(({ accountId, canonicalUserId }) => [accountId, canonicalUserId ?? accountId]);
  const pair = (quoted: readonly string[], at: number) =>
    `{account_id = ${quoted[at]}, canonical_user_id = ${quoted[at + 1]}}`;
  return expressionOn(texts, (quoted) => `[${accounts.map((_, index) => pair(quoted, index * 2)).join(', ')}]`);
}

/** The condition that a list of messages is empty. The error shows each message on its own line. */
function emptyListCondition(lines: string): Condition {
  return {
    condition: `\${length(${lines}) == 0}`,
    errorMessage: `\${replace(join("\\n", ${lines}), "${UNPRINTABLE}", "?")}`,
  };
}

/** The documents that are known only at plan time, by their index. If the whole list is one token, the list itself. */
function textsOf(documents: readonly string[]): unknown {
  if (isListToken(documents)) {
    return documents;
  }
  const later = [...documents.entries()].filter(([, document]) => isKnownOnlyAtPlan(document));
  const texts = later.map(([, document]) => document);
  return expressionOn(texts, (quoted) => `{${quoted.map((text, at) => `"${later[at]![0]}" = ${text}`).join(', ')}}`);
}

function isListToken(documents: readonly string[]): boolean {
  return documents.length === 1 && documents[0]!.startsWith('#{TfToken[');
}

/**
 * The statements of a document: JSON text, or the index of a document that Terraform reads. The index is undefined if
 * the whole list is one token.
 */
type Part = { readonly json: string } | { readonly index: number | undefined };

function partsOf(documents: readonly string[]): Part[] {
  return isListToken(documents)
    ? [{ index: undefined }]
    : documents.map((text, index) =>
        isKnownOnlyAtPlan(text) ? { index } : { json: asciiJson(knownStatements([text])) },
      );
}

/**
 * The policy as a Terraform expression: the statements of the documents, then `otherStatements`, then those of the
 * grants.
 */
function joined(parts: readonly Part[], { kept, granted }: OwnStatements, documents: string): string {
  const all = [...parts, { json: asciiJson([...kept, ...granted]) }];
  const texts = all.flatMap((part) => ('json' in part ? [part.json] : []));
  return expressionOn(texts, (quoted) => {
    const known = quoted.map(decoded).values();
    const lists = all.map((part) => ('json' in part ? known.next().value : statementsIn(documents, part.index)));
    const head = Object.entries(POLICY_HEAD).map(([name, value]) => `${name} = "${value}"`);
    return `jsonencode({${head.join(', ')}, Statement = concat(${lists.join(', ')})})`;
  });
}

/** The statements of a document. An invalid document has none, and fails a condition. */
function statementsIn(documents: string, index: number | undefined): string {
  const some = index === undefined ? documents : `[${documents}["${index}"]]`;
  return `flatten([for d in ${some} : try(jsondecode(d).Statement, [])])`;
}

/**
 * A `check` block: Terraform shows a warning at each plan if an assertion fails. CDKTF's HCL writer leaves `check`
 * blocks out.
 */
class Warnings extends TerraformElement {
  public constructor(
    scope: Construct,
    id: string,
    private readonly conditions: readonly Condition[],
  ) {
    super(scope, id, 'check');
  }

  public override toTerraform(): unknown {
    const assert = this.conditions.map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage }));
    return { check: { [this.friendlyUniqueId]: { assert } } };
  }
}
