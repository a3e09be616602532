import fc from 'fast-check';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { oddKey } from '../support/odd-text';
import { BUCKET, documentFor } from './cases/documents';
import { grantNaming, grants, objectName } from './cases/grants';
import { ACCOUNTS, isMeant, nameBeside, type Request, requestsBeside } from './cases/requests';
import { isAllowed, isAllowedWithStandIns, misreadingOf } from './cases/simulator';

/** What the simulator says, whatever it misreads; and what it misread. */
async function secondOpinion(policy: string, request: Request, meant: boolean) {
  const allowed = await isAllowed(policy, request);
  const misread = allowed === meant ? undefined : misreadingOf(request, allowed);
  return { misread, allowed: misread === undefined ? allowed : await isAllowedWithStandIns(policy, request) };
}

describe('an independent evaluator of IAM policies', () => {
  const manyGrants = fc.oneof(grants, fc.array(grantNaming(oddKey), { minLength: 1, maxLength: 3 }));
  const settings = fc.record({
    accountId: fc.constantFrom(ACCOUNTS.zencoder, ACCOUNTS.zencoder, ACCOUNTS.otherZencoder),
    requireTls: fc.boolean(),
  });
  const pairs = fc.tuple(manyGrants, settings).chain(([list, setting]) => {
    const requests = fc.array(requestsBeside(list, setting.accountId), { minLength: 10, maxLength: 10 });
    return fc.tuple(fc.constant(list), fc.constant(setting), requests);
  });

  test('decides 10,000 requests as the grants define them', async () => {
    const counted = { yes: 0, no: 0, misread: 0 };
    await fc.assert(
      fc.asyncProperty(pairs, async ([list, { accountId, requireTls }, requests]) => {
        const policy = documentFor(list, { accountId, requireTls }).toJson();
        const words = { grants: list, bucket: BUCKET, accountId, requireTls };
        for (const request of requests) {
          const meant = isMeant(words, request);
          const { allowed, misread } = await secondOpinion(policy, request, meant);
          expect({ request, allowed }).toEqual({ request, allowed: meant });
          counted[meant ? 'yes' : 'no'] += 1;
          counted.misread += misread ? 1 : 0;
        }
      }),
      { numRuns: 1000 },
    );
    expect(counted.yes + counted.no).toBe(10_000);
    expect(counted.yes).toBeGreaterThan(1000);
    expect(counted.no).toBeGreaterThan(1000);
    expect(counted.misread).toBeLessThan(500);
  }, 120_000);
});

const ask = (key: string): Request => ({
  principal: `arn:aws:iam::${ACCOUNTS.zencoder}:root`,
  action: 's3:GetObject',
  bucket: BUCKET,
  key,
  secure: true,
  at: new Date('2027-01-01T00:00:00Z'),
});

describe('a grant never covers', () => {
  const anyName = fc.oneof(objectName, oddKey);
  const pair = anyName.chain((name) => fc.tuple(fc.constant(name), fc.oneof(anyName, nameBeside(name))));

  async function expectDenied(policy: string, key: string) {
    const request = ask(key);
    expect({ key, ...(await secondOpinion(policy, request, false)) }).toMatchObject({ key, allowed: false });
  }

  test('another key by its keys, however similar', async () => {
    const different = pair.filter(([said, other]) => said !== other);
    await fc.assert(
      fc.asyncProperty(different, async ([said, other]) => {
        const grant = { actions: [ZencoderAction.GET_OBJECT], keys: [said] };
        await expectDenied(documentFor([grant]).toJson(), other);
      }),
      { numRuns: 2000 },
    );
  }, 120_000);

  test('a key by its prefixes that does not start with one of them', async () => {
    const outside = pair.filter(([said, other]) => other.slice(0, said.length) !== said);
    await fc.assert(
      fc.asyncProperty(outside, async ([said, other]) => {
        const grant = { role: ZencoderRole.INPUT_AND_OUTPUT, prefixes: [said] };
        await expectDenied(documentFor([grant]).toJson(), other);
      }),
      { numRuns: 2000 },
    );
  }, 120_000);
});
