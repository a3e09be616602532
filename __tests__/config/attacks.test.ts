import { stringify } from 'yaml';
import { errorsOf } from '../app/folder';
import { configurationsOf } from '../support/resources';
import { shown } from '../support/titles';
import { ATTACKS } from './cases/attacks';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const CASES = ATTACKS.map(([target, text, refusal]) => [target, shown(text), text, refusal] as const);
const REFUSED = CASES.filter(([, , , refusal]) => refusal !== undefined);
const GRANTED = CASES.filter(([, , , refusal]) => refusal === undefined);

const ZENCODER = { AWS: 'arn:aws:iam::395540211253:root' };

function yamlOf(bucket: Record<string, unknown>, name = 'acme-masters', stack: Record<string, unknown> = {}): string {
  return stringify({ stacks: { live: { ...stack, buckets: { [name]: bucket } } } });
}

/** The statements of the policy in the synthesized file, read as Terraform reads it. */
function statementsOf(yaml: string): Statement[] {
  const { live } = configurationsOf(yaml);
  expect(Object.keys(live!.resource!)).toEqual(['aws_s3_bucket_policy']);
  const policies = Object.values(live!.resource!.aws_s3_bucket_policy!);
  expect(policies).toHaveLength(1);
  const written = String(policies[0]!.policy);
  expect(written.replace(/\$\$\{|%%\{/g, '')).not.toMatch(/[$%]\{/);
  return (JSON.parse(written.replace(/([$%])\1\{/g, '$1{')) as { Statement: Statement[] }).Statement;
}

/** The literal text of an IAM pattern without wildcards and variables. */
function literalOf(pattern: string): string {
  expect(pattern.replace(/\$\{[*?$]\}/g, '')).not.toMatch(/[*?]|\$\{/);
  return pattern.replace(/\$\{([*?$])\}/g, '$1');
}

const OBJECTS = 'arn:aws:s3:::acme-masters/';

describe('A key or a prefix', () => {
  it.each(REFUSED)('that could break out of %s, and has no safe form, is refused: %s', (_, __, text, refusal) => {
    for (const where of [{ keys: [text] }, { prefixes: [text] }]) {
      const yaml = yamlOf({ grants: [{ actions: ['s3:GetObject'], ...where }] });
      expect(errorsOf({ 'zencoder.yaml': yaml })).toEqual([expect.stringContaining(refusal!)]);
    }
  });

  it.each(GRANTED)('that could break out of %s is granted literally as a key: %s', (_, __, text) => {
    const [statement, ...more] = statementsOf(yamlOf({ grants: [{ actions: ['s3:GetObject'], keys: [text] }] }));
    expect(more).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Allow', Principal: ZENCODER, Action: ['s3:GetObject'] });
    expect(statement!.Resource.map(literalOf)).toEqual([OBJECTS + text]);
  });

  it.each(GRANTED)('that could break out of %s is granted literally as a prefix: %s', (_, __, text) => {
    const [statement, ...more] = statementsOf(yamlOf({ grants: [{ actions: ['s3:PutObject'], prefixes: [text] }] }));
    expect(more).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Allow', Principal: ZENCODER, Action: ['s3:PutObject'] });
    expect(statement!.Resource.every((each) => each.endsWith('*'))).toBe(true);
    expect(statement!.Resource.map((each) => literalOf(each.slice(0, -1)))).toEqual([OBJECTS + text]);
  });
});

const grants = [{ role: 'input' }];
const PLACES: readonly (readonly [string, (text: string) => string])[] = [
  ['the name of a bucket', (text) => yamlOf({ grants }, text)],
  ['a region', (text) => yamlOf({ grants, region: text })],
  ['a date', (text) => yamlOf({ grants: [{ role: 'input', expires: text }] })],
  ['a date with a suffix', (text) => yamlOf({ grants: [{ role: 'input', expires: `2037-06-30T00:00:00Z${text}` }] })],
  ['a role', (text) => yamlOf({ grants: [{ role: text }] })],
  ['an action', (text) => yamlOf({ grants: [{ actions: [text] }] })],
  ['an account', (text) => yamlOf({ grants, zencoder: { accountId: text } })],
  ['an account with a suffix', (text) => yamlOf({ grants, zencoder: { accountId: `395540211253${text}` } })],
  ['a canonical user ID', (text) => yamlOf({ grants, zencoder: { canonicalUserId: text } })],
  ['the name of a stack', (text) => stringify({ stacks: { [text]: { buckets: { 'acme-masters': { grants } } } } })],
  ['an ownership', (text) => yamlOf({ grants, objectOwnership: text })],
  ['a KMS key', (text) => yamlOf({ grants, kmsKeyArn: text })],
  ['the name of a user', (text) => stringify({ stacks: { live: { users: { [text]: { grants: [] } } } } })],
  ['the path of a policy', (text) => yamlOf({ grants, otherStatements: text })],
];

/** Texts of the attacks that are valid names in these positions. */
const PLAIN_NAMES: Readonly<Record<string, readonly string[]>> = {
  'the name of a bucket': ['constructor'],
  'the name of a stack': ['-'],
};

/** Characters that control a terminal or end a line. */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/;

describe('Text that could break out of its context', () => {
  it.each(PLACES)('is refused as %s, with errors that have no control characters', (place, yaml) => {
    const refusals = ATTACKS.map(([, text]) => ({ text, lines: errorsOf({ 'zencoder.yaml': yaml(text) }) }));
    const taken = refusals.filter(({ lines }) => lines.length === 0).map(({ text }) => text);
    expect(taken.filter((text) => !PLAIN_NAMES[place]?.includes(text))).toEqual([]);
    expect(refusals.flatMap(({ lines }) => lines).filter((line) => OBEYED.test(line))).toEqual([]);
  });
});

describe('A path in otherStatements', () => {
  it.each(['/etc/passwd', '../../../../../../etc/passwd', '/proc/self/environ', '/dev/zero', '/etc', '.'])(
    'to %s is refused without showing the content of the file',
    (path) => {
      const lines = errorsOf({ 'zencoder.yaml': yamlOf({ grants, otherStatements: path }) });
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/root:|PATH=|\/bin\//);
    },
  );
});
