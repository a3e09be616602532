import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { IamUserSettings } from '../../grants/iam-user';

/** A user of your own account, and what it may do. */
export interface ZencoderIamUserProps extends IamUserSettings {
  /**
   * The AWS provider to use, for the policy and the access key as well.
   * @default - the provider of the stack without an alias
   */
  readonly provider?: TerraformProvider;

  /** What the user needs first; its policy and its access key follow the user. */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of the user. `createBeforeDestroy` is refused: there is no second user of the same name.
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
