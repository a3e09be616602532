import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { reportSkipped } from '../support/skipped';
import { describeTerraform } from '../support/terraform';
import { GrantsLab, missingForGrants } from './grants-lab';

const IN_POLICY = { grants: [{ role: 'input' }] };
const FILM = { key: 'film.mov', method: 'acl' };

const missing = missingForGrants();
if (missing) reportSkipped(missing);

jest.setTimeout(60_000);

describeTerraform('A file about grants in the ACLs of objects', () => {
  const labs: GrantsLab[] = [];

  afterAll(async () => {
    for (const lab of labs) await lab.remove();
  });

  function newLab(options: Partial<ConstructorParameters<typeof GrantsLab>[0]> = {}): GrantsLab {
    const lab = new GrantsLab({ endpointUrl: 'http://127.0.0.1:1', ...options });
    labs.push(lab);
    return lab;
  }

  it.each([false, true])('without such grants creates no terraform_data (HCL: %s)', (hcl) => {
    const lab = newLab({ hcl });
    lab.synth({ films: IN_POLICY }, {});
    expect(lab.written).toContain('aws_s3_bucket_policy');
    expect(lab.written).not.toContain('terraform_data');
  });

  it.each([false, true])('with objectGrants but without objects applies cleanly (HCL: %s)', async (hcl) => {
    const lab = newLab({ hcl });
    lab.synth({ films: IN_POLICY });
    expect(lab.written.match(/"?for_each"? [=:]|"for_each":/g)).toHaveLength(2);
    expect(await lab.plan({ films: IN_POLICY })).toEqual({});
    expect(await lab.apply({ films: IN_POLICY })).toContain('Resources: 0 added, 0 changed, 0 destroyed');
  });

  it('that sets the ownership of a bucket creates the grants after it', () => {
    const lab = newLab();
    lab.synth({ films: { objects: [FILM], objectOwnership: 'BucketOwnerPreferred' } });
    const { terraform_data: data = {}, aws_s3_bucket_ownership_controls: ownership = {} } = lab.resources;
    const revoke = Object.entries(data).find(([name]) => name.startsWith('ObjectGrants_Revoke'))?.[1];
    expect(revoke?.depends_on).toEqual([`aws_s3_bucket_ownership_controls.${Object.keys(ownership)[0]}`]);
  });

  it('fails with a clear message if the AWS CLI is not installed', async () => {
    const lab = newLab({ path: {} });
    const { status, output } = await lab.tryToApply({ films: { objects: [FILM] } });
    expect(status).toBe(1);
    expect(output).toContain(
      'zencoder: the AWS CLI is not installed; install version 2, or do not use method acl for the object',
    );
  });

  it.each(['aws-cli/1.18.0 Python/3.8', 'aws-cli/2.12.7 Python/3.11.4 Linux/6.1 exe/x86_64'])(
    'fails with a clear message if the AWS CLI is %s (reported by a script in its place)',
    async (version) => {
      const lab = newLab({ path: { aws: `#!/bin/sh\necho '${version}'\n` } });
      const { status, output } = await lab.tryToApply({ films: { objects: [FILM] } });
      expect(status).toBe(1);
      expect(output).toContain(`zencoder: AWS CLI version 2.13 (or 1.29) or later is required, found: ${version}`);
    },
  );

  it('keeps its commands out of the log, and plans no change for grants of an earlier version', async () => {
    const lab = newLab({ path: { aws: TAKES_ALL } });
    const buckets = { films: { objects: [FILM] } };
    const output = await lab.apply(buckets);
    expect(output.match(/local-exec: Executing: .*/g)).toEqual(['local-exec: Executing: Suppressed by quiet=true']);

    const file = join(lab.folder, 'cdktf.out', 'stacks', 'films', 'cdk.tf.json');
    const written = readFileSync(file, 'utf8');
    const earlier = written.replace(/,\s*"quiet":\s*true|"quiet":\s*true,/g, '');
    expect([written, earlier].map((text) => text.includes('"quiet"'))).toEqual([true, false]);
    writeFileSync(file, earlier);
    const replaced = (await lab.terraform('state', 'list')).output
      .trim()
      .split('\n')
      .map((address) => `-replace=${address}`);
    expect(replaced).toHaveLength(2);
    const ofEarlier = await lab.terraform('apply', '-auto-approve', '-no-color', ...replaced);
    expect(ofEarlier.output.match(/\(local-exec\): Executing: \["\/bin\/sh" "-c" "set -eu/g)).toHaveLength(2);
    expect(await lab.plan(buckets)).toEqual({});
  });

  (missing ? it.skip : it)(
    'ends in a sentence where the bucket has ACLs disabled, and the object can be taken out again (answers of AWS played by a small server)',
    async () => {
      const asked: string[] = [];
      const server = await answering(asked, {
        GET: [200, ACL],
        PUT: [400, refusal('AccessControlListNotSupported', 'The bucket does not allow ACLs')],
      });
      try {
        const lab = newLabAt(server);
        const { status, output } = await lab.tryToApply({ films: { objects: [FILM] } });
        expect(status).toBe(1);
        expect(output).toContain(
          'zencoder: ACLs are disabled on the bucket, so no grant can be set on {"Bucket":"films","Key":"film.mov"}; set its object ownership to BucketOwnerPreferred, or grant access in the bucket policy',
        );
        expect(asked).toEqual(['GET /films/film.mov?acl', 'PUT /films/film.mov?acl']);
        expect(await lab.apply({ films: IN_POLICY })).toContain(
          'zencoder: {"Bucket":"films","Key":"film.mov"} has no grant to Zencoder, nothing to revoke',
        );
        expect(asked.slice(2)).toEqual(['GET /films/film.mov?acl']);
      } finally {
        server.close();
      }
    },
  );

  (missing ? it.skip : it)(
    'fails to revoke where the ACL may not be read or nobody answers, whatever words the key holds (answers of AWS played by a small server)',
    async () => {
      const answers: Answers = { GET: [200, ACL], PUT: [200, ''] };
      const server = await answering([], answers);
      try {
        const lab = newLabAt(server);
        await lab.apply({ films: { objects: [{ ...FILM, key: 'NoSuchKey.mov' }] } });
        answers.GET = [403, refusal('AccessDenied', 'User is not authorized on "arn:aws:s3:::films/NoSuchKey.mov"')];
        const { status, output } = await lab.tryToApply({ films: IN_POLICY });
        expect(status).toBe(1);
        expect(output).toContain('zencoder: could not read the ACL of {"Bucket":"films","Key":"NoSuchKey.mov"}');
        expect(output).toContain('An error occurred (AccessDenied)');
        server.close().closeAllConnections();
        const unanswered = await lab.tryToApply({ films: IN_POLICY });
        expect(unanswered.status).toBe(1);
        expect(unanswered.output).toContain('zencoder: could not read the ACL of {"Bucket":"films",');
        expect((await lab.terraform('state', 'list')).output).toMatch(/^terraform_data\.ObjectGrants_Revoke_/m);
      } finally {
        server.close();
      }
    },
  );

  function newLabAt(server: Server): GrantsLab {
    return newLab({
      endpointUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      environment: { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_MAX_ATTEMPTS: '1' },
    });
  }
});

/** In place of the AWS CLI: an ACL to read, and nothing to complain of when it is written. */
const TAKES_ALL = `#!/bin/sh
case "$*" in
  --version) echo aws-cli/2.13.0 ;;
  *get-object-acl*) echo '{"AccessControlPolicy":{"Owner":{},"Grants":[]}}' ;;
esac
`;

const ACL = `<?xml version="1.0" encoding="UTF-8"?>
<AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>${'ab'.repeat(32)}</ID></Owner>
<AccessControlList><Grant>
<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser"><ID>${'ab'.repeat(32)}</ID></Grantee>
<Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>`;

function refusal(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>${code}</Code><Message>${message}</Message><RequestId>EXAMPLE</RequestId><HostId>EXAMPLE</HostId></Error>`;
}

type Answers = Record<'GET' | 'PUT', readonly [status: number, body: string]>;

/** A server on loopback with an answer for each method. */
async function answering(asked: string[], answers: Answers): Promise<Server> {
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const [status, body] = answers[request.method as keyof Answers];
    request.resume().once('end', () => {
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
