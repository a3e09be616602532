import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { BucketWords, GrantWords } from '../../support/meaning';

/** A bucket of `zencoder.yaml`. */
export interface BucketEntry {
  readonly grants?: readonly GrantWords[];
  readonly objects?: readonly { readonly key: string; readonly method?: 'policy' }[];
  readonly requireTls?: boolean;
  /** A path, relative to the file. */
  readonly otherStatements?: string;
  readonly objectOwnership?: string;
  readonly zencoder?: { readonly accountId: string };
}

/** A statement of somebody else, as far as such statements occur here. */
export interface KeptStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: '*' | { readonly AWS: string | readonly string[] };
  readonly Action: string | readonly string[];
  /** Exact, or with one `*` at the end. */
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly Bool: { readonly 'aws:SecureTransport': 'false' } };
}

/** All that a file says about one bucket, in its own words. */
export interface Words extends BucketWords {
  readonly others: readonly KeptStatement[];
  readonly objectOwnership?: string;
}

interface File {
  readonly stacks: Readonly<Record<string, Stack>>;
}

export interface Stack {
  readonly zencoder?: { readonly accountId: string };
  readonly buckets: Readonly<Record<string, BucketEntry>>;
}

const PRODUCTION = '395540211253';

/** Reads `zencoder.yaml` in a folder, by no code of the product, and gives its words by the name of the bucket. */
export function readWords(folder: string): ReadonlyMap<string, Words> {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const { stacks } = parse(read('zencoder.yaml')) as File;
  const words = Object.values(stacks).flatMap(({ zencoder, buckets }) =>
    Object.entries(buckets).map(([bucket, entry]): Words => {
      const { grants = [], objects = [], requireTls = false, otherStatements, objectOwnership } = entry;
      return {
        bucket,
        accountId: (entry.zencoder ?? zencoder)?.accountId ?? PRODUCTION,
        grants: [...grants, ...objects.map(({ key }) => ({ actions: ['s3:GetObject'], keys: [key] }))],
        requireTls,
        others: otherStatements === undefined ? [] : statementsOf(read(otherStatements)),
        objectOwnership,
      };
    }),
  );
  return new Map(words.map((each) => [each.bucket, each]));
}

function statementsOf(policy: string): KeptStatement[] {
  return (JSON.parse(policy) as { Statement: KeptStatement[] }).Statement;
}
