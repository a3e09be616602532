import { stringify } from 'yaml';
import { configurationsOf } from '../support/resources';
import { ATTACKS } from './cases/attacks';
import { errorsOf } from './folder';

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

const shown = ATTACKS.map(([target, text]) => [target, JSON.stringify(text), text] as const);
const ZENCODER = { AWS: 'arn:aws:iam::395540211253:root' };

function yamlOf(bucket: Record<string, unknown>, name = 'acme-masters', stack: Record<string, unknown> = {}): string {
  return stringify({ stacks: { live: { ...stack, buckets: { [name]: bucket } } } });
}

/** The policy that stands in the synthesized file, read as Terraform reads it. */
function statementsOf(yaml: string): Statement[] {
  const { live } = configurationsOf(yaml);
  expect(Object.keys(live!.resource!)).toEqual(['aws_s3_bucket_policy']);
  const policies = Object.values(live!.resource!.aws_s3_bucket_policy!);
  expect(policies).toHaveLength(1);
  const written = String(policies[0]!.policy);
  expect(written.replace(/\$\$\{|%%\{/g, '')).not.toMatch(/[$%]\{/);
  return (JSON.parse(written.replace(/([$%])\1\{/g, '$1{')) as { Statement: Statement[] }).Statement;
}

/** A pattern of IAM that holds no wildcard and no variable, as the text it stands for. */
function literalOf(pattern: string): string {
  expect(pattern.replace(/\$\{[*?$]\}/g, '')).not.toMatch(/[*?]|\$\{/);
  return pattern.replace(/\$\{([*?$])\}/g, '$1');
}

const OBJECTS = 'arn:aws:s3:::acme-masters/';

describe('A text that is made to break out is refused, or granted as exactly that text', () => {
  it.each(shown)('as a key, out of %s: %s', (_, __, text) => {
    const yaml = yamlOf({ grants: [{ actions: ['s3:GetObject'], keys: [text] }] });
    if (errorsOf({ 'zencoder.yaml': yaml }).length > 0) {
      return;
    }
    const [statement, ...more] = statementsOf(yaml);
    expect(more).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Allow', Principal: ZENCODER, Action: ['s3:GetObject'] });
    expect(statement!.Resource.map(literalOf)).toEqual([OBJECTS + text]);
  });

  it.each(shown)('as a prefix, out of %s: %s', (_, __, text) => {
    const yaml = yamlOf({ grants: [{ actions: ['s3:PutObject'], prefixes: [text] }] });
    if (errorsOf({ 'zencoder.yaml': yaml }).length > 0) {
      return;
    }
    const [statement, ...more] = statementsOf(yaml);
    expect(more).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Allow', Principal: ZENCODER, Action: ['s3:PutObject'] });
    expect(statement!.Resource.map((each) => literalOf(each.replace(/\*$/, '')))).toEqual([OBJECTS + text]);
    expect(statement!.Resource.every((each) => each.endsWith('*'))).toBe(true);
  });

  it('most of them are keys that S3 takes, and are granted', () => {
    const granted = ATTACKS.filter(([, text]) => {
      const yaml = yamlOf({ grants: [{ actions: ['s3:GetObject'], keys: [text] }] });
      return errorsOf({ 'zencoder.yaml': yaml }).length === 0;
    });
    expect(granted.length).toBeGreaterThan(ATTACKS.length * 0.7);
  });
});

const grants = [{ role: 'input' }];
const PLACES: readonly (readonly [string, (text: string) => string])[] = [
  ['the name of a bucket', (text) => yamlOf({ grants }, text)],
  ['a region', (text) => yamlOf({ grants, region: text })],
  ['a date', (text) => yamlOf({ grants: [{ role: 'input', expires: text }] })],
  ['a date, behind one', (text) => yamlOf({ grants: [{ role: 'input', expires: `2037-06-30T00:00:00Z${text}` }] })],
  ['a role', (text) => yamlOf({ grants: [{ role: text }] })],
  ['an action', (text) => yamlOf({ grants: [{ actions: [text] }] })],
  ['an account', (text) => yamlOf({ grants, zencoder: { accountId: text } })],
  ['an account, behind one', (text) => yamlOf({ grants, zencoder: { accountId: `395540211253${text}` } })],
  ['a canonical user ID', (text) => yamlOf({ grants, zencoder: { canonicalUserId: text } })],
  ['the name of a stack', (text) => stringify({ stacks: { [text]: { buckets: { 'acme-masters': { grants } } } } })],
  ['an ownership', (text) => yamlOf({ grants, objectOwnership: text })],
  ['a KMS key', (text) => yamlOf({ grants, kmsKeyArn: text })],
  ['the name of a user', (text) => stringify({ stacks: { live: { users: { [text]: { grants: [] } } } } })],
  ['the path of a policy', (text) => yamlOf({ grants, otherStatements: text })],
];

/** The one text that is a name as good as any other: an object of JavaScript is none here. */
const PLAIN_NAMES: Readonly<Record<string, readonly string[]>> = {
  'the name of a bucket': ['constructor'],
  'the name of a stack': ['constructor', '-'],
};

/** What a terminal would obey, or take for the end of a line. */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/;

describe('What is no key has a form, and such a text is refused, by lines that a terminal obeys nothing of, as', () => {
  it.each(PLACES)('%s', (place, yaml) => {
    const refusals = ATTACKS.map(([, text]) => ({ text, lines: errorsOf({ 'zencoder.yaml': yaml(text) }) }));
    const taken = refusals.filter(({ lines }) => lines.length === 0).map(({ text }) => text);
    expect(taken.filter((text) => !PLAIN_NAMES[place]?.includes(text))).toEqual([]);
    expect(refusals.flatMap(({ lines }) => lines).filter((line) => OBEYED.test(line))).toEqual([]);
  });
});

describe('A file of the machine is read as a policy only, and nothing of it is shown', () => {
  it.each(['/etc/passwd', '../../../../../../etc/passwd', '/proc/self/environ', '/dev/zero', '/etc', '.'])(
    '%s',
    (path) => {
      const lines = errorsOf({ 'zencoder.yaml': yamlOf({ grants, otherStatements: path }) });
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/root:|PATH=|\/bin\//);
    },
  );
});
