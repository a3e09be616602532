import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { TerraformVariable } from 'cdktf';
import {
  Zencoder,
  type ZencoderObjectGrant,
  ZencoderObjectGrants,
  type ZencoderObjectGrantsProps,
  ZencoderPermission,
} from '../../lib';
import { configurationOf, testStack, written } from '../support/synth';

type Instances = Record<string, Record<string, string>>;
type Entry = [id: string, resource: Record<string, unknown>];

function resourcesOf(props: ZencoderObjectGrantsProps) {
  const stack = testStack();
  new ZencoderObjectGrants(stack, 'Grants', props);
  const resources = Object.values(configurationOf(stack).resource!.terraform_data!);
  return { revoke: resources[0]!, set: resources[1]!, all: resources };
}

/** What the commands of the only object find in their environment. */
function environmentOf(object: Partial<ZencoderObjectGrant>): Record<string, string> {
  const { revoke } = resourcesOf({ objects: [{ bucket: 'acme', key: 'a', ...object }] });
  const [environment] = Object.values(revoke.for_each as Instances);
  return environment!;
}

describe('ACL grants on objects', () => {
  it('are instances of one pair of resources: one sets, the other revokes', () => {
    const { all, revoke, set } = resourcesOf({
      objects: [
        { bucket: 'acme', key: 'a.mov' },
        { bucket: 'acme', key: 'b.mov' },
      ],
    });
    expect(all).toHaveLength(2);
    expect(Object.keys(revoke.for_each as Instances)).toEqual([
      expect.stringMatching(/^a\.mov-[0-9a-f]{16}$/),
      expect.stringMatching(/^b\.mov-[0-9a-f]{16}$/),
    ]);
    expect(set.for_each).toMatch(/^\$\{local\.Grants_Revocable_\w+\}$/);
    expect(revoke.provisioner).toMatchObject([{ 'local-exec': { when: 'destroy' } }]);
    expect(JSON.stringify(set.provisioner)).not.toContain('destroy');
  });

  it('are set by the resource that depends on the one that revokes', () => {
    const stack = testStack();
    new ZencoderObjectGrants(stack, 'Grants', { objects: [{ bucket: 'acme', key: 'a' }] });
    const { resource, locals } = configurationOf(stack);
    const [[revokeId, revoke], [, set]] = Object.entries(resource!.terraform_data!) as [Entry, Entry];
    expect([revoke.input, set.input]).toEqual(['${each.value}', '${each.value}']);
    const [[local, value]] = Object.entries(locals!) as [[string, string]];
    expect(value).toBe(`\${{for name, grant in terraform_data.${revokeId} : name => grant.input}}`);
    expect(set.for_each).toBe(`\${local.${local}}`);
    expect([set.depends_on, set.lifecycle, revoke.depends_on]).toEqual([undefined, undefined, undefined]);
  });

  it('run a shell with the values of the object in its environment, and the profile also as an option', () => {
    const environment = '${merge({ ZENCODER_CLI_PROFILE = try(self.input.AWS_PROFILE, "") }, self.input)}';
    for (const { provisioner } of resourcesOf({ objects: [{ bucket: 'acme', key: 'a' }] }).all) {
      expect(provisioner).toMatchObject([
        { 'local-exec': { interpreter: ['/bin/sh', '-c'], environment, quiet: true } },
      ]);
    }
  });

  it('are revoked and set again if the object, account or server changes, and only set again if the permissions change', () => {
    const { revoke, set } = resourcesOf({ objects: [] });
    const variables = (triggers: unknown) =>
      /^\$\{\[(.*)\]\}$/
        .exec(String(triggers))![1]!
        .split(/, (?=try)/)
        .map((each) => /^try\(each\.value\.(\w+), ""\)$/.exec(each)?.[1]);
    const identity = ['ZENCODER_REQUEST', 'ZENCODER_GRANTEE', 'AWS_ENDPOINT_URL_S3'];
    expect(variables(revoke.triggers_replace)).toEqual(identity);
    expect(variables(set.triggers_replace)).toEqual([...identity, 'ZENCODER_GRANTS']);
  });

  it('pass the permissions as a JMESPath literal of S3 grants', () => {
    const canonicalUserId = 'b'.repeat(64);
    const permissions = [ZencoderPermission.READ_ACP, ZencoderPermission.READ];
    for (const [object, id, granted] of [
      [{}, Zencoder.CANONICAL_USER_ID, ['READ']],
      [{ permissions, zencoder: { canonicalUserId } }, canonicalUserId, ['READ', 'READ_ACP']],
    ] as const) {
      const { ZENCODER_GRANTEE, ZENCODER_GRANTS } = environmentOf(object as Partial<ZencoderObjectGrant>);
      expect(ZENCODER_GRANTEE).toBe(id);
      expect(JSON.parse(/^`(.*)`$/.exec(ZENCODER_GRANTS!)![1]!)).toEqual(
        granted.map((Permission) => ({ Grantee: { Type: 'CanonicalUser', ID: id }, Permission })),
      );
    }
  });

  it('have readable addresses in a stable order', () => {
    const keys = ['z.mov', 'in/a  b (é) c.mov', `${'k'.repeat(1000)}.mov`];
    const addresses = (order: string[]) =>
      Object.keys(resourcesOf({ objects: order.map((key) => ({ bucket: 'acme', key })) }).revoke.for_each as Instances);
    expect(addresses(keys)).toEqual([
      expect.stringMatching(/^a-b-c\.mov-[0-9a-f]{16}$/),
      expect.stringMatching(/^k{40}-[0-9a-f]{16}$/),
      expect.stringMatching(/^z\.mov-[0-9a-f]{16}$/),
    ]);
    expect(addresses([...keys].reverse())).toEqual(addresses(keys));
  });

  it('are strings in HCL too, in the same order, even if one looks like an expression', () => {
    const text = written(true, (stack) => {
      const { id } = new S3Bucket(stack, 'bucket', {});
      new ZencoderObjectGrants(stack, 'Grants', {
        objects: [
          { bucket: id, key: 'c' },
          { bucket: 'acme', key: 'b' },
          { bucket: 'acme', key: 'a "${x}"' },
        ],
      });
    });
    expect([...text.matchAll(/^ZENCODER_REQUEST = (.*)$/gm)].map(([, value]) => value)).toEqual([
      '"{\\"Bucket\\":\\"acme\\",\\"Key\\":\\"a \\\\\\"$${x}\\\\\\"\\"}"',
      '"{\\"Bucket\\":\\"acme\\",\\"Key\\":\\"b\\"}"',
      '"{\\"Bucket\\":\\"${aws_s3_bucket.bucket.id}\\",\\"Key\\":\\"c\\"}"',
    ]);
  });

  it('keep both resources without an object, so that the last grant can be revoked', () => {
    const { all, revoke } = resourcesOf({ objects: [] });
    expect(all).toHaveLength(2);
    expect(revoke.for_each).toEqual({});
  });

  it('never use create_before_destroy, which would skip the revocation', () => {
    expect(JSON.stringify(resourcesOf({ objects: [] }).all)).not.toContain('create_before_destroy');
  });

  it('pass each object as one JSON document in ASCII, and no value in the text of a command', () => {
    const key = 'file:///etc/passwd $(x) é\n${y}';
    const { all, revoke } = resourcesOf({ objects: [{ bucket: 'acme', key, versionId: 'v', cliProfile: 'media' }] });
    const [environment] = Object.values(revoke.for_each as Instances);
    expect(environment!.ZENCODER_REQUEST).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(environment!.ZENCODER_REQUEST!.replaceAll('$${', '${'))).toEqual({
      Bucket: 'acme',
      Key: key,
      VersionId: 'v',
    });
    expect(environment!.AWS_PROFILE).toBe('media');
    const commands = all.map(
      ({ provisioner }) => (provisioner as { 'local-exec': { command: string } }[])[0]!['local-exec'].command,
    );
    for (const command of commands) {
      expect(command).not.toMatch(/passwd|acme|media/);
    }
  });

  it('keep the address of an object when its permissions or its account change', () => {
    const addresses = (more: object) =>
      Object.keys(resourcesOf({ objects: [{ bucket: 'acme', key: 'a', ...more }] }).revoke.for_each as Instances);
    expect(addresses({ permissions: [ZencoderPermission.FULL_CONTROL] })).toEqual(addresses({}));
    expect(addresses({ zencoder: { canonicalUserId: 'b'.repeat(64) } })).toEqual(addresses({}));
    expect(addresses({ bucket: 'other' })).not.toEqual(addresses({}));
  });

  it('depend on the given dependencies', () => {
    const stack = testStack();
    const bucket = new S3Bucket(stack, 'bucket', {});
    new ZencoderObjectGrants(stack, 'Grants', { objects: [{ bucket: bucket.id, key: 'a' }], dependsOn: [bucket] });
    const [revoke] = Object.values(configurationOf(stack).resource!.terraform_data!);
    expect(revoke!.depends_on).toEqual(['aws_s3_bucket.bucket']);
    expect(JSON.stringify(revoke!.for_each)).toContain('${aws_s3_bucket.bucket.id}');
  });

  it('are distinguished by bucket, even if the buckets are known only at plan time', () => {
    const stack = testStack();
    const buckets = ['one', 'two'].map((id) => new S3Bucket(stack, id, {}));
    new ZencoderObjectGrants(stack, 'Grants', { objects: buckets.map(({ id }) => ({ bucket: id, key: 'a.mov' })) });
    const [revoke] = Object.values(configurationOf(stack).resource!.terraform_data!);
    const requests = Object.values(revoke!.for_each as Instances).map(({ ZENCODER_REQUEST }) => ZENCODER_REQUEST);
    expect(requests.sort()).toEqual([
      '{"Bucket":"${aws_s3_bucket.one.id}","Key":"a.mov"}',
      '{"Bucket":"${aws_s3_bucket.two.id}","Key":"a.mov"}',
    ]);
  });

  it('are refused if two are for the same object of a bucket that is known only at plan time', () => {
    const stack = testStack();
    const bucket = new S3Bucket(stack, 'one', {});
    new ZencoderObjectGrants(stack, 'Grants', { objects: [1, 2].map(() => ({ bucket: bucket.id, key: 'a.mov' })) });
    expect(() => configurationOf(stack)).toThrow(/test\/Grants: two entries have the same bucket and the key "a\.mov"/);
  });

  it('let Terraform check a canonical user ID that is known only at plan time', () => {
    const stack = testStack();
    const canonicalUserId = new TerraformVariable(stack, 'id', { type: 'string' }).stringValue;
    new ZencoderObjectGrants(stack, 'Grants', {
      objects: [
        { bucket: 'acme', key: 'a', zencoder: { canonicalUserId } },
        { bucket: 'acme', key: 'b' },
      ],
    });
    const [revoke] = Object.values(configurationOf(stack).resource!.terraform_data!);
    expect(revoke!.lifecycle).toMatchObject({
      precondition: [{ condition: '${can(regex("^[0-9a-f]{64}$", each.value.ZENCODER_GRANTEE))}' }],
    });
    expect(resourcesOf({ objects: [{ bucket: 'acme', key: 'a' }] }).revoke.lifecycle).toBeUndefined();
  });

  it.each<[string, ZencoderObjectGrantsProps['objects'], RegExp]>([
    [
      'the same object twice',
      [
        { bucket: 'acme', key: 'a' },
        { bucket: 'acme', key: 'a' },
      ],
      /^test\/Grants: objects\[1\]: is the same object as entry 0/,
    ],
    [
      'WRITE',
      [{ bucket: 'acme', key: 'a', permissions: ['WRITE' as ZencoderPermission] }],
      /objects\[0\]\.permissions\[0\]: "WRITE"/,
    ],
    [
      'an invalid endpoint URL',
      [{ bucket: 'acme', key: 'a', endpointUrl: 'localhost' }],
      /objects\[0\]\.endpointUrl: "localhost" is not the URL/,
    ],
    ['an invalid bucket name', [{ bucket: 'A', key: 'a' }], /objects\[0\]\.bucket: "A" is not a bucket name/],
    [
      'an invalid Zencoder identity',
      [{ bucket: 'acme', key: 'a', zencoder: { canonicalUserId: 'a' } }],
      /objects\[0\]\.zencoder\.canonicalUserId: "a" is not a canonical user ID/,
    ],
    ['an empty profile', [{ bucket: 'acme', key: 'a', cliProfile: '' }], /objects\[0\]\.cliProfile: is empty/],
    [
      'a token as the key',
      [{ bucket: 'acme', key: '${TfToken[TOKEN.1]}' }],
      /objects\[0\]\.key: contains a CDKTF token/,
    ],
    [
      'an unknown region',
      [{ bucket: 'acme', key: 'a', region: 'eu-wset-1' }],
      /objects\[0\]\.region: .*did you mean "eu-west-1"/,
    ],
  ])('are refused with %s, with the path of the construct', (_, objects, message) => {
    expect(() => resourcesOf({ objects })).toThrow(message);
  });
});
