import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { called } from '../support/cli';
import { adopting } from './adopting';

const NEXT = '111122223333';
const CANONICAL = 'c'.repeat(64);
const ALSO = `    zencoder: { also: [{ accountId: "${NEXT}", canonicalUserId: ${CANONICAL} }] }\n`;
const GRANTS = '    buckets:\n      films: { grants: [{ role: input, prefixes: [in/] }] }\n';
const BEFORE = `stacks:\n  live:\n    region: us-east-1\n${GRANTS}`;
const DURING = `stacks:\n  live:\n    region: us-east-1\n${ALSO}${GRANTS}`;

const root = (accountId: string) => `arn:aws:iam::${accountId}:root`;

function denying(condition: object) {
  const deny = { Sid: 'Own', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
  return {
    'zencoder.yaml': DURING.replace('films: {', 'films: { otherStatements: p.json,'),
    'p.json': JSON.stringify({ Version: '2012-10-17', Statement: [{ ...deny, Condition: condition }] }),
  };
}

describe('With two accounts of Zencoder, explain', () => {
  it('lists what each account can do', async () => {
    const { stdout } = await called(['explain'], { files: { 'zencoder.yaml': DURING } });
    const [, next, production] = stdout.split(/^films/m);
    expect(next).toMatch(new RegExp(`^ \\(live, us-east-1\\), for Zencoder's account ${NEXT}\n  read `));
    expect(production).toMatch(/^ \(live, us-east-1\)\n {2}read /);
  });

  it('reports that the other account gets access, and later loses it', async () => {
    const files = { 'before.yaml': BEFORE, 'zencoder.yaml': DURING };
    const opened = await called(['explain', '--against', 'before.yaml'], { files });
    expect(opened.stdout).toMatch(new RegExp(`opens +Zencoder's account ${NEXT} can now read from films below in/`));
    expect(opened.stdout).not.toContain('closes');
    const closed = await called(['explain', '--against', 'zencoder.yaml', '--file', 'before.yaml'], { files });
    expect(closed.stdout).toMatch(new RegExp(`closes +Zencoder's account ${NEXT} .*read from films`));
  });

  it.each([
    [
      'one of them',
      { StringNotEquals: { 'aws:PrincipalAccount': '395540211253' } },
      `denies Zencoder's account ${NEXT} every request`,
      `"aws:PrincipalAccount":["395540211253","${NEXT}"]`,
    ],
    [
      'all of them',
      { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
      'denies Zencoder every request',
      `"aws:PrincipalAccount":["${NEXT}","395540211253"]`,
    ],
  ])(
    'warns about a kept statement that denies granted access to %s, with the change that exempts them',
    async (_, condition, words, exempting) => {
      const { stderr, exitCode } = await called(['explain', '--strict'], { files: denying(condition) });
      expect(exitCode).toBe(1);
      expect(stderr).toContain(words);
      expect(stderr).toContain(exempting);
    },
  );

  it('has no warning about a statement that exempts all accounts', async () => {
    const condition = { StringNotEquals: { 'aws:PrincipalAccount': [NEXT, '395540211253'] } };
    const { stderr, exitCode } = await called(['explain', '--strict'], { files: denying(condition) });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });
});

describe('With two accounts of Zencoder, adopt', () => {
  const config = `stacks:\n  live:\n    region: us-east-1\n${ALSO}    buckets: { other: { grants: [{ role: input }] } }\n`;
  const policy = (Principal: object) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'A', Effect: 'Allow', Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/in/*' },
        {
          Sid: 'B',
          Effect: 'Allow',
          Principal: { AWS: '444455556666' },
          Action: 's3:GetObject',
          Resource: 'arn:aws:s3:::films/*',
        },
      ],
    });
  const files = (Principal: object) => ({ 'zencoder.yaml': config, 'live.json': policy(Principal) });
  const args = ['--policy', 'live.json', '--stack', 'live'];

  it('reads a statement for all accounts as one for Zencoder', () =>
    adopting(files({ AWS: [NEXT, root('395540211253')] }), args, ({ exitCode, out }) => {
      expect(exitCode).toBe(0);
      expect(parse(readFileSync('zencoder.yaml', 'utf8')).stacks.live.buckets.films.grants).toEqual([
        { actions: ['s3:GetObject'], prefixes: ['in/'] },
      ]);
      expect(JSON.parse(readFileSync('policies/films.json', 'utf8')).Statement).toHaveLength(1);
      expect(out).not.toContain('does not name');
    }));

  it.each([
    ['the other one', NEXT, '395540211253'],
    ['the first one', '395540211253', NEXT],
  ])('notes which account the grant adds to %s', (_, named, added) =>
    adopting(files({ AWS: root(named) }), args, ({ exitCode, out, err }) => {
      expect(exitCode).toBe(0);
      expect(out + err).toContain(
        `does not name Zencoder's account ${added}, but the grants also apply to it (zencoder.also in the file)`,
      );
    }),
  );
});
