import { actionName, enumeration } from '../../explain/action-words';
import type { BeyondGrants } from '../../explain/beside-grants';
import type { ExplainedBucket, ExplainedRight, ExplainedUser, RefusedRight } from '../../explain/explanation';
import { refusalLabel } from '../../explain/kept-statements';
import { type Show, scopesInSentence } from '../../explain/scope-words';
import { ZencoderObjectMethod } from '../../grants/object-access';
import { labelOf } from '../../iam/policy';
import { shown } from '../../messages/shown';
import { printable } from '../../messages/wording';

/** How names of one form of output are written, and texts of others. */
export interface BesideWriting {
  readonly show: Show;
  readonly text: (text: string) => string;
}

export const IN_TEXT: BesideWriting = { show: shown, text: printable };

/** A line for each thing that kept statements deny of the rights, allow beyond them, or deny on purpose. */
export function besideLines(of: ExplainedBucket | ExplainedUser, writing: BesideWriting): string[] {
  const { refused = [] } = of;
  const { beyondGrants = [], notes = [] } = 'bucket' in of ? of : {};
  return [
    ...refused.map((right) => refusedLine(right, writing)),
    ...beyondGrants.map((right) => beyondLine(right, writing)),
    ...notes.map(({ says }) => `note: ${writing.text(says)}`),
  ];
}

function refusedLine(right: RefusedRight, { show, text }: BesideWriting): string {
  const { who, bucket, may, where, refusedBy } = right;
  const labels = refusedBy.map((by) => `${refusalLabel(by)}${by.accepted ? ' on purpose' : ''}`);
  const [scope] = where;
  const place = scope!.kind === 'bucket' ? ', the bucket itself' : scopesInSentence(where, show);
  const whose = who.kind === 'user' ? ` in ${show(bucket)}` : '';
  return `refused by ${text(enumeration(labels))}: ${may}${whose}${place} (${text(actionsText(right))})`;
}

function beyondLine(
  { statement, sid, except, actions, resources, conditions, dependsOn }: BeyondGrants,
  { text }: BesideWriting,
) {
  const who = except === undefined ? 'everybody' : `everybody but ${JSON.stringify(except)}`;
  const under = [...conditions, ...dependsOn].map((words) => `, if ${words}`).join('');
  return `beyond the grants by ${text(labelOf({ index: statement, sid }))}: ${text(`${who} may ${actions.join(', ')} on ${resources.join(', ')}${under}`)}`;
}

/** The actions of a policy, or what an ACL permits. */
export function actionsText({ by, actions, permissions = [] }: ExplainedRight): string {
  switch (by) {
    case ZencoderObjectMethod.POLICY:
      return actions.map(actionName).join(', ');
    case ZencoderObjectMethod.ACL:
      return `ACL: ${permissions.join(', ')}`;
    case ZencoderObjectMethod.ACL_COPY:
      return `ACL of the copy: ${permissions.join(', ')}`;
  }
}
