import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { bucketSeenBy, decision, s3Client } from '../s3-server/requests';
import type { Account } from '../s3-server/server';
import { ROOT } from '../support/run';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

const EXAMPLE = join(ROOT, 'examples', 'objects');
const BUCKET = 'acme-trailers';
const ORIGINALS = ['summer.mov', 'this file is great.mp4', 'shared-with-many.mov'];
const COPY = 'for-zencoder/shared.mov';

describeDeployment(
  'examples/objects, applied by the provider and the AWS CLI',
  (cloud) => {
    let project: Project;

    beforeAll(async () => {
      project = new Project(cloud());
      project.copy(EXAMPLE, 'zencoder.yaml');
      await cloud().createBuckets(BUCKET);
      for (const Key of ORIGINALS) {
        await cloud().owner.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: `the film ${Key}` }));
      }
      project.synth();
    });

    /** The objects that an account can read. */
    async function readableBy(account: Account): Promise<readonly string[]> {
      const client = s3Client(cloud().server, account);
      const Bucket = bucketSeenBy(account, BUCKET);
      const readable: string[] = [];
      for (const Key of [...ORIGINALS, COPY]) {
        const { allowed } = await decision(client.send(new GetObjectCommand({ Bucket, Key })));
        if (allowed) readable.push(Key);
      }
      client.destroy();
      return readable;
    }

    /** By the policy, as an AWS account; by the ACLs, as a canonical user; the owner; and anybody. */
    async function readable(): Promise<readonly (readonly string[])[]> {
      const { encoder, canonical, owner, outsider } = cloud().server.accounts;
      return [
        await readableBy(encoder),
        await readableBy(canonical),
        await readableBy(owner),
        await readableBy(outsider),
      ];
    }

    it('allows Zencoder to read each object with the method in the file, and no other object', async () => {
      expect(await readable()).toEqual([[], [], ORIGINALS, []]);
      await project.apply('trailers');
      expect(await readable()).toEqual([['summer.mov'], ['this file is great.mp4', COPY], [...ORIGINALS, COPY], []]);
    });

    it('has a plan without changes, with JSON and with HCL', async () => {
      expect(await project.plan('trailers')).toBe('No changes');
      project.synth({ hcl: true });
      expect(await project.plan('trailers')).toBe('No changes');
    });

    it('revokes the grants and deletes the copies of removed objects, and does not change the originals', async () => {
      const yaml = `stacks:
  trailers:
    region: eu-west-1
    objectGrants: true
    buckets:
      acme-trailers: { objectOwnership: BucketOwnerPreferred, objects: [{ key: summer.mov }] }
`;
      project.write({ 'zencoder.yaml': yaml });
      project.synth();
      await project.apply('trailers');
      expect(await readable()).toEqual([['summer.mov'], [], ORIGINALS, []]);
    });

    it('is deleted completely by a destroy', async () => {
      await project.destroy('trailers');
      expect(await readable()).toEqual([[], [], ORIGINALS, []]);
      expect(await cloud().policyOf(BUCKET)).toBeUndefined();
    });
  },
  { enforcing: true, awsCli: true },
);
