import type { BucketPolicyRequest } from '../../lib/iam/decision';
import { isAllowed } from '../policy/cases/simulator';
import { adoptedFrom, policyAfter, zencoderOf } from './cases/adopted';
import type { PolicyCase } from './cases/elements';
import { NAMED_BY_CONDITION } from './cases/named-by-condition';
import { NOT_SAID } from './cases/not-said';
import { changes, ofOtherAccounts, requestsAbout } from './cases/outcomes';
import { SAID } from './cases/said';

function decisions({ policy, accountId }: PolicyCase) {
  const before = JSON.stringify(policy);
  const after = policyAfter(adoptedFrom(policy, accountId), accountId);
  const zencoder = zencoderOf(accountId);
  const requests = requestsAbout(before, after);
  return {
    before,
    after,
    ofZencoder: requests.map((request) => ({ ...request, ...zencoder })),
    ofOthers: ofOtherAccounts(requests, zencoder.accountId),
  };
}

const EXPRESSED = [
  ...SAID,
  ...NAMED_BY_CONDITION.filter(({ losses, grants }) => losses === undefined && grants.length > 0),
];
const ADOPTABLE = NOT_SAID.filter(({ grants }) => grants.length > 0);

const SAME = { wider: [], narrower: [] };

describe.each(EXPRESSED)('of $title', (policyCase) => {
  const { before, after, ofZencoder, ofOthers } = decisions(policyCase);

  test('Zencoder may do the same as before', () => {
    expect(changes(before, after, ofZencoder)).toEqual(SAME);
  });

  test('everybody else may do the same as before', () => {
    expect(changes(before, after, ofOthers)).toEqual(SAME);
  });
});

describe.each(ADOPTABLE)('of $title', (policyCase) => {
  const { before, after, ofZencoder, ofOthers } = decisions(policyCase);

  test('Zencoder may do less than before, and nothing more', () => {
    const { wider, narrower } = changes(before, after, ofZencoder);
    expect(wider).toEqual([]);
    expect(narrower.length > 0).toBe(!policyCase.unseen);
  });

  test('everybody else may do the same as before', () => {
    expect(changes(before, after, ofOthers)).toEqual(SAME);
  });
});

/** What the simulator takes for something else: see its file. */
const READ_ALIKE = [...EXPRESSED, ...ADOPTABLE].filter(
  ({ policy, accountId }) =>
    !/NotPrincipal|\$\{|":7|,7\]|CanonicalUser|"Bool":\{\}/.test(JSON.stringify(policy)) && accountId === undefined,
);
const MOST_REQUESTS = 24;

test.each(READ_ALIKE)('a second opinion on $title is the same', async (policyCase) => {
  const { before, after, ofZencoder } = decisions(policyCase);
  const every = Math.ceil(ofZencoder.length / MOST_REQUESTS);
  const equal = EXPRESSED.includes(policyCase);
  for (const request of ofZencoder.filter(({ key = '' }, index) => index % every === 0 && !key.includes('*'))) {
    const [was, is] = await Promise.all([before, after].map((policy) => isAllowed(policy, simulated(request))));
    expect({ request, is: equal ? is : is && !was }).toEqual({ request, is: equal ? was : false });
  }
});

function simulated({ action, bucket, key = '', context = {} }: BucketPolicyRequest) {
  return {
    principal: 'arn:aws:iam::395540211253:role/encoder',
    ...{ action: canonical(action), bucket, key },
    secure: context['aws:SecureTransport']?.[0] === 'true',
    at: new Date(context['aws:CurrentTime']![0]!),
  };
}

function canonical(action: string): string {
  return action === 'S3:GETOBJECT' ? 's3:GetObject' : action;
}
