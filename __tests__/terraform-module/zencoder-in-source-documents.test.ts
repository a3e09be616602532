import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terraformText } from '../../lib/constructs/terraform/escaped-text';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { KEPT, policyText, ZENCODER_PRINCIPALS } from '../grants/cases/other-policies';
import { describeTerraform, inFolder, terraform } from '../support/terraform';
import { copyModule, inAscii } from './modules';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };

const ACCESS = 'output.policy_json';
const GRAMMAR = 'var.source_policy_documents';
const DOUBTS = 'check.doubts';

/** A run of `terraform test` about one statement of others, and what is to fail in it. */
function runOf(statement: unknown, failures: readonly string[]): unknown {
  return {
    command: 'plan',
    variables: {
      bucket: 'films',
      grants: [{ role: 'input' }],
      source_policy_documents: [terraformText(policyText(statement))],
    },
    expect_failures: failures,
  };
}

/** The names of the runs that did not pass. */
function failedRuns(runs: Readonly<Record<string, unknown>>): string[] {
  return inFolder((folder) => {
    copyModule('modules/policy', folder);
    const policy = join(folder, 'policy');
    writeFileSync(join(policy, 'statements.tftest.json'), inAscii({ run: runs }));
    terraform.run(policy, 'init', '-no-color');
    const { output } = terraform.run(policy, 'test', '-filter=statements.tftest.json', '-no-color');
    const passed = [...output.matchAll(/run "([^"]*)"\.\.\. pass/g)].map(([, name]) => name!);
    return Object.keys(runs).filter((name) => !passed.includes(name));
  });
}

/** Names of Zencoder that are no principals either. */
function failuresFor(principal: unknown): string[] {
  const text = JSON.stringify(principal);
  const doubts = text.includes('CanonicalUser') ? [DOUBTS] : [];
  return text.includes(':395540211253}') || text.includes('"0123456789abcdef"') ? [GRAMMAR] : [ACCESS, ...doubts];
}

/** A condition on another account, organization or network. */
const elsewhere = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });

const CONDITIONS: [what: string, members: object, failures: readonly string[]][] = [
  ['the account', elsewhere('StringEquals', 'aws:PrincipalAccount', '395540211253'), [ACCESS]],
  ['it among others', elsewhere('StringEquals', 'AWS:principalaccount', ['111122223333', '395540211253']), [ACCESS]],
  ['a role in it', elsewhere('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::395540211253:role/*'), [ACCESS]],
  ['the canonical user', elsewhere('StringLike', 'aws:userid', Zencoder.CANONICAL_USER_ID), [ACCESS, DOUBTS]],
  ['another account', elsewhere('StringEquals', 'aws:PrincipalAccount', '111122223333'), []],
  ['an organization', elsewhere('StringEquals', 'aws:PrincipalOrgID', 'o-acme'), []],
  ['a part of it', elsewhere('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-acme/r-1/*'), []],
  ['all but the account', elsewhere('StringNotEquals', 'aws:PrincipalAccount', '395540211253'), [DOUBTS]],
  ['an organization, if there is one', elsewhere('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-acme'), [DOUBTS]],
  ['all accounts', elsewhere('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:root'), [DOUBTS]],
  ['TLS', elsewhere('Bool', 'aws:SecureTransport', 'true'), [DOUBTS]],
];

/** A canonical user, and condition keys without a service. */
const KEPT_DOUBTFUL = /canonical user|variables/;

describeTerraform('An existing statement', () => {
  it('is refused if it allows the account of Zencoder, by any of its names', () => {
    const runs = ZENCODER_PRINCIPALS.map((Principal, index) => [
      `principal-${index}`,
      runOf({ ...STATEMENT, Principal }, failuresFor(Principal)),
    ]);
    expect(failedRuns(Object.fromEntries(runs))).toEqual([]);
  });

  it('for everybody is refused if its condition names Zencoder, and causes a warning unless it names another principal', () => {
    const runs = CONDITIONS.map(([what, members, failures]) => [
      what.replace(/\W+/g, '-'),
      runOf({ ...STATEMENT, Principal: { AWS: '*' }, ...members }, failures),
    ]);
    expect(failedRuns(Object.fromEntries(runs))).toEqual([]);
  });

  it('is accepted otherwise', () => {
    const runs = KEPT.filter(([what]) => !/everybody/.test(what)).map(([what, statement], index) => [
      `statement-${index}`,
      runOf(statement, KEPT_DOUBTFUL.test(what) ? [DOUBTS] : []),
    ]);
    expect(failedRuns(Object.fromEntries(runs))).toEqual([]);
  });
});
