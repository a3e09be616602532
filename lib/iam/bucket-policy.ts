import { type Diagnostic, faultFindings, refuse } from '../messages/diagnostic';
import { isObject, type Json } from '../messages/json';
import { quoted } from '../messages/wording';
import { bucketArn } from '../s3/resource-arn';
import { accountIdFault, canonicalUserIdFault } from '../zencoder/identity';
import { Zencoder, ZencoderResourceType } from '../zencoder/zencoder';
import { decide } from './decide';
import type { BucketPolicyDecision, BucketPolicyRequest } from './decision';
import { zencoderActionNamed } from './names';
import { hasVariables, statementsOf } from './policy';
import { RequestContext } from './request-context';
import type { Asked } from './statement';

/**
 * The policy of a bucket, whoever wrote it, and what it says to requests of one AWS account.
 *
 * What is not understood is never guessed: the decision depends on it then. The account's own policies, Block Public Access,
 * ACLs and the keys of encrypted objects are beyond the policy of a bucket, and so beyond this.
 */
export class BucketPolicy {
  /**
   * Reads a policy as S3 gives it.
   * @throws an error where the text is not JSON or no policy document
   */
  public static parse(json: string): BucketPolicy {
    let policy: Json;
    try {
      policy = JSON.parse(json) as Json;
    } catch {
      throw new Error('is not JSON; give a bucket policy document');
    }
    if (!isObject(policy) || policy.Statement === undefined) {
      throw new Error('is not a policy document: give a JSON object with Statement');
    }
    return new BucketPolicy(statementsOf(policy), hasVariables(policy));
  }

  private constructor(
    private readonly statements: readonly Json[],
    private readonly hasVariables: boolean | undefined,
  ) {}

  /**
   * What the policy says to a request of anybody of the account, such as Zencoder's.
   * @throws an error where the request is none that S3 could be asked
   */
  public decide(request: BucketPolicyRequest): BucketPolicyDecision {
    const { accountId = Zencoder.ACCOUNT_ID, action, bucket, key, context = {} } = request;
    refuse('', requestFindings(request));
    const ownId = accountId === Zencoder.ACCOUNT_ID ? Zencoder.CANONICAL_USER_ID : undefined;
    const asked: Asked = {
      asker: { accountId, canonicalUserId: request.canonicalUserId ?? ownId },
      action,
      arn: `${bucketArn(bucket)}${key === undefined ? '' : `/${key}`}`,
      context: new RequestContext(accountId, context),
      hasVariables: this.hasVariables,
    };
    return decide(this.statements, asked);
  }
}

function requestFindings({ action, key, accountId, canonicalUserId }: BucketPolicyRequest): Diagnostic[] {
  return [
    ...faultFindings('action', action, (text) => actionFault(text, key)),
    ...faultFindings('accountId', accountId, accountIdFault),
    ...faultFindings('canonicalUserId', canonicalUserId, canonicalUserIdFault),
  ];
}

function actionFault(action: string, key: string | undefined): string | undefined {
  if (!/^s3:[a-z]+$/i.test(action)) {
    return `${quoted(action)} is no action of S3, such as s3:GetObject`;
  }
  const known = zencoderActionNamed(action);
  if (known === undefined) {
    return undefined;
  }
  const isOnObject = Zencoder.resourceType(known) === ZencoderResourceType.OBJECT;
  if (isOnObject) {
    return key ? undefined : `${known} is an action on objects: give a key`;
  }
  return key === undefined ? undefined : `${known} is an action on the bucket itself: leave out the key`;
}
