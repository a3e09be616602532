import type { App } from 'cdktf';
import { value } from '../plan-time/expression';
import { sourceConditions } from '../plan-time/source-documents';
import { LARGEST_POLICY, SMALLER, TOO_LARGE } from '../policy/document';
import { kmsActions, kmsKeyStatement } from '../policy/kms-key';
import { fits } from '../terraform-text';
import { ZencoderAction } from '../zencoder';
import { DOUBT_LOCALS, DOUBTS } from './doubts';
import { GRANTS, grantValidations } from './grant-rules';
import { ModuleStack, TERRAFORM_VERSION } from './module-stack';
import { SETTINGS } from './setting-rules';
import { ACCEPTED_DENIES, OF_THE_MODULE, SOURCE_LOCALS, SOURCE_POLICY_DOCUMENTS } from './source-document-rules';
import { STATEMENT_LOCALS } from './statements';

const POLICY =
  'jsonencode({Version = "2012-10-17", Id = "ZencoderBucketPolicy", Statement = concat(local.statements, local.source_statements[*].statement)})';

const NOT_EMPTY = {
  condition: '${try(length(var.grants) > 0, true)}',
  errorMessage: 'grants: is empty; a bucket needs at least one grant',
};

/** The module that computes the policy document, without any provider: `modules/policy`. */
export class PolicyModule extends ModuleStack {
  public constructor(app: App) {
    super(app, 'policy', { required_version: TERRAFORM_VERSION });
    const { bucket, require_tls, account_id, canonical_user_id } = SETTINGS;
    this.variables({
      bucket,
      grants: { ...GRANTS, validation: [...grantValidations(), NOT_EMPTY] },
      require_tls,
      source_policy_documents: SOURCE_POLICY_DOCUMENTS,
      accepted_denies: ACCEPTED_DENIES,
      account_id,
      canonical_user_id,
    });
    this.locals({
      ...STATEMENT_LOCALS,
      ...SOURCE_LOCALS,
      policy: POLICY,
      policy_fits: fits('local.policy', LARGEST_POLICY),
      ...DOUBT_LOCALS,
    });
    this.addOverride('check', { doubts: { assert: DOUBTS } });
    this.addOutputs();
  }

  private addOutputs(): void {
    this.output('policy_json', 'local.policy', 'The policy as JSON text.', [
      ...sourceConditions(OF_THE_MODULE),
      { condition: '${local.policy_fits}', errorMessage: `${TOO_LARGE} ${SMALLER}` },
      {
        condition: '${alltrue([for sid, same in local.by_sid : length(distinct(same)) == 1])}',
        errorMessage:
          'Two grants came to the same Sid by chance: put them into one grant, or add a key to one of them.',
      },
    ]);
    this.output('statements', 'local.statements', "Zencoder's statements, for a policy of your own.");
    this.output(
      'kms_key_statement',
      kmsStatement(),
      'What the policy of a customer-managed KMS key that encrypts the bucket has to allow; null where the grants neither read nor write.',
    );
  }
}

function kmsStatement(): string {
  const needs = (action: ZencoderAction) => `contains(flatten(local.grants[*].actions), "${action}")`;
  const [reading, writing] = [ZencoderAction.GET_OBJECT, ZencoderAction.PUT_OBJECT].map(
    (action) => `${needs(action)} ? ${value(kmsActions([action]))} : []`,
  );
  const all = kmsKeyStatement({ accountId: '${var.account_id}', actions: [ZencoderAction.PUT_OBJECT] })!;
  const actions = `distinct(concat(${reading}, ${writing}))`;
  const statement = value({ ...all, Action: '<actions>' }).replace('"<actions>"', 'actions');
  return `one([for actions in [${actions}] : jsonencode(${statement}) if length(actions) > 0])`;
}
