import type { EncryptionKey } from '../config/kms-keys';
import { ZencoderObjectMethod } from '../grants/object-access';
import { shown } from '../messages/wording';
import type { ExplainedBucket, ExplainedRight, ExplainedUser, RefusedRight } from './explanation';
import { type BeyondGrants, labelOfKept } from './kept-statements';
import { actionName, enumeration, type Show, scopesInSentence } from './words';

/** How names of one form of output are written, and texts of others. */
export interface Writing {
  readonly show: Show;
  readonly text: (text: string) => string;
}

/** A line for each thing beside the rights: what kept statements deny of them or allow beyond them, and what bounds them. */
export function linesBeside(of: ExplainedBucket | ExplainedUser, writing: Writing): string[] {
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
    ...(otherStatements === undefined ? [] : [text(othersText(otherStatements))]),
  ];
}

function refusedLine(right: RefusedRight, { show, text }: Writing): string {
  const { who, bucket, may, where, refusedBy } = right;
  const labels = refusedBy.map((by) => `${labelOfKept(by)}${by.accepted ? ' on purpose' : ''}`);
  const place = where[0]!.kind === 'bucket' ? ', the bucket itself' : scopesInSentence(where, show);
  const whose = who.kind === 'user' ? ` in ${show(bucket)}` : '';
  return `refused by ${text(enumeration(labels))}: ${may}${whose}${place} (${text(actionsText(right))})`;
}

function beyondLine(beyond: BeyondGrants, text: Writing['text']): string {
  const { except, actions, resources, conditions, dependsOn } = beyond;
  const who = except === undefined ? 'everybody' : `everybody but ${JSON.stringify(except)}`;
  const under = [...conditions, ...dependsOn].map((words) => `, if ${words}`).join('');
  return `beyond the grants by ${text(labelOfKept(beyond))}: ${text(`${who} may ${actions.join(', ')} on ${resources.join(', ')}${under}`)}`;
}

function othersText({ count, file }: NonNullable<ExplainedBucket['otherStatements']>): string {
  const from = file === undefined ? '' : `, from ${shown(file)}`;
  return `${count === 1 ? '1 statement of others is' : `${count} statements of others are`} kept${from}`;
}

/** The actions of a policy, or what an ACL permits. */
export function actionsText({ by, actions, permissions = [] }: ExplainedRight): string {
  return by === ZencoderObjectMethod.POLICY
    ? actions.map(actionName).join(', ')
    : `${by === ZencoderObjectMethod.ACL ? 'ACL' : 'ACL of the copy'}: ${permissions.join(', ')}`;
}

/** `2027-06-30`, or `2027-06-30 12:30Z` where the day does not tell it. */
export function untilText(expires: string | undefined, now: Date): string {
  if (expires === undefined) {
    return 'no end';
  }
  const time = expires.slice(10).replace('T', ' ').replace(/:00Z$/, 'Z');
  const date = `${expires.slice(0, 10)}${time === ' 00:00Z' ? '' : time}`;
  return new Date(expires) <= now ? `ended ${date}` : date;
}

/** Above the statement that the policy of a key needs. */
export function keyHeading({ arn, buckets }: EncryptionKey, show: Show = shown): string {
  const names = enumeration(buckets.map((bucket) => show(bucket)));
  return `KMS key ${show(arn)} of ${names}: add this statement to the policy of the key, or Zencoder is denied access`;
}

/** What is printed where a change opens and closes nothing. */
export function nothingChanges(against: string): string {
  return `Nothing changes: who may do what is the same as by ${against}`;
}
