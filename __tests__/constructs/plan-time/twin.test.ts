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

/** What Terraform cannot know, or says at another place, as docs/recipes.md has it. */
const BEYOND_TERRAFORM =
  /is no action of S3 that is known|is an operation of S3|is the Sid of|is the same condition key|are the same condition key|"2027-06-31T00:00:00Z" is no date|"" is no condition operator/;

/** What is no matter of grammar. */
const BESIDE = /allows everybody|allows Zencoder|names Zencoder|denies Zencoder/;

const placesOf = (lines: readonly string[]) => [...new Set(lines.map((line) => line.replace(/: .*/s, '')))].sort();

describeTerraform('Terraform finds what the check at synth finds', () => {
  it(`in ${CASES.length} documents, at the same places and as severe`, () => {
    const { faults, doubts } = judge(CASES.map(({ policy }) => JSON.stringify(policy)));
    for (const [index, { title, policy }] of CASES.entries()) {
      const start = `documents[${index}]`;
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
      expect({ title, errors: found(faults), warnings: found(doubts) }).toEqual({
        title,
        errors: expected(false),
        warnings: expected(true),
      });
    }
  }, 120_000);
});
