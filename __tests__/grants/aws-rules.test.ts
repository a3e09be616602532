import fc from 'fast-check';
import { MAX_POLICY_BYTES, type ZencoderPolicyDocumentProps } from '../../lib/grants/bucket-policy';
import { kmsKeyStatement } from '../../lib/grants/kms-key-statement';
import { MAX_USER_POLICY_BYTES, userPolicyJson, userPolicySizeFindings } from '../../lib/grants/user-policy';
import { sentLength } from '../../lib/messages/text';
import { REGIONS } from '../../lib/s3/region';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { oddKey } from '../support/odd-text';
import { documentFor, refusalOf } from './cases/documents';
import { grantNaming, objectName } from './cases/grants';
import { KEPT, policyText } from './cases/other-policies';
import { type CheckedStatement, ServiceReference } from './cases/service-reference';
import { userGrantsNaming } from './cases/user-grants';

let reference: ServiceReference;

beforeAll(async () => {
  reference = await ServiceReference.of('s3', 'kms');
});

/** A policy as it is read back. */
interface ReadPolicy {
  readonly Version: string;
  readonly Id?: string;
  readonly Statement: (CheckedStatement & { Sid: string; Effect: string; Principal?: unknown })[];
}

/** The places of lists and objects that hold nothing, of empty text, and of null. */
function empties(value: unknown, place = ''): string[] {
  if (value === '' || value === null) {
    return [place];
  }
  if (typeof value !== 'object') {
    return [];
  }
  const members = Object.entries(value);
  return members.length === 0 ? [place] : members.flatMap(([name, member]) => empties(member, `${place}/${name}`));
}

/** What AWS would have against a policy, a line each. Every list is a list here, also one of a single member. */
function faultsOf(policy: ReadPolicy, principal: unknown): string[] {
  const sids = policy.Statement.map(({ Sid }) => Sid);
  return [
    ...(policy.Version === '2012-10-17' ? [] : ['Version']),
    ...empties(policy).map((place) => `${place} is empty`),
    ...sids.filter((sid, index) => sids.indexOf(sid) !== index).map((sid) => `the Sid ${sid} is there twice`),
    ...policy.Statement.filter(({ Sid }) => !Sid.startsWith('Other')).flatMap((statement) => [
      ...(/^[A-Za-z0-9]+$/.test(statement.Sid) ? [] : [`the Sid ${statement.Sid}`]),
      ...(statement.Effect === 'Allow' ? [] : ['Effect']),
      ...(Array.isArray(statement.Action) && Array.isArray(statement.Resource) ? [] : ['no lists']),
      ...(JSON.stringify(statement.Principal) === JSON.stringify(principal) ? [] : ['Principal']),
      ...reference.faults(statement),
    ]),
  ];
}

/** Of the long ones some are too many for a policy. */
const anyName = fc.oneof(
  objectName,
  oddKey,
  objectName.map((name) => name.repeat(100)),
);

describe('every bucket policy is valid for AWS', () => {
  const others = KEPT.map(([, statement], index) => ({ ...statement, Sid: `Other${index}` }));
  const anyProps: fc.Arbitrary<ZencoderPolicyDocumentProps> = fc.record(
    {
      bucket: fc.constantFrom('films', 'my.films-2', 'abc', 'a'.repeat(63)),
      grants: fc.array(grantNaming(anyName), { minLength: 1, maxLength: 8 }),
      objects: fc.array(fc.record({ key: oddKey }), { maxLength: 3 }),
      requireTls: fc.boolean(),
      accountId: fc.stringMatching(/^[0-9]{12}$/),
      otherStatements: fc.subarray(others, { minLength: 1 }).map((statements) => policyText(statements)),
    },
    { requiredKeys: ['bucket', 'grants'] },
  );

  test('its actions, resources and conditions are in the tables of AWS, it names one account, and it is within the size limit', () => {
    const seen = { written: 0, tooLarge: 0 };
    fc.assert(
      fc.property(anyProps, ({ grants, ...props }) => {
        let json = '';
        const otherStatements = props.otherStatements?.replaceAll(':::films', `:::${props.bucket}`);
        const refusal = refusalOf(() => {
          json = documentFor(grants!, { ...props, otherStatements }).toJson();
        });
        if (refusal.length > 0) {
          expect(refusal).toEqual([expect.stringMatching(/^the policy has [\d,]+ bytes, the limit of S3 is 20,480/)]);
          seen.tooLarge += 1;
        } else {
          expect(Buffer.byteLength(json)).toBeLessThanOrEqual(MAX_POLICY_BYTES);
          const policy: ReadPolicy = JSON.parse(json);
          const account = props.accountId ?? Zencoder.ACCOUNT_ID;
          expect(faultsOf(policy, { AWS: `arn:aws:iam::${account}:root` })).toEqual([]);
          expect(Object.keys(policy)).toEqual(['Version', 'Id', 'Statement']);
          seen.written += policy.Statement.length;
        }
      }),
      { numRuns: 2000 },
    );
    expect(seen.written).toBeGreaterThan(4000);
    expect(seen.tooLarge).toBeLessThan(100);
  });
});

describe('every policy of a user is valid for IAM', () => {
  const latinName = fc.string({ unit: fc.constantFrom(...'ab/*?${}"\\<&\t\u00a0é'), minLength: 1, maxLength: 12 });

  test('its actions, resources and conditions are in the tables of AWS, it has no principal, and IAM accepts its characters', () => {
    let small = 0;
    fc.assert(
      fc.property(userGrantsNaming(latinName), fc.boolean(), (grants, requireTls) => {
        const json = userPolicyJson({ grants, requireTls });
        const policy: ReadPolicy = JSON.parse(json);
        expect(faultsOf(policy, undefined)).toEqual([]);
        expect(Object.keys(policy)).toEqual(['Version', 'Statement']);
        expect(json).toMatch(/^[\t\n\r\u0020-\u00ff]*$/);
        if (userPolicySizeFindings(sentLength(json)).length === 0) {
          expect([...json.replace(/\s/g, '')].length).toBeLessThanOrEqual(MAX_USER_POLICY_BYTES);
          small += 1;
        }
      }),
      { numRuns: 1000 },
    );
    expect(small).toBeGreaterThan(100);
  });
});

test('every statement for a key policy is valid for KMS', () => {
  const actions = fc.subarray(Zencoder.actions());
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9]{12}$/),
      fc.option(fc.constantFrom(...REGIONS), { nil: undefined }),
      actions,
      (accountId, region, granted) => {
        const statement = kmsKeyStatement(region, [{ bucket: 'films', accountId, actions: granted }]);
        const usesKey = granted.some((action) => action === 's3:GetObject' || action === 's3:PutObject');
        expect(statement !== undefined).toBe(usesKey);
        if (statement !== undefined) {
          expect(empties(statement)).toEqual([]);
          expect(statement.Principal).toEqual({ AWS: `arn:aws:iam::${accountId}:root` });
          expect(statement.Sid).toMatch(/^[A-Za-z0-9]+$/);
          const checked: CheckedStatement = JSON.parse(JSON.stringify(statement));
          expect(reference.faults(checked, 'key')).toEqual([]);
        }
      },
    ),
  );
});
