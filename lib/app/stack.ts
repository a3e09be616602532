import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { type App, type ITerraformDependable, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { bucketId, copyId, userId } from '../config/construct-id';
import type { StackConfig } from '../config/format';
import { type EncryptionKey, kmsKeys } from '../config/kms-keys';
import { leftBuckets, objectsBy, type ResolvedBucket, type ResolvedConfig } from '../config/resolve';
import { ZencoderBucketAccess } from '../constructs/bucket-access/bucket-access';
import { ZencoderIamUser } from '../constructs/iam-user/iam-user';
import { ZencoderObjectCopy } from '../constructs/object-copy/object-copy';
import type { ZencoderObjectCopyProps } from '../constructs/object-copy/props';
import { ZencoderObjectGrants } from '../constructs/object-grants/object-grants';
import type { ZencoderObjectGrant } from '../constructs/object-grants/props';
import { terraformText, untypedText } from '../constructs/terraform/escaped-text';
import { ZencoderObjectMethod } from '../grants/object-access';
import { canWrite } from '../grants/reach';
import { ZencoderS3Url } from '../job-urls/s3-url';
import { byCodePoint } from '../messages/text';
import { addBackend } from './backend';
import { LeftBuckets } from './leave';
import { providerProps } from './provider';

type Texts = Map<string, string>;

/** A stack of `zencoder.yaml`: the access of Zencoder to its buckets, and outputs for those who create Zencoder jobs. */
export class ZencoderStack extends TerraformStack {
  public readonly left: LeftBuckets;
  private readonly policies: Texts = new Map();
  private readonly urlBases: Texts = new Map();
  private readonly copyUrls = new Map<string, Texts>();
  private readonly keyStatements: Texts = new Map();
  private readonly objectGrants: ZencoderObjectGrant[] = [];
  private readonly ownerships: ITerraformDependable[] = [];

  /** @param keys the KMS keys of the whole file, because a key that several stacks use has one policy */
  public constructor(app: App, name: string, file: ResolvedConfig, keys: readonly EncryptionKey[] = kmsKeys(file)) {
    super(app, name);
    const config = file.stacks[name]!;
    addBackend(this, config.backend);
    new AwsProvider(this, 'AWS', providerProps(config));
    for (const bucket of Object.keys(config.buckets ?? {}).sort(byCodePoint)) {
      this.addBucket(file.buckets.get(bucket)!, config.region);
    }
    if (config.objectGrants) {
      new ZencoderObjectGrants(this, 'ObjectGrants', { objects: this.objectGrants, dependsOn: this.ownerships });
    }
    this.addKeyStatements(keys, config.buckets ?? {});
    this.addBucketOutputs(config, file);
    this.addUsers(name, file);
    this.left = new LeftBuckets(this, leftBuckets(config), app.hclOutput);
  }

  private addBucket(settings: ResolvedBucket, stackRegion: string | undefined): void {
    const {
      bucket,
      stack: _,
      document,
      otherStatementsFile: __,
      cliProfile,
      endpointUrl,
      zencoder,
      ...rest
    } = settings;
    // The resource gets a region only if it differs from the region of the stack.
    const region = rest.region === stackRegion ? undefined : rest.region;
    const id = bucketId(bucket);
    let holder: Construct;
    let ownership: ITerraformDependable | undefined;
    if (document) {
      const { objects } = document;
      const access = new ZencoderBucketAccess(this, id, { ...rest, bucket, zencoder, region, objects });
      this.policies.set(bucket, access.policy);
      ownership = access.ownershipControls;
      holder = access;
    } else {
      holder = new Construct(this, id);
      const { objectOwnership } = rest;
      ownership =
        objectOwnership &&
        new S3BucketOwnershipControls(holder, 'Ownership', { bucket, region, rule: { objectOwnership } });
    }
    const dependsOn = ownership ? [ownership] : [];
    this.urlBases.set(bucket, new ZencoderS3Url({ bucket, key: '', region: rest.region }).toString());
    for (const { method: _, versionId: __, ...copy } of objectsBy(settings, ZencoderObjectMethod.ACL_COPY)) {
      this.addCopy(holder, { ...copy, bucket, region, zencoder, dependsOn }, rest.region);
    }
    const place = { bucket, region: rest.region, cliProfile, endpointUrl, zencoder };
    for (const { key, permissions, versionId } of objectsBy(settings, ZencoderObjectMethod.ACL)) {
      this.objectGrants.push({ ...place, key, permissions, versionId });
      this.ownerships.push(...dependsOn.filter((each) => !this.ownerships.includes(each)));
    }
  }

  private addCopy(holder: Construct, props: ZencoderObjectCopyProps, region?: string): void {
    const { bucket, key } = props;
    const copy = new ZencoderObjectCopy(holder, copyId(props), props);
    const url = new ZencoderS3Url({ bucket, key: copy.copyKey, region });
    const urls: Texts = this.copyUrls.get(bucket) ?? new Map();
    this.copyUrls.set(bucket, urls.set(key, untypedText(url.toString())));
  }

  private addKeyStatements(keys: readonly EncryptionKey[], own: NonNullable<StackConfig['buckets']>): void {
    for (const { buckets, statement } of keys) {
      for (const bucket of buckets.filter((each) => Object.hasOwn(own, each))) {
        this.keyStatements.set(bucket, untypedText(JSON.stringify(statement)));
      }
    }
  }

  private addBucketOutputs({ buckets }: StackConfig, file: ResolvedConfig): void {
    if (buckets === undefined) {
      return;
    }
    this.output('policy_json', 'The policy of each bucket.', this.policies);
    this.output('input_url_base', 'The base of input URLs of jobs, by bucket: append a key.', this.urlBases);
    const writable = [...this.urlBases.keys()].filter((bucket) => isWritable(bucket, file));
    const canWrite = `Zencoder can write to ${writable.length === 0 ? 'none of them' : writable.sort(byCodePoint).join(', ')}`;
    this.output(
      'output_url_base',
      `The base of output URLs of jobs, by bucket: append a key. ${canWrite}.`,
      this.urlBases,
    );
    if (this.copyUrls.size > 0) {
      this.output(
        'copy_urls',
        'The URLs of the copies, for the input of jobs, by bucket and by the key of the original.',
        this.copyUrls,
      );
    }
    if (this.keyStatements.size > 0) {
      this.output(
        'kms_key_statements',
        'The statement that the key policy of the KMS key needs, by bucket.',
        this.keyStatements,
      );
    }
  }

  private addUsers(name: string, file: ResolvedConfig): void {
    const keys = new Map<string, Texts>();
    const users = file.users.filter(({ stack }) => stack === name).sort((a, b) => byCodePoint(a.user, b.user));
    for (const { stack: _, user: userName, ...settings } of users) {
      const user = new ZencoderIamUser(this, userId(userName), { ...settings, userName });
      if (user.accessKeyId !== undefined) {
        const key = { access_key_id: user.accessKeyId, secret_access_key: user.secretAccessKey! };
        keys.set(userName, new Map(Object.entries(key)));
      }
    }
    if (keys.size > 0) {
      this.output('access_keys', 'The access key of each user, to be saved in the Zencoder account.', keys, true);
    }
  }

  private output(name: string, description: string, values: Texts | Map<string, Texts>, sensitive?: boolean): void {
    const value = asObject(values);
    new TerraformOutput(this, `Output-${name}`, { value, description, sensitive }).overrideLogicalId(name);
  }
}

/** Returns the values as an object. The name `__proto__` becomes an expression, because the framework would drop its value. */
function asObject(values: Texts | Map<string, Texts>): object {
  const nameOf = (name: string) => (name === '__proto__' ? '$' + '{"__proto__"}' : terraformText(name));
  return Object.fromEntries(
    [...values].map(([name, value]) => [nameOf(name), typeof value === 'string' ? value : asObject(value)]),
  );
}

/** Whether Zencoder can write to the bucket, by its policy or as a user of the file. */
function isWritable(bucket: string, { buckets, users }: ResolvedConfig): boolean {
  const ofUsers = users.flatMap(({ grants }) => grants.filter((grant) => grant.bucket === bucket));
  return canWrite([...(buckets.get(bucket)?.grants ?? []), ...ofUsers]);
}
