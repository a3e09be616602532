import fc from 'fast-check';
import { exactly, startingWith } from '../../../lib/s3/escaped-arn';
import { Zencoder } from '../../../lib/zencoder/account-and-roles';
import { EXPIRIES, objectName } from '../../grants/cases/grants';

const ROOT = 'arn:aws:iam::395540211253:root';
const ROLE = 'arn:aws:iam::395540211253:role/x';
const OTHERS = ['arn:aws:iam::111122223333:root', '012345678901', 'arn:aws:iam::111122223333:role/editors'];

/** A value, or a list of some. */
function some<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> {
  return fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
}

const ofZencoder = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<object>({ AWS: ROOT }, { AWS: '395540211253' }) },
  fc.constantFrom<object>(
    { CanonicalUser: Zencoder.CANONICAL_USER_ID },
    { AWS: [ROOT, OTHERS[0]] },
    { AWS: [OTHERS[1], '395540211253', OTHERS[2]], Service: 'logging.s3.amazonaws.com' },
    { AWS: [ROLE, ROOT] },
    { AWS: [ROLE, OTHERS[0]] },
    { AWS: ['*', ROOT] },
  ),
);
const ofOthers = fc.oneof(
  fc.constantFrom<unknown>('*', { AWS: '*' }, { Service: 'logging.s3.amazonaws.com' }),
  some(fc.constantFrom(...OTHERS)).map((AWS) => ({ AWS })),
);

const known = fc.constantFrom<string>(...Zencoder.actions());
const action = fc.oneof(
  { weight: 8, arbitrary: known },
  fc.constantFrom('s3:*', 's3:Get*', 's3:?utObject', '*', 's3:DeleteObject', 's3:getobject', 's3:ListBucket*'),
);

const pattern = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('*', 'in/*', 'out/*', 'logo.png') },
  objectName.map(exactly),
  objectName.map(startingWith),
  objectName,
);
const resource = fc.oneof(
  { weight: 3, arbitrary: fc.constant('arn:aws:s3:::films') },
  { weight: 6, arbitrary: pattern.map((path) => `arn:aws:s3:::films/${path}`) },
  fc.constantFrom('*', 'arn:aws:s3:::film*', 'arn:aws:s3:::films2/*', 'arn:aws:s3:::film?/*'),
);

const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom({ Bool: { 'aws:SecureTransport': 'true' } }, {}) },
  { weight: 3, arbitrary: fc.constantFrom(...EXPIRIES).map((date) => ({ DateLessThan: { 'aws:CurrentTime': date } })) },
  fc.constantFrom(...EXPIRIES).map((date) => ({
    Bool: { 'aws:SecureTransport': ['true'] },
    DateLessThan: { 'aws:CurrentTime': date },
  })),
  fc.constantFrom(
    { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
    { Bool: { 'aws:SecureTransport': 'false' } },
    { DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } },
  ),
);

const sid = fc.constantFrom('A', 'B', 'ZencoderRead0123abcd', 'ZencoderBucket0123abcd');

function statement(effect: string, principal: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const element = (name: string, value: fc.Arbitrary<unknown>) =>
    fc.oneof(
      { weight: 12, arbitrary: value.map((is) => ({ [name]: is })) },
      value.map((is) => ({ [`Not${name}`]: is })),
    );
  return fc
    .tuple(
      fc.record({ Sid: sid, Condition: condition }, { requiredKeys: [] }),
      fc.oneof(
        { weight: 20, arbitrary: principal.map((Principal) => ({ Principal })) },
        fc.constant({ NotPrincipal: { AWS: OTHERS[0] } }),
      ),
      element('Action', some(action)),
      element('Resource', some(resource)),
    )
    .map((parts) => Object.assign({ Effect: effect }, ...parts) as object);
}

/** Policies of the bucket films with whatever stands in them in the wild, for Zencoder and for others. */
export const wildPolicy: fc.Arbitrary<object> = fc
  .tuple(
    fc.constantFrom<object>({ Version: '2012-10-17' }, { Version: '2012-10-17' }, { Version: '2008-10-17' }, {}),
    fc.array(
      fc.oneof(
        { weight: 5, arbitrary: statement('Allow', ofZencoder) },
        { weight: 2, arbitrary: statement('Allow', ofOthers) },
        statement('Deny', fc.oneof(ofZencoder, ofOthers)),
      ),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([version, Statement]) => ({ ...version, Statement }));
