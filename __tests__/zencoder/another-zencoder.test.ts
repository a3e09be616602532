import { ObjectOwnership } from '@aws-sdk/client-s3';
import { accountIdFault, canonicalUserIdFault } from '../../lib/iam/account';
import { ZencoderObjectOwnership } from '../../lib/s3/object-ownership';
import { Zencoder, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { documentFor, refusalOf, statementsFor } from '../grants/cases/documents';
import { shown } from '../support/titles';

const grants = [{ role: ZencoderRole.INPUT, keys: ['a.mp4'] }];
const HEX = '0123456789abcdef'.repeat(4);

const NO_ACCOUNT_IDS = [
  '',
  '39554021125',
  '3955402112530',
  '3955-4021-1253',
  ' 395540211253',
  '395540211253\n',
  'arn:aws:iam::395540211253:root',
  '39554021125a',
  '٣٩٥٥٤٠٢١١٢٥٣',
];

const NO_CANONICAL_IDS = [
  '',
  HEX.slice(1),
  `${HEX}0`,
  HEX.toUpperCase(),
  `${HEX.slice(1)}g`,
  `${HEX}\n`,
  '395540211253',
];

describe('an account ID of 12 digits', () => {
  test.each([Zencoder.ACCOUNT_ID, '012345678901', '000000000000'])('is accepted: %s', (id) => {
    expect(accountIdFault(id)).toBeUndefined();
  });

  test.each(NO_ACCOUNT_IDS)('is not %j', (id) => {
    expect(accountIdFault(id)).toBe(`${JSON.stringify(id)} is not an AWS account ID, which has 12 digits`);
  });
});

describe('a canonical user ID of 64 hexadecimal digits in lower case', () => {
  test.each([Zencoder.CANONICAL_USER_ID, HEX])('is accepted: %s', (id) => {
    expect(canonicalUserIdFault(id)).toBeUndefined();
  });

  test.each(NO_CANONICAL_IDS.map((id) => [shown(id), id]))('is not %s', (_, id) => {
    expect(canonicalUserIdFault(id)).toContain('is not a canonical user ID');
  });
});

describe('the principal of every statement', () => {
  const principals = (accountId?: string) => statementsFor(grants, { accountId }).map(({ Principal }) => Principal);

  test("is Zencoder's production account", () => {
    expect(principals()).toEqual(Array(2).fill({ AWS: 'arn:aws:iam::395540211253:root' }));
  });

  test('is the given account for other environments of Zencoder', () => {
    expect(principals('012345678901')).toEqual(Array(2).fill({ AWS: 'arn:aws:iam::012345678901:root' }));
  });

  test('is never an invalid account', () => {
    const refusal = refusalOf(() => documentFor(grants, { accountId: '42' }));
    expect(refusal).toEqual(['accountId: "42" is not an AWS account ID, which has 12 digits']);
  });
});

test('a document for an invalid canonical user ID is refused', () => {
  expect(refusalOf(() => documentFor(grants, { canonicalUserId: '42' }))).toEqual([
    'canonicalUserId: "42" is not a canonical user ID, which has 64 lowercase hexadecimal digits',
  ]);
});

test("the kinds of object ownership are S3's", () => {
  expect(Object.values(ZencoderObjectOwnership).sort()).toEqual(Object.values(ObjectOwnership).sort());
});
