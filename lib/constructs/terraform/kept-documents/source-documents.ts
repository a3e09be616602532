import type { Condition } from '../plan-time-checks';
import { applicability } from './action-rules';
import { conditionDoubts, policyConditionFaults } from './condition-faults';
import { deniesOfGrants } from './denied-grants';
import { documentFaults } from './document-faults';
import { elementFaults } from './element-faults';
import { all } from './expression';
import { everybodyDoubts, zencoderFaults } from './more-than-granted';
import { principalDoubts, principalFaults } from './principal-faults';
import { readElements, readStatements } from './reading';
import { bucketFaults, everyResourceDoubts, resourceFaults } from './resource-rules';
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

/** The names of the locals, each made of those before it. */
export const SOURCE_LOCALS = [
  'source_documents',
  'source_statements',
  'source_elements',
  'source_faults',
  'source_bucket_faults',
  'source_access_faults',
  'source_doubts',
  'source_denies',
] as const;

export type SourceLocal = (typeof SOURCE_LOCALS)[number];

/**
 * The locals in which Terraform reads source documents and judges them. What is wrong is in several lists, since a list is known
 * only when everything that it is made of is: the name of a bucket that does not exist yet must not keep the others back.
 */
export function sourceLocals(of: SourceDocuments): Readonly<Record<SourceLocal, string>> {
  const elements = of.local('source_elements');
  return {
    ...readings(of),
    source_faults: grammarFaults(of),
    source_bucket_faults: bucketFaults(elements, of.bucket),
    source_access_faults: zencoderFaults(of),
    source_doubts: all(
      everybodyDoubts(elements),
      principalDoubts(elements),
      conditionDoubts(elements),
      applicability(elements, 'warning'),
      emptyListDoubts(elements),
      sidDoubts(elements),
    ),
    source_denies: all(everyResourceDoubts(elements, of.bucket), deniesOfGrants(of)),
  };
}

type Reading = Pick<SourceDocuments, 'texts' | 'name' | 'local'>;

function readings({ texts, name, local }: Reading) {
  return {
    source_documents: `[for i, d in ${texts} : {key = i, place = "${name}[\${i}]", text = d, policy = try(jsondecode(d), null)}]`,
    source_statements: readStatements(local('source_documents')),
    source_elements: readElements(local('source_statements')),
  };
}

/** What is wrong with the documents by themselves. */
function grammarFaults({ local }: Pick<SourceDocuments, 'local'>): string {
  const elements = local('source_elements');
  return all(
    documentFaults(local('source_documents')),
    changedTextFaults(local('source_documents')),
    elementFaults(local('source_statements'), elements),
    resourceFaults(elements),
    principalFaults(elements),
    policyConditionFaults(elements),
  );
}

/** What has to hold before a policy of the documents is put, beside what a validation of the variable finds. */
export function sourceConditions(of: Pick<SourceDocuments, 'local'>): Condition[] {
  return [noneOf(of.local('source_bucket_faults')), noneOf(of.local('source_access_faults'))];
}

/** What Terraform warns of, as conditions of a `check`. */
export function sourceWarnings(of: Pick<SourceDocuments, 'local'>): Condition[] {
  return [noneOf(of.local('source_doubts')), noneOf(of.local('source_denies'))];
}

/** A condition on a list of texts, which says each of them in a line. */
export function noneOf(lines: string): Condition {
  return { condition: `\${length(${lines}) == 0}`, errorMessage: `\${join("\\n", ${lines})}` };
}
