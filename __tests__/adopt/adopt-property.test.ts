import fc from 'fast-check';
import { differenceOf } from '../../lib/adopt/policy-difference';
import { resolve } from '../../lib/config/resolve';
import { policyJson } from '../../lib/grants/bucket-policy';
import type { ZencoderGrant } from '../../lib/grants/grant';
import { grammarFindings } from '../../lib/iam/grammar/document';
import { currentStatements, statementsOf } from '../../lib/iam/policy';
import { isWarning } from '../../lib/messages/diagnostic';
import type { JsonObject } from '../../lib/messages/json';
import { asSet, byCodePoint } from '../../lib/messages/text';
import { configText } from '../../lib/snippets/zencoder-yaml';
import { read } from '../app/folder';
import { documentFor } from '../grants/cases/documents';
import { grants as someGrants } from '../grants/cases/grants';
import type { Files } from '../support/workspace';
import { adoptedFrom, BUCKET, policyAfter, zencoderOf } from './cases/adopted';
import { difference, isReadBySimulator, requestsAbout, simulatedDifference } from './cases/compared';
import { wildPolicy } from './cases/policies';

/** The policy that is synthesized from the files of an adoption. */
function synthesized({ grants, requireTls, otherStatements }: ReturnType<typeof adoptedFrom>): string {
  const path = `policies/${BUCKET}.json`;
  const settings = {
    requireTls,
    grants: [...grants],
    ...(otherStatements.length > 0 && { otherStatements: path }),
    adoptExistingPolicy: true,
  };
  const files: Files = {
    'zencoder.yaml': configText({ stack: 'live', region: 'eu-west-1', bucket: BUCKET, settings }),
    ...(otherStatements.length > 0 && {
      [path]: JSON.stringify({ Version: '2012-10-17', Statement: otherStatements }),
    }),
  };
  return policyJson(resolve(read(files).config).buckets.get(BUCKET)!.document!);
}

const isTakenByS3 = (policy: object) => grammarFindings(policy as JsonObject, { bucket: BUCKET }).every(isWarning);

const NOTHING = { wider: [], narrower: [] };

test('after the adoption of any policy, Zencoder has no more access than before, and everyone else the same access', () => {
  let adopted = 0;
  let simulated = 0;
  fc.assert(
    fc.property(wildPolicy, (policy) => {
      const adoption = adoptedFrom(policy);
      expect(adoption.errors.length > 0 && isTakenByS3(policy)).toBe(false);
      fc.pre(adoption.grants.length > 0 && adoption.errors.length === 0);
      adopted++;
      const before = JSON.stringify(policy);
      const after = synthesized(adoption);
      const requests = requestsAbout(before, after).filter((_, index) => index % 8 === adopted % 8);
      const isWhole = adoption.losses.length === 0;
      const { wider, narrower, otherPrincipals } = difference(before, after, requests);
      expect({ wider, otherPrincipals, narrower: isWhole ? narrower : [] }).toEqual({
        wider: [],
        otherPrincipals: [],
        narrower: [],
      });
      if (isReadBySimulator(before)) {
        simulated++;
        const ofZencoder = simulatedDifference(before, after, requests, zencoderOf().accountId);
        expect({ wider: ofZencoder.wider, narrower: isWhole ? ofZencoder.narrower : [] }).toEqual(NOTHING);
        expect(simulatedDifference(before, after, requests, '111122223333')).toMatchObject(NOTHING);
        expect(simulatedDifference(before, after, requests, '000000000000')).toMatchObject(NOTHING);
      }
    }),
    { numRuns: 100 },
  );
  expect(simulated).toBeGreaterThan(20);
});

test('the guard finds any change in the adopted policy', () => {
  let found = 0;
  fc.assert(
    fc.property(wildPolicy, wildPolicy, fc.nat(), (policy, other, at) => {
      const adoption = adoptedFrom(policy);
      fc.pre(adoption.grants.length > 0 && adoption.errors.length === 0);
      const [before, after] = [policy, JSON.parse(synthesized(adoption))] as [JsonObject, JsonObject];
      const compared = (changed: JsonObject) => differenceOf(before, changed, BUCKET, zencoderOf());
      const isWhole = adoption.losses.length === 0;
      expect(compared(after)).toMatchObject({ wider: [], otherPrincipals: [], ...(isWhole && { narrower: [] }) });
      const statements = statementsOf(after);
      const changed = {
        ...after,
        Statement: statements.map((one, index) =>
          index === at % statements.length ? currentStatements(other as JsonObject)[0]! : one,
        ),
      };
      const requests = requestsAbout(JSON.stringify(before), JSON.stringify(changed)).filter(
        (_, index) => index % 4 === at % 4,
      );
      const { wider, narrower, otherPrincipals } = difference(
        JSON.stringify(before),
        JSON.stringify(changed),
        requests,
      );
      const guarded = compared(changed);
      found += wider.length > 0 || otherPrincipals.length > 0 ? 1 : 0;
      expect(wider.length === 0 || guarded.wider.length > 0 || guarded.otherPrincipals.length > 0).toBe(true);
      expect(narrower.length === 0 || guarded.narrower.length > 0 || guarded.otherPrincipals.length > 0).toBe(true);
      expect(otherPrincipals.length === 0 || guarded.otherPrincipals.length > 0).toBe(true);
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(5);
});

test('a second adoption has the same result', () => {
  fc.assert(
    fc.property(wildPolicy, (policy) => {
      const once = adoptedFrom(policy);
      fc.pre(once.grants.length > 0 && once.errors.length === 0);
      const twice = adoptedFrom(JSON.parse(policyAfter(once)) as object);
      expect(inOrder(twice.grants)).toEqual(inOrder(once.grants));
      expect(twice).toMatchObject({ requireTls: once.requireTls, losses: [], errors: [] });
      expect(twice.otherStatements).toEqual(once.otherStatements);
    }),
    { numRuns: 300 },
  );
});

const OTHER_STATEMENTS = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::films/${aws:username}/*' }],
});

test('the policy of any grants is adopted to grants with the same policy', () => {
  fc.assert(
    fc.property(someGrants, fc.boolean(), fc.boolean(), (grants, requireTls, beside) => {
      const json = documentFor(grants, { requireTls, ...(beside && { otherStatements: OTHER_STATEMENTS }) }).toJson();
      const adoption = adoptedFrom(JSON.parse(json) as object);
      expect(adoption).toMatchObject({ requireTls, losses: [], notes: [], errors: [] });
      expect(policyAfter(adoption)).toBe(json);
    }),
    { numRuns: 300 },
  );
});

function inOrder(grants: readonly ZencoderGrant[]): string[] {
  return grants
    .map((grant) => JSON.stringify(grant, (_, value) => (Array.isArray(value) ? asSet(value) : value)))
    .sort(byCodePoint);
}
