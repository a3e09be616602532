import { readdirSync } from 'node:fs';
import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import { filesBelow } from '../support/run';
import { reportSkipped } from '../support/skipped';
import { missingForGrants } from './grants-lab';
import { KeptObjects } from './kept-objects';
import { type Inputs, ModuleLab } from './module-lab';
import { type Account, S3Server } from './server';

const OTHER_ZENCODER = '0f'.repeat(32);
/** The C locale as programs have it that do not, as newer Pythons do, take UTF-8 for granted there. */
const C_LOCALE = { LC_ALL: 'C', LANG: undefined, LC_CTYPE: undefined, PYTHONUTF8: '0', PYTHONCOERCECLOCALE: '0' };

const missing = S3Server.missing() ?? missingForGrants();
if (missing) reportSkipped(missing);

jest.setTimeout(120_000);

(missing ? describe.skip : describe)('The module object-grants', () => {
  let server: S3Server;
  let canonical: Account;
  let other: Account;
  const labs: ModuleLab[] = [];

  beforeAll(async () => {
    server = await S3Server.start();
    canonical = server.accounts.canonical;
    other = await server.addAccount('other', { uid: OTHER_ZENCODER });
  }, 60_000);

  afterAll(async () => {
    for (const lab of labs) await lab.remove();
    await server?.stop();
  }, 20_000);

  function newLab(bucket: string, environment: Readonly<Record<string, string | undefined>> = {}): ModuleLab {
    const { accessKeyId, secretAccessKey } = server.accounts.owner;
    const credentials = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
    const lab = new ModuleLab({
      bucket,
      endpointUrl: server.endpoint,
      environment: { ...credentials, ...environment },
    });
    labs.push(lab);
    return lab;
  }

  describe('in the C locale, by Terraform and the AWS CLI,', () => {
    const STAYING = [
      ` "a" 'b' \\ \${x} %{y} $(touch pwned) \`touch pwned\`; touch pwned <>&\n.mov `,
      'café 日本語 🎬.mov',
    ];
    const LEAVING = ['file:///etc/passwd', "--query '; touch pwned; '.mov"];
    const NEIGHBOURS = ['/etc/passwd', 'query', 'cafe\u0301 日本語 🎬.mov', 'caf? ??? ?.mov', 'closed.mov'];
    const open = (permissions: readonly string[]) => ({ key: 'open.mov', permissions });
    const staying = STAYING.map((key) => ({ key }));
    const all: Inputs = { objects: [...staying, ...LEAVING.map((key) => ({ key })), open(['READ_ACP'])] };
    const fewer: Inputs = { objects: [open(['FULL_CONTROL']), ...staying] };
    const moved: Inputs = { objects: staying, canonical_user_id: OTHER_ZENCODER };
    let lab: ModuleLab;
    let objects: KeptObjects;
    let before: unknown;

    beforeAll(async () => {
      lab = newLab('films', C_LOCALE);
      objects = new KeptObjects(server, [canonical, other]);
      await objects.createBucket('films');
      await objects.put('films', 'open.mov', { open: true });
      for (const key of [...STAYING, ...LEAVING, ...NEIGHBOURS]) await objects.put('films', key);
      before = await objects.state();
    });

    /** Nothing else of any object has changed, at whatever point of the story. */
    afterEach(async () => expect(await objects.state()).toEqual(before));

    const readable = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [`films/${key}`, 'READ']));

    it('gives only Zencoder access to the given objects, with any characters in their keys', async () => {
      await lab.apply(all);
      expect(await objects.accessOf(canonical)).toEqual({
        ...readable([...STAYING, ...LEAVING]),
        'films/open.mov': 'READ READ_ACP',
      });
      expect(await objects.accessOf(other)).toEqual(readable(['open.mov']));
    });

    it('changes nothing at a second apply, with the objects in any order', async () => {
      expect(await lab.apply({ objects: [...all.objects].reverse() })).toContain('No changes.');
    });

    it('revokes the grants of removed objects, changes permissions, and leaves all other grants unchanged', async () => {
      expect(await lab.plan(fewer)).toEqual({
        ...Object.fromEntries(
          ['passwd', '--query-touch-pwned-.mov'].flatMap((name) => [
            [`revoke ${name}`, 'delete'],
            [`set ${name}`, 'delete'],
          ]),
        ),
        'revoke open.mov': 'update',
        'set open.mov': 'delete create',
      });
      await lab.apply(fewer);
      expect(await objects.accessOf(canonical)).toEqual({
        ...readable(STAYING),
        'films/open.mov': 'READ READ_ACP WRITE_ACP',
      });
    });

    it('moves the grants to another canonical user', async () => {
      await lab.apply(moved);
      expect(await objects.accessOf(canonical)).toEqual(readable(['open.mov']));
      expect(await objects.accessOf(other)).toEqual(readable([...STAYING, 'open.mov']));
    });

    it('revokes all grants when all objects are removed', async () => {
      await lab.apply({ ...moved, objects: [] });
      expect(await objects.accessOf(other)).toEqual(readable(['open.mov']));
      expect(await lab.apply({ objects: [] })).toContain('No changes.');
    });

    it('has run no command in a key', () => {
      const files = [...Object.keys(filesBelow(lab.folder)), ...readdirSync(process.cwd())];
      expect(files.filter((file) => file.includes('pwned'))).toEqual([]);
    });
  });

  it('gives access to the given version and no other, and terraform destroy revokes everything', async () => {
    const lab = newLab('versioned');
    const objects = new KeptObjects(server, [canonical, other]);
    await objects.createBucket('versioned');
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await objects.owner.send(new PutBucketVersioningCommand({ Bucket: 'versioned', VersioningConfiguration }));
    const older = await objects.put('versioned', 'film.mov');
    await objects.put('versioned', 'film.mov');
    const before = await objects.state();

    await lab.apply({ objects: [{ key: 'film.mov', version_id: older }] });
    expect(await objects.accessOf(canonical)).toEqual({ [`versioned/film.mov ${older}`]: 'READ' });
    expect(await objects.state()).toEqual(before);

    await lab.destroy();
    expect(await objects.accessOf(canonical)).toEqual({});
    expect(await objects.state()).toEqual(before);
  });
});
