import type { EncryptionKey } from '../config/kms-keys';
import { ZencoderObjectMethod } from '../grants/object-access';
import { counted, shown } from '../messages/wording';
import type { ExplainedBucket, ExplainedRight, ExplainedUser, RefusedRight } from './explanation';
import { type BeyondGrants, labelOfKept } from './kept-statements';
import { actionName, enumeration, type Show, scopesInSentence } from './words';

/** How an output format, such as Markdown, writes names and other texts. */
export interface Writing {
  /** Writes a key, prefix or name. */
  readonly show: Show;
  /** Writes any other text that is not from this package. */
  readonly text: (text: string) => string;
}

/**
 * A line for each fact about a bucket or user in addition to its rights: what kept statements deny of the rights, what they allow
 * beyond them, and the permissions boundary.
 */
export function additionalLines(of: ExplainedBucket | ExplainedUser, writing: Writing): string[] {
  const { show, text } = writing;
  const lines = (of.refused ?? []).map((right) => refusedLine(right, writing));
  if ('user' in of) {
    const { permissionsBoundary: boundary } = of;
    return boundary === undefined ? lines : [...lines, `within the permissions boundary ${show(boundary)}`];
  }
  const { beyondGrants = [], notes = [], otherStatements } = of;
  return [
    ...lines,
    ...beyondGrants.map((right) => beyondLine(right, text)),
    ...notes.map(({ says }) => `note: ${text(says)}`),
    ...(otherStatements === undefined ? [] : [text(keptText(otherStatements))]),
  ];
}

function refusedLine(right: RefusedRight, { show, text }: Writing): string {
  const { who, bucket, may, where, refusedBy } = right;
  const labels = refusedBy.map((by) => `${labelOfKept(by)}${by.accepted ? ' on purpose' : ''}`);
  const place = where[0]!.kind === 'bucket' ? ', the bucket itself' : scopesInSentence(where, show);
  const whose = who.kind === 'user' ? ` in ${show(bucket)}` : '';
  return `denied by ${text(enumeration(labels))}: ${may}${whose}${place} (${text(actionsText(right))})`;
}

function beyondLine(beyond: BeyondGrants, text: Writing['text']): string {
  const { except, actions, resources, conditions, dependsOn } = beyond;
  const who = except === undefined ? 'everybody' : `everybody except ${JSON.stringify(except)}`;
  const under = [...conditions, ...dependsOn].map((words) => `, if ${words}`).join('');
  return `beyond the grants: ${text(`${labelOfKept(beyond)} allows ${who} ${actions.join(', ')} on ${resources.join(', ')}${under}`)}`;
}

function keptText({ count, file }: NonNullable<ExplainedBucket['otherStatements']>): string {
  const from = file === undefined ? '' : `, from ${shown(file)}`;
  return `${counted(count, 'statement')} of other principals ${count === 1 ? 'is' : 'are'} kept${from}`;
}

/** The actions of a policy, or the permissions of an ACL. */
export function actionsText({ by, actions, permissions = [] }: ExplainedRight): string {
  return by === ZencoderObjectMethod.POLICY
    ? actions.map(actionName).join(', ')
    : `${by === ZencoderObjectMethod.ACL ? 'ACL' : 'ACL of the copy'}: ${permissions.join(', ')}`;
}

/** The end of a right: `2027-06-30`, or `2027-06-30 12:30Z` if it does not end at midnight. */
export function untilText(expires: string | undefined, now: Date): string {
  if (expires === undefined) {
    return 'no end';
  }
  const time = expires.slice(10).replace('T', ' ').replace(/:00Z$/, 'Z');
  const date = `${expires.slice(0, 10)}${time === ' 00:00Z' ? '' : time}`;
  return new Date(expires) <= now ? `ended ${date}` : date;
}

/** The heading of the statement that the policy of a KMS key needs. */
export function keyHeading({ arn, buckets }: EncryptionKey, show: Show = shown): string {
  const names = enumeration(buckets.map((bucket) => show(bucket)));
  return `KMS key ${show(arn)} of ${names}: add this statement to the policy of the key, or Zencoder is denied access`;
}

/** What is printed if a change opens and closes nothing. */
export function nothingChanges(against: string): string {
  return `Nothing changes: the file allows the same as ${against}`;
}
