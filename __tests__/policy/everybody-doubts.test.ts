import { pathText } from '../../lib/policy/finding';
import { readOtherPolicy } from '../../lib/policy/other-statements';
import { Zencoder, ZencoderRole } from '../../lib/zencoder';
import { documentFor, refusalOf } from './cases/documents';
import { DENY, policyText } from './cases/other-policies';

const IDENTITY = { accountId: Zencoder.ACCOUNT_ID, canonicalUserId: Zencoder.CANONICAL_USER_ID };
const ALLOW = { ...DENY, Effect: 'Allow', Condition: undefined };
const NOT_PRINCIPAL = { Principal: undefined, NotPrincipal: { AWS: '111122223333' } };

const warningsOf = (statement: unknown) =>
  readOtherPolicy(policyText(statement), IDENTITY, 'films').findings.map(({ path, message, warning }) => [
    pathText(path),
    message,
    warning,
  ]);

describe('a statement that allows everybody something is taken with a warning', () => {
  test.each([
    ['by a star', {}, 'Principal', 'lets in everybody, Zencoder included, whatever the grants say'],
    ['by a star among accounts', { Principal: { AWS: ['111122223333', '*'] } }, 'Principal', 'lets in everybody, Z'],
    ['by NotPrincipal', NOT_PRINCIPAL, 'NotPrincipal', 'lets in everybody else, Zencoder included'],
  ])('%s', (_, members, path, message) => {
    const statement = { ...ALLOW, ...members };
    expect(warningsOf([DENY, { ...statement, Sid: 'Other' }])).toEqual([
      [`Statement[1].${path}`, expect.stringContaining(message), true],
    ]);
    expect(warningsOf(statement)).toEqual([[`Statement.${path}`, expect.any(String), true]]);
    const grants = [{ role: ZencoderRole.INPUT }];
    expect(refusalOf(() => documentFor(grants, { otherStatements: policyText(statement) }))).toEqual([]);
  });

  test('also where its Condition is empty, of which another warning says that it limits nothing', () => {
    expect(warningsOf([{ ...ALLOW, Condition: {} }]).map(([path]) => path)).toEqual([
      'Statement[0].Condition',
      'Statement[0].Principal',
    ]);
  });
});

describe('no warning is given of', () => {
  test.each([
    ['an Allow for everybody under a condition', { Condition: DENY.Condition }],
    ['a Deny for everybody', { Effect: 'Deny' }],
    ['a Deny for everybody but one', { Effect: 'Deny', ...NOT_PRINCIPAL }],
    ['an Allow for one account', { Principal: { AWS: '111122223333' } }],
    ['an Allow for a service', { Principal: { Service: 'logging.s3.amazonaws.com' } }],
  ])('%s', (_, members) => {
    expect(warningsOf({ ...ALLOW, ...members })).toEqual([]);
  });
});

test.each(['${TfToken[TOKEN.7]}', 'pre-${TfToken[TOKEN.7]}', '${aws_s3_bucket.films.id}'])(
  'a bucket whose name is known only at plan time is compared with no Resource: %s',
  (bucket) => {
    const json = policyText([{ ...DENY, Resource: 'arn:aws:s3:::other/*' }]);
    expect(readOtherPolicy(json, IDENTITY, bucket).findings).toEqual([]);
  },
);
