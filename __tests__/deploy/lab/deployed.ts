import { Clone } from './clone';
import { describeDeployment } from './suite';

export interface Deployed {
  /** What the app reads. */
  readonly file: string;
  readonly stacks: readonly string[];
  readonly buckets: readonly string[];
  /** Of the first stack. */
  readonly edit: readonly [from: string, to: string];
  /** What the edit does on the server. */
  readonly changes: readonly string[];
}

/** From the first `cdktf deploy` of a file to `cdktf destroy`. */
export function describeDeployed({ file, stacks, buckets, edit, changes }: Deployed): void {
  describeDeployment(`${file}, in a new clone, with the real cdktf command`, (cloud) => {
    let clone: Clone;

    beforeAll(async () => {
      clone = await Clone.of(cloud());
      clone.file = file;
      await cloud().createBuckets(...buckets);
    });

    it('cdktf deploy puts the synthesized policies', async () => {
      await clone.deploy(...stacks);
      const policies = Object.assign({}, ...stacks.map((stack) => clone.policiesOf(stack)));
      expect(Object.keys(policies).sort()).toEqual([...buckets].sort());
      for (const bucket of buckets) {
        expect(await cloud().policyOf(bucket)).toEqual(policies[bucket]);
      }
    });

    it('cdktf diff reports no changes', async () => {
      expect(await clone.diff(stacks[0]!)).toContain('No changes.');
    });

    it('cdktf deploy after an edit changes only that policy, in place', async () => {
      clone.edit(file, (text) => text.replace(...edit));
      cloud().gateway.forget();
      await clone.deploy(stacks[0]!);
      expect(cloud().gateway.changes).toEqual(changes);
    });

    it.each(stacks)('the plan has no changes in the stack %s, written as HCL', async (stack) => {
      expect(await clone.planOfHcl(stack)).toContain('No changes.');
    });

    it('cdktf destroy deletes the policies of the buckets', async () => {
      await clone.destroy(...stacks);
      for (const bucket of buckets) {
        expect(await cloud().policyOf(bucket)).toBeUndefined();
      }
    });
  });
}
