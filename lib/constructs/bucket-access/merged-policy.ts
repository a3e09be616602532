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
  isKnownAtPlan,
  knownStatements,
  type OwnStatements,
  ownStatements,
} from './known-documents';

export interface MergedPolicyProps {
  readonly document: IdentifiedDocument;
  /** In their order; at least one is known only at plan time. */
  readonly documents: readonly string[];
  readonly acceptedDenies: readonly string[];
}

/**
 * The policy of statements that are known only at plan time and ours, joined in Terraform's own language, which changes nothing
 * in them. What of the documents cannot be judged at synth is judged by Terraform when it has read them, before the policy is put,
 * as the Terraform module judges them.
 *
 * Each step is a local, so that a plan evaluates it once and a reader can follow it. What is wrong is in several conditions, since
 * one is known only when everything that it is made of is: the name of a bucket that does not exist yet must not keep the others back.
 */
export class MergedPolicy extends Construct {
  /** The policy, as a reference. */
  public readonly policy: string;

  /** What has to hold before the policy is put. */
  public readonly conditions: readonly Condition[];

  public constructor(scope: Construct, id: string, { document, documents, acceptedDenies }: MergedPolicyProps) {
    super(scope, id);
    const own = ownStatements(document);
    const local = (name: string, expression: unknown) => {
      const reference = `local.${new TerraformLocal(this, name, expression).friendlyUniqueId}`;
      references.set(name, reference);
      return reference;
    };
    // What stands here for a variable or local of the module. The form is judged document by document: what follows takes the sound ones.
    const references = new Map([['source_policy_documents', '{ (i) = d }']]);
    const inTermsOfHere = (code: string) => code.replace(/\b(?:local|var)\.(\w+)/g, (_, name) => references.get(name)!);
    const step = (name: string, code: string) => local(name, `\${${inTermsOfHere(code)}}`);
    const given = (name: string, text: string) =>
      local(
        name,
        conditionOn(text, (quoted) => quoted),
      );

    const texts = local('texts', textsOf(documents));
    local('bucket_arn', bucketArn(`\${${given('bucket', document.bucket)}}`));
    local('accounts', accountsIn(document));
    local('statements', conditionOn(asciiJson(own.ours), decoded));
    local('accepted_denies', `\${[${acceptedDenies.map(quotedText).join(', ')}]}`);
    local('facts', `\${${decoded(quotedText(KEPT_DOCUMENTS.facts))}}`);
    step('form', `{ for i, d in local.texts : i => ${KEPT_DOCUMENTS.form} }`);
    step('source_policy_documents', '{ for i, d in local.texts : i => d if local.form[i] == "" }');
    for (const [name, code] of Object.entries(KEPT_DOCUMENTS.locals)) {
      step(name, code);
    }
    const policy = local('policy', joined(partsOf(documents), own, texts));
    const none = (lines: string) => noneOf(inTermsOfHere(lines));
    this.policy = `\${${policy}}`;
    this.conditions = [
      none('concat(compact(values(local.form)), local.source_faults)'),
      none('local.source_access'),
      none('local.source_elsewhere'),
      {
        condition: `\${${fits(policy, MAX_POLICY_BYTES)}}`,
        errorMessage: `${POLICY_TOO_LARGE} ${HOW_TO_SHRINK_POLICY}`,
      },
    ];
    new Warnings(this, 'Doubts', [none('local.source_doubts'), none('local.source_denies')]);
  }
}

function decoded(quoted: string): string {
  return `jsondecode(${quoted})`;
}

/** A pattern of what a terminal would obey, as a text of Terraform's language. */
const UNPRINTABLE = String.raw`/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/`;

/** All accounts of Zencoder, as a list of objects. */
function accountsIn(document: IdentifiedDocument): string {
  const accounts = accountsOf(document);
  const texts = accounts.flatMap(({ accountId, canonicalUserId }) => [accountId, canonicalUserId ?? accountId]);
  const pair = (quoted: readonly string[], at: number) =>
    `{account_id = ${quoted[at]}, canonical_user_id = ${quoted[at + 1]}}`;
  return expressionOn(texts, (quoted) => `[${accounts.map((_, index) => pair(quoted, index * 2)).join(', ')}]`);
}

/** A condition on a list of texts, which says each of them in a line. */
function noneOf(lines: string): Condition {
  return {
    condition: `\${length(${lines}) == 0}`,
    errorMessage: `\${replace(join("\\n", ${lines}), "${UNPRINTABLE}", "?")}`,
  };
}

/** The documents that are known only at plan time, by their places. A list may be one token as a whole. */
function textsOf(documents: readonly string[]): unknown {
  if (isListToken(documents)) {
    return documents;
  }
  const later = [...documents.entries()].filter(([, document]) => isKnownAtPlan(document));
  const texts = later.map(([, document]) => document);
  return expressionOn(texts, (quoted) => `{${quoted.map((text, at) => `"${later[at]![0]}" = ${text}`).join(', ')}}`);
}

function isListToken(documents: readonly string[]): boolean {
  return documents.length === 1 && documents[0]!.startsWith('#{TfToken[');
}

/** What a document gives the policy: statements as JSON text, or those that Terraform reads at its place; any place for a list. */
type Part = { readonly json: string } | { readonly place: number | undefined };

function partsOf(documents: readonly string[]): Part[] {
  return isListToken(documents)
    ? [{ place: undefined }]
    : documents.map((text, place) => (isKnownAtPlan(text) ? { place } : { json: asciiJson(knownStatements([text])) }));
}

/** The statements of the documents in their order, then those that are known at synth. */
function joined(parts: readonly Part[], { kept, ours }: OwnStatements, documents: string): string {
  const all = [...parts, { json: asciiJson([...kept, ...ours]) }];
  const texts = all.flatMap((part) => ('json' in part ? [part.json] : []));
  return expressionOn(texts, (quoted) => {
    const known = quoted.map(decoded).values();
    const lists = all.map((part) => ('json' in part ? known.next().value : statementsIn(documents, part.place)));
    const head = Object.entries(POLICY_HEAD).map(([name, value]) => `${name} = "${value}"`);
    return `jsonencode({${head.join(', ')}, Statement = concat(${lists.join(', ')})})`;
  });
}

/** Of a document that is none there are no statements: a condition says so. */
function statementsIn(documents: string, place: number | undefined): string {
  const some = place === undefined ? documents : `[${documents}["${place}"]]`;
  return `flatten([for d in ${some} : try(jsondecode(d).Statement, [])])`;
}

/** A block `check`, of which Terraform warns at each plan. CDKTF writes none in HCL. */
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
