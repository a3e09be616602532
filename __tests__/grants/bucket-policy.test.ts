import fc from 'fast-check';
import { documentGrants, type ZencoderPolicyDocumentProps } from '../../lib/grants/bucket-policy';
import { type ZencoderObject, ZencoderObjectMethod } from '../../lib/grants/object-access';
import { documentFindings } from '../../lib/judgement/document-findings';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { isWarning, pathText } from '../../lib/messages/diagnostic';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { asGo } from '../support/as-go';
import { BUCKET, documentFor, refusalOf, statementsFor } from './cases/documents';
import { grants, NOW } from './cases/grants';
import { DENY, policyText } from './cases/other-policies';

const ZENCODER = { AWS: 'arn:aws:iam::395540211253:root' };

describe("a document for input and output is Zencoder's recommended policy", () => {
  const document = new ZencoderPolicyDocument({
    bucket: 'my-bucket',
    grants: [{ role: ZencoderRole.INPUT_AND_OUTPUT }],
  });

  test('with its own Sids', () => {
    expect(JSON.parse(document.toJson())).toEqual({
      Version: '2012-10-17',
      Id: 'ZencoderBucketPolicy',
      Statement: [
        {
          Sid: 'ZencoderBucketef8efa16',
          Effect: 'Allow',
          Principal: ZENCODER,
          Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
          Resource: ['arn:aws:s3:::my-bucket'],
        },
        {
          Sid: 'ZencoderReadWrite793e3dd1',
          Effect: 'Allow',
          Principal: ZENCODER,
          Action: ['s3:GetObject', 's3:GetObjectAcl', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectAcl'],
          Resource: ['arn:aws:s3:::my-bucket/*'],
        },
      ],
    });
  });

  test('as compact JSON, with its members in the order of AWS', () => {
    expect(document.toJson()).toMatch(/^\{"Version":"2012-10-17","Id":"ZencoderBucketPolicy","Statement":\[\{"Sid":/);
    expect(document.toJson()).toBe(JSON.stringify(JSON.parse(document.toJson())));
    const [first] = JSON.parse(document.toJson()).Statement;
    expect(Object.keys(first)).toEqual(['Sid', 'Effect', 'Principal', 'Action', 'Resource']);
  });
});

test('a document with all props has all parts', () => {
  const everyFilm = 'arn:aws:s3:::films.example.com/*';
  const lock = { Sid: 'Lock', Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: everyFilm };
  const document = new ZencoderPolicyDocument({
    bucket: 'films.example.com',
    requireTls: true,
    accountId: '012345678901',
    grants: [
      { role: ZencoderRole.INPUT, prefixes: ['in/'], keys: ['cut*.mp4'], expires: '2027-06-30T02:00:00+02:00' },
      { actions: [ZencoderAction.PUT_OBJECT, ZencoderAction.LIST_BUCKET], prefixes: ['café/'] },
    ],
    otherStatements: JSON.stringify({
      Version: '2012-10-17',
      Id: 'Others',
      Statement: lock,
    }),
  });
  const tls = { Bool: { 'aws:SecureTransport': 'true' } };
  const untilJuly = { ...tls, DateLessThan: { 'aws:CurrentTime': '2027-06-30T00:00:00Z' } };
  const ours = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::012345678901:root' } };
  expect(JSON.parse(document.toJson())).toEqual({
    Version: '2012-10-17',
    Id: 'ZencoderBucketPolicy',
    Statement: [
      {
        Sid: 'ZencoderBucket3bf36e91',
        ...ours,
        Action: ['s3:ListBucket'],
        Resource: ['arn:aws:s3:::films.example.com'],
        Condition: tls,
      },
      {
        Sid: 'ZencoderBucketd9a9901b',
        ...ours,
        Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
        Resource: ['arn:aws:s3:::films.example.com'],
        Condition: untilJuly,
      },
      {
        Sid: 'ZencoderRead0930caf8',
        ...ours,
        Action: ['s3:GetObject'],
        Resource: ['arn:aws:s3:::films.example.com/cut${*}.mp4', 'arn:aws:s3:::films.example.com/in/*'],
        Condition: untilJuly,
      },
      {
        Sid: 'ZencoderWrite133bb0f7',
        ...ours,
        Action: ['s3:PutObject'],
        Resource: ['arn:aws:s3:::films.example.com/café/*'],
        Condition: tls,
      },
      lock,
    ],
  });
});

describe('objects', () => {
  const { POLICY, ACL, ACL_COPY } = ZencoderObjectMethod;
  const objects: ZencoderObject[] = [{ key: 'trailers/a*.mov' }, { key: 'b.mov', method: POLICY }];
  const asGrants = objects.map(({ key }) => ({ actions: [ZencoderAction.GET_OBJECT], keys: [key] }));

  test('need no grants: each object becomes a grant to read exactly its key', () => {
    const document = new ZencoderPolicyDocument({ bucket: BUCKET, objects });
    expect(document.toJson()).toBe(documentFor(asGrants).toJson());
    const statements = statementsFor([], { objects: objects.slice(0, 1) });
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [['s3:GetObject'], ['arn:aws:s3:::films/trailers/a${*}.mov']],
    ]);
  });

  test('can be combined with grants', () => {
    const input = { role: ZencoderRole.INPUT, prefixes: ['in/'] };
    expect(documentFor([input], { objects }).toJson()).toBe(documentFor([input, ...asGrants]).toJson());
  });

  test.each([
    [ACL, 'ZencoderObjectGrants'],
    [ACL_COPY, 'ZencoderObjectCopy'],
  ])('with the method %s are refused, and the error names the construct to use: %s', (method, madeBy) => {
    expect(refusalOf(() => documentFor([], { objects: [...objects, { key: 'c.mov', method }] }))).toEqual([
      `objects[2].method: ${method} is not part of a policy: use ${madeBy}`,
    ]);
  });

  test('with an error are refused with its place', () => {
    const wrong = [{ key: 'a' }, { key: '' }, { key: 'b', versionId: 'x' }];
    expect(refusalOf(() => documentFor([], { objects: wrong }))).toEqual([
      expect.stringMatching(/^objects\[1\]\.key: an empty key/),
      expect.stringMatching(/^objects\[2\]\.versionId: has no effect with method policy/),
    ]);
  });
});

describe('a document with warnings', () => {
  const { INPUT } = ZencoderRole;
  const OPENED =
    'grants[1]: prefixes is given as undefined, so this grant covers the whole bucket; leave it out if that is meant';

  test('lists all warnings, and prints the warning that a grant may cover the whole bucket by mistake', () => {
    const printed = jest.spyOn(console, 'warn').mockReturnValue(undefined);
    const grants = [
      { role: INPUT, keys: ['/a'] },
      { role: INPUT, prefixes: undefined },
    ];
    const { warnings } = new ZencoderPolicyDocument({ bucket: 'films', grants });
    expect(warnings).toEqual([expect.stringMatching(/^grants\[0\]\.keys\[0\]: "\/a" starts with "\/"/), OPENED]);
    expect(printed.mock.calls).toEqual([[`warning: ${OPENED}`]]);
    printed.mockRestore();
  });

  test('has no warnings if nothing is wrong', () => {
    expect(new ZencoderPolicyDocument({ bucket: 'films', grants: [{ role: INPUT }] }).warnings).toEqual([]);
  });
});

describe('a document is refused', () => {
  test('with all errors at once, a line for each with its place', () => {
    const refusal = refusalOf(
      () =>
        new ZencoderPolicyDocument({
          bucket: 'films.',
          accountId: 'root',
          grants: [{ role: ZencoderRole.INPUT }, { role: ZencoderRole.OUTPUT, keys: ['a', ''], prefixes: [] }],
          otherStatements: '[]',
        }),
    );
    expect(refusal.map((line) => line.split(': ')[0])).toEqual([
      'bucket',
      'accountId',
      'grants[1].prefixes',
      'grants[1].keys[1]',
      'otherStatements',
    ]);
  });

  test('without a grant', () => {
    expect(refusalOf(() => documentFor([]))).toEqual([
      'grants: is empty; a bucket needs at least one grant, such as { role: input }, or the setting objects',
    ]);
  });

  test.each<[what: string, props: Record<string, unknown>, line: string]>([
    ['no bucket', { bucket: undefined }, 'bucket: "" is not a bucket name: S3 accepts 3 to 63 characters, not 0'],
    ['a bucket that is no string', { bucket: 7 }, 'bucket: 7 is not a string'],
    ['grants that are no list', { grants: 'input' }, 'grants: is not a list; a bucket needs at least one grant'],
    ['grants null', { grants: null }, 'grants: is not a list; a bucket needs at least one grant'],
    ['a grant that is none', { grants: ['input'] }, 'grants[0]: "input" is not a grant; give a role or actions'],
    ['objects that are no list', { objects: 'a.mp4' }, 'objects: is not a list; leave it out if there are none'],
    [
      'an object that is not an object',
      { objects: ['a.mp4'] },
      'objects[0]: "a.mp4" is not an object of a bucket; give its key',
    ],
    ['an object null', { objects: [null] }, 'objects[0]: null is not an object of a bucket; give its key'],
    ['TLS by a misspelt name', { requireTSL: true }, 'requireTSL: unknown property; did you mean "requireTls"?'],
    [
      'a misspelt property',
      { otherStatement: '' },
      'otherStatement: unknown property; did you mean "otherStatements"?',
    ],
  ])('if a JavaScript program gives %s', (_, props, line) => {
    const sound = { bucket: BUCKET, grants: [{ role: ZencoderRole.INPUT }], otherStatements: policyText(DENY) };
    const given = { ...sound, ...props } as unknown as ZencoderPolicyDocumentProps;
    expect(refusalOf(() => new ZencoderPolicyDocument(given))).toEqual([line]);
  });

  test('but not for additional properties, as in the props of another construct', () => {
    const given = { bucket: BUCKET, grants: [{ role: ZencoderRole.INPUT }], team: 'news' };
    expect(refusalOf(() => new ZencoderPolicyDocument(given))).toEqual([]);
  });

  test('but not for warnings', () => {
    const grants = [{ role: ZencoderRole.INPUT, prefixes: ['/in/*'], expires: '2001-01-01T00:00:00Z' }];
    const findings = documentFindings({ bucket: BUCKET, grants }, NOW);
    expect(findings.map((finding) => [pathText(finding.path), isWarning(finding)])).toEqual([
      ['grants[0].prefixes[0]', true],
      ['grants[0].expires', true],
    ]);
    expect(refusalOf(() => documentFor(grants))).toEqual([]);
  });
});

test('every document is in Unicode NFC, and byteLength counts the bytes that the AWS provider sends', () => {
  fc.assert(
    fc.property(grants, fc.boolean(), (list, requireTls) => {
      const document = documentFor(list, { requireTls });
      expect(document.toJson().normalize('NFC')).toBe(document.toJson());
      expect(document.byteLength).toBe(Buffer.byteLength(asGo(document.toJson())));
    }),
  );
});

test('each grant has a name, and each object becomes a grant', () => {
  const objects = ['a', 'b'].map((key) => ({ key, method: ZencoderObjectMethod.POLICY }));
  const one = { role: ZencoderRole.INPUT };
  expect(documentGrants({ bucket: BUCKET, grants: [one], objects })).toEqual([
    { name: 'grants[0]', grant: one },
    { name: 'objects[0]', grant: { actions: [ZencoderAction.GET_OBJECT], keys: ['a'] } },
    { name: 'objects[1]', grant: { actions: [ZencoderAction.GET_OBJECT], keys: ['b'] } },
  ]);
  expect(documentGrants({ bucket: BUCKET })).toEqual([]);
});
