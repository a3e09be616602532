import { Purpose } from '../../../lib/doctor/context';
import type { Clinic } from './clinic';

/** Statements as somebody writes them into a policy. */
export type Statement = Readonly<Record<string, unknown>>;

/** A bucket, what is in it and in its policy, and a URL that somebody gives Zencoder. */
export interface SetUp {
  readonly name: string;
  readonly purpose: Purpose;
  /** As it is given, with BUCKET for the name of the bucket. */
  readonly url: string;
  /** Of the objects that the bucket's owner puts there. */
  readonly keys: readonly string[];
  /** The bucket in `zencoder.yaml`; undefined where there is none yet, and no policy of it. */
  readonly entry?: { readonly [property: string]: unknown };
  /** The statements of others in the policy. */
  readonly others: readonly Statement[];
  /** A policy by hand, in place of that of the file. */
  readonly byHand?: readonly Statement[];
  /** What is done to the bucket besides. */
  readonly prepare?: (clinic: Clinic, bucket: string) => Promise<unknown>;
  /** Zencoder is let in by its canonical user ID. */
  readonly byCanonicalId?: boolean;
  /** What somebody does who reads of a change without lines, URL or command. */
  readonly byHandOf?: (clinic: Clinic, bucket: string) => Promise<unknown>;
}

/** A set-up in which Zencoder is refused. */
export interface BrokenSetUp extends SetUp {
  /** The check whose finding comes first, and what that says. */
  readonly cause: string;
  readonly says: string;
}

/** The place of a URL, as the buckets are in one region. */
export const REGION = 'eu-central-1';
const ZENCODER = { AWS: 'arn:aws:iam::395540211253:root' };
export const FILM = 'in/film.mov';
export const RENDITION = 'out/film.mp4';

type Given = Omit<SetUp, 'name'>;

/** An input that is there, of a bucket whose file grants it. */
export const INPUT: Given = {
  purpose: Purpose.INPUT,
  url: `s3+${REGION}://BUCKET/${FILM}`,
  keys: [FILM],
  entry: { grants: [{ role: 'input', prefixes: ['in/'] }] },
  others: [],
};

export const OUTPUT: Given = {
  purpose: Purpose.OUTPUT,
  url: `s3+${REGION}://BUCKET/${RENDITION}`,
  keys: [],
  entry: { grants: [{ role: 'output', prefixes: ['out/'] }] },
  others: [],
};

/** All that an input needs on the whole bucket, with other members. */
export function allowing(more: Statement = {}): Statement {
  return {
    Sid: 'Videos',
    Effect: 'Allow',
    Principal: ZENCODER,
    Action: ['s3:GetObject', 's3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
    Resource: ['arn:aws:s3:::BUCKET', 'arn:aws:s3:::BUCKET/*'],
    ...more,
  };
}

export function denying(more: Statement): Statement {
  return {
    Sid: 'Guard',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::BUCKET/*',
    ...more,
  };
}
