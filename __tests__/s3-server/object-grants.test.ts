import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { filesBelow } from '../support/run';
import { reportSkipped } from '../support/skipped';
import { newFolder } from '../support/workspace';
import { GrantsLab, missingForGrants } from './grants-lab';
import { KeptObjects } from './kept-objects';
import { decision, s3Client } from './requests';
import { type Account, S3Server } from './server';

const acl = (key: string, more: object = {}) => ({ key, method: 'acl', ...more });
const ALL = 'READ READ_ACP WRITE_ACP';
const OTHER_ZENCODER = '0f'.repeat(32);
const IN_POLICY = { grants: [{ role: 'input' }] };

const missing = S3Server.missing() ?? missingForGrants();
if (missing) reportSkipped(missing);

jest.setTimeout(120_000);

(missing ? describe.skip : describe)('Grants in the ACLs of objects', () => {
  let server: S3Server;
  let canonical: Account;
  let other: Account;
  const labs: GrantsLab[] = [];

  beforeAll(async () => {
    server = await S3Server.start();
    canonical = server.accounts.canonical;
    other = await server.addAccount('other', { uid: OTHER_ZENCODER });
  }, 60_000);

  afterAll(async () => {
    for (const lab of labs) await lab.remove();
    await server?.stop();
  }, 20_000);

  function newLab(hcl = false): GrantsLab {
    const { accessKeyId, secretAccessKey } = server.accounts.owner;
    const environment = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const lab = new GrantsLab({ endpointUrl: server.endpoint, environment, hcl });
    labs.push(lab);
    return lab;
  }

  function newObjects(): KeptObjects {
    return new KeptObjects(server, [canonical, other]);
  }

  describe('by Terraform and the AWS CLI, from the first object to the last,', () => {
    let lab: GrantsLab;
    let objects: KeptObjects;
    let before: unknown;
    const trailers = { objects: [acl('trailer.mov')] };

    beforeAll(async () => {
      lab = newLab();
      objects = newObjects();
      for (const bucket of ['films', 'trailers']) await objects.createBucket(bucket);
      for (const key of ['a.mov', 'c.mov', 'd.mov', 'closed.mov']) await objects.put('films', key);
      await objects.put('films', 'open.mov', { open: true });
      for (const key of ['trailer.mov', 'a.mov']) await objects.put('trailers', key);
      before = await objects.state();
    });

    /** Nothing else of any object has changed, at whatever point of the story. */
    afterEach(async () => expect(await objects.state()).toEqual(before));

    it('give Zencoder the access of each grant, and no access to other objects', async () => {
      expect(await objects.accessOf(canonical)).toEqual({ 'films/open.mov': 'READ' });
      const open = acl('open.mov', { permissions: ['READ_ACP'] });
      await lab.apply({ films: { objects: [acl('a.mov'), open] }, trailers });
      expect(await objects.accessOf(canonical)).toEqual({
        'films/a.mov': 'READ',
        'films/open.mov': 'READ READ_ACP',
        'trailers/trailer.mov': 'READ',
      });
      expect(await objects.accessOf(other)).toEqual({ 'films/open.mov': 'READ' });
      const client = s3Client(server, canonical);
      for (const request of [
        () => client.send(new PutObjectCommand({ Bucket: 'films', Key: 'a.mov', Body: 'another film' })),
        () => client.send(new DeleteObjectCommand({ Bucket: 'films', Key: 'a.mov' })),
        () => client.send(new ListObjectsV2Command({ Bucket: 'films' })),
      ]) {
        expect(await decision(request())).toMatchObject({ allowed: false, status: 403 });
      }
    });

    it('are not set again by a second apply', async () => {
      const open = acl('open.mov', { permissions: ['READ_ACP'] });
      const output = await lab.apply({ films: { objects: [open, acl('a.mov')] }, trailers });
      expect(output).toContain('No changes.');
    });

    it('are extended by one without a change of the existing three', async () => {
      const films = {
        objects: [acl('a.mov'), acl('c.mov'), acl('open.mov', { permissions: ['READ_ACP'] })],
      };
      expect(await lab.plan({ films, trailers })).toEqual({ 'Revoke c.mov': 'create', 'Set c.mov': 'create' });
      await lab.apply({ films, trailers });
      expect(await objects.accessOf(canonical)).toEqual({
        'films/a.mov': 'READ',
        'films/c.mov': 'READ',
        'films/open.mov': 'READ READ_ACP',
        'trailers/trailer.mov': 'READ',
      });
    });

    it('change their permissions while Zencoder keeps access', async () => {
      const films = {
        objects: [
          acl('a.mov', { permissions: ['FULL_CONTROL'] }),
          acl('c.mov'),
          acl('open.mov', { permissions: ['READ_ACP'] }),
        ],
      };
      expect(await lab.plan({ films, trailers })).toEqual({ 'Revoke a.mov': 'update', 'Set a.mov': 'delete create' });
      const client = s3Client(server, canonical);
      const seen: boolean[] = [];
      let applying = true;
      const poll = async () => {
        for (; applying; await sleep(20)) {
          const { allowed } = await decision(client.send(new GetObjectCommand({ Bucket: 'films', Key: 'a.mov' })));
          seen.push(allowed);
        }
      };
      const apply = lab.apply({ films, trailers }).finally(() => {
        applying = false;
      });
      await Promise.all([apply, poll()]);
      expect(seen.length).toBeGreaterThan(10);
      expect(seen).not.toContain(false);
      expect(await objects.grantsTo(canonical, { Bucket: 'films', Key: 'a.mov' })).toEqual(['FULL_CONTROL']);
      expect(await objects.accessOf(canonical)).toEqual({
        'films/a.mov': ALL,
        'films/c.mov': 'READ',
        'films/open.mov': 'READ READ_ACP',
        'trailers/trailer.mov': 'READ',
      });
    });

    it('move to another account, and to another key', async () => {
      const films = {
        objects: [
          acl('a.mov', { permissions: ['FULL_CONTROL'] }),
          acl('d.mov'),
          acl('open.mov', { permissions: ['READ_ACP'] }),
        ],
      };
      const moved = { ...trailers, zencoder: { canonicalUserId: OTHER_ZENCODER } };
      await lab.apply({ films, trailers: moved });
      expect(await objects.accessOf(canonical)).toEqual({
        'films/a.mov': ALL,
        'films/d.mov': 'READ',
        'films/open.mov': 'READ READ_ACP',
      });
      expect(await objects.accessOf(other)).toEqual({ 'films/open.mov': 'READ', 'trailers/trailer.mov': 'READ' });
    });

    it('are revoked when an object or a whole bucket is removed from the file; all other grants stay', async () => {
      const films = {
        objects: [acl('a.mov', { permissions: ['FULL_CONTROL'] }), acl('open.mov', { permissions: ['READ_ACP'] })],
      };
      await lab.apply({ films });
      expect(await objects.accessOf(canonical)).toEqual({ 'films/a.mov': ALL, 'films/open.mov': 'READ READ_ACP' });
      expect(await objects.accessOf(other)).toEqual({ 'films/open.mov': 'READ' });
    });

    it('are revoked when the last object is removed and objectGrants stays', async () => {
      await lab.apply({ films: IN_POLICY });
      expect(await objects.accessOf(canonical)).toEqual({ 'films/open.mov': 'READ' });
      expect(await lab.apply({ films: IN_POLICY })).toContain('No changes.');
    });
  });

  describe('at the end', () => {
    let lab: GrantsLab;
    let objects: KeptObjects;
    let before: Record<string, unknown>;
    let versions: (string | undefined)[];
    const older = () => acl('film.mov', { versionId: versions[1], permissions: ['READ', 'READ_ACP'] });
    const deletedVersion = () => acl('deleted.mov', { versionId: versions[3] });

    beforeAll(async () => {
      lab = newLab();
      objects = newObjects();
      for (const bucket of ['remaining', 'versioned', 'deleted']) await objects.createBucket(bucket);
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await objects.owner.send(new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration }));
      for (const key of ['kept.mov', 'deleted.mov', 'late.mov', 'revoked.mov']) await objects.put('remaining', key);
      await objects.put('deleted', 'film.mov');
      versions = [];
      for (const key of ['film.mov', 'film.mov', 'film.mov', 'deleted.mov']) {
        versions.push(await objects.put('versioned', key));
      }
      before = await objects.state();
    });

    it('are in the ACL of the given version, and in no other', async () => {
      await lab.apply({
        remaining: { objects: ['kept.mov', 'deleted.mov', 'late.mov', 'revoked.mov'].map((key) => acl(key)) },
        deleted: { objects: [acl('film.mov')] },
        versioned: { objects: [older(), deletedVersion()] },
      });
      expect(await objects.accessOf(canonical)).toEqual({
        'remaining/kept.mov': 'READ',
        'remaining/deleted.mov': 'READ',
        'remaining/late.mov': 'READ',
        'remaining/revoked.mov': 'READ',
        'deleted/film.mov': 'READ',
        [`versioned/film.mov ${versions[1]}`]: 'READ READ_ACP',
        [`versioned/deleted.mov ${versions[3]}`]: 'READ',
      });
      expect(await objects.state()).toEqual(before);
    });

    it('can be removed when the object, its version, the grant or the bucket no longer exists, with a message', async () => {
      const { owner, peer } = server.accounts;
      for (const object of [
        { Bucket: 'remaining', Key: 'deleted.mov' },
        { Bucket: 'deleted', Key: 'film.mov' },
        { Bucket: 'versioned', Key: 'deleted.mov', VersionId: versions[3] },
      ]) {
        await objects.owner.send(new DeleteObjectCommand(object));
      }
      await objects.owner.send(new DeleteBucketCommand({ Bucket: 'deleted' }));
      const byHand = { GrantFullControl: `id=${owner.id}`, GrantRead: `id=${peer.id}` };
      await objects.owner.send(new PutObjectAclCommand({ Bucket: 'remaining', Key: 'revoked.mov', ...byHand }));
      objects.forget(({ Bucket, Key }) => Bucket === 'deleted' || Key === 'deleted.mov');
      before = await objects.state();
      const output = await lab.apply({
        remaining: { objects: ['kept.mov', 'late.mov'].map((key) => acl(key)) },
        versioned: { objects: [older()] },
      });
      for (const line of [
        '{"Bucket":"remaining","Key":"deleted.mov"} does not exist, nothing to revoke',
        '{"Bucket":"deleted","Key":"film.mov"} does not exist, nothing to revoke',
        `{"Bucket":"versioned","Key":"deleted.mov","VersionId":"${versions[3]}"} does not exist, nothing to revoke`,
        '{"Bucket":"remaining","Key":"revoked.mov"} has no grant to Zencoder, nothing to revoke',
      ]) {
        expect(output).toContain(`zencoder: ${line}`);
      }
      expect(output).toMatch(
        /deleted\.mov"} does not exist, nothing to revoke; in a versioned bucket, an overwritten version keeps/,
      );
      expect(output).not.toMatch(/VersionId[^;\n]*nothing to revoke; in a versioned bucket/);
      expect(await objects.state()).toEqual(before);
      expect(await objects.accessOf(canonical)).toEqual({
        'remaining/kept.mov': 'READ',
        'remaining/late.mov': 'READ',
        [`versioned/film.mov ${versions[1]}`]: 'READ READ_ACP',
      });
    });

    it('are all revoked by terraform destroy, even if an object no longer exists', async () => {
      await objects.owner.send(new DeleteObjectCommand({ Bucket: 'remaining', Key: 'late.mov' }));
      objects.forget(({ Key }) => Key === 'late.mov');
      before = await objects.state();
      const output = await lab.destroy();
      expect(output).toContain('zencoder: {"Bucket":"remaining","Key":"late.mov"} does not exist, nothing to revoke');
      expect(await objects.accessOf(canonical)).toEqual({});
      expect(await objects.state()).toEqual(before);
    });
  });

  describe('for keys with a meaning to a shell, Terraform, the AWS CLI or a URL', () => {
    const ODD_KEYS = [
      'file:///etc/passwd',
      'fileb:///etc/passwd',
      'http://127.0.0.1:1/x',
      '-',
      '--query',
      '/leading.mov',
      '//double//slash.mov',
      '/../b/./c.mov',
      ` spaces  "double" 'single' \\ \\n \\" .mov `,
      '$(touch pwned) `touch pwned` ; touch pwned; "; touch pwned; \'; touch pwned; ".mov',
      'line\nfeed\ttab ${x} %{x} $${y} ${self.input} %{ if true }.mov',
      'caf\u00e9 日本語 \u{1f3ac} a+b %2A %20 &#?=.mov',
      `${'x'.repeat(1022)}é`,
    ];
    /** What such a key would become for somebody who decodes, trims, expands or normalizes it. */
    const NEIGHBOURS = [
      'etc/passwd',
      '/etc/passwd',
      '/x',
      'x',
      'query',
      'leading.mov',
      '/double/slash.mov',
      'double/slash.mov',
      'b/c.mov',
      '/b/c.mov',
      'spaces  "double" \'single\' \\ \\n \\" .mov',
      ' spaces  "double" \'single\' \\ \n " .mov ',
      '; ; "; ; \'; ; ".mov',
      'line\\nfeed\\ttab ${x} %{x} $${y} ${self.input} %{ if true }.mov',
      'line\nfeed\ttab $${x} %%{x} $$${y} $${self.input} %%{ if true }.mov',
      'line\nfeed\ttab   ${y}  .mov',
      'cafe\u0301 日本語 \u{1f3ac} a+b %2A %20 &#?=.mov',
      'caf\u00e9 日本語 \u{1f3ac} a b %2A %20 &#?=.mov',
      'caf\u00e9 日本語 \u{1f3ac} a+b *   &#?=.mov',
      'caf\u00e9 日本語 \u{1f3ac} a+b %252A %2520 &#?=.mov',
      'caf\u00e9 日本語 \u{1f3ac} a+b %2A %20 &',
      'x'.repeat(1022),
      `${'x'.repeat(1021)}é`,
    ];

    it('allow and revoke access to exactly that object, and run no command in a key', async () => {
      const lab = newLab();
      const objects = newObjects();
      await objects.createBucket('odd');
      await Promise.all([...ODD_KEYS, ...NEIGHBOURS].map((key) => objects.put('odd', key)));
      const before = await objects.state();
      const neighbours = Object.fromEntries(NEIGHBOURS.map((key) => [`odd/${key}`, 'READ']));
      expect(await objects.accessOf(server.accounts.peer)).toMatchObject(neighbours);

      await lab.apply({ odd: { objects: ODD_KEYS.map((key) => acl(key)) } });
      expect(await objects.accessOf(canonical)).toEqual(
        Object.fromEntries(ODD_KEYS.map((key) => [`odd/${key}`, 'READ'])),
      );
      expect(await objects.state()).toEqual(before);
      expect(await lab.plan({ odd: { objects: ODD_KEYS.map((key) => acl(key)) } })).toEqual({});

      await lab.apply({});
      expect(await objects.accessOf(canonical)).toEqual({});
      expect(await objects.state()).toEqual(before);

      const files = [...Object.keys(filesBelow(lab.folder)), ...readdirSync(process.cwd())];
      expect(files.filter((file) => file.includes('pwned'))).toEqual([]);
    }, 300_000);
  });

  it.each([false, true])(
    'are set and revoked by the profile of the file, not by keys of somebody else in the environment (HCL: %s)',
    async (hcl) => {
      const { owner, outsider } = server.accounts;
      const profiles = join(newFolder(), 'credentials');
      const keys = ({ accessKeyId, secretAccessKey }: Account) =>
        `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
      writeFileSync(profiles, `[-films]\n${keys(owner)}[films]\n${keys(outsider)}`);
      const lab = new GrantsLab({
        endpointUrl: server.endpoint,
        environment: {
          AWS_ACCESS_KEY_ID: outsider.accessKeyId,
          AWS_SECRET_ACCESS_KEY: outsider.secretAccessKey,
          AWS_PROFILE: 'films',
          AWS_SHARED_CREDENTIALS_FILE: profiles,
        },
        hcl,
      });
      labs.push(lab);
      const objects = newObjects();
      const bucket = `profile-${hcl}`;
      await objects.createBucket(bucket);
      await objects.put(bucket, 'a.mov');
      await lab.apply({ [bucket]: { cliProfile: '-films', objects: [acl('a.mov')] } });
      expect(await objects.accessOf(canonical)).toEqual({ [`${bucket}/a.mov`]: 'READ' });
      await lab.apply({ [bucket]: IN_POLICY });
      expect(await objects.accessOf(canonical)).toEqual({});
      // Without a profile in the file the keys in the environment are used, which may not.
      expect((await lab.tryToApply({ [bucket]: { objects: [acl('a.mov')] } })).status).toBe(1);
      expect(await objects.accessOf(canonical)).toEqual({});
    },
  );

  it('are set and revoked by the HCL output too', async () => {
    const lab = newLab(true);
    const objects = newObjects();
    await objects.createBucket('hcl');
    const key = `a "b" \\ $(touch pwned) \${x} \u00e9.mov`;
    for (const each of [key, 'film.mov', 'closed.mov']) await objects.put('hcl', each);
    const before = await objects.state();
    await lab.apply({ hcl: { objects: [acl(key, { permissions: ['READ', 'READ_ACP'] }), acl('film.mov')] } });
    expect(await objects.accessOf(canonical)).toEqual({ [`hcl/${key}`]: 'READ READ_ACP', 'hcl/film.mov': 'READ' });
    await lab.apply({ hcl: { objects: [acl('film.mov')] } });
    expect(await objects.accessOf(canonical)).toEqual({ 'hcl/film.mov': 'READ' });
    await lab.apply({});
    expect(await objects.accessOf(canonical)).toEqual({});
    expect(await objects.state()).toEqual(before);
  });
});
