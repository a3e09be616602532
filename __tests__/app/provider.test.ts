import { awsProviderEndpointsToTerraform } from '@cdktf/provider-aws/lib/provider';
import { AWS_SERVICES } from '../../lib/config/aws-services';
import { inFolderWith } from './folder';
import { synth, writtenFor } from './synthesized';

const EVERYTHING = `
stacks:
  live:
    region: eu-west-1
    provider:
      profile: live
      assumeRole:
        roleArn: arn:aws:iam::012345678901:role/deploy
        sessionName: pipeline
        externalId: acme
        duration: 1h30m
        policy: '{"Statement":[{"Resource":"arn:aws:s3:::films/\${aws:username}/*"}]}'
        policyArns: [arn:aws:iam::aws:policy/b, arn:aws:iam::aws:policy/a]
        sourceIdentity: someone
        tags: { Team: media, "cost center": "0042" }
        transitiveTagKeys: [cost center, Team]
      allowedAccountIds: ["212345678901", "012345678901", "212345678901"]
      defaultTags: { tags: { Team: media, Center: "0042" } }
      endpoints: { s3: "http://127.0.0.1:1", iam: "http://127.0.0.1:2", sts: "http://127.0.0.1:3", kms: "http://127.0.0.1:4" }
      s3UsePathStyle: true
    buckets: { films: { grants: [{ role: input }] } }
`;

/** The provider of the only stack, with the names of Terraform. */
function providerOf(settings: string, more = 'buckets: { films: { grants: [{ role: input }] } }'): unknown {
  const yaml = `stacks:\n  live:\n    region: eu-west-1\n    provider: ${settings}\n    ${more}\n`;
  return inFolderWith({ 'zencoder.yaml': settings.startsWith('\n') ? settings : yaml }, () => {
    expect(synth()).toEqual({ exitCode: 0, errors: [] });
    return (JSON.parse(writtenFor('live')) as { provider: { aws: unknown[] } }).provider.aws[0];
  });
}

function inHcl(yaml: string): string {
  return inFolderWith({ 'zencoder.yaml': yaml }, () => {
    synth({ hcl: true });
    return writtenFor('live', { hcl: true });
  });
}

describe('The provider of a stack', () => {
  it('gets every argument, with sorted sets', () => {
    expect(providerOf(EVERYTHING)).toEqual({
      region: 'eu-west-1',
      profile: 'live',
      assume_role: [
        {
          role_arn: 'arn:aws:iam::012345678901:role/deploy',
          session_name: 'pipeline',
          external_id: 'acme',
          duration: '1h30m',
          policy: '{"Statement":[{"Resource":"arn:aws:s3:::films/$${aws:username}/*"}]}',
          policy_arns: ['arn:aws:iam::aws:policy/a', 'arn:aws:iam::aws:policy/b'],
          source_identity: 'someone',
          tags: { Team: 'media', 'cost center': '0042' },
          transitive_tag_keys: ['Team', 'cost center'],
        },
      ],
      allowed_account_ids: ['012345678901', '212345678901'],
      default_tags: [{ tags: { Team: 'media', Center: '0042' } }],
      endpoints: [
        { s3: 'http://127.0.0.1:1', iam: 'http://127.0.0.1:2', sts: 'http://127.0.0.1:3', kms: 'http://127.0.0.1:4' },
      ],
      s3_use_path_style: true,
    });
  });

  it.each<[title: string, settings: string, expected: object]>([
    ['forbidden accounts', '{ forbiddenAccountIds: ["012345678901"] }', { forbidden_account_ids: ['012345678901'] }],
    [
      'several roles, in the order of the file',
      '{ assumeRole: [ { roleArn: "arn:aws:iam::212345678901:role/b" }, { roleArn: "arn:aws:iam::012345678901:role/a" } ] }',
      {
        assume_role: [
          { role_arn: 'arn:aws:iam::212345678901:role/b' },
          { role_arn: 'arn:aws:iam::012345678901:role/a' },
        ],
      },
    ],
    [
      'default tags without the map tags',
      '{ defaultTags: { Team: media } }',
      { default_tags: [{ tags: { Team: 'media' } }] },
    ],
    ['only a region', '{}', {}],
  ])('gets %s', (_, settings, expected) => {
    expect(providerOf(settings)).toEqual({ region: 'eu-west-1', ...expected });
  });

  it('has the same values in HCL, in any order of the file', () => {
    const hcl = inHcl(EVERYTHING);
    const reordered = EVERYTHING.replace('{ Team: media, Center: "0042" }', '{ Center: "0042", Team: media }')
      .replace('[cost center, Team]', '[Team, cost center]')
      .replace('{ Team: media, "cost center": "0042" }', '{ "cost center": "0042", Team: media }');
    expect(inHcl(reordered)).toBe(hcl);
    expect(hcl).toContain(
      'policy = "{\\"Statement\\":[{\\"Resource\\":\\"arn:aws:s3:::films/$${aws:username}/*\\"}]}"',
    );
    expect(hcl).toMatch(/^assume_role \{$/m);
    expect(hcl).toMatch(/^default_tags \{\ntags = \{$/m);
    expect(hcl).toMatch(/^"cost center" = "0042"$/m);
  });

  it('gets the endpoint of each service that the schema allows', () => {
    const known = Object.keys(awsProviderEndpointsToTerraform({}) as object);
    expect(AWS_SERVICES.filter((service) => !known.includes(service))).toEqual([]);
    const endpoints = Object.fromEntries(AWS_SERVICES.map((service) => [service, `http://${service}.example`]));
    expect(providerOf(JSON.stringify({ endpoints }))).toMatchObject({ endpoints: [endpoints] });
  });
});

/** The environment of the only ACL grant. */
function commandOf(provider: string, bucket = ''): Record<string, string> {
  const more = `objectGrants: true\n    buckets: { films: { objects: [{ key: a, method: acl }]${bucket} } }`;
  return inFolderWith({ 'zencoder.yaml': `stacks:\n  live:\n    provider: ${provider}\n    ${more}\n` }, () => {
    expect(synth()).toEqual({ exitCode: 0, errors: [] });
    const { resource } = JSON.parse(writtenFor('live')) as {
      resource: { terraform_data: Record<string, { for_each: Record<string, Record<string, string>> }> };
    };
    return Object.values(Object.values(resource.terraform_data)[0]!.for_each)[0]!;
  });
}

describe('The AWS CLI, which sets ACL grants,', () => {
  it('uses the profile and the endpoint of the provider by default', () => {
    expect(commandOf('{ profile: live, endpoints: { s3: "http://127.0.0.1:1" } }')).toMatchObject({
      AWS_PROFILE: 'live',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
    });
  });

  it('uses the profile and the endpoint of the bucket if they are given', () => {
    const bucket = ', cliProfile: own, endpointUrl: "http://127.0.0.1:2"';
    expect(commandOf('{ profile: live, endpoints: { s3: "http://127.0.0.1:1" } }', bucket)).toMatchObject({
      AWS_PROFILE: 'own',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:2',
    });
  });

  it('uses the profile of the bucket if the provider assumes a role', () => {
    const provider = '{ profile: hub, assumeRole: { roleArn: "arn:aws:iam::012345678901:role/a" } }';
    expect(commandOf(provider, ', cliProfile: live').AWS_PROFILE).toBe('live');
  });

  it('uses no profile if none is given', () => {
    expect(commandOf('{}')).not.toHaveProperty('AWS_PROFILE');
  });
});
