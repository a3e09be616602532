import {
  SOURCE_LOCALS,
  type SourceDocuments,
  sourceLocals,
} from '../../../lib/constructs/terraform/kept-documents/source-documents';
import type { ZencoderPolicyDocumentProps } from '../../../lib/grants/bucket-policy';
import { ZencoderPolicyDocument } from '../../../lib/judgement/policy-document';
import { Zencoder, ZencoderRole } from '../../../lib/zencoder/zencoder';
import { terraform } from '../../support/terraform';
import { inAscii } from '../../terraform-module/modules';

/** What Terraform says of documents, as lines that begin with the place, and the statements that it read. */
export interface Judged {
  readonly faults: readonly string[];
  readonly doubts: readonly string[];
  readonly statements: readonly unknown[];
}

export interface Judging {
  readonly props?: ZencoderPolicyDocumentProps;
  readonly acceptedDenies?: readonly string[];
}

const PROPS: ZencoderPolicyDocumentProps = { bucket: 'films', grants: [{ role: ZencoderRole.INPUT }] };

const OF_THE_TEST: SourceDocuments = {
  texts: 'local.inputs.documents',
  name: 'documents',
  bucket: 'local.inputs.bucket',
  accountId: 'local.inputs.account',
  canonicalUserId: 'local.inputs.canonical',
  ours: 'local.inputs.ours',
  acceptedDenies: 'local.inputs.accepted',
  acceptedDeniesName: 'accepted',
  local: (name) => `local.${name}`,
};

/** Reads documents beside Zencoder's statements, in one run of real Terraform. */
export function judge(documents: readonly string[], { props = PROPS, acceptedDenies = [] }: Judging = {}): Judged {
  const expressions = Object.entries(sourceLocals(OF_THE_TEST)).map(([name, code]) => [name, `\${${code}}`]);
  const configuration = {
    locals: { inputs: '${jsondecode(file("inputs.json"))}', ...Object.fromEntries(expressions) },
    output: {
      faults: {
        value: `\${concat(${SOURCE_LOCALS.filter((name) => name.endsWith('_faults'))
          .map((name) => `local.${name}`)
          .join(', ')})}`,
      },
      doubts: { value: '${concat(local.source_doubts, local.source_denies)}' },
      statements: { value: '${jsonencode(local.source_statements[*].statement)}' },
    },
  };
  const inputs = {
    documents,
    bucket: props.bucket,
    account: props.accountId ?? Zencoder.ACCOUNT_ID,
    canonical: props.canonicalUserId ?? Zencoder.CANONICAL_USER_ID,
    ours: JSON.parse(new ZencoderPolicyDocument(props).toJson()).Statement,
    accepted: acceptedDenies,
  };
  const { faults, doubts, statements } = terraform.outputs({
    'main.tf.json': JSON.stringify(configuration),
    'inputs.json': inAscii(inputs),
  });
  return {
    faults: faults as string[],
    doubts: doubts as string[],
    statements: JSON.parse(statements as string) as unknown[],
  };
}
