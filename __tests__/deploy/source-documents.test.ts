import { ZencoderPolicyDocument, ZencoderRole } from '../../lib/core';
import { meaningOf, type Policy } from './lab/meaning';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

const BUCKET = 'acme-documents';

/** As `programs/source-documents.ts` has them. */
const OTHERS = [
  {
    Sid: 'Archive',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111122223333:role/archive' },
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Resource: `arn:aws:s3:::${BUCKET}/*`,
    Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } },
  },
  {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
];

describeDeployment('With a source policy document that is known only after apply', (cloud) => {
  let project: Project;

  beforeAll(async () => {
    project = new Project(cloud(), '__tests__/deploy/programs/source-documents.ts');
    project.synth();
    await project.apply('documents');
  });

  it('the bucket policy has the statements of the document and of the grants, with the same meaning', async () => {
    const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];
    const ours = JSON.parse(new ZencoderPolicyDocument({ bucket: BUCKET, grants }).toJson()) as Policy;
    const policy = (await cloud().policyOf(BUCKET)) as Policy;
    expect(policy.Version).toBe('2012-10-17');
    expect(policy.Statement).toHaveLength(OTHERS.length + ours.Statement.length);
    expect(meaningOf(policy)).toEqual(meaningOf({ Statement: [...OTHERS, ...ours.Statement] }));
  });

  it('the plan has no changes, with JSON and with HCL', async () => {
    expect(await project.plan('documents')).toBe('No changes');
    project.synth({ hcl: true });
    expect(await project.plan('documents')).toBe('No changes');
  });
});
