import type { BucketConfig } from '../../lib/config/format';
import { grantsOf, type ZencoderPolicyDocumentProps } from '../../lib/grants/bucket-policy';
import type { ZencoderGrant } from '../../lib/grants/grant';
import { ZencoderObjectMethod } from '../../lib/grants/object-access';
import { documentFindings, type InputNames } from '../../lib/judgement/document-findings';
import { judge, refusesAll } from '../../lib/judgement/judgement';
import { type Diagnostic, findingLine, isError, isWarning } from '../../lib/messages/diagnostic';
import type { Json } from '../../lib/messages/json';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { NOW } from '../grants/cases/grants';
import { INPUT, type KeptCase, Outcome, type Statement } from './cases/kept-case';
import { KEPT_STATEMENTS as CASES } from './cases/kept-statements';

const { REFUSED, WARNED, SHOWN, HARMLESS } = Outcome;
const those = (...outcomes: Outcome[]) => CASES.filter(({ outcome }) => outcomes.includes(outcome));

/** The settings of the file, with what props want beside them. */
function propsOf({ objects, ...bucket }: BucketConfig = INPUT): ZencoderPolicyDocumentProps {
  const inPolicy = objects?.map(({ key }) => ({ key, method: ZencoderObjectMethod.POLICY }));
  return { ...bucket, bucket: 'films', objects: inPolicy } as ZencoderPolicyDocumentProps;
}

function findingsOf(
  statements: readonly Statement[],
  { bucket }: Pick<KeptCase, 'bucket'>,
  names?: InputNames,
): Diagnostic[] {
  const otherStatements = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return documentFindings({ ...propsOf(bucket), otherStatements }, NOW, names);
}

const linesOf = (findings: readonly Diagnostic[]) => findings.map((finding) => findingLine('', finding));

/** A grant for each prefix and key by itself, which is how explain tells rights. */
function partsOf({ prefixes = [], keys = [], ...grant }: ZencoderGrant): ZencoderGrant[] {
  const parts = [...prefixes.map((one) => ({ prefixes: [one] })), ...keys.map((one) => ({ keys: [one] }))];
  return parts.length === 0 ? [grant] : parts.map((part) => ({ ...grant, ...part }));
}

/** What is refused whole, and what is beyond the grants. */
function judged({ statements, bucket }: KeptCase) {
  const { acceptedDenies, ...props } = propsOf(bucket);
  const grants = grantsOf(props).flatMap(partsOf);
  const kept = JSON.parse(JSON.stringify(statements)) as Json[];
  const { beyond, refusals } = judge(
    { bucket: 'films', account: identityOf(), grants, statements: kept, acceptedDenies },
    NOW,
  );
  return {
    refused: refusals.filter(refusesAll).flatMap(({ actions }) => actions),
    beyond: beyond.flatMap((right) => right.beyond.actions),
  };
}

describe('In a document, beside a grant,', () => {
  it.each(those(REFUSED, WARNED))('$title $outcome, in one line', ({ statements, ...one }) => {
    const found = findingsOf(statements, one);
    const lines = linesOf(one.outcome === REFUSED ? found.filter(isError) : found);
    expect(lines).toHaveLength(1 + (one.more ?? 0));
    expect(lines.filter((line) => one.says!.every((part) => line.includes(part)))).toHaveLength(1);
    expect(found.some(isError)).toBe(one.outcome === REFUSED);
    expect(lines.every((line) => /^(?:otherStatements\.Statement\[\d\]|acceptedDenies)[:.[]/.test(line))).toBe(true);
  });

  it.each(those(SHOWN, HARMLESS))('$title causes no warning', ({ statements, ...one }) => {
    expect(findingsOf(statements, one)).toEqual([]);
  });

  it.each(CASES.filter(({ twin }) => twin !== undefined))('the twin of "$title" is harmless', ({ twin, ...one }) => {
    expect(findingsOf(twin!, one)).toEqual([]);
  });

  it.each(those(WARNED, SHOWN, HARMLESS))('$title is judged as such', (one) => {
    expect(judged(one)).toEqual({ refused: one.refused ?? [], beyond: one.beyond ?? [] });
  });

  it.each(those(WARNED))(
    '$title uses the names of the input for grants and for acceptance',
    ({ statements, ...one }) => {
      const names = { grantName: () => '--role', accepting: (sid?: string) => `--accepted-deny ${sid}` };
      const lines = linesOf(findingsOf(statements, one, names).filter(isWarning)).join('\n');
      expect(lines.replace(/^acceptedDenies.*$/m, '')).not.toMatch(/grants\[|acceptedDenies/);
    },
  );
});
