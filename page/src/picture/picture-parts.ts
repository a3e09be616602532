import type { ExplainedBucket, ExplainedRight } from '../../../lib/explain/explanation';
import { scopeLine } from '../../../lib/explain/words';
import { utcText } from '../../../lib/grants/expiry';
import { counted } from '../../../lib/messages/wording';
import { PUT_ACTIONS } from './writing';

/** A box of the picture: a requester, or a part of the bucket. */
export interface Box {
  readonly title: string;
  readonly lines: readonly string[];
  /** The last line, such as the end date. */
  readonly foot?: string;
  readonly tone: 'reads' | 'writes' | 'other';
}

/** A requester, and the parts of the bucket that it has access to. */
export interface Access {
  readonly who: Box;
  readonly parts: readonly Box[];
}

const MAX_LINES = 4;

export function accessTo(bucket: ExplainedBucket): Access[] {
  const { rights, refused = [], beyondGrants = [], otherStatements } = bucket;
  const zencoder: Access[] = [
    {
      who: { title: 'Zencoder', lines: [accountLine(rights[0] ?? refused[0])], tone: 'reads' },
      parts: [
        ...rights.map((right) => partOf(right)),
        ...refused.map((right) => ({ ...partOf(right), title: `denied: ${right.may}`, tone: 'other' as const })),
      ],
    },
  ];
  const otherPrincipals =
    otherStatements === undefined
      ? []
      : [
          {
            who: { title: 'Other principals', lines: ['as in the current policy'], tone: 'other' as const },
            parts: [
              {
                title: counted(otherStatements.count, 'statement'),
                lines: ['kept unchanged'],
                tone: 'other' as const,
              },
            ],
          },
        ];
  const everyone = beyondGrants.map(({ actions, resources }) => ({
    who: { title: 'Everyone', lines: ['including Zencoder'], tone: 'other' as const },
    parts: [{ title: actions.join(', '), lines: shortened(resources), tone: 'other' as const }],
  }));
  return [...zencoder, ...everyone, ...otherPrincipals];
}

function accountLine(right: ExplainedRight | undefined): string {
  return right?.who.kind === 'account' ? `AWS account ${right.who.accountId}` : '';
}

function partOf(right: ExplainedRight): Box {
  const { may, where, expires, requireTls, actions } = right;
  const until = expires === undefined ? 'no end date' : `until ${dayOf(expires)}`;
  return {
    title: may,
    lines: shortened(where.map((scope) => scopeLine(scope))),
    foot: `${until}${requireTls ? ', over TLS only' : ''}`,
    tone: actions.some((action) => PUT_ACTIONS.includes(action)) ? 'writes' : 'reads',
  };
}

function dayOf(expires: string): string {
  return utcText(Date.parse(expires))
    .replace('T00:00:00Z', '')
    .replace('T', ' ')
    .replace(/(:00)?Z$/, ' UTC');
}

function shortened(lines: readonly string[]): string[] {
  const more = lines.length - MAX_LINES;
  return more > 1 ? [...lines.slice(0, MAX_LINES), `and ${more} more`] : [...lines];
}
