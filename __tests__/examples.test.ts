import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUR_SID } from '../lib/grants/sid';
import { EXAMPLE_PROGRAMS, EXAMPLES } from './support/examples';
import { filesBelow, ROOT, runProgram } from './support/run';
import { inFolder } from './support/workspace';

/** Runs an example as its reader would: the YAML ones by the app, the TypeScript ones as they are. */
function synthesize(example: string, use: (files: Record<string, string>) => void): void {
  inFolder((folder) => {
    cpSync(join(ROOT, 'examples', example), folder, { recursive: true });
    const program = readdirSync(folder).includes('main.ts') ? `examples/${example}/main.ts` : 'main.ts';
    const { status, stderr } = runProgram(program, folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    use(filesBelow(folder, 'cdktf.out/stacks'));
  });
}

it.each(EXAMPLE_PROGRAMS)('examples/%s is synthesized without changes, with a policy of this package', (example) => {
  synthesize(example, (files) => {
    const configurations = Object.entries(files).filter(([path]) => path.endsWith('cdk.tf.json'));
    expect(configurations.length).toBeGreaterThan(0);
    for (const [, text] of configurations) {
      const { aws_s3_bucket_policy: ofBuckets, aws_iam_user_policy: ofUsers } = JSON.parse(text).resource;
      const policies = Object.values({ ...ofBuckets, ...ofUsers }) as { policy: string }[];
      expect(policies.length).toBeGreaterThan(0);
      for (const { policy } of policies) {
        expect(JSON.parse(policy).Statement[0].Sid).toMatch(OUR_SID);
      }
    }
  });
});

it('examples/one-bucket has this policy document', () => {
  synthesize('one-bucket', (files) => {
    const configuration = JSON.parse(files['cdktf.out/stacks/media/cdk.tf.json']!);
    expect(JSON.parse(configuration.resource.aws_s3_bucket_policy['acme-media'].policy)).toMatchSnapshot();
  });
});

it('every example is named in the README', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(EXAMPLES.filter((example) => !readme.includes(`examples/${example}`))).toEqual([]);
});
