import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from './lab/project';
import { describeDeployment } from './lab/suite';

/** The account of whoever deploys, in moto, and another one. */
const OWN = '123456789012';
const OTHER = '111122223333';
const role = (account: string) => `arn:aws:iam::${account}:role/deploy`;

const stack = (name: string, provider: string, user = 'zencoder') =>
  `  ${name}:\n    region: eu-west-1\n    provider: ${provider}\n    users: { ${user}: { grants: [{ bucket: films, role: input }] } }\n`;

interface State {
  readonly resources: readonly { readonly type: string; readonly instances: readonly { attributes: Attributes }[] }[];
}

type Attributes = Readonly<Record<'arn' | 'tags_all', unknown>>;

/** The only user in a state. */
function userIn(file: string): Attributes {
  const { resources } = JSON.parse(readFileSync(file, 'utf8')) as State;
  return resources.find(({ type }) => type === 'aws_iam_user')!.instances[0]!.attributes;
}

/** A provider with every argument that there is. */
const EVERYTHING = `{
  profile: live, allowedAccountIds: ["012345678901"], s3UsePathStyle: true,
  defaultTags: { tags: { Team: media, "cost center": "0042" } },
  endpoints: { s3: "http://127.0.0.1:1", s3control: "http://127.0.0.1:1", iam: "http://127.0.0.1:1", sts: "http://127.0.0.1:1", kms: "http://127.0.0.1:1" },
  assumeRole: [
    { roleArn: "${role(OTHER)}" },
    { roleArn: "${role('012345678901')}", sessionName: pipeline, externalId: "acme:1", duration: 1h, sourceIdentity: someone,
      policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::films/\${aws:username}/*"}]}',
      policyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"], tags: { Team: media }, transitiveTagKeys: [Team] } ] }`.replace(
  /\s*\n\s*/g,
  ' ',
);

describeDeployment('The provider settings of a stack', (cloud) => {
  function projectOf(...stacks: readonly string[]): Project {
    const project = new Project(cloud());
    project.write({ 'zencoder.yaml': `stacks:\n${stacks.join('')}` });
    project.synth();
    return project;
  }

  beforeEach(() => cloud().gateway.forget());

  it('are valid with every argument, in JSON and in HCL', async () => {
    const project = projectOf(stack('live', EVERYTHING));
    expect(await project.terraform('live', 'validate')).toContain('The configuration is valid');
    project.synth({ hcl: true });
    expect(await project.terraform('live', 'validate')).toContain('The configuration is valid');
  });

  it.each([
    ['with a role', 'production', OTHER, `assumeRole: { roleArn: "${role(OTHER)}" }`],
    ['with the credentials of the environment', 'staging', OWN, 's3UsePathStyle: false'],
  ])('apply a stack to its own account, %s', async (_, name, account, more) => {
    const project = projectOf(
      stack(name, `{ allowedAccountIds: ["${account}"], ${more}, defaultTags: { Team: media } }`),
    );
    expect(await project.apply(name)).toMatch(/^Apply complete! Resources: 2 added/);
    const { arn, tags_all } = userIn(join(project.folder, `terraform.${name}.tfstate`));
    expect({ arn, tags_all }).toEqual({ arn: `arn:aws:iam::${account}:user/zencoder`, tags_all: { Team: 'media' } });
  });

  it.each([
    ['is not in allowedAccountIds', `{ allowedAccountIds: ["${OTHER}"] }`],
    ['is in forbiddenAccountIds', `{ forbiddenAccountIds: ["${OWN}"] }`],
  ])('stop the apply in an account that %s, before it changes anything', async (_, provider) => {
    const project = projectOf(stack('live', provider, 'nobody'));
    await expect(project.apply('live')).rejects.toThrow(new RegExp(`AWS [Aa]ccount ID not allowed: ${OWN}`));
    expect(cloud().gateway.changes).toEqual([]);
  });
});

describeDeployment('A stack with the backend none', (cloud) => {
  it('uses the state that the pipeline configures with an additional file', async () => {
    const project = new Project(cloud());
    project.write({
      'zencoder.yaml':
        'stacks:\n  live:\n    region: eu-west-1\n    backend: none\n    users: { piped: { grants: [{ bucket: films, role: input }] } }\n',
    });
    project.synth();
    project.write({
      'cdktf.out/stacks/live/backend.tf': 'terraform {\n  backend "local" {\n    path = "/nowhere"\n  }\n}\n',
    });
    await cloud().terraform(
      project.stackFolder('live'),
      'init',
      '-input=false',
      `-backend-config=path=${project.folder}/piped.tfstate`,
    );
    await project.apply('live');
    expect(await project.plan('live')).toBe('No changes');
    project.synth();
    expect(await project.plan('live')).toBe('No changes');
  });
});
