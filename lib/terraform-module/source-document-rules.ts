import type { TerraformVariableConfig } from 'cdktf';
import { type SourceDocuments, sourceFaults, sourceLocals } from '../plan-time/source-documents';
import { validation } from './validation';

/** The variable `source_policy_documents`, whose statements are kept beside Zencoder's. */
export const SOURCE_POLICY_DOCUMENTS: TerraformVariableConfig = {
  type: 'list(string)',
  default: [],
  description:
    'The bucket policies of others as JSON, whose statements are kept beside those for Zencoder. They may be known only after apply.',
  validation: [validation(sourceFaults({ texts: 'var.source_policy_documents', name: 'source_policy_documents' }))],
};

/** The variable `accepted_denies`. */
export const ACCEPTED_DENIES: TerraformVariableConfig = {
  type: 'list(string)',
  default: [],
  description:
    'Sids of Deny statements that are kept on purpose although they refuse Zencoder what a grant allows: no warning for them.',
};

export const OF_THE_MODULE: SourceDocuments = {
  texts: 'var.source_policy_documents',
  name: 'source_policy_documents',
  bucket: 'var.bucket',
  accountId: 'var.account_id',
  canonicalUserId: 'var.canonical_user_id',
  ours: 'local.statements',
  acceptedDenies: 'var.accepted_denies',
  acceptedDeniesName: 'accepted_denies',
  local: (name) => `local.${name}`,
};

const { source_faults: _, ...locals } = sourceLocals(OF_THE_MODULE);

/** Without the faults that the validation has found. */
export const SOURCE_LOCALS: Readonly<Record<string, string>> = locals;
