import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PlanRow, planRows } from '../../../lib/cli/output/plan-rows';
import { hasProblems, loses, opens, type PlanReview, reviewPlan } from '../../../lib/explain/plan/plan-review';
import type { JsonObject } from '../../../lib/messages/json';
import { printable, shown } from '../../../lib/messages/wording';
import { identityOf } from '../../../lib/zencoder/another-zencoder';

const FIXTURES = join(__dirname, 'fixtures');

export function fixtureText(name: string): string {
  return readFileSync(join(FIXTURES, `${name}.json`), 'utf8');
}

export function reviewed(plan: JsonObject | string, accountId?: string): PlanReview {
  const text = typeof plan === 'string' ? plan : JSON.stringify(plan);
  return reviewPlan(text, identityOf({ accountId }), new Date('2026-06-01T00:00:00Z'));
}

/** The lines of a review, each with its subject: `acme-films opens: Zencoder can now …`. */
export function linesOf(review: PlanReview): string[] {
  const line = ({ about, word, says }: PlanRow) => `${about} ${word}: ${says}`;
  return planRows(review, { show: shown, text: printable }).flat().map(line);
}

/** What makes the command fail: the options that do so, or `problem` without any option. */
export function gates(review: PlanReview): string {
  const failing = { widening: opens(review), loss: loses(review), problem: hasProblems(review) };
  return Object.entries(failing)
    .flatMap(([name, fails]) => (fails ? [name] : []))
    .join(' ');
}

/** A resource of a plan, in a short form for tests. */
export interface Planned {
  readonly address?: string;
  readonly type?: string;
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly [more: string]: unknown;
}

/** The members that belong to `change`, not to the resource. */
const OF_CHANGE = ['actions', 'before', 'after', 'after_unknown', 'before_sensitive', 'after_sensitive', 'importing'];

export function plan(resources: readonly Planned[], configuration: object = {}): JsonObject {
  const changes = resources.map(({ type = 'aws_s3_bucket_policy', address = `${type}.films`, ...members }) => {
    const parts = Object.entries({ before: null, after: null, ...members });
    const change = Object.fromEntries(parts.filter(([name]) => OF_CHANGE.includes(name)));
    const rest = Object.fromEntries(parts.filter(([name]) => !OF_CHANGE.includes(name)));
    return { address, mode: 'managed', type, name: 'films', ...rest, change };
  });
  const whole = { format_version: '1.2', planned_values: {}, resource_changes: changes, configuration };
  return JSON.parse(JSON.stringify(whole)) as JsonObject;
}

export const policyText = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

export const ZENCODER = { AWS: 'arn:aws:iam::395540211253:root' };
export const FILMS = 'arn:aws:s3:::acme-films';

export const READS = {
  Sid: 'Reads',
  Effect: 'Allow',
  Principal: ZENCODER,
  Action: 's3:GetObject',
  Resource: `${FILMS}/in/*`,
};
export const LOGS = {
  Sid: 'Logs',
  Effect: 'Allow',
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: `${FILMS}/logs/*`,
};
export const TLS_ONLY = {
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [FILMS, `${FILMS}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

/** The attributes of a policy of the bucket `acme-films`. */
export const films = (...statements: readonly object[]) => ({
  bucket: 'acme-films',
  policy: policyText(...statements),
});
