import type { Condition } from '../conditions';
import { applicability } from './action-rules';
import { conditionDoubts, policyConditionFaults } from './condition-faults';
import { deniesOfGrants } from './denied-grants';
import { documentFaults } from './document-faults';
import { elementFaults } from './element-faults';
import { all } from './expression';
import { everybodyDoubts, zencoderFaults } from './more-than-granted';
import { principalDoubts, principalFaults } from './principal-faults';
import { readElements, readStatements } from './reading';
import { everyResourceDoubts } from './resource-rules';
import { emptyListDoubts, sidDoubts } from './statement-doubts';
import { changedTextFaults } from './text-faults';

/** What the rules for policy documents that Terraform reads at plan time are about, each as an expression but for the names. */
export interface SourceDocuments {
  /** The texts, as a list or as a map of which the keys are the places. */
  readonly texts: string;
  /** What messages call them. */
  readonly name: string;
  readonly bucket: string;
  readonly accountId: string;
  readonly canonicalUserId: string;
  /** The statements of the grants. */
  readonly ours: string;
  /** The Sids of Deny statements that are kept on purpose. */
  readonly acceptedDenies: string;
  readonly acceptedDeniesName: string;
  /** A reference to one of the locals. */
  readonly local: (name: SourceLocal) => string;
}

export type SourceLocal =
  | 'source_documents'
  | 'source_statements'
  | 'source_elements'
  | 'source_form_faults'
  | 'source_principal_faults'
  | 'source_condition_faults'
  | 'source_faults'
  | 'source_doubts';

/** The locals in which Terraform reads source documents and judges them, each from those before it. */
export function sourceLocals(of: SourceDocuments): Readonly<Record<SourceLocal, string>> {
  return {
    source_documents: `[for i, d in ${of.texts} : {place = "${of.name}[\${i}]", text = d, policy = try(jsondecode(d), null)}]`,
    source_statements: readStatements(of.local('source_documents')),
    source_elements: readElements(of.local('source_statements')),
    source_form_faults: all(
      documentFaults(of.local('source_documents')),
      changedTextFaults(of.local('source_documents')),
      elementFaults(of),
    ),
    source_principal_faults: principalFaults(of.local('source_elements')),
    source_condition_faults: policyConditionFaults(of.local('source_elements')),
    source_faults: all(
      of.local('source_form_faults'),
      of.local('source_principal_faults'),
      of.local('source_condition_faults'),
      zencoderFaults(of),
    ),
    source_doubts: all(
      everybodyDoubts(of),
      deniesOfGrants(of),
      principalDoubts(of.local('source_elements')),
      conditionDoubts(of.local('source_elements')),
      everyResourceDoubts(of.local('source_elements'), of.bucket),
      applicability(of.local('source_elements'), 'warning'),
      emptyListDoubts(of.local('source_elements')),
      sidDoubts(of.local('source_elements')),
    ),
  };
}

/** Refuses with a line for each fault in a list of texts; the same shape does for a warning of each doubt. */
export function noneOf(lines: string): Condition {
  return { condition: `\${length(${lines}) == 0}`, errorMessage: `\${join("\\n", ${lines})}` };
}
