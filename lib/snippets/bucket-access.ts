import { policyPath } from '../config/kept-policies';
import type { ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import type { ZencoderGrant } from '../grants/grant';
import { VERSION } from '../iam/policy';
import type { JsonObject } from '../messages/json';

/** What Zencoder gets on one bucket, which each snippet says in a language of its own. */
export interface BucketAccess {
  readonly bucket: string;
  /** None where the provider chooses it. */
  readonly region?: string;
  readonly grants: readonly ZencoderGrant[];
  readonly requireTls?: boolean;
  /** Statements of other principals, which are kept in a file of their own; none where that is empty. */
  readonly otherStatements?: readonly JsonObject[];
}

/** The stack of a file that is made. */
export const FIRST_STACK = 'production';

/** The file that keeps the statements of other principals, and what is in it. */
export interface KeptFile {
  readonly path: string;
  readonly text: string;
}

/** Undefined where nothing is kept. */
export function keptFile({ bucket, otherStatements = [] }: BucketAccess): KeptFile | undefined {
  return otherStatements.length === 0 ? undefined : { path: policyPath(bucket), text: keptPolicyText(otherStatements) };
}

export function keptPolicyText(statements: readonly JsonObject[]): string {
  return `${JSON.stringify({ Version: VERSION, Statement: statements }, null, 2)}\n`;
}

/** The same as the props of a policy document. */
export function documentProps(access: BucketAccess): ZencoderPolicyDocumentProps {
  const { bucket, grants, requireTls } = access;
  return { bucket, grants: [...grants], requireTls, otherStatements: keptFile(access)?.text };
}
