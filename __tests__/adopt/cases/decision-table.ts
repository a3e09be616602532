import { BucketPolicy } from '../../../lib/iam/bucket-policy';
import { BucketPolicyOutcome, type BucketPolicyRequest, type S3Request } from '../../../lib/iam/decision';
import { asList, statementsOf } from '../../../lib/iam/policy';
import { isObject, type Json, type JsonObject } from '../../../lib/messages/json';
import { bucketArn } from '../../../lib/s3/escaped-arn';
import type { KnownIdentity } from '../../../lib/zencoder/another-zencoder';

/** The canonical user ID of accounts that are asked about by their number. */
const NOBODY = '0'.repeat(64);

/** How the decisions of a policy differ from those of the one before it. */
export interface Difference {
  /** What Zencoder may do now, or may do under fewer conditions. */
  readonly wider: readonly BucketPolicyRequest[];
  /** What it may do no longer. */
  readonly narrower: readonly BucketPolicyRequest[];
  /** What anybody else may do now or no longer. */
  readonly otherPrincipals: readonly BucketPolicyRequest[];
}

/** Compares what two policies say to the requests, of Zencoder and of the other accounts. */
export function differenceOf(
  before: JsonObject,
  after: JsonObject,
  requests: readonly S3Request[],
  zencoder: KnownIdentity,
): Difference {
  const [was, is] = [new DecisionTable(before), new DecisionTable(after)];
  // A Deny that may or may not hold would hide what is wider beneath it.
  const [allowed, allows] = [new DecisionTable(allowsOf(before)), new DecisionTable(allowsOf(after))];
  const ofZencoder = requests.map((request) => ({ ...request, ...zencoder }));
  const ofOthers = otherAccounts([before, after], zencoder.accountId).flatMap((accountId) =>
    requests.map((request) => ({ ...request, accountId, canonicalUserId: NOBODY })),
  );
  return {
    wider: ofZencoder.filter(
      (request) => is.rank(request) > was.rank(request) || allows.rank(request) > allowed.rank(request),
    ),
    narrower: ofZencoder.filter((request) => allows.rank(request) < allowed.rank(request)),
    otherPrincipals: ofOthers.filter((request) => is.rank(request) !== was.rank(request)),
  };
}

/** What a policy decides, about many names. */
class DecisionTable {
  private readonly statements: readonly { readonly statement: JsonObject; readonly resources: readonly Resource[] }[];
  private readonly policies = new Map<string, BucketPolicy>();

  public constructor(private readonly policy: JsonObject) {
    this.statements = objectsOf(policy).map((statement) => ({
      statement,
      resources: asList(statement.Resource).map((pattern) => ({ pattern, literal: literalBeginning(pattern) })),
    }));
  }

  public rank(request: BucketPolicyRequest): number {
    const arn = `${bucketArn(request.bucket)}${request.key === undefined ? '' : `/${request.key}`}`;
    const policy = this.policies.get(arn) ?? BucketPolicy.parse(JSON.stringify(this.about(arn)));
    this.policies.set(arn, policy);
    return RANK[policy.decide(request).outcome];
  }

  /** The policy without the resources that begin otherwise than the ARN: the rest decides the same, and sooner. */
  private about(arn: string): JsonObject {
    const Statement = this.statements.flatMap(({ statement, resources }) => {
      const left = resources.filter(({ literal }) => arn.startsWith(literal));
      return left.length === resources.length
        ? [statement]
        : left.length === 0
          ? []
          : [{ ...statement, Resource: left.map(({ pattern }) => pattern) }];
    });
    return { ...this.policy, Statement };
  }
}

interface Resource {
  readonly pattern: Json;
  readonly literal: string;
}

/** What every name that a pattern matches begins with; nothing where it is not an ARN pattern. */
function literalBeginning(pattern: Json): string {
  return typeof pattern === 'string' && pattern.startsWith('arn:') ? pattern.replace(/[*?$].*/s, '') : '';
}

const RANK: Readonly<Record<BucketPolicyOutcome, number>> = {
  [BucketPolicyOutcome.DENIED]: 0,
  [BucketPolicyOutcome.NOT_ALLOWED]: 0,
  [BucketPolicyOutcome.DEPENDS]: 1,
  [BucketPolicyOutcome.ALLOWED]: 2,
};

function allowsOf(policy: JsonObject): JsonObject {
  const allows = objectsOf(policy).filter(({ Effect }) => Effect === 'Allow');
  return { ...policy, Statement: allows };
}

function objectsOf(policy: JsonObject): JsonObject[] {
  return statementsOf(policy).filter(isObject);
}

/** One that is named, and one that is not. */
function otherAccounts(policies: readonly JsonObject[], zencoder: string): string[] {
  const principals = policies.flatMap(objectsOf).map(({ Principal, NotPrincipal }) => Principal ?? NotPrincipal);
  const named = JSON.stringify(principals).match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  return [...named.filter((account) => account !== zencoder).slice(0, 1), '000000000000'];
}
