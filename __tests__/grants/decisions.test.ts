import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { documentFor } from './cases/documents';
import { ACCOUNTS, type Request } from './cases/requests';
import { isAllowed } from './cases/simulator';

const { GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT, LIST_BUCKET, GET_BUCKET_LOCATION } = ZencoderAction;

const REQUEST: Request = {
  principal: `arn:aws:iam::${ACCOUNTS.zencoder}:root`,
  action: GET_OBJECT,
  bucket: 'films',
  key: 'in/a.mp4',
  secure: true,
  at: new Date('2027-01-01T00:00:00Z'),
};

describe('with input below in/ until July, over TLS, and output below out/', () => {
  const policy = documentFor(
    [
      { role: ZencoderRole.INPUT, prefixes: ['in/'], keys: ['logo?.png'], expires: '2027-06-30T00:00:00Z' },
      { role: ZencoderRole.OUTPUT, prefixes: ['out/'] },
    ],
    { requireTls: true },
  ).toJson();
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
    [false, 'read as another account', { principal: 'arn:aws:iam::012345678901:root' }],
    [false, 'read without signing', { principal: undefined }],
  ])('it is %s that Zencoder can %s', async (can, _, difference) => {
    const request = { ...REQUEST, ...difference };
    expect(await isAllowed(policy, request)).toBe(can);
  });
});
