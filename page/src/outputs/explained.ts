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

/** Zencoder's access to a bucket, and warnings about wide grants. */
export type Explained = ReturnType<typeof explainedBucket>;

/** The explanation that `explain` gives for a file with only this bucket. */
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

const MAX_NAMED = 5;

/** A sentence for each permission of Zencoder, and for each other statement. */
export function sentencesOf({ explained }: Explained): string[] {
  const lines = additionalLines(explained, { show: shown, text: printable });
  return [
    ...explained.rights.map((right) => explainedSentence(right, MAX_NAMED)),
    ...lines.map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}.`),
  ];
}

/** The explanation as text, with its warnings. */
export function explainedInWords(of: Explained): HTMLElement[] {
  const warnings = of.warnings.map(({ message }) => ({ severity: Severity.WARNING, message }));
  return [
    element('ul', { class: 'sentences' }, ...sentencesOf(of).map((sentence) => element('li', {}, sentence))),
    ...(warnings.length === 0
      ? []
      : [element('h3', {}, 'Wider than necessary?'), element('ul', { class: 'messages' }, ...messageItems(warnings))]),
  ];
}
