import type { ZencoderGrant } from '../../grants/grant';
import { byCodePoint } from '../../messages/text';
import { configText } from '../../snippets/zencoder-yaml';
import { ZencoderRole } from '../../zencoder/account-and-roles';
import type { PackageManifest } from './own-package';

/** The stack of a new project. */
export const PROJECT_STACK = 'media';

export interface ProjectBucket {
  readonly bucket: string;
  readonly region: string;
}

/** The text of each file of a new project, by file name. */
export function projectFiles(own: PackageManifest, bucket: ProjectBucket): Readonly<Record<string, string>> {
  return {
    'zencoder.yaml': configOf(own, bucket),
    'main.js': mainText(own),
    'package.json': json(manifest(own)),
    'cdktf.json': json(frameworkSettings(own)),
    '.gitignore': GIT_IGNORE,
  };
}

function configOf({ name }: PackageManifest, { bucket, region }: ProjectBucket): string {
  const grants: ZencoderGrant[] = [
    { role: ZencoderRole.INPUT, prefixes: ['in/'] },
    { role: ZencoderRole.OUTPUT, prefixes: ['out/'] },
  ];
  return configText(
    { stack: PROJECT_STACK, region, bucket, settings: { requireTls: true, grants } },
    {
      head: [
        `yaml-language-server: $schema=./node_modules/${name}/zencoder.schema.json`,
        'Which S3 buckets Zencoder can read and write. "npm run synth" generates the Terraform configuration.',
      ],
      stack: [
        'The only account that an apply can change, and the backend for the state. Without a backend the state is a local file.',
        'provider: { allowedAccountIds: ["111122223333"] }',
        `backend: { s3: { bucket: my-terraform-state, key: media.tfstate, region: ${region}, useLockfile: true } }`,
      ],
      grants: [
        'Sources are in in/, renditions in out/, so Zencoder cannot write where it reads.',
        'A grant has no end date unless you add one, and "explain" warns if Zencoder can write without one:',
        '- { role: output, prefixes: [out/], expires: 2030-12-31T00:00:00Z }',
      ],
    },
  );
}

function mainText({ name }: PackageManifest): string {
  return `const { ZencoderApp } = require('${name}/app');

ZencoderApp.run(process.env.ZENCODER_CONFIG ?? 'zencoder.yaml');
`;
}

/** Has no name: a private package needs none, and npm rejects the name of a dependency. */
function manifest({ name, version, engines, peerDependencies }: PackageManifest): object {
  const framework = frameworkOf(peerDependencies);
  const dependencies = { ...peerDependencies, [name]: `^${version}` };
  return {
    private: true,
    scripts: { synth: 'node main.js', diff: `${framework} diff`, deploy: `${framework} deploy` },
    dependencies: Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => byCodePoint(a, b))),
    devDependencies: { [`${framework}-cli`]: peerDependencies[framework] },
    engines,
  };
}

/** The package name of the framework, CDKTF or its successor CDK Terrain. The command of its CLI has the same name. */
function frameworkOf(peers: PackageManifest['peerDependencies']): string {
  return Object.keys(peers).find((peer) => /^cdkt[fn]$/.test(peer))!;
}

/** Includes a projectId, because the framework's CLI would otherwise generate one and rewrite the file. */
function frameworkSettings({ name }: PackageManifest): object {
  return {
    language: 'typescript',
    app: 'node main.js',
    projectId: name,
    sendCrashReports: 'false',
    output: 'cdktf.out',
  };
}

const GIT_IGNORE = `node_modules/
cdktf.out/
*.tfstate
*.tfstate.*
.terraform/
`;

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
