import { adoptedFrom, policyAfter, zencoderOf } from './cases/adopted';
import { difference, isReadBySimulator, requestsAbout, simulatedDifference } from './cases/compared';
import type { PolicyCase } from './cases/elements';
import { EXPRESSIBLE } from './cases/expressible';
import { INEXPRESSIBLE } from './cases/inexpressible';
import { NAMED_BY_CONDITION } from './cases/named-by-condition';

function decisions({ policy, accountId }: PolicyCase) {
  const before = JSON.stringify(policy);
  const after = policyAfter(adoptedFrom(policy, accountId), accountId);
  return { before, after, requests: requestsAbout(before, after) };
}

const EXPRESSED = [
  ...EXPRESSIBLE,
  ...NAMED_BY_CONDITION.filter(({ losses, grants }) => losses === undefined && grants.length > 0),
];
const ADOPTABLE = INEXPRESSIBLE.filter(({ grants }) => grants.length > 0);

const OTHER_ACCOUNTS = ['111122223333', '000000000000'];
const SAME = { wider: [], narrower: [] };

describe.each(EXPRESSED)('The adoption of $title', (policyCase) => {
  const { before, after, requests } = decisions(policyCase);

  it('changes no access of Zencoder or of other principals', () => {
    const changed = difference(before, after, requests, policyCase.accountId);
    expect(changed).toEqual({ ...SAME, otherPrincipals: [] });
  });
});

describe.each(ADOPTABLE)('The adoption of $title', (policyCase) => {
  const { before, after, requests } = decisions(policyCase);

  it('allows Zencoder less than before and nothing new, and other principals the same', () => {
    const { wider, narrower, otherPrincipals } = difference(before, after, requests, policyCase.accountId);
    expect({ wider, otherPrincipals }).toEqual({ wider: [], otherPrincipals: [] });
    expect(narrower.length > 0).toBe(!policyCase.unseen);
  });
});

describe('According to the simulator,', () => {
  const readable = (cases: readonly PolicyCase[]) =>
    cases.filter((policyCase) => isReadBySimulator(decisions(policyCase).before));

  function simulated(policyCase: PolicyCase, accountId: string) {
    const { before, after, requests } = decisions(policyCase);
    return simulatedDifference(before, after, requests, accountId);
  }

  it.each(readable(EXPRESSED))('the adoption of $title changes nothing for Zencoder', (policyCase) => {
    const { allowed, ...changed } = simulated(policyCase, zencoderOf(policyCase.accountId).accountId);
    expect(changed).toEqual(SAME);
    expect(allowed).not.toEqual([]);
  });

  it.each(readable(ADOPTABLE))('the adoption of $title allows Zencoder nothing new', (policyCase) => {
    expect(simulated(policyCase, zencoderOf(policyCase.accountId).accountId).wider).toEqual([]);
  });

  it.each(readable([...EXPRESSED, ...ADOPTABLE]))(
    'the adoption of $title changes nothing for other principals',
    (policyCase) => {
      const accounts = OTHER_ACCOUNTS.filter((account) => account !== policyCase.accountId);
      const changed = accounts.map((account) => simulated(policyCase, account));
      expect(changed).toEqual(accounts.map(() => expect.objectContaining(SAME)));
    },
  );
});
