import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { Construct } from 'constructs';
import { type Condition, conditionsLifecycle } from './conditions';
import { LARGEST_POLICY, TOO_LARGE } from './policy/document';
import { OUR_SID } from './policy/sid';
import { ALLOWS_ZENCODER, noneAllowsAccount, noneAllowsCanonicalUser } from './source-statements';
import { conditionOn, fits, terraformText } from './terraform-text';

export interface MergedPolicyProps {
  readonly ours: string;
  readonly accountId: string;
  readonly canonicalUserId: string;
  readonly others: readonly string[];
}

const STATEMENTS = 'flatten([for d in self.source_policy_documents : jsondecode(d).Statement])';

/**
 * The policy of statements that are known only at plan time and ours, put together by Terraform.
 *
 * Ours override: applied twice, they replace themselves. What of the others cannot be seen at synth is checked by Terraform
 * when it has read them, before the policy is put.
 */
export class MergedPolicy extends DataAwsIamPolicyDocument {
  public constructor(scope: Construct, id: string, props: MergedPolicyProps) {
    super(scope, id, {
      sourcePolicyDocuments: [...props.others],
      overridePolicyDocuments: [terraformText(props.ours)],
      lifecycle: conditionsLifecycle('postcondition', conditions(props.accountId, props.canonicalUserId)),
    });
  }
}

function conditions(accountId: string, canonicalUserId: string): Condition[] {
  return [
    {
      condition: conditionOn(accountId, (account) => noneAllowsAccount(STATEMENTS, account)),
      errorMessage: ALLOWS_ZENCODER,
    },
    {
      condition: conditionOn(canonicalUserId, (id) => noneAllowsCanonicalUser(STATEMENTS, id)),
      errorMessage: ALLOWS_ZENCODER,
    },
    {
      condition: `\${alltrue([for s in ${STATEMENTS} : length(regexall("${OUR_SID.source}", try(s.Sid, ""))) == 0])}`,
      errorMessage:
        "A statement of the source policy documents has a Sid of Zencoder's statements and would be replaced: drop it, or rename it.",
    },
    {
      condition:
        '${alltrue([for d in self.source_policy_documents : try(jsondecode(d).Version, "") == "2012-10-17" || length(regexall("[$][{]", d)) == 0])}',
      errorMessage:
        'A source policy document with Version 2008-10-17 (or none) holds a dollar sign before a brace, plain text there and a variable under 2012-10-17: bring it to Version 2012-10-17.',
    },
    {
      condition: `\${${fits('self.minified_json', LARGEST_POLICY)}}`,
      errorMessage: TOO_LARGE,
    },
  ];
}
