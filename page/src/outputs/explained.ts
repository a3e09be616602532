import type { ResolvedBucket } from '../../../lib/config/resolve';
import { additionalLines } from '../../../lib/explain/explained-lines';
import { explainedSentence } from '../../../lib/explain/explained-sentence';
import { explainedBucket } from '../../../lib/explain/explanation';
import type { KeptStatement } from '../../../lib/explain/kept-statements';
import { Severity } from '../../../lib/messages/diagnostic';
import { printable, shown } from '../../../lib/messages/wording';
import { documentProps, FIRST_STACK, keptFile } from '../../../lib/snippets/bucket-access';
import { identityOf } from '../../../lib/zencoder/another-zencoder';
import { element } from '../dom';
import { messageItems } from '../form/field';
import type { Meaning } from '../form/meaning';

/** What a bucket is for Zencoder, and what is wide there. */
export type Explained = ReturnType<typeof explainedBucket>;

/** What the grants of a bucket let Zencoder do, as `explain` says it of a file with that bucket alone. */
export function explanationOf({ access, existing }: Meaning, now: Date): Explained {
  const { bucket, region } = access;
  const document = documentProps(access);
  const resolved: ResolvedBucket = {
    ...document,
    region,
    otherStatementsFile: keptFile(access)?.path,
    stack: FIRST_STACK,
    zencoder: identityOf({}),
    document,
  };
  const { explained, warnings } = explainedBucket(resolved, new Map([[bucket, resolved]]), now);
  const places = existing.adoption?.keptPlaces ?? [];
  const asPasted = <Kept extends KeptStatement>(kept: Kept): Kept => ({
    ...kept,
    statement: places[kept.statement] ?? kept.statement,
  });
  return {
    explained: {
      ...explained,
      refused: explained.refused?.map((right) => ({ ...right, refusedBy: right.refusedBy.map(asPasted) })),
      beyondGrants: explained.beyondGrants?.map(asPasted),
    },
    warnings,
  };
}

const MOST_NAMED = 5;

/** A sentence for each thing that Zencoder may do, and for what is beside it. */
export function sentencesOf({ explained }: Explained): string[] {
  const lines = additionalLines(explained, { show: shown, text: printable });
  return [
    ...explained.rights.map((right) => explainedSentence(right, MOST_NAMED)),
    ...lines.map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}.`),
  ];
}

/** The explanation in words, and what is wide in it. */
export function explainedInWords(of: Explained): HTMLElement[] {
  const warnings = of.warnings.map(({ message }) => ({ severity: Severity.WARNING, message }));
  return [
    element('ul', { class: 'sentences' }, ...sentencesOf(of).map((sentence) => element('li', {}, sentence))),
    ...(warnings.length === 0
      ? []
      : [
          element('h3', {}, 'Wider than it has to be?'),
          element('ul', { class: 'messages' }, ...messageItems(warnings)),
        ]),
  ];
}
