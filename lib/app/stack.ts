import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformOutput, TerraformStack } from 'cdktf';
import { ZencoderBucketAccess } from '../bucket-access';
import { byCodePoint } from '../policy/text';
import { ZencoderS3Url } from '../s3-url';
import { addBackend } from './backend';
import { bucketProps, type StackConfig } from './config';

/** A stack of `zencoder.yaml`: a bucket policy for each of its buckets, and what the callers of Zencoder need of them. */
export class ZencoderStack extends TerraformStack {
  public constructor(app: App, name: string, config: StackConfig) {
    super(app, name);
    addBackend(this, config.backend);
    new AwsProvider(this, 'AWS', { region: config.region });
    const policies: Record<string, string> = {};
    const urlBases: Record<string, string> = {};
    for (const bucket of Object.keys(config.buckets).sort(byCodePoint)) {
      const props = bucketProps(config, bucket);
      const access = new ZencoderBucketAccess(this, constructId(bucket), {
        ...props,
        region: props.region === config.region ? undefined : props.region,
      });
      policies[bucket] = access.policy;
      urlBases[bucket] = new ZencoderS3Url({ bucket, key: '', region: props.region }).toString();
    }
    this.output('policy_json', 'The policy of each bucket.', policies);
    this.output('input_url_base', 'What to put before a key for the input of a job, by bucket.', urlBases);
    this.output('output_url_base', 'What to put before a key for an output of a job, by bucket.', urlBases);
  }

  private output(name: string, description: string, value: Record<string, string>): void {
    new TerraformOutput(this, `Output-${name}`, { value, description }).overrideLogicalId(name);
  }
}

/** Ids that CDKTF has for itself, or JavaScript for every object. */
const TAKEN = ['backend', 'constructor'];

/**
 * The construct id, and so the address in Terraform, of a bucket's access. CDKTF drops dots, which would make one of `a.b`
 * and `ab`, and Terraform takes no digit first. No bucket's name holds `_`.
 */
function constructId(bucket: string): string {
  const id = bucket.replace(/\./g, '_');
  return /^\d/.test(id) || TAKEN.includes(id) ? `_${id}` : id;
}
