import { grammarFindings } from '../../../lib/iam/grammar/document';
import { isWarning, pathText } from '../../../lib/messages/diagnostic';
import { ACTIONS } from '../../iam/grammar/cases/actions';
import { CONDITIONS } from '../../iam/grammar/cases/conditions';
import { DOCUMENTS } from '../../iam/grammar/cases/documents';
import type { GrammarCase } from '../../iam/grammar/cases/grammar-case';
import { PRINCIPALS } from '../../iam/grammar/cases/principals';
import { RESOURCES } from '../../iam/grammar/cases/resources';
import { describeTerraform } from '../../support/terraform';
import { judge } from './judge';

const LONGEST = 100_000;

const CASES: readonly GrammarCase[] = [...ACTIONS, ...CONDITIONS, ...DOCUMENTS, ...PRINCIPALS, ...RESOURCES].filter(
  ({ policy }) => {
    try {
      return JSON.stringify(policy).length < LONGEST;
    } catch {
      return false; // Nested more deeply than JavaScript can write.
    }
  },
);

/** Errors that Terraform cannot find, or reports for all documents together, as in docs/terraform.md. */
const BEYOND_TERRAFORM =
  /is not a known S3 action|is an operation of the S3 API|is (already )?the Sid of|"2027-06-31T00:00:00Z" is not a date/;

/** Errors that are not about grammar. */
const BESIDE = /allows everybody|allows Zencoder|access to Zencoder|denies Zencoder/;

/** The places of lines, each step behind a dot. */
const placesOf = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/: .*/s, '').replace(/\["?(.*?)"?\]/g, '.$1'));

/** Those of some places that are not in, nor around, one of others. */
const apart = (places: readonly string[], others: readonly string[]) =>
  places.filter(
    (place) => !others.some((other) => `${place}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${place}.`)),
  );

describeTerraform('The plan-time check finds what the synth-time check finds', () => {
  it(`in ${CASES.length} documents, with the same severity, at the same or an enclosing path`, () => {
    const { faults, doubts } = judge(CASES.map(({ policy }) => JSON.stringify(policy)));
    const differing = CASES.flatMap(({ title, policy }, index) => {
      const start = `sourcePolicyDocuments[${index}]`;
      const found = (lines: readonly string[]) =>
        placesOf(
          lines
            .filter((line) => line.startsWith(start) && !BESIDE.test(line) && !BEYOND_TERRAFORM.test(line))
            .map((line) => line.slice(start.length).replace(/^\./, '')),
        );
      const expected = (warning: boolean) =>
        placesOf(
          grammarFindings(policy, { bucket: 'films' })
            .filter((finding) => isWarning(finding) === warning && !BEYOND_TERRAFORM.test(finding.message))
            .map(({ path, message }) => `${pathText(path)}: ${message}`),
        );
      const pairs = [
        [found(faults), expected(false)],
        [found(doubts), expected(true)],
      ] as const;
      const more = pairs.flatMap(([here, there]) => apart(here, there));
      const missing = pairs.flatMap(([here, there]) => apart(there, here));
      return more.length + missing.length > 0 ? [{ title, more, missing }] : [];
    });
    // What a document says is judged once its form is right.
    expect(differing).toEqual([
      {
        title: 'many errors at once',
        more: [],
        missing: ['Statement.1.Action.0', 'Statement.1.Action.1', 'Statement.1.Resource'],
      },
    ]);
  }, 120_000);
});
