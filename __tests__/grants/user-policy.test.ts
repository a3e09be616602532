import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expiryInUtc } from '../../lib/grants/expiry';
import { grantedActions } from '../../lib/grants/grant';
import { kmsActions } from '../../lib/grants/kms-key';
import { OUR_SID } from '../../lib/grants/sid';
import {
  userGrantFindings,
  userPolicyJson,
  userPolicySizeFindings,
  type ZencoderUserGrant,
} from '../../lib/grants/user-policy';
import { pathText } from '../../lib/messages/diagnostic';
import { sentLength } from '../../lib/messages/text';
import { ZencoderResourceType } from '../../lib/s3/actions';
import { exactly, startingWith } from '../../lib/s3/escaped-arn';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { asGo } from '../support/as-go';
import { titled } from '../support/titles';
import { refusalOf, sidsFor } from './cases/documents';
import { grant, NOW, reordered } from './cases/grants';
import { KEY_A, KEY_B, userGrants } from './cases/user-grants';

const { INPUT, OUTPUT, VIDEO_CLOUD_INGEST } = ZencoderRole;
const { GET_OBJECT, PUT_OBJECT, GET_BUCKET_LOCATION, LIST_BUCKET } = ZencoderAction;
const NEXT_YEAR = '2027-06-30T00:00:00Z';

interface UserStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string[];
  readonly Resource: string[];
  readonly Condition?: Record<string, Record<string, string>>;
}

const statementsOf = (grants: ZencoderUserGrant[], requireTls?: boolean): UserStatement[] =>
  JSON.parse(userPolicyJson({ grants, requireTls })).Statement;
const withoutSids = (grants: ZencoderUserGrant[]) =>
  statementsOf(grants).map(({ Action, Resource }) => [Action, Resource]);
const sidsOf = (grants: ZencoderUserGrant[], requireTls?: boolean) =>
  statementsOf(grants, requireTls).map(({ Sid }) => Sid);

/** What is allowed, one line for each action on each resource under its conditions, as the grants say it. */
function allowedBy(grants: ZencoderUserGrant[], requireTls: boolean): Set<string> {
  const lines = grants.flatMap((one) => {
    const until = one.expires === undefined ? '' : expiryInUtc(one.expires);
    const arn = `arn:aws:s3:::${one.bucket}`;
    const scopes = [...(one.prefixes ?? []).map(startingWith), ...(one.keys ?? []).map(exactly)];
    const objects = (scopes.length === 0 ? ['*'] : scopes).map((scope) => `${arn}/${scope}`);
    const actions = grantedActions(one);
    return [
      ...actions.flatMap((action) =>
        (Zencoder.resourceType(action) === ZencoderResourceType.BUCKET ? [arn] : objects).map((on) => [action, on]),
      ),
      ...(one.kmsKeyArn === undefined ? [] : kmsActions(actions).map((action) => [action, one.kmsKeyArn])),
    ].map(([action, on]) => [action, on, until, requireTls && !action!.startsWith('kms:')].join(' '));
  });
  return new Set(lines);
}

/** The same as the document says it. */
function allowedIn(statements: UserStatement[]): string[] {
  return statements.flatMap(({ Action, Resource, Condition = {} }) => {
    const until = Condition.DateLessThan?.['aws:CurrentTime'] ?? '';
    const tls = Condition.Bool?.['aws:SecureTransport'] === 'true';
    return Action.flatMap((action) => Resource.map((resource) => [action, resource, until, tls].join(' ')));
  });
}

describe('the policy of a user', () => {
  test('allows exactly what is granted: each action on each bucket, object and key with its conditions, and nothing else', () => {
    fc.assert(
      fc.property(userGrants, fc.boolean(), (grants, requireTls) => {
        const allowed = allowedIn(statementsOf(grants, requireTls));
        expect(new Set(allowed)).toEqual(allowedBy(grants, requireTls));
      }),
      { numRuns: 1000 },
    );
  });

  test('has the same bytes for grants in any order, and with repeated entries', () => {
    const pair = userGrants.chain((grants) =>
      fc.tuple(fc.constant(grants), reordered(grants) as fc.Arbitrary<ZencoderUserGrant[]>),
    );
    fc.assert(
      fc.property(pair, fc.boolean(), ([grants, again], requireTls) => {
        expect(userPolicyJson({ grants: again, requireTls })).toBe(userPolicyJson({ grants, requireTls }));
        expect(userPolicyJson({ grants: [...grants, ...again], requireTls })).toBe(
          userPolicyJson({ grants, requireTls }),
        );
      }),
      { numRuns: 500 },
    );
  });

  test('names no principal, and lists every set once and in order', () => {
    fc.assert(
      fc.property(userGrants, (grants) => {
        for (const { Action, Resource, ...statement } of statementsOf(grants)) {
          expect(Object.keys(statement).filter((name) => name !== 'Condition')).toEqual(['Sid', 'Effect']);
          expect(statement.Effect).toBe('Allow');
          expect(Action).toEqual([...new Set(Action)].sort());
          expect(Resource).toEqual([...new Set(Resource)].sort());
        }
      }),
    );
  });

  test('has these statements for all kinds of grants', () => {
    const grants: ZencoderUserGrant[] = [
      { bucket: 'cuts', role: OUTPUT, prefixes: ['out/'], kmsKeyArn: KEY_A, expires: NEXT_YEAR },
      { bucket: 'films', role: INPUT },
    ];
    const untilJuly = { DateLessThan: { 'aws:CurrentTime': NEXT_YEAR } };
    const bucketActions = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
    const says = {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: expect.stringMatching(/^ZencoderBucket/),
          Effect: 'Allow',
          Action: bucketActions,
          Resource: ['arn:aws:s3:::films'],
        },
        {
          Sid: expect.stringMatching(/^ZencoderBucket/),
          Effect: 'Allow',
          Action: bucketActions,
          Resource: ['arn:aws:s3:::cuts'],
          Condition: untilJuly,
        },
        {
          Sid: expect.stringMatching(/^ZencoderKms/),
          Effect: 'Allow',
          Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          Resource: [KEY_A],
          Condition: untilJuly,
        },
        {
          Sid: expect.stringMatching(/^ZencoderReadWrite/),
          Effect: 'Allow',
          Action: ['s3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectAcl'],
          Resource: ['arn:aws:s3:::cuts/out/*'],
          Condition: untilJuly,
        },
        {
          Sid: expect.stringMatching(/^ZencoderRead/),
          Effect: 'Allow',
          Action: ['s3:GetObject'],
          Resource: ['arn:aws:s3:::films/*'],
        },
      ],
    };
    expect(JSON.parse(userPolicyJson({ grants }))).toEqual(says);
    expect(userPolicyJson({ grants })).toMatch(
      /^\{"Version":"2012-10-17","Statement":\[\{"Sid":"[^"]*","Effect":"Allow","Action":\["/,
    );
  });
});

describe('statements that differ only in the bucket', () => {
  test('are merged into one statement', () => {
    const grants = ['films', 'cuts', 'films-2'].map((bucket) => ({
      bucket,
      actions: [GET_OBJECT, LIST_BUCKET],
      keys: ['b', 'a'],
    }));
    expect(withoutSids(grants)).toEqual([
      [[LIST_BUCKET], ['arn:aws:s3:::cuts', 'arn:aws:s3:::films', 'arn:aws:s3:::films-2']],
      [
        [GET_OBJECT],
        ['cuts/a', 'cuts/b', 'films-2/a', 'films-2/b', 'films/a', 'films/b'].map((object) => `arn:aws:s3:::${object}`),
      ],
    ]);
  });

  test('are not merged if the bucket actions differ, so that no bucket gets the actions of another', () => {
    expect(
      withoutSids([
        { bucket: 'films', actions: [GET_BUCKET_LOCATION] },
        { bucket: 'cuts', actions: [GET_BUCKET_LOCATION] },
        { bucket: 'cuts', actions: [LIST_BUCKET] },
      ]),
    ).toEqual(
      expect.arrayContaining([
        [[GET_BUCKET_LOCATION], ['arn:aws:s3:::films']],
        [[GET_BUCKET_LOCATION, LIST_BUCKET], ['arn:aws:s3:::cuts']],
      ]),
    );
  });
});

describe('a KMS key', () => {
  test('of a bucket to read and a bucket to write is in one statement', () => {
    const kms = statementsOf([
      { bucket: 'films', role: INPUT, kmsKeyArn: KEY_A },
      { bucket: 'cuts', role: OUTPUT, kmsKeyArn: KEY_A },
    ]).filter(({ Sid }) => Sid.startsWith('ZencoderKms'));
    expect(kms.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['kms:Decrypt', 'kms:GenerateDataKey'], [KEY_A]],
    ]);
  });

  test('that is only read is not allowed for writing because of another key', () => {
    const kms = statementsOf([
      { bucket: 'films', role: INPUT, kmsKeyArn: KEY_A },
      { bucket: 'cuts', role: OUTPUT, kmsKeyArn: KEY_B },
      { bucket: 'others', role: VIDEO_CLOUD_INGEST, kmsKeyArn: KEY_A },
    ]).filter(({ Sid }) => Sid.startsWith('ZencoderKms'));
    const said = kms.map(({ Action, Resource }) => [Action, Resource]);
    expect(said).toHaveLength(2);
    expect(said).toContainEqual([['kms:Decrypt'], [KEY_A]]);
    expect(said).toContainEqual([['kms:Decrypt', 'kms:GenerateDataKey'], [KEY_B]]);
  });
});

describe('a Sid of a user', () => {
  test('is unique in the policy, in order, and matches OUR_SID', () => {
    fc.assert(
      fc.property(userGrants, fc.boolean(), (grants, requireTls) => {
        const sids = sidsOf(grants, requireTls);
        expect(new Set(sids).size).toBe(sids.length);
        expect(sids).toEqual([...sids].sort());
        expect(sids.filter((sid) => !OUR_SID.test(sid))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('of buckets or keys is computed from their actions, by a definition that other programs can implement', () => {
    const kindOf = (resource: string) =>
      resource.startsWith('arn:aws:kms:') ? 'Kms' : resource.includes('/') ? undefined : 'Bucket';
    fc.assert(
      fc.property(userGrants, fc.boolean(), (grants, requireTls) => {
        const statements = statementsOf(grants, requireTls).map((statement) => ({
          ...statement,
          kinds: new Set(statement.Resource.map(kindOf)),
        }));
        const defined = statements.flatMap(({ kinds, Action, Condition }) => {
          const [kind] = kinds;
          const until = Condition?.DateLessThan?.['aws:CurrentTime'] ?? '';
          const tls = requireTls && kind === 'Bucket' ? 'tls' : '';
          const says = [kind?.toLowerCase(), Action.join(), until, tls].join('\n');
          const hash = createHash('sha256').update(says).digest('hex').slice(0, 8);
          return kind === undefined ? [] : [`Zencoder${kind}${hash}`];
        });
        expect(statements.filter(({ kinds }) => kinds.size !== 1)).toEqual([]);
        expect(statements.map(({ Sid }) => Sid).filter((sid) => /^Zencoder(Bucket|Kms)/.test(sid))).toEqual(defined);
      }),
    );
  });

  test('of objects equals the Sid of the same grant in a bucket policy', () => {
    fc.assert(
      fc.property(grant, fc.boolean(), (one, requireTls) => {
        const ofObjects = (sids: string[]) => sids.filter((sid) => !sid.startsWith('ZencoderBucket'));
        expect(ofObjects(sidsOf([{ ...one, bucket: 'films' }], requireTls))).toEqual(
          ofObjects(sidsFor([one], { requireTls })),
        );
      }),
    );
  });

  test('does not change in the next version of this library', () => {
    const both: ZencoderUserGrant = {
      bucket: 'films',
      role: OUTPUT,
      prefixes: ['out/'],
      expires: NEXT_YEAR,
      kmsKeyArn: KEY_A,
    };
    expect(sidsOf([both], true)).toEqual([
      'ZencoderBucket6eb11d89',
      'ZencoderKms323714a2',
      'ZencoderReadWritea6b478bb',
    ]);
  });

  test('does not depend on the bucket or key', () => {
    const one: ZencoderUserGrant = { bucket: 'films', role: OUTPUT, kmsKeyArn: KEY_A };
    expect(sidsOf([{ ...one, bucket: 'cuts', kmsKeyArn: KEY_B }])).toEqual(sidsOf([one]));
  });
});

describe('a grant of a user', () => {
  test.each(
    titled<[members: Record<string, unknown>, path: string, message: string]>([
      [{ role: 'input', bucket: undefined }, 'bucket', 'is missing; each grant of a user names its bucket'],
      [{ role: 'inptu' }, 'role', 'did you mean "input"?'],
      [{}, '', 'has neither role nor actions'],
      [{ role: 'input', kmsKeyArm: KEY_A }, 'kmsKeyArm', 'a grant takes bucket, kmsKeyArn, role, actions'],
      [{ role: 'input', kmsKeyArm: KEY_A }, 'kmsKeyArm', 'did you mean "kmsKeyArn"?'],
      [{ role: 'input', buckets: 'x' }, 'buckets', 'did you mean "bucket"?'],
      [
        { role: 'input', keys: ['a', '日本.mp4'] },
        'keys[1]',
        '"日本.mp4" contains U+65E5, but in the policy of a user IAM accepts only U+0009, U+000A, U+000D and U+0020 to U+00FF',
      ],
      [{ role: 'input', keys: ['a\u0100'] }, 'keys[0]', 'U+0100, but in the policy of a user IAM accepts'],
      [{ role: 'input', keys: ['🎬'] }, 'keys[0]', 'contains U+1F3AC'],
      [{ role: 'input', keys: ['a\u0001'] }, 'keys[0]', 'contains U+0001'],
      [
        { role: 'input', prefixes: ['x\u2028/'] },
        'prefixes[0]',
        'use ZencoderBucketAccess, since a bucket policy accepts it, or a prefix that ends before it',
      ],
      [{ role: 'input', keys: ['cafe\u0301'] }, 'keys[0]', 'is not in Unicode NFC at U+0301'],
      [{ role: 'input', keys: ['日'.repeat(400)] }, 'keys[0]', 'has 1200 bytes in UTF-8'],
      [
        { actions: ['s3:PutObjectAcl', 's3:ListBucket'], kmsKeyArn: KEY_A },
        'kmsKeyArn',
        'is not needed: s3:ListBucket, s3:PutObjectAcl neither decrypts nor encrypts; leave it out',
      ],
      [{ actions: ['PutObject'], kmsKeyArn: KEY_A }, 'actions[0]', 'did you mean "s3:PutObject"?'],
      [{ actions: ['s3:ListBucket', 'PutObject'], kmsKeyArn: KEY_A }, 'actions[1]', 'did you mean "s3:PutObject"?'],
      [{ actions: [], kmsKeyArn: KEY_A }, 'actions', 'an empty list grants nothing'],
      [{ role: 'input', keys: [null] }, 'keys[0]', 'null is not a string'],
      [{ actions: ['s3:ListBucket'], keys: ['a'] }, 'keys', 'has no effect'],
    ]),
  )('is refused with the place of the error: %s', (_, members, path, message) => {
    const findings = userGrantFindings({ bucket: 'films', ...members } as ZencoderUserGrant, NOW);
    expect(findings.map((finding) => [pathText(finding.path), finding.message])).toEqual([
      [path, expect.stringContaining(message)],
    ]);
  });

  test.each([null, 'films'])('is refused if it is not a grant: %j', (grant) => {
    expect(userGrantFindings(grant as unknown as ZencoderUserGrant, NOW)).toEqual([
      { path: [], message: `${JSON.stringify(grant)} is not a grant; give a role or actions` },
    ]);
  });

  test('is accepted without a warning if it is correct', () => {
    const keys = ['\t', '\n', '\r', ' ', '\u007f', '\u0085', '\u00a0', 'ÿ', '${*}', '"\\<>&'];
    expect(userGrantFindings({ bucket: 'films', actions: [PUT_OBJECT], keys, kmsKeyArn: KEY_A }, NOW)).toEqual([]);
  });
});

/** JSON as Go writes it, which the AWS provider makes of every policy. */
describe('the size', () => {
  test('is the size that the AWS provider counts, and never less than IAM counts', () => {
    fc.assert(
      fc.property(userGrants, (grants) => {
        const json = userPolicyJson({ grants });
        expect(sentLength(json)).toBe(Buffer.byteLength(asGo(json)));
        expect(sentLength(json)).toBeGreaterThanOrEqual([...asGo(json).replace(/[ \t\n\r]/g, '')].length);
      }),
    );
  });

  test.each<[bytes: number, message: string | undefined]>([
    [2048, undefined],
    [
      2049,
      'the policy has 2,049 bytes, the limit of IAM for a user is 2,048; to make it smaller, use fewer or shorter keys, use prefixes instead of keys, ' +
        'use the same grants for all buckets (these share a statement), or use a user for each bucket',
    ],
  ])('of %d bytes is checked', (bytes, message) => {
    expect(userPolicySizeFindings(bytes)).toEqual(
      message === undefined ? [] : [{ path: [], message: expect.stringContaining(message) }],
    );
  });
});

test('two grants on different buckets that have the same Sid by chance are refused', () => {
  const grants = ['film-62601.mp4', 'film-67591.mp4'].map((key, index) => ({
    bucket: `films-${index}`,
    actions: [GET_OBJECT],
    keys: [key],
  }));
  const sid = 'ZencoderRead1a5e952a';
  expect(grants.map((grant) => sidsOf([grant]))).toEqual([[sid], [sid]]);
  expect(refusalOf(() => userPolicyJson({ grants }))).toEqual([
    expect.stringContaining(`two grants have the same Sid ${sid} by chance`),
  ]);
});
