import { TerraformLocal, Token } from 'cdktf';
import { MergedPolicy } from '../../../lib/constructs/bucket-access/merged-policy';
import type { ZencoderPolicyDocumentProps } from '../../../lib/grants/bucket-policy';
import { Zencoder, ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import { configurationOf, testStack } from '../../support/synth';
import { terraform } from '../../support/terraform';
import { inAscii } from '../../terraform-module/modules';

/** What Terraform says of documents, as lines that begin with the place. */
export interface Judged {
  readonly faults: readonly string[];
  readonly doubts: readonly string[];
}

export interface Judging {
  readonly props?: ZencoderPolicyDocumentProps;
  readonly acceptedDenies?: readonly string[];
}

const PROPS: ZencoderPolicyDocumentProps = { bucket: 'films', grants: [{ role: ZencoderRole.INPUT }] };
const ZENCODER = { accountId: Zencoder.ACCOUNT_ID, canonicalUserId: Zencoder.CANONICAL_USER_ID };

/** Reads documents beside Zencoder's statements, in one run of real Terraform. */
export function judge(documents: readonly string[], { props = PROPS, acceptedDenies = [] }: Judging = {}): Judged {
  const stack = testStack();
  const texts = new TerraformLocal(stack, 'inputs', '${jsondecode(file("inputs.json"))}');
  const { conditions } = new MergedPolicy(stack, 'judged', {
    document: { ...ZENCODER, ...props },
    documents: Token.asList(texts.expression),
    acceptedDenies,
  });
  const { locals, check } = configurationOf(stack) as unknown as {
    locals: unknown;
    check: Record<string, { assert: { error_message: string }[] }>;
  };
  const linesOf = (messages: readonly string[]) => ({
    value: `\${compact(flatten([for text in [${messages.map((message) => message.slice(2, -1)).join(', ')}] : split("\\n", text)]))}`,
  });
  const configuration = {
    locals,
    output: {
      // The last condition is about the size of the policy.
      faults: linesOf(conditions.slice(0, -1).map(({ errorMessage }) => errorMessage)),
      doubts: linesOf(Object.values(check).flatMap(({ assert }) => assert.map((each) => each.error_message))),
    },
  };
  const { faults, doubts } = terraform.outputs({
    'main.tf.json': JSON.stringify(configuration),
    'inputs.json': inAscii(documents),
  });
  return { faults: faults as string[], doubts: doubts as string[] };
}
