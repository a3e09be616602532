import type { Adoption } from '../../lib/adopt/adoption';
import { ZencoderAction } from '../../lib/zencoder/account-and-roles';
import { allow, BUCKET_ARN, DENY_PLAIN, JULY, policy, TLS } from '../adopt/cases/elements';
import { calledIn } from '../support/cli';
import { filesBelow } from '../support/run';
import { OTHER } from './cases/adopt-files';

const mockActual = jest.requireActual('../../lib/adopt/adoption') as typeof import('../../lib/adopt/adoption');
let mockBroken: (adoption: Adoption) => Partial<Adoption> = () => ({});
jest.mock('../../lib/adopt/adoption', () => ({
  adopt: (...args: Parameters<typeof mockActual.adopt>) => {
    const adoption = mockActual.adopt(...args);
    return { ...adoption, ...mockBroken(adoption) };
  },
}));

const READ = allow({ Resource: [`${BUCKET_ARN}/in/*`, `${BUCKET_ARN}/logo.png`], Condition: { ...TLS, ...JULY } });
const FILES = { 'a.json': JSON.stringify(policy([READ, OTHER, DENY_PLAIN])) };
const ARGS = ['adopt', '--policy', 'a.json', '--region', 'eu-west-1'];

/** Wrong results of an adoption. --narrow allows only those in which Zencoder loses access (`isNarrower`). */
const MISTAKES: [what: string, broken: typeof mockBroken, isNarrower?: true][] = [
  ['an additional action', ({ grants }) => ({ grants: [...grants, { actions: [ZencoderAction.PUT_OBJECT] }] })],
  ['no expiry', ({ grants }) => ({ grants: grants.map(({ expires: _, ...grant }) => grant) })],
  ['access without TLS', () => ({ requireTls: false })],
  ['a shorter prefix', ({ grants }) => ({ grants: grants.map((grant) => ({ ...grant, prefixes: ['i'] })) })],
  ['the whole bucket', ({ grants }) => ({ grants: grants.map(({ prefixes: _, keys: __, ...grant }) => grant) })],
  ['a missing key', ({ grants }) => ({ grants: grants.map(({ keys: _, ...grant }) => grant) }), true],
  ['no statements of other principals', () => ({ otherStatements: [] })],
  ['a missing statement of other principals', ({ otherStatements: [one] }) => ({ otherStatements: [one!] })],
  [
    'an additional statement for other principals',
    ({ otherStatements: all }) => ({ otherStatements: [...all, { ...all[0]!, Sid: 'More', Action: 's3:Get*' }] }),
  ],
  [
    'an additional condition on a Deny',
    ({ otherStatements: [one, deny] }) => ({ otherStatements: [one!, { ...deny!, Condition: {} }] }),
  ],
];

describe.each(MISTAKES)('An adoption that results in %s', (_, broken, isNarrower) => {
  beforeEach(() => {
    mockBroken = broken;
  });

  it('fails and writes nothing', () =>
    calledIn(FILES, ARGS, ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toContain(
        'internal error, nothing was written: the new policy would differ from the current one for ',
      );
      expect(filesBelow('.')).toEqual(FILES);
    }));

  it('fails with --narrow too, unless Zencoder only loses access', () => {
    const lossy = { 'a.json': JSON.stringify(policy([READ, OTHER, DENY_PLAIN, allow({ Action: 's3:DeleteObject' })])) };
    return calledIn(lossy, [...ARGS, '--narrow'], ({ exitCode }) => {
      expect(exitCode).toBe(isNarrower ? 0 : 1);
      expect(Object.keys(filesBelow('.')).length > 1).toBe(isNarrower === true);
    });
  });
});

test('A correct adoption is written', () => {
  mockBroken = () => ({});
  return calledIn(FILES, ARGS, ({ exitCode }) => expect(exitCode).toBe(0));
});
