import { Outcome } from '../judgement/cases/kept-case';
import { KEPT_STATEMENTS } from '../judgement/cases/kept-statements';
import { shown } from '../support/titles';
import { document } from './markdown';

const { prose } = document('docs/security.md');
const [, rest = ''] = prose.split(/^## How existing statements are checked$/m);
const [section = ''] = rest.split(/^## /m);
const ROWS = [...section.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)]
  .map(([, statement, consequence]) => ({ statement: statement!, consequence: consequence! }))
  .slice(2);

const OUTCOMES: readonly (readonly [RegExp, Outcome])[] = [
  [/^An error/, Outcome.REFUSED],
  [/^A warning/, Outcome.WARNED],
  [/^(A note|Shown)/, Outcome.SHOWN],
  [/^Nothing/, Outcome.HARMLESS],
];

/** The cases that each row is about, in the order of the table. */
const CASES_OF_ROWS: readonly (readonly string[])[] = [
  [
    'an Allow that names the account of Zencoder',
    'an Allow by the canonical user ID of Zencoder',
    'an Allow for a role of Zencoder',
  ],
  [
    'an Allow for everybody whose aws:PrincipalAccount is Zencoder',
    'an Allow for everybody whose aws:PrincipalAccount is Zencoder or another account',
    'an Allow for everybody whose aws:PrincipalArn is a role of Zencoder',
    'an Allow for everybody whose aws:userid is of Zencoder',
  ],
  [
    'an Allow for everybody',
    'an Allow for everybody, in the other spelling and without a Sid',
    'an Allow for everybody of what the grant allows',
    'an Allow for everybody of the action of the grant, on the bucket too, to which it does not apply',
    'an Allow for everybody of more actions than the grant has',
    'an Allow for everybody of actions by a pattern',
    'an Allow for everybody of all actions but some',
    'an Allow for everybody but one account',
    'an Allow for everybody of which a Deny refuses a part',
  ],
  [
    'an Allow for everybody over TLS',
    'an Allow for the root user of whatever account',
    'an Allow for a range of addresses',
    'an Allow for a Referer',
    'an Allow for everybody until a date to come',
  ],
  [
    'an Allow for everybody but Zencoder, by the condition that is proposed',
    'an Allow for an organization',
    'an Allow for a VPC endpoint',
    'an Allow for what a service does for one account',
  ],
  ['an Allow for everybody of what a Deny unless an organization refuses'],
  [
    'a Deny for everybody of an action',
    'a Deny of an action in another case',
    'a Deny of actions by a pattern',
    'a Deny of everything',
    'a Deny in the other spelling of everybody',
    'a Deny by the number of the account',
    'a Deny by the root ARN of the account, and of another one',
    'a Deny by the canonical user ID',
    'a Deny for all but one account',
    'a Deny of all but some actions',
    'a Deny of all but some objects',
    'a Deny since a date',
    'a Deny on the bucket alone',
    'a Deny of one action of a role',
    'a Deny of the exact key of a grant',
    'a Deny of a single object, in the words of the file',
    'a Deny of all of the second grant, and so of a part of the first',
    'two Denies that share the prefixes of a grant',
    'a Deny without a Sid',
    'a Deny unless with another ACL than that of Zencoder',
    'a Deny whose Sid is misspelt in acceptedDenies',
  ],
  [
    'a Deny unless in an organization',
    'a Deny unless in a part of an organization',
    'a Deny unless by a VPC endpoint',
    'a Deny unless from a VPC',
    'a Deny unless by a role of another account',
    'a Deny unless by another account',
  ],
  [
    'a Deny unless from a range of addresses',
    'a Deny unless with a Referer',
    'a Deny without MFA',
    'a Deny unless with a tag',
    'a Deny from a date to come',
    'a Deny unless in a part of an organization, which holds for none by one page of AWS and for all by another',
    'a Deny unless by whatever VPC endpoint',
    'a Deny for all but the account, which does not except its roles for sure',
    'a Deny for a role of the account',
    'a Deny of uploads that are not encrypted',
    'a Deny of uploads that say nothing of encryption',
  ],
  [
    'a Deny of a part of the prefix',
    'a Deny of a part of the prefix, depending on the request',
    'a Deny of one of two prefixes',
    'a Deny of one key beside a prefix',
  ],
  ['a Deny that is accepted', 'a Deny that is accepted and depends on the request'],
  ['a Deny without TLS', 'a Deny of an older TLS'],
  ['a Deny unless bucket-owner-full-control'],
  ['a Deny until a date that is past', 'a Deny for a service', 'a Deny for what services do'],
];

describe('The table of kept statements in docs/security.md', () => {
  it('has a row for each tested case', () => {
    const without = ['a Deny that spares Zencoder, by the condition that is proposed'];
    expect([...CASES_OF_ROWS.flat(), ...without].sort()).toEqual(KEPT_STATEMENTS.map(({ title }) => title).sort());
    expect(ROWS).toHaveLength(CASES_OF_ROWS.length);
  });

  it.each(ROWS.map((row, index) => ({ ...row, row: shown(row.statement), titles: CASES_OF_ROWS[index] ?? [] })))(
    'has the right consequence in row $row',
    ({ consequence, titles }) => {
      const [, outcome] = OUTCOMES.find(([words]) => words.test(consequence)) ?? [];
      const cases = KEPT_STATEMENTS.filter(({ title }) => titles.includes(title));
      expect(cases.map((one) => one.outcome)).toEqual(titles.map(() => outcome));
    },
  );
});
