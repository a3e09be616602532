import type { BucketConfig } from '../../../lib/config/format';
import { ZencoderRole } from '../../../lib/zencoder/account-and-roles';

export type Statement = Readonly<Record<string, unknown>>;

/** What becomes of statements that are kept beside a grant. */
export enum Outcome {
  /** An error of the file. */
  REFUSED = 'is refused',
  /** A warning, which `--strict` counts. */
  WARNED = 'is warned of',
  /** Shown by `explain`, and not counted by `--strict`. */
  SHOWN = 'is shown',
  /** Nothing is reported. */
  HARMLESS = 'is harmless',
}

/** Statements beside a grant, which alone has no warnings. */
export interface KeptCase {
  readonly title: string;
  readonly statements: readonly Statement[];
  /** @default - an input below in/ */
  readonly bucket?: BucketConfig;
  readonly outcome: Outcome;
  /** Parts of the one line that is reported, or shown. */
  readonly says?: readonly string[];
  /** So many further warnings. */
  readonly more?: number;
  /** So many notes of `explain`. */
  readonly notes?: number;
  /** The actions that `explain` lists as refused. */
  readonly refused?: readonly string[];
  /** The actions that `explain` lists as beyond the grants. */
  readonly beyond?: readonly string[];
  /** The same for another account, prefix or action, of which nothing is reported. */
  readonly twin?: readonly Statement[];
}

export const INPUT: BucketConfig = { grants: [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }] };
export const OUTPUT: BucketConfig = {
  grants: [{ role: ZencoderRole.OUTPUT, prefixes: ['out/'], expires: '2099-01-01T00:00:00Z' }],
};

export const BUCKET = 'arn:aws:s3:::films';
export const OBJECTS = `${BUCKET}/*`;
export const ANOTHER = '111122223333';
export const ZENCODER = '395540211253';
export const CANONICAL_ID = '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd';

export const allow = (members: Statement = {}): Statement => ({
  Sid: 'Public',
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: OBJECTS,
  ...members,
});

export const deny = (members: Statement = {}): Statement => ({
  Sid: 'Closed',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: OBJECTS,
  ...members,
});

/** A Deny where one operator holds on one key. */
export const denyIf = (operator: string, key: string, value: unknown, members: Statement = {}): Statement =>
  deny({ ...members, Condition: { [operator]: { [key]: value } } });

/** The same statement for one account. */
export const forAnother = (statement: Statement): Statement => ({ ...statement, Principal: { AWS: ANOTHER } });

/** The same statement about objects that no grant is about. */
export const elsewhere = (statement: Statement): Statement => ({ ...statement, Resource: `${BUCKET}/other/*` });

/** An upload where one operator holds on one key. */
export const denyUploadIf = (operator: string, key: string, value: unknown): Statement =>
  denyIf(operator, key, value, { Action: 's3:PutObject' });

export const READ = 's3:GetObject';

/** What a warning proposes of a Deny for everybody. */
export const EXEMPTION = `; to exempt Zencoder, put "StringNotEquals": {"aws:PrincipalAccount":"${ZENCODER}"} into its Condition, or keep it on purpose: acceptedDenies: ["Closed"]`;
