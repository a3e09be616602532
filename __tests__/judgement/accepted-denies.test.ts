import { documentFindings, type KeptDocuments } from '../../lib/judgement/document-findings';
import { findingLine, isWarning } from '../../lib/messages/diagnostic';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { NOW } from '../grants/cases/grants';
import { policyText } from '../grants/cases/other-policies';
import { allow, deny } from './cases/kept-case';

const kept = (...sids: unknown[]) => policyText(sids.map((Sid) => deny({ Sid, Resource: 'arn:aws:s3:::films/a/*' })));

/** What is found in `acceptedDenies` beside policies, as lines; a warning begins with `?`. */
function foundIn(acceptedDenies: unknown, documents: KeptDocuments & { readonly otherStatements?: string } = {}) {
  const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];
  const props = { bucket: 'films', grants, ...documents, acceptedDenies: acceptedDenies as string[] };
  return documentFindings(props, NOW).map((found) => `${isWarning(found) ? '?' : ''}${findingLine('', found)}`);
}

const unknown = (sid: string, hint = '', index = 0) =>
  `?acceptedDenies[${index}]: no Deny statement has the Sid "${sid}"; remove it${hint}`;

describe('acceptedDenies', () => {
  it.each<[title: string, accepted: unknown, lines: string[]]>([
    ['is left out where there is nothing to accept', undefined, []],
    ['is a list', 'Closed', ['acceptedDenies: "Closed" is not a list; write ["Closed"]']],
    ['names something', [], ['acceptedDenies: an empty list names nothing; leave acceptedDenies out']],
    [
      'contains only Sids',
      ['', 7, 'Closed', null],
      [
        'acceptedDenies[0]: "" is not a Sid; give the Sid of a Deny statement',
        'acceptedDenies[1]: 7 is not a Sid; give the Sid of a Deny statement',
        'acceptedDenies[3]: null is not a Sid; give the Sid of a Deny statement',
      ],
    ],
    ['has the Sid of a statement', ['Closed'], []],
    ['may have the Sids of several', ['Open', 'Closed'], []],
    ['has no Sid that no statement has', ['Closed', 'Open', 'Other'], [unknown('Other', '', 2)]],
    ['has a Sid as it is written', ['closed'], [unknown('closed', '; did you mean "Closed"?')]],
  ])('%s', (_, accepted, lines) => {
    expect(foundIn(accepted, { otherStatements: kept('Closed', 'Open', undefined) })).toEqual(lines);
  });

  it('cannot name an Allow statement', () => {
    const forAnother = { Principal: { AWS: '111122223333' } };
    const otherStatements = policyText([allow({ Sid: 'Public', ...forAnother }), deny({ ...forAnother })]);
    expect(foundIn(['Public', 'Closed'], { otherStatements })).toEqual([unknown('Public')]);
  });

  it('causes a warning if no statements are kept', () => {
    expect(foundIn(['Closed'])).toEqual([unknown('Closed')]);
  });

  it('can name a statement of each document', () => {
    const documents = { sourcePolicyDocuments: [kept('First'), kept('Second')], otherStatements: kept('Third') };
    expect(foundIn(['First', 'Second', 'Third', 'Fourth'], documents)).toEqual([unknown('Fourth', '', 3)]);
  });

  it.each<[title: string, documents: KeptDocuments]>([
    ['is known at plan time only', { sourcePolicyDocuments: [undefined] }],
    ['is known at plan time only, beside one that is known', { sourcePolicyDocuments: [kept('First'), undefined] }],
  ])('can name a statement of a document that %s', (_, documents) => {
    expect(foundIn(['Closed'], documents)).toEqual([]);
  });

  it('can name a statement of a document that is not JSON, which has its own error', () => {
    const found = foundIn(['Closed'], { sourcePolicyDocuments: [kept('First'), '{'] });
    expect(found).toEqual([expect.stringMatching(/^sourcePolicyDocuments\[1\]: is not JSON: /)]);
  });
});

describe('The statements of a kept document', () => {
  const denying = policyText([deny()]);
  const REFUSED =
    '?sourcePolicyDocuments[0].Statement[0]: (Sid "Closed") denies Zencoder every request of s3:GetObject';

  it('are compared with the grants, for each document', () => {
    const [line, ...more] = foundIn(undefined, { sourcePolicyDocuments: [denying, kept('Open')] });
    expect(line).toContain(REFUSED);
    expect(more).toEqual([]);
  });

  it('are not compared if the document has an error', () => {
    const faulty = policyText([deny(), deny({ Sid: 'Open', Effect: 'deny' })]);
    const found = foundIn(undefined, { sourcePolicyDocuments: [faulty] });
    expect(found).toEqual([expect.stringContaining('"deny" is not a valid Effect')]);
  });

  it.each([
    ['of which one has an error', [{ role: ZencoderRole.INPUT, prefixes: [''] }], 'an empty prefix'],
    [
      'of which there are none',
      [],
      'is empty; a bucket needs at least one grant, such as { role: input }, or the setting objects',
    ],
  ])('are not compared with grants %s', (_, grants, error) => {
    const found = documentFindings({ bucket: 'films', grants, otherStatements: denying }, NOW);
    expect(found.map((one) => findingLine('', one))).toEqual([expect.stringContaining(error)]);
  });

  it('are compared even if acceptedDenies is not a list', () => {
    const found = foundIn(7, { otherStatements: denying });
    expect(found).toEqual([
      expect.stringContaining('denies Zencoder every request of s3:GetObject'),
      'acceptedDenies: 7 is not a list; write [7]',
    ]);
  });
});
