import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { dependable, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { ZencoderBucketAccessProps } from '../../grants/bucket-access-props';
import { grantsOf, policyJson, sizeFindings } from '../../grants/bucket-policy';
import { grantedActions } from '../../grants/grant';
import { kmsKeyStatement } from '../../grants/kms-key';
import { accountIdsOf } from '../../iam/account';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { throwIfErrors } from '../../messages/diagnostic';
import { identityOf } from '../../zencoder/another-zencoder';
import { warn } from '../terraform/annotations';
import { terraformText } from '../terraform/escaped-text';
import { bucketNameCheck, type Condition, conditionsOnTokens, preconditions } from '../terraform/plan-time-checks';
import { bucketAccessFindings } from './findings';
import { identityChecks } from './identity-checks';
import { type IdentifiedDocument, isKnownAtPlan, knownStatements, policyWith } from './known-documents';
import { MergedPolicy } from './merged-policy';
import { OnePolicyPerBucket } from './one-policy-per-bucket';
import { policySize, sizeChecks } from './policy-size';

/**
 * Lets Zencoder into a bucket: the `aws_s3_bucket_policy` of it.
 *
 * A bucket has one policy, and creating this one silently replaces a policy that the bucket has already: keep its
 * statements by `otherStatements` or `sourcePolicyDocuments`. Two accesses to one bucket, or another policy for it anywhere
 * in the app, are refused where that can be seen: for the same literal name, and for references to the same bucket
 * resource of the same stack. Other tokens cannot be compared.
 *
 * @example
 * new ZencoderBucketAccess(stack, 'masters', {
 *   bucket: 'acme-masters',
 *   grants: [{ role: ZencoderRole.INPUT, prefixes: ['incoming/'] }],
 * });
 */
export class ZencoderBucketAccess extends S3BucketPolicy {
  /** The policy as JSON text, with tokens in it where the bucket or the account is one. Without `sourcePolicyDocuments`. */
  public readonly policyDocument: string;

  /**
   * The statement that the policy of `kmsKeyArn` needs, as JSON text: without it Zencoder is refused although the bucket lets
   * it in. Undefined without a key, or where the grants neither read nor write.
   */
  public readonly kmsKeyStatement?: string;

  /** What `objectOwnership` makes. */
  public readonly ownershipControls?: S3BucketOwnershipControls;

  private readonly props: ZencoderBucketAccessProps;

  /** @throws an error with a line for each thing that is wrong in the props, starting with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderBucketAccessProps) {
    const path = `${scope.node.path}/${id}`;
    const findings = bucketAccessFindings(props, new Date());
    throwIfErrors(path, findings);
    const document = { ...props, ...identityOf(props.zencoder) };
    const json = policyJson(document);
    const size = policySize(document, json, knownStatements(props.sourcePolicyDocuments));
    const sizes = sizeFindings(size.bytes);
    throwIfErrors(path, sizes);
    const checks = conditionsOnTokens([
      bucketNameCheck(props.bucket, 'bucket'),
      ...identityChecks(document),
      ...sizeChecks(props.bucket, size),
    ]);
    const policies = OnePolicyPerBucket.in(scope);
    policies.claim(props.bucket, path);
    super(scope, id, {
      bucket: props.bucket,
      region: props.region,
      policy: terraformText(json),
      lifecycle: preconditions(checks),
    });
    policies.register(this);
    this.policyDocument = json;
    const actions = props.kmsKeyArn === undefined ? [] : grantsOf(document).flatMap(grantedActions);
    this.kmsKeyStatement = JSON.stringify(kmsKeyStatement({ accountId: accountIdsOf(document), actions }));
    this.props = props;
    this.ownershipControls = this.addOwnership();
    this.addSources(document, checks);
    if (props.adoptExistingPolicy) {
      const { bucket, region } = props;
      const isElsewhere = region !== undefined && region !== this.providerRegion();
      this.importFrom(isElsewhere ? `${bucket}@${region}` : bucket);
    }
    warn(this, [...findings, ...sizes]);
  }

  /** This access as the resource that it is. */
  public get bucketPolicy(): S3BucketPolicy {
    return this;
  }

  /**
   * The URL to give Zencoder as the input of a job: `s3+REGION://bucket/key`, the key as it is (only `?` and `#` are
   * encoded). In a text for Terraform a key with `${` has to go through `Fn.rawString`.
   */
  public inputUrl(key: string): string {
    const region = this.props.region ?? this.providerRegion();
    return new ZencoderS3Url({ bucket: this.props.bucket, key, region }).toString();
  }

  /**
   * The URL to give Zencoder as the base of a job's outputs; a name put behind it completes it.
   * @param prefix such as `renditions/`
   * @default - the whole bucket
   */
  public outputUrl(prefix?: string): string {
    return this.inputUrl(prefix ?? '');
  }

  /** Of the provider without an alias, if it stands in the stack already. */
  private providerRegion(): string | undefined {
    const providers = TerraformStack.of(this).node.children.filter((child) => child instanceof AwsProvider);
    return providers.find((provider) => provider.alias === undefined)?.regionInput;
  }

  private addOwnership(): S3BucketOwnershipControls | undefined {
    const { bucket, region, objectOwnership } = this.props;
    if (objectOwnership === undefined) {
      return undefined;
    }
    const controls = new S3BucketOwnershipControls(this, 'Ownership', { bucket, region, rule: { objectOwnership } });
    this.dependsOn = [dependable(controls)];
    return controls;
  }

  private addSources(document: IdentifiedDocument, checks: readonly Condition[]): void {
    const { sourcePolicyDocuments: documents = [], acceptedDenies = [] } = this.props;
    if (documents.some(isKnownAtPlan)) {
      const merged = new MergedPolicy(this, 'Merged', { document, documents, acceptedDenies });
      this.policy = merged.policy;
      this.lifecycle = preconditions([...checks, ...merged.conditions]);
    } else if (documents.length > 0) {
      this.policy = terraformText(policyWith(knownStatements(documents), document));
    }
  }
}
