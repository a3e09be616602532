import { grammarFindings } from '../../lib/iam/grammar/document';
import { isError } from '../../lib/messages/diagnostic';
import { ACTIONS } from '../iam/grammar/cases/actions';
import { CONDITIONS } from '../iam/grammar/cases/conditions';
import { DOCUMENTS } from '../iam/grammar/cases/documents';
import { PRINCIPALS } from '../iam/grammar/cases/principals';
import { RESOURCES } from '../iam/grammar/cases/resources';
import { describeTerraform, inFolder } from '../support/terraform';
import { configure, copyModule, refusals } from './modules';

const LONGEST = 100_000;

/** As texts, without what JavaScript cannot write. */
const CASES = [...ACTIONS, ...CONDITIONS, ...DOCUMENTS, ...PRINCIPALS, ...RESOURCES].flatMap(({ title, policy }) => {
  try {
    const text = JSON.stringify(policy);
    return text.length < LONGEST ? [{ title, policy, text }] : [];
  } catch {
    return [];
  }
});

/** What the module takes as it is, as its README says: rules that need more of S3 and IAM than a plan should carry. */
const LEFT_TO_THE_COMMAND =
  /is not a known S3 action|is an operation of the S3 API|"2027-06-31T00:00:00Z" is not a date/;

/** The places in the list of documents that a plan of the module refuses. */
function refusedBy(documents: readonly string[]): Set<number> {
  const messages = inFolder((folder) => {
    const policy = {
      source: copyModule('modules/policy', folder),
      bucket: 'films',
      grants: [{ role: 'input' }],
      source_policy_documents: '${jsondecode(file("inputs.json"))}',
    };
    configure(folder, { module: { policy } }, documents);
    return refusals(folder).map(({ message }) => message);
  });
  return new Set(
    messages.flatMap((message) =>
      [...message.matchAll(/^source_policy_documents\[(\d+)\]/gm)].map(([, place]) => Number(place)),
    ),
  );
}

describeTerraform('The policy module', () => {
  it(`refuses the same of ${CASES.length} documents as the check at synth, and accepts the rest`, () => {
    const texts = CASES.map(({ text }) => text);
    const first = refusedBy(texts);
    const others = texts.map((_, place) => place).filter((place) => !first.has(place));
    const later = [...refusedBy(others.map((place) => texts[place]!))].map((place) => others[place]!);
    const refused = new Set([...first, ...later]);
    const differing = CASES.flatMap(({ title, policy }, place) => {
      const errors = grammarFindings(policy, { bucket: 'films' }).filter(isError);
      const expected = errors.some(({ message }) => !LEFT_TO_THE_COMMAND.test(message));
      return expected === refused.has(place)
        ? []
        : [{ title, expected, messages: errors.map(({ message }) => message) }];
    });
    expect(differing).toEqual([]);
  });
});
