import fc from 'fast-check';
import { resolve } from '../../lib/config/resolve';
import { checkPublicAccessBlock } from '../../lib/doctor/checks/bucket-settings';
import { checkPolicy } from '../../lib/doctor/checks/policy';
import { Purpose } from '../../lib/doctor/context';
import { ZencoderS3Url } from '../../lib/job-urls/s3-url';
import type { BucketFacts } from '../../lib/live/facts';
import { observed, unavailable } from '../../lib/live/facts';
import { preflight } from '../../lib/preflight/preflight';
import { reportOf } from '../../lib/report/cause';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const NOW = new Date('2026-11-28T12:00:00Z');

function factsOf(policy: string): BucketFacts {
  const unknown = unavailable('not looked at');
  return {
    bucket: 'films',
    region: observed('eu-central-1'),
    policy: observed(policy),
    acl: unknown,
    ownership: unknown,
    publicAccessBlock: observed({
      blocksPublicAcls: true,
      ignoresPublicAcls: true,
      blocksPublicPolicy: true,
      restrictsPublicBuckets: true,
    }),
    isPolicyPublic: observed(true),
    encryption: observed({ algorithm: 'AES256' }),
    requesterPays: unknown,
  };
}

/** Words of policies in whatever place, and members that JavaScript has for itself. */
const word = fc.constantFrom(
  ...[
    'Allow',
    'Deny',
    'allow',
    '*',
    's3:*',
    's3:GetObject',
    'arn:aws:s3:::films/*',
    'arn:aws:s3:::films',
    '${aws:username}',
  ],
  ...['AWS', 'Service', 'CanonicalUser', '395540211253', 'arn:aws:iam::395540211253:root', 'AROACKCEVSQ6C2EXAMPLE'],
  ...['StringEquals', 'StringNotEqualsIfExists', 'ForAnyValue:StringLike', 'IpAddress', 'DateLessThan', 'Null', 'Bool'],
  ...['aws:SourceIp', 'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:CurrentTime', '2020-01-01', '', 'true'],
  ...['toString', 'valueOf', '__proto__', 'constructor', 'length', 'é\u0000'],
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    word,
    fc.constantFrom(null, true, false, 0, -1.5, 1e300),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 3 }),
  ),
}));
const members = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];
const statement = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(Object.fromEntries(members.map((name) => [name, fc.oneof(word, value)])), {
      requiredKeys: [],
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      Effect: fc.constantFrom('Allow', 'Deny'),
      Principal: fc.oneof(fc.constantFrom('*', { AWS: '395540211253' }), value),
      Action: fc.oneof(fc.constant('s3:*'), value),
      Resource: fc.oneof(fc.constant('*'), value),
      Condition: fc.oneof(fc.dictionary(word, fc.dictionary(word, value, { maxKeys: 2 }), { maxKeys: 2 }), value),
    }),
  },
  value,
);
const policy = fc
  .record(
    {
      Version: fc.oneof(fc.constantFrom('2012-10-17', '2008-10-17'), value),
      Statement: fc.oneof(fc.array(statement, { maxLength: 3 }), value),
    },
    { requiredKeys: ['Statement'] },
  )
  .map((document) => JSON.stringify(document));

describe('With any JSON as the current policy', () => {
  it('preflight does not fail, and reports no grammar problem', () => {
    fc.assert(
      fc.property(policy, (text) => {
        const films = { grants: [{ role: ZencoderRole.INPUT }] };
        const planned = resolve({ stacks: { live: { buckets: { films } } } }).buckets.get('films')!;
        const { findings, unknown } = preflight(planned, factsOf(text), NOW, {});
        expect(findings.filter(({ check, level }) => check === 'grammar' && level === 'problem')).toEqual([]);
        expect(unknown).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('doctor does not fail, prints complete sentences, and gives no advice for conditions on a request', () => {
    fc.assert(
      fc.property(policy, fc.constantFrom(...Object.values(Purpose)), (text, purpose) => {
        const context = {
          url: new ZencoderS3Url({ bucket: 'films', key: 'in/film.mov' }),
          purpose,
          zencoder: identityOf(),
          now: NOW,
          given: {},
          bucket: factsOf(text),
        };
        const { findings, unknown } = reportOf([...checkPolicy(context), ...checkPublicAccessBlock(context)]);
        expect(findings.every(({ seen }) => seen.endsWith('.'))).toBe(true);
        expect(unknown.filter(({ dependsOnRequest, changes }) => dependsOnRequest && changes !== undefined)).toEqual(
          [],
        );
      }),
      { numRuns: 2000 },
    );
  });
});
