import { createHash } from 'node:crypto';
import {
  ZencoderBucketAccess,
  ZencoderIamUser,
  ZencoderObjectCopy,
  ZencoderObjectGrants,
  ZencoderObjectOwnership,
  ZencoderRole,
} from '../../lib';
import { BEFORE, EDITS } from '../config/cases/edits';
import { configurationsOf } from '../support/resources';
import { configurationOf, testStack } from '../support/synth';
import { document } from './markdown';
import { ADDRESSES, ADDRESSES_OF_CONSTRUCTS, OUTPUTS, POLICIES } from './promised';

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The addresses as the state has them, with those of the instances of a list of grants. */
function addressesIn(resources: Resources): string[] {
  const grants = Object.values(resources.terraform_data ?? {}).find(({ for_each }) => isListOfGrants(for_each));
  const instances = Object.keys((grants?.for_each as object) ?? {});
  return Object.entries(resources)
    .flatMap(([type, byName]) =>
      Object.keys(byName).flatMap((name) =>
        type === 'terraform_data' ? instances.map((key) => `${type}.${name}["${key}"]`) : [`${type}.${name}`],
      ),
    )
    .sort();
}

/** The other one of the pair refers to it. */
const isListOfGrants = (forEach: unknown) => typeof forEach === 'object';

const digest = (policy: unknown) => createHash('sha256').update(String(policy)).digest('hex').slice(0, 16);

const stacks = Object.entries(configurationsOf(BEFORE)) as [string, { resource: Resources; output: object }][];
const byStack = <T>(of: (configuration: (typeof stacks)[number][1]) => T) =>
  Object.fromEntries(stacks.map(([name, configuration]) => [name, of(configuration)]));

describe('A new version', () => {
  it('keeps the address of every resource of a file', () => {
    expect(byStack(({ resource }) => addressesIn(resource))).toEqual(ADDRESSES);
  });

  it('keeps the name of every output of a file', () => {
    expect(byStack(({ output }) => Object.keys(output).sort())).toEqual(OUTPUTS);
  });

  it('keeps the text of every policy of a file', () => {
    const policies = stacks.flatMap(([, { resource }]) =>
      Object.entries(resource).flatMap(([type, byName]) =>
        Object.entries(byName)
          .filter(([, { policy }]) => policy !== undefined)
          .map(([name, { policy }]) => [`${type}.${name}`, digest(policy)]),
      ),
    );
    expect(Object.fromEntries(policies)).toEqual(POLICIES);
  });

  it('keeps the address of every resource of a construct', () => {
    const stack = testStack();
    const [bucket, grants] = ['films', [{ role: ZencoderRole.INPUT }]];
    const objectOwnership = ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED;
    const sourcePolicyDocuments = ['${data.aws_iam_policy_document.x.json}'];
    new ZencoderBucketAccess(stack, 'access', { bucket, grants, objectOwnership });
    new ZencoderBucketAccess(stack, 'merged', { bucket: 'trailers', grants, sourcePolicyDocuments });
    new ZencoderObjectCopy(stack, 'copy', { bucket, key: 'a' });
    new ZencoderObjectGrants(stack, 'grants', { objects: [{ bucket, key: 'a' }] });
    new ZencoderIamUser(stack, 'user', {
      userName: 'zencoder',
      accessKey: true,
      grants: [{ bucket, role: ZencoderRole.INPUT }],
    });
    expect(addressesIn(configurationOf(stack).resource!)).toEqual(ADDRESSES_OF_CONSTRUCTS);
  });
});

describe('docs/upgrading.md', () => {
  const [, table = ''] = /^\| edit \|.*\n\| ---.*\n((?:\|.*\n)+)/m.exec(document('docs/upgrading.md').prose) ?? [];
  const edits = [...table.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)];

  it('has a row for every tested edit', () => {
    expect(edits.map(([, edit]) => edit).sort()).toEqual(EDITS.map(({ name }) => name).sort());
  });

  it.each(EDITS)('has the right effect for the edit "$name"', ({ name, changed, added, removed, replaced }) => {
    const said = edits.find(([, edit]) => edit === name)![2]!;
    const words: [RegExp, readonly string[] | undefined][] = [
      [/changes in place/, changed],
      [/added|created|anew/, added ?? replaced],
      [/deleted|revoked|anew/, removed ?? replaced],
      [/deleted and created/, replaced],
    ];
    expect(words.map(([word]) => word.test(said))).toEqual(words.map(([, addresses]) => addresses !== undefined));
    expect(said === 'nothing').toBe(words.every(([, addresses]) => addresses === undefined));
  });
});
