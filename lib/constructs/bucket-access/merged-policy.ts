import { TerraformElement, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { LARGEST_POLICY, POLICY_HEAD, SMALLER, TOO_LARGE } from '../../grants/bucket-policy';
import { asciiJson, conditionOn, expressionOn, fits, quotedText } from '../terraform/escaped-text';
import {
  noneOf,
  SOURCE_LOCALS,
  type SourceDocuments,
  type SourceLocal,
  sourceConditions,
  sourceLocals,
  sourceWarnings,
} from '../terraform/kept-documents/source-documents';
import type { Condition } from '../terraform/plan-time-checks';
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
 * in them. What of the documents cannot be judged at synth is judged by Terraform when it has read them, before the policy is put.
 *
 * Each step is a local, so that a plan evaluates it once and a reader can follow it.
 */
export class MergedPolicy extends Construct {
  /** The policy, as a reference. */
  public readonly policy: string;

  /** What has to hold before the policy is put. */
  public readonly conditions: readonly Condition[];

  public constructor(scope: Construct, id: string, { document, documents, acceptedDenies }: MergedPolicyProps) {
    super(scope, id);
    const own = ownStatements(document);
    const local = (name: string, expression?: unknown) => new TerraformLocal(this, name, expression);
    const steps = new Map(SOURCE_LOCALS.map((name) => [name, local(name)]));
    const of: SourceDocuments = {
      texts: reference(local('source_texts', textsOf(documents))),
      name: 'sourcePolicyDocuments',
      bucket: reference(
        local(
          'bucket',
          conditionOn(document.bucket, (quoted) => quoted),
        ),
      ),
      accountId: reference(
        local(
          'account_id',
          conditionOn(document.accountId, (quoted) => quoted),
        ),
      ),
      canonicalUserId: reference(
        local(
          'canonical_user_id',
          conditionOn(document.canonicalUserId, (quoted) => quoted),
        ),
      ),
      ours: reference(local('zencoder_statements', conditionOn(asciiJson(own.ours), decoded))),
      acceptedDenies: `[${acceptedDenies.map(quotedText).join(', ')}]`,
      acceptedDeniesName: 'acceptedDenies',
      local: (name: SourceLocal) => reference(steps.get(name)!),
    };
    for (const [name, expression] of Object.entries(sourceLocals(of))) {
      steps.get(name as SourceLocal)!.expression = `\${${expression}}`;
    }
    const policy = reference(
      local('policy', joined(partsOf(documents), own, reference(steps.get('source_statements')!))),
    );
    this.policy = `\${${policy}}`;
    this.conditions = [
      noneOf(of.local('source_faults')),
      ...sourceConditions(of),
      { condition: `\${${fits(policy, LARGEST_POLICY)}}`, errorMessage: `${TOO_LARGE} ${SMALLER}` },
    ];
    new Warnings(this, 'Doubts', sourceWarnings(of));
  }
}

function reference({ friendlyUniqueId }: TerraformLocal): string {
  return `local.${friendlyUniqueId}`;
}

function decoded(quoted: string): string {
  return `jsondecode(${quoted})`;
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
function joined(parts: readonly Part[], { kept, ours }: OwnStatements, read: string): string {
  const all = [...parts, { json: asciiJson([...kept, ...ours]) }];
  const texts = all.flatMap((part) => ('json' in part ? [part.json] : []));
  return expressionOn(texts, (quoted) => {
    const known = quoted.map(decoded).values();
    const lists = all.map((part) => ('json' in part ? known.next().value : statementsAt(part.place, read)));
    const head = Object.entries(POLICY_HEAD).map(([name, value]) => `${name} = "${value}"`);
    return `jsonencode({${head.join(', ')}, Statement = concat(${lists.join(', ')})})`;
  });
}

function statementsAt(place: number | undefined, read: string): string {
  return place === undefined ? `${read}[*].statement` : `[for s in ${read} : s.statement if s.document == "${place}"]`;
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
