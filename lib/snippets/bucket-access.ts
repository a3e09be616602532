import { policyPath } from '../config/kept-policies';
import type { ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import type { ZencoderGrant } from '../grants/grant';
import { VERSION } from '../iam/policy';
import type { JsonObject } from '../messages/json';

/** The access of Zencoder to one bucket, which each snippet expresses in its own language. */
export interface BucketAccess {
  readonly bucket: string;
  /** Undefined if the configuration of the provider sets the region. */
  readonly region?: string;
  readonly grants: readonly ZencoderGrant[];
  readonly requireTls?: boolean;
  /** Statements of other principals, which are kept in a separate file. If there are none, there is no file. */
  readonly otherStatements?: readonly JsonObject[];
}

/** The name of the stack in a new file. */
export const FIRST_STACK = 'production';

/** The file with the statements of other principals. */
export interface KeptFile {
  readonly path: string;
  readonly text: string;
}

/** The file with the statements of other principals; undefined if there are none. */
export function keptFile({ bucket, otherStatements = [] }: BucketAccess): KeptFile | undefined {
  return otherStatements.length === 0 ? undefined : { path: policyPath(bucket), text: keptPolicyText(otherStatements) };
}

export function keptPolicyText(statements: readonly JsonObject[]): string {
  return `${JSON.stringify({ Version: VERSION, Statement: statements }, null, 2)}\n`;
}

/** The access as the props of a policy document. */
export function documentProps(access: BucketAccess): ZencoderPolicyDocumentProps {
  const { bucket, grants, requireTls } = access;
  return { bucket, grants: [...grants], requireTls, otherStatements: keptFile(access)?.text };
}
