import { isObject, type Json } from '../messages/json';
import { bucketArn } from '../s3/resource-arn';
import { decide } from './decide';
import type { BucketPolicyDecision, BucketPolicyRequest } from './decision';
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

  /** What the policy says to a request. */
  public decide({
    accountId,
    canonicalUserId,
    action,
    bucket,
    key,
    context = {},
  }: BucketPolicyRequest): BucketPolicyDecision {
    const asked: Asked = {
      asker: { accountId, canonicalUserId },
      action,
      arn: `${bucketArn(bucket)}${key === undefined ? '' : `/${key}`}`,
      context: new RequestContext(accountId, context),
      hasVariables: this.hasVariables,
    };
    return decide(this.statements, asked);
  }
}
