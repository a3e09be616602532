import fc from 'fast-check';
import type { ZencoderGrant } from '../../lib/policy/grant';
import { Zencoder, ZencoderAction, ZencoderResourceType, ZencoderRole } from '../../lib/zencoder';
import { type ReadStatement, statementsFor } from './cases/documents';
import { EXPIRIES, grants, objectName } from './cases/grants';

interface Request {
  readonly account: string;
  readonly action: string;
  readonly bucket: string;
  readonly key: string;
  readonly secure: boolean;
  readonly at: Date;
}

const { GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT, LIST_BUCKET, GET_BUCKET_LOCATION } = ZencoderAction;
const aboutObjects = (action: string) =>
  Zencoder.resourceType(action as ZencoderAction) === ZencoderResourceType.OBJECT;

/** IAM's reading of a resource pattern: two wildcards, and escapes for the characters themselves. */
function matches(pattern: string, arn: string): boolean {
  const source = pattern.replace(/\$\{([*?$])\}|\*|\?|[\\^$.+()|[\]{}/]/g, (token, escaped) => {
    const wild = token === '*' ? '[^]*' : token === '?' ? '[^]' : undefined;
    return wild ?? `\\${escaped ?? token}`;
  });
  return new RegExp(`^${source}$`, 'u').test(arn);
}

/** Whether S3 would say yes: for statements that only allow, as ours do. */
function allowed(statements: ReadStatement[], { account, action, bucket, key, secure, at }: Request): boolean {
  const arn = `arn:aws:s3:::${bucket}${aboutObjects(action) ? `/${key}` : ''}`;
  return statements.some(({ Principal, Action, Resource, Condition = {} }) => {
    const { Bool, DateLessThan, ...unknown } = Condition;
    return (
      Object.keys(unknown).length === 0 &&
      Principal.AWS === `arn:aws:iam::${account}:root` &&
      Action.includes(action) &&
      Resource.some((pattern) => matches(pattern, arn)) &&
      (Bool === undefined || Bool['aws:SecureTransport'] === String(secure)) &&
      (DateLessThan === undefined || at < new Date(DateLessThan['aws:CurrentTime']!))
    );
  });
}

/** Whether a grant means the request, in the words of the grant. */
function granted(grant: ZencoderGrant, { action, key, at }: Request): boolean {
  const actions: string[] = grant.role ? Zencoder.roleActions(grant.role) : grant.actions!;
  const everywhere = !aboutObjects(action) || (!grant.prefixes && !grant.keys);
  return (
    actions.includes(action) &&
    (everywhere || !!grant.keys?.includes(key) || !!grant.prefixes?.some((prefix) => key.startsWith(prefix))) &&
    (grant.expires === undefined || at < new Date(grant.expires))
  );
}

const REQUEST: Request = {
  account: Zencoder.ACCOUNT_ID,
  action: GET_OBJECT,
  bucket: 'films',
  key: 'in/a.mp4',
  secure: true,
  at: new Date('2027-01-01T00:00:00Z'),
};

describe('with input below in/ until July, over TLS, and output below out/', () => {
  const statements = statementsFor(
    [
      { role: ZencoderRole.INPUT, prefixes: ['in/'], keys: ['logo?.png'], expires: '2027-06-30T00:00:00Z' },
      { role: ZencoderRole.OUTPUT, prefixes: ['out/'] },
    ],
    { requireTls: true },
  );
  const july = new Date('2027-07-01T00:00:00Z');

  test.each<[can: boolean, what: string, request: Partial<Request>]>([
    [true, 'read a source', {}],
    [true, 'read the one key', { key: 'logo?.png' }],
    [true, 'write a rendition', { action: PUT_OBJECT, key: 'out/a.mp4' }],
    [true, 'read back a rendition', { key: 'out/a.mp4' }],
    [true, 'ask for the region', { action: GET_BUCKET_LOCATION }],
    [true, 'ask for the region after the input has ended', { action: GET_BUCKET_LOCATION, at: july }],
    [true, 'write after the input has ended', { action: PUT_OBJECT, key: 'out/a.mp4', at: july }],
    [true, 'read up to the last second', { at: new Date('2027-06-29T23:59:59Z') }],
    [false, 'read from the date on', { at: new Date('2027-06-30T00:00:00Z') }],
    [false, 'read a source after the input has ended', { at: july }],
    [false, 'read a key that only looks like the one key', { key: 'logo1.png' }],
    [false, 'read what lies elsewhere', { key: 'private/in/a.mp4' }],
    [false, 'read what only begins alike', { key: 'inner/a.mp4' }],
    [false, 'write a source', { action: PUT_OBJECT }],
    [false, 'read the ACL of a rendition', { action: GET_OBJECT_ACL, key: 'out/a.mp4' }],
    [false, 'list the bucket', { action: LIST_BUCKET }],
    [false, 'read without TLS', { secure: false }],
    [false, 'read from another bucket', { bucket: 'films2' }],
    [false, 'read as another account', { account: '012345678901' }],
  ])('it is %s that Zencoder can %s', (can, _, request) => {
    expect(allowed(statements, { ...REQUEST, ...request })).toBe(can);
  });
});

describe('whatever the grants', () => {
  const dates = EXPIRIES.flatMap((text) => [-1000, 0, 1000].map((later) => new Date(Date.parse(text) + later)));
  const request: fc.Arbitrary<Request> = fc.record({
    account: fc.constantFrom(Zencoder.ACCOUNT_ID, Zencoder.ACCOUNT_ID, '012345678901'),
    action: fc.constantFrom(...Zencoder.actions()),
    bucket: fc.constantFrom('films', 'films', 'films2'),
    key: objectName,
    secure: fc.boolean(),
    at: fc.constantFrom(...dates),
  });
  /** Requests for names that the grants speak of, and for what lies just beside them. */
  const aimed = grants.chain((list) => {
    const names = list.flatMap(({ prefixes = [], keys = [] }) => [...prefixes, ...keys]);
    const near = names.length === 0 ? objectName : fc.constantFrom(...names, ...names.map((name) => `${name}a`));
    const requests = fc.array(
      fc.tuple(request, near).map(([one, key]) => ({ ...one, key })),
      { minLength: 5 },
    );
    return fc.tuple(fc.constant(list), fc.oneof(requests, fc.array(request, { minLength: 5 })));
  });

  test('S3 allows what a grant means, to Zencoder, in that bucket, and nothing else', () => {
    let yes = 0;
    fc.assert(
      fc.property(aimed, fc.boolean(), ([list, requests], requireTls) => {
        const statements = statementsFor(list, { requireTls });
        for (const one of requests) {
          const meant =
            one.account === Zencoder.ACCOUNT_ID &&
            one.bucket === 'films' &&
            (one.secure || !requireTls) &&
            list.some((grant) => granted(grant, one));
          if (allowed(statements, one) !== meant) {
            expect({ request: one, allowed: !meant }).toEqual({ request: one, allowed: meant });
          }
          yes += Number(meant);
        }
      }),
      { numRuns: 1000 },
    );
    expect(yes).toBeGreaterThan(500);
  });
});
