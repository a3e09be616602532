import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { bucketId, copyId } from '../config/construct-id';
import type { LeftBucket } from '../config/resolve';

/** The file with the `removed` blocks for HCL output, because CDKTF drops them there. Terraform reads it with the configuration. */
export const LEAVE_FILE = 'cdk-leave.tf.json';

/** Terraform 1.7 introduced `removed`. OpenTofu needs 1.10; earlier versions report `lifecycle` as an error themselves. */
const REQUIRED_VERSION = '>= 1.7';

/**
 * The `removed` blocks: Terraform removes policies, ownership controls and copies of buckets from the state, and leaves them in AWS.
 * Addresses that are not in the state have no effect.
 */
export class LeftBuckets {
  private readonly blocks: object | undefined;

  public constructor(
    private readonly stack: TerraformStack,
    buckets: readonly LeftBucket[],
    isHcl: boolean,
  ) {
    const removed = buckets.flatMap((bucket) => this.addresses(bucket)).map(removedBlock);
    this.blocks = removed.length === 0 ? undefined : { terraform: { required_version: REQUIRED_VERSION }, removed };
    if (removed.length > 0 && !isHcl) {
      stack.addOverride('terraform.required_version', REQUIRED_VERSION);
      stack.addOverride('removed', removed);
    }
  }

  /** Writes the file for an HCL configuration, or removes it if the stack leaves no bucket. */
  public writeForHcl(file: string): void {
    if (this.blocks === undefined) {
      rmSync(file, { force: true });
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(this.blocks, null, 2)}\n`);
    }
  }

  /** Returns the addresses of the resources. They follow from the construct ids, which are those of the former constructs. */
  private addresses({ bucket, copies }: LeftBucket): string[] {
    const holder = new Construct(this.stack, bucketId(bucket));
    const address = (type: string, construct: Construct) => `${type}.${this.stack.getLogicalId(construct.node)}`;
    return [
      address('aws_s3_bucket_policy', holder),
      address('aws_s3_bucket_ownership_controls', new Construct(holder, 'Ownership')),
      ...copies.map((copy) => address('aws_s3_object_copy', new Construct(holder, copyId(copy)))).sort(),
    ];
  }
}

function removedBlock(from: string): object {
  return { from, lifecycle: { destroy: false } };
}
