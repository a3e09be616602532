import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { blocksIn } from './markdown';

const { name: NAME, peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The peer dependencies of the constructs, each with its range, quoted for a shell. */
const FRAMEWORK = Object.entries(peerDependencies)
  .filter(([peer]) => !peer.startsWith('@aws-sdk/'))
  .map(([peer, range]) => `${peer}@${range}`)
  .map((wanted) => (/[ <>]/.test(wanted) ? `'${wanted}'` : wanted));

/** A line of a shell block. */
export interface Line {
  readonly file: string;
  readonly line: number;
  /** The line without its comment. */
  readonly command: string;
  readonly comment: string;
}

/** The comments that mark a line that no test can run. */
export const MARK = /\bneeds (AWS|the registry)\b/;

/** The lines with such a comment, by document. The test fails if this list and the comments differ. */
export const MARKED: Readonly<Record<string, readonly string[]>> = {
  'README.md': ['cd my-project && npm install', `npm install ${NAME} ${FRAMEWORK.join(' ')}`],
  'docs/encrypted-buckets.md': ['terraform -chdir=cdktf.out/stacks/production output kms_key_statements'],
  'docs/in-a-pipeline.md': ['terraform plan -out=plan.out', 'terraform show -json plan.out > plan.json'],
  'docs/in-force.md': [
    'zencoder-s3 doctor',
    'zencoder-s3 doctor --stack production --within 60d',
    'zencoder-s3 doctor --bucket acme-masters --json',
    'zencoder-s3 doctor --profile auditor --strict',
    'npm install @aws-sdk/client-iam @aws-sdk/client-kms',
  ],
  'docs/upgrading.md': [`npm install ${NAME}@latest`, 'npx cdktf diff production'],
  'docs/recipes.md': [
    'aws iam create-access-key --user-name zencoder',
    "zencoder-s3 doctor 's3+eu-central-1://my-bucket/this+file+is+great.mp4'",
    'zencoder-s3 doctor --for output --inputs urls.txt',
    'aws s3 presign s3://acme-masters/incoming/film.mov --region eu-central-1 --expires-in 43200',
    'aws s3api get-bucket-policy --bucket acme-masters --query Policy --output text > policies/acme-masters.json',
  ],
};

/** The lines that `cdktf-cli.test.ts` runs. */
export const RUN_ELSEWHERE: readonly string[] = ['npx cdktf synth --hcl'];

/** The lines that a test cannot run, because they run all tests. */
export const RUN_BY_CI: Readonly<Record<string, readonly string[]>> = {
  'npm ci': ['npm ci'],
  'npm cit': ['npm ci', 'npm test'],
};

export const LINES: readonly Line[] = blocksIn('sh').flatMap(([, { file, line, text }]) =>
  text
    .split('\n')
    .map((whole, index) => ({ whole, at: line + 1 + index }))
    .filter(({ whole }) => whole.trim() !== '')
    .map(({ whole, at }) => {
      const [, command = '', comment = ''] = /^(.*?)\s*(?:(?:^| )# (.*))?$/.exec(whole)!;
      return { file, line: at, command: command.trim(), comment };
    }),
);

/** The commands of a line. */
export const commandsOf = ({ command }: Line) => command.split(' && ');
