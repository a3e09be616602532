import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
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
import { keepOwn } from '../terraform/meta-arguments';
import { oddValueFindings, pathBelow } from '../terraform/odd-values';
import { bucketNameCheck, conditionsOnTokens, formCheck } from '../terraform/plan-time-checks';
import { providerRegion } from '../terraform/provider';
import { bucketAccessFindings, POLICY_REFUSALS } from './findings';
import { identityChecks } from './identity-checks';
import { type IdentifiedDocument, isKnownAtPlan, knownStatements, policyWith } from './known-documents';
import { MergedPolicy } from './merged-policy';
import { OnePolicyPerBucket } from './one-policy-per-bucket';
import { policySize, sizeChecks } from './policy-size';
import type { ZencoderBucketAccessProps } from './props';
import { SharedKeys } from './shared-keys';

const MANY_STATEMENTS =
  'would be another one for each instance of forEach; make a ZencoderBucketAccess for each bucket, in a loop of your program';
const NO_KEY_ARN = 'kmsKeyArn is not the ARN of a KMS key: arn:aws:kms:REGION:ACCOUNT:key/ID, not that of an alias.';

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

  /** What `objectOwnership` makes. */
  public readonly ownershipControls?: S3BucketOwnershipControls;

  private readonly props: ZencoderBucketAccessProps;
  /** Of URLs whose doubts were told. */
  private readonly calls = new Set<string>();

  /** @throws an error with a line for each thing that is wrong in the props, starting with the path of the construct */
  public constructor(scope: Construct, id: string, props: ZencoderBucketAccessProps) {
    const path = pathBelow(scope, id);
    throwIfErrors(path, oddValueFindings(props));
    const findings = bucketAccessFindings(scope, props, new Date());
    throwIfErrors(path, findings);
    const document = { ...props, ...identityOf(props.zencoder) };
    const json = policyJson(document);
    const size = policySize(document, json, knownStatements(props.sourcePolicyDocuments));
    const sizes = sizeFindings(size.bytes);
    throwIfErrors(path, sizes);
    const inRegion = props.region ?? providerRegion(scope, props.provider);
    const checks = conditionsOnTokens([
      bucketNameCheck(props.bucket, 'bucket', inRegion),
      formCheck(props.kmsKeyArn ?? '', KMS_KEY_ARN_PATTERN, NO_KEY_ARN),
      ...identityChecks(document),
      ...sizeChecks(props.bucket, size, inRegion),
    ]);
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
    const own = { dependsOn: controls && [controls], conditions: [...checks, ...(merged?.conditions ?? [])] };
    keepOwn(this, own, POLICY_REFUSALS);
    if (props.adoptExistingPolicy) {
      const isElsewhere = region !== undefined && region !== providerRegion(this, provider);
      this.importFrom(isElsewhere ? `${bucket}@${region}` : bucket);
    }
    warn(this, [...findings, ...sizes]);
  }

  /** This access as the resource that it is. */
  public get bucketPolicy(): S3BucketPolicy {
    return this;
  }

  /**
   * The statement that the policy of `kmsKeyArn` needs, as JSON text, with tokens where the key, a bucket or an account is one:
   * without it Zencoder is denied access although the bucket allows it. It is one for all accesses with this key that the app has
   * when it is read, since a key has one policy; those of other stacks only where their bucket and account are no tokens. Synthesis
   * prints it too. Undefined without a key, or where the grants neither read nor write.
   *
   * It is limited to requests by S3 in the region of the key, for these buckets.
   * @throws an error with `forEach`, since its buckets are known to Terraform only
   */
  public get kmsKeyStatement(): string | undefined {
    if (this.props.forEach !== undefined && this.props.kmsKeyArn !== undefined) {
      throwIfErrors(this.node.path, [{ path: ['kmsKeyStatement'], message: MANY_STATEMENTS }]);
    }
    return SharedKeys.in(this).statementFor(this);
  }

  /**
   * The URL to give Zencoder as the input of a job: `s3+REGION://bucket/key`, the key as it is (only `?` and `#` are
   * encoded). In a text for Terraform a key with `${` has to go through `Fn.rawString`. There is a warning where no grant lets
   * Zencoder read the file.
   * @throws an error with `forEach`, since the URL would be another one for each instance
   */
  public inputUrl(key: string): string {
    const call = `inputUrl(${quoted(key)})`;
    return this.urlOf(call, key, () => inputUrlWarnings(call, grantsOf(this.props), key));
  }

  /**
   * The URL to give Zencoder as the base of a job's outputs; a name put behind it completes it. There is a warning where no
   * grant lets Zencoder write everything that begins so.
   * @param prefix such as `renditions/`
   * @default - the whole bucket
   * @throws an error with `forEach`, since the URL would be another one for each instance
   */
  public outputUrl(prefix?: string): string {
    const call = prefix === undefined ? 'outputUrl()' : `outputUrl(${quoted(prefix)})`;
    return this.urlOf(call, prefix ?? '', () => outputUrlWarnings(call, grantsOf(this.props), prefix ?? ''));
  }

  private urlOf(call: string, key: string, doubts: () => Diagnostic[]): string {
    const { bucket, forEach, region = providerRegion(this, this.provider) } = this.props;
    const refuse = (message: string) => throwIfErrors(this.node.path, [{ path: [], message: `${call} ${message}` }]);
    if (forEach !== undefined) {
      refuse(MANY_URLS);
    }
    if (typeof key !== 'string') {
      refuse('is not given a string; give the key of an object, or the prefix of outputs');
    }
    if (!this.calls.has(call)) {
      this.calls.add(call);
      warn(this, doubts());
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
    if (documents.some(isKnownAtPlan)) {
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

const MANY_URLS =
  'is another URL for each instance of forEach; write new ZencoderS3Url({ bucket: "NAME", key: "KEY", region: "REGION" }).toString() for the bucket that you mean';
