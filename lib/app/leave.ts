import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { bucketId, copyId } from '../config/construct-id';
import type { LeftBucket } from '../config/resolve';

/** CDKTF's HCL output drops the blocks. There they are in this file beside the configuration; Terraform reads both. */
export const LEAVE_FILE = 'cdk-leave.tf.json';

/** Of the first Terraform that knows `removed`. Of OpenTofu the first is 1.10, which earlier ones say themselves: they refuse `lifecycle`. */
const REQUIRED_VERSION = '>= 1.7';

/**
 * What makes Terraform forget the policies, ownership controls and copies of buckets that were in a stack, and leave them in
 * place. Names that are not in the state do no harm.
 */
export class LeftBuckets {
  private readonly blocks: object | undefined;

  public constructor(
    private readonly stack: TerraformStack,
    buckets: readonly LeftBucket[],
    isHcl: boolean,
  ) {
    const removed = buckets.flatMap((bucket) => this.addresses(bucket)).map(forgotten);
    this.blocks = removed.length === 0 ? undefined : { terraform: { required_version: REQUIRED_VERSION }, removed };
    if (removed.length > 0 && !isHcl) {
      stack.addOverride('terraform.required_version', REQUIRED_VERSION);
      stack.addOverride('removed', removed);
    }
  }

  /** Writes the file beside an HCL configuration, or removes it where the stack leaves nothing any more. */
  public writeForHcl(file: string): void {
    if (this.blocks === undefined) {
      rmSync(file, { force: true });
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(this.blocks, null, 2)}\n`);
    }
  }

  /** The stack made these by constructs of the same ids, which the addresses follow from. */
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

function forgotten(from: string): object {
  return { from, lifecycle: { destroy: false } };
}
