import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { IamUserSettings } from '../../grants/iam-user';

/** An IAM user of your account, and what Zencoder may do as this user. */
export interface ZencoderIamUserProps extends IamUserSettings {
  /**
   * The AWS provider of the user, its policy and its access key.
   * @default - the provider of the stack without an alias
   */
  readonly provider?: TerraformProvider;

  /** What the user depends on. Its policy and its access key depend on the user. */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of the user. `createBeforeDestroy` is an error, because IAM user names are unique.
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
