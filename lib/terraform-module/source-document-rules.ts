import type { TerraformVariableConfig } from 'cdktf';
import { code, inline, isObject, text } from '../plan-time/expression';
import { type SourceDocuments, type SourceLocal, sourceLocals } from '../plan-time/source-documents';
import { validation } from './validation';

const DOCUMENT = inline(text`source_policy_documents[${code('i')}]`);

/** The variable `source_policy_documents`, whose statements are kept beside Zencoder's. What is in them is judged by locals. */
export const SOURCE_POLICY_DOCUMENTS: TerraformVariableConfig = {
  type: 'list(string)',
  default: [],
  description:
    'The bucket policies of others as JSON, whose statements are kept beside those for Zencoder. They may be known only after apply.',
  validation: [
    validation(
      `[for i, d in var.source_policy_documents : ${text`${DOCUMENT}: is not a policy document: give a JSON object with Statement`} if !${isObject('try(jsondecode(d), null)')}]`,
    ),
  ],
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

export const SOURCE_LOCALS: Readonly<Record<SourceLocal, string>> = sourceLocals(OF_THE_MODULE);
