import { linesBeside } from '../../../lib/explain/explained-lines';
import { explainedSentence } from '../../../lib/explain/explained-sentence';
import { type Explanation, explanation } from '../../../lib/explain/explanation';
import type { KeptStatement } from '../../../lib/explain/kept-statements';
import { Severity } from '../../../lib/messages/diagnostic';
import { printable, shown } from '../../../lib/messages/wording';
import { documentProps, FIRST_STACK, keptFile } from '../../../lib/snippets/bucket-access';
import { element } from '../dom';
import { messageItems } from '../form/field';
import type { Meaning } from '../form/meaning';

/** What the grants of a bucket let Zencoder do, as `explain` says it of a file with that bucket alone. */
export function explanationOf({ access, existing }: Meaning, now: Date): Explanation {
  const { bucket, region } = access;
  const { grants, requireTls, otherStatements } = documentProps(access);
  const settings = { grants, requireTls, otherStatements, otherStatementsFile: keptFile(access)?.path };
  const found = explanation({ stacks: { [FIRST_STACK]: { region, buckets: { [bucket]: settings } } } }, now);
  const places = existing.adoption?.keptPlaces ?? [];
  const asPasted = <Kept extends KeptStatement>(kept: Kept): Kept => ({
    ...kept,
    statement: places[kept.statement] ?? kept.statement,
  });
  return {
    ...found,
    buckets: found.buckets.map(({ refused, beyondGrants, ...rest }) => ({
      ...rest,
      refused: refused?.map((right) => ({ ...right, refusedBy: right.refusedBy.map(asPasted) })),
      beyondGrants: beyondGrants?.map(asPasted),
    })),
  };
}

const MOST_NAMED = 5;

/** A sentence for each thing that Zencoder may do, and for what is beside it. */
export function sentencesOf({ buckets }: Explanation): string[] {
  return buckets.flatMap((bucket) => [
    ...bucket.rights.map((right) => explainedSentence(right, MOST_NAMED)),
    ...linesBeside(bucket, { show: shown, text: printable }).map(
      (line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}.`,
    ),
  ]);
}

/** The explanation in words, and what is wide in it. */
export function explainedInWords(explained: Explanation): HTMLElement[] {
  const warnings = explained.warnings.map(({ message }) => ({ severity: Severity.WARNING, message }));
  return [
    element('ul', { class: 'sentences' }, ...sentencesOf(explained).map((sentence) => element('li', {}, sentence))),
    ...(warnings.length === 0
      ? []
      : [
          element('h3', {}, 'Wider than it has to be?'),
          element('ul', { class: 'messages' }, ...messageItems(warnings)),
        ]),
  ];
}
