import type { ZencoderGrant } from '../../grants/grant';
import { byCodePoint } from '../../messages/text';
import { configText } from '../../snippets/zencoder-yaml';
import { ZencoderRole } from '../../zencoder/account-and-roles';
import type { PackageManifest } from './own-package';

export interface ProjectBucket {
  readonly bucket: string;
  readonly region: string;
}

/** Each file of a new project, by its name. */
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
    { stack: 'media', region, bucket, settings: { requireTls: true, grants } },
    {
      head: [
        `yaml-language-server: $schema=./node_modules/${name}/zencoder.schema.json`,
        'Which S3 buckets Zencoder may read and write. "npm run synth" makes Terraform of it.',
      ],
      stack: [
        'The only account that an apply may change, and where the state lies; without a backend it is a file beside cdktf.json.',
        'provider: { allowedAccountIds: ["111122223333"] }',
        `backend: { s3: { bucket: my-terraform-state, key: media.tfstate, region: ${region}, useLockfile: true } }`,
      ],
      grants: ['Sources under in/, renditions under out/: Zencoder cannot write where it reads.'],
    },
  );
}

function mainText({ name }: PackageManifest): string {
  return `const { ZencoderApp } = require('${name}/app');

ZencoderApp.run(process.env.ZENCODER_CONFIG ?? 'zencoder.yaml');
`;
}

/** Without a name: npm asks for none of what is never published, and takes none that a dependency has. */
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

/** CDKTF, or CDK Terrain, which has taken its place; the name is the command of its CLI, too. */
function frameworkOf(peers: PackageManifest['peerDependencies']): string {
  return Object.keys(peers).find((peer) => /^cdkt[fn]$/.test(peer))!;
}

/** Where there is no projectId, the framework's CLI makes one up and writes the file anew. */
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
