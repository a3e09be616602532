import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { Token } from 'cdktf';
import type { Construct } from 'constructs';
import { grantsOf, policyJson, sizeFindings } from '../../grants/bucket-policy';
import { grantedActions } from '../../grants/grant';
import { KMS_KEY_ARN_PATTERN } from '../../grants/kms-key';
import { inputUrlWarnings, outputUrlWarnings } from '../../grants/reach';
import { accountIdsOf } from '../../iam/account';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { type Diagnostic, throwIfErrors } from '../../messages/diagnostic';
import { quoted } from '../../messages/wording';
import { identityOf } from '../../zencoder/another-zencoder';
import { warn } from '../terraform/annotations';
import { terraformText } from '../terraform/escaped-text';
import { keepOwnMetaArguments } from '../terraform/meta-arguments';
import { oddValueFindings, pathBelow } from '../terraform/odd-values';
import { bucketNameCheck, conditionsOnTokens, patternCheck } from '../terraform/plan-time-checks';
import { providerRegion } from '../terraform/provider';
import { bucketAccessFindings, POLICY_REFUSALS } from './findings';
import { identityChecks } from './identity-checks';
import { type IdentifiedDocument, isKnownOnlyAtPlan, knownStatements, policyWith } from './known-documents';
import { MergedPolicy } from './merged-policy';
import { OnePolicyPerBucket } from './one-policy-per-bucket';
import { policySize, sizeChecks } from './policy-size';
import type { ZencoderBucketAccessProps } from './props';
import { SharedKeys } from './shared-keys';

const STATEMENT_PER_INSTANCE =
  'is different for each instance of forEach; create one ZencoderBucketAccess per bucket, in a loop in your program';
const URL_PER_INSTANCE =
  'is different for each instance of forEach; for one bucket, write new ZencoderS3Url({ bucket: "NAME", key: "KEY", region: "REGION" }).toString()';
const NOT_A_KEY_ARN =
  'kmsKeyArn is not the ARN of a KMS key: write arn:aws:kms:REGION:ACCOUNT:key/ID, not the ARN of an alias.';

function documentOf(props: ZencoderBucketAccessProps): IdentifiedDocument {
  const { bucket, grants, objects, requireTls, otherStatements, zencoder } = props;
  return { bucket, grants, objects, requireTls, otherStatements, ...identityOf(zencoder) };
}

/**
 * Gives Zencoder access to a bucket: an `aws_s3_bucket_policy`.
 *
 * A bucket has only one policy. Creating this resource replaces an existing policy without a warning: keep its
 * statements with `otherStatements` or `sourcePolicyDocuments`. Two accesses to the same bucket, or another policy for
 * it in the same app, are an error if both have the same literal bucket name, or refer to the same bucket resource of
 * the same stack. Other tokens cannot be compared.
 *
 * @example
 * new ZencoderBucketAccess(stack, 'masters', {
 *   bucket: 'acme-masters',
 *   grants: [{ role: ZencoderRole.INPUT, prefixes: ['incoming/'] }],
 * });
 */
export class ZencoderBucketAccess extends S3BucketPolicy {
  /**
   * The policy as JSON text, without `sourcePolicyDocuments`. It contains tokens if the bucket or the account is a
   * token.
   */
  public readonly policyDocument: string;

  /** The resource that sets `objectOwnership`. */
  public readonly ownershipControls?: S3BucketOwnershipControls;

  private readonly props: ZencoderBucketAccessProps;
  /** The calls of `inputUrl` and `outputUrl` whose warnings have been reported. */
  private checkedCalls?: Set<string>;

  /** @throws an error with one line for each mistake in the props; each line starts with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderBucketAccessProps) {
    const path = pathBelow(scope, id);
    throwIfErrors(path, oddValueFindings(props));
    const findings = bucketAccessFindings(scope, props, new Date());
    throwIfErrors(path, findings);
    const document = documentOf(props);
    const json = policyJson(document);
    const size = policySize(document, json, knownStatements(props.sourcePolicyDocuments));
    const sizes = sizeFindings(size.bytes);
    throwIfErrors(path, sizes);
    const isNameUnknown = Token.isUnresolved(props.bucket);
    const bucketRegion = isNameUnknown ? (props.region ?? providerRegion(scope, props.provider)) : undefined;
    const nameChecks = isNameUnknown ? [bucketNameCheck(props.bucket, 'bucket', bucketRegion)] : [];
    const checks = conditionsOnTokens(
      nameChecks.concat(
        props.kmsKeyArn === undefined ? [] : patternCheck(props.kmsKeyArn, KMS_KEY_ARN_PATTERN, NOT_A_KEY_ARN),
        props.zencoder === undefined ? [] : identityChecks(document),
        isNameUnknown ? sizeChecks(props.bucket, size, bucketRegion) : [],
      ),
    );
    const policies = OnePolicyPerBucket.in(scope);
    policies.claim(props.bucket, path);
    const { bucket, region, provider, dependsOn, lifecycle, forEach } = props;
    super(scope, id, { bucket, region, policy: terraformText(json), provider, dependsOn, lifecycle, forEach });
    policies.register(this);
    this.policyDocument = json;
    this.props = props;
    this.registerKey(document);
    this.ownershipControls = this.addOwnership();
    const merged = this.addSources(document);
    const controls = this.ownershipControls;
    const own = { dependsOn: controls && [controls], conditions: checks.concat(merged?.conditions ?? []) };
    keepOwnMetaArguments(this, own, POLICY_REFUSALS);
    if (props.adoptExistingPolicy) {
      const isElsewhere = region !== undefined && region !== providerRegion(this, provider);
      this.importFrom(isElsewhere ? `${bucket}@${region}` : bucket);
    }
    warn(this, findings.concat(sizes));
  }

  /** This construct, as the bucket policy resource. */
  public get bucketPolicy(): S3BucketPolicy {
    return this;
  }

  /**
   * The statement that the key policy of `kmsKeyArn` needs, as JSON text. Without it, Zencoder is denied access even if
   * the bucket policy allows it. Synthesis also prints the statement.
   *
   * A key has only one policy, so the statement covers all accesses with this key that the app has when you read this
   * property. An access in another stack is included only if its bucket and account are not tokens. The statement
   * contains tokens if the key, a bucket or an account is a token. It is limited to requests by S3 in the region of the
   * key, for these buckets.
   *
   * Undefined without `kmsKeyArn`, or if the grants allow neither reading nor writing.
   * @throws an error with `forEach`, because only Terraform knows its buckets
   */
  public get kmsKeyStatement(): string | undefined {
    if (this.props.forEach !== undefined && this.props.kmsKeyArn !== undefined) {
      throwIfErrors(this.node.path, [{ path: ['kmsKeyStatement'], message: STATEMENT_PER_INSTANCE }]);
    }
    return SharedKeys.in(this).statementFor(this);
  }

  /**
   * The URL of an object, as the input of a Zencoder job: `s3+REGION://bucket/key`. Only `?` and `#` in the key are
   * encoded. If you pass the URL to Terraform and the key contains `${`, use `Fn.rawString`. Adds a warning if no grant
   * allows Zencoder to read the object.
   * @throws an error with `forEach`, because the URL is different for each instance
   */
  public inputUrl(key: string): string {
    const call = `inputUrl(${quoted(key)})`;
    return this.urlOf(call, key, () => inputUrlWarnings(call, grantsOf(this.props), key));
  }

  /**
   * The base URL for the outputs of a Zencoder job: append a file name to it. Adds a warning if the grants do not allow
   * Zencoder to write all keys that start with the prefix.
   * @param prefix for example `renditions/`
   * @default - the whole bucket
   * @throws an error with `forEach`, because the URL is different for each instance
   */
  public outputUrl(prefix?: string): string {
    const call = prefix === undefined ? 'outputUrl()' : `outputUrl(${quoted(prefix)})`;
    return this.urlOf(call, prefix ?? '', () => outputUrlWarnings(call, grantsOf(this.props), prefix ?? ''));
  }

  private urlOf(call: string, key: string, warnings: () => Diagnostic[]): string {
    const { bucket, forEach, region = providerRegion(this, this.provider) } = this.props;
    const fail = (message: string) => throwIfErrors(this.node.path, [{ path: [], message: `${call} ${message}` }]);
    if (forEach !== undefined) {
      fail(URL_PER_INSTANCE);
    }
    if (typeof key !== 'string') {
      fail('requires a string: the key of an object, or the prefix of outputs');
    }
    this.checkedCalls ??= new Set();
    if (!this.checkedCalls.has(call)) {
      this.checkedCalls.add(call);
      warn(this, warnings());
    }
    return new ZencoderS3Url({ bucket, key, region }).toString();
  }

  private addOwnership(): S3BucketOwnershipControls | undefined {
    const { bucket, region, objectOwnership, provider, dependsOn, forEach } = this.props;
    const rule = { objectOwnership: objectOwnership! };
    return objectOwnership === undefined
      ? undefined
      : new S3BucketOwnershipControls(this, 'Ownership', { bucket, region, rule, provider, dependsOn, forEach });
  }

  private registerKey(document: IdentifiedDocument): void {
    const { bucket, kmsKeyArn: arn } = this.props;
    if (arn !== undefined) {
      const actions = grantsOf(document).flatMap(grantedActions);
      SharedKeys.in(this).register({
        construct: this,
        arn,
        use: { bucket, accountId: accountIdsOf(document), actions },
      });
    }
  }

  private addSources(document: IdentifiedDocument): MergedPolicy | undefined {
    const { sourcePolicyDocuments: documents = [], acceptedDenies = [] } = this.props;
    if (documents.some(isKnownOnlyAtPlan)) {
      const merged = new MergedPolicy(this, 'Merged', { document, documents, acceptedDenies });
      this.policy = merged.policy;
      return merged;
    }
    if (documents.length > 0) {
      this.policy = terraformText(policyWith(knownStatements(documents), document));
    }
    return undefined;
  }
}
