import { join } from 'node:path';
import { ROOT } from '../support/run';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

const EXAMPLE = join(ROOT, 'examples', 'saved-credentials');
const USER = 'zencoder';

describeDeployment('After an apply of examples/saved-credentials', (cloud) => {
  let project: Project;

  beforeAll(async () => {
    project = new Project(cloud());
    project.copy(EXAMPLE, 'zencoder.yaml');
    project.synth();
    await project.apply('credentials');
  });

  it('the user has only the synthesized policy', async () => {
    const { resource } = JSON.parse(project.configurationOf('credentials'));
    const [{ name: PolicyName, policy }] = Object.values(resource.aws_iam_user_policy) as [
      { name: string; policy: string },
    ];
    const answer = await cloud().iam('GetUserPolicy', { UserName: USER, PolicyName });
    const [, document = ''] = /<PolicyDocument>(.*)<\/PolicyDocument>/s.exec(answer) ?? [];
    expect(JSON.parse(decodeURIComponent(document))).toEqual(JSON.parse(policy));
  });

  it('the plan has no changes, with JSON and with HCL', async () => {
    expect(await project.plan('credentials')).toBe('No changes');
    project.synth({ hcl: true });
    expect(await project.plan('credentials')).toBe('No changes');
  });

  it('a destroy deletes the user', async () => {
    project.synth();
    await project.destroy('credentials');
    expect(await cloud().iam('GetUser', { UserName: USER })).toContain('NoSuchEntity');
  });
});
