import type { ZencoderGrant } from '../grants/grant';
import { ZencoderAction, ZencoderRole } from '../zencoder/account-and-roles';
import { type BucketAccess, FIRST_STACK, keptFile } from './bucket-access';
import { listLines, typescriptString } from './literals';

/** A complete CDKTF program in TypeScript. */
export function cdktfProgram(access: BucketAccess): string {
  const { bucket, region, grants, requireTls } = access;
  const kept = keptFile(access);
  const enums = [
    ...(grants.some(({ actions }) => actions !== undefined) ? ['ZencoderAction'] : []),
    'ZencoderBucketAccess',
    ...(grants.some(({ role }) => role !== undefined) ? ['ZencoderRole'] : []),
  ];
  const ofProvider = region === undefined ? '' : `, { region: ${typescriptString(region)} }`;
  return [
    ...(kept ? ["import { readFileSync } from 'node:fs';"] : []),
    "import { AwsProvider } from '@cdktf/provider-aws/lib/provider';",
    "import { App, TerraformStack } from 'cdktf';",
    `import { ${enums.join(', ')} } from 'cdktf-zencoder-s3';`,
    '',
    'const app = new App();',
    `const stack = new TerraformStack(app, '${FIRST_STACK}');`,
    `new AwsProvider(stack, 'aws'${ofProvider});`,
    "new ZencoderBucketAccess(stack, 'zencoder', {",
    `  bucket: ${typescriptString(bucket)},`,
    ...(requireTls ? ['  requireTls: true,'] : []),
    '  grants: [',
    ...grants.map((grant) => `    ${grantText(grant)},`),
    '  ],',
    ...(kept
      ? [`  otherStatements: readFileSync(${typescriptString(kept.path)}, 'utf8'),`, '  adoptExistingPolicy: true,']
      : []),
    '});',
    'app.synth();',
    '',
  ].join('\n');
}

function grantText({ role, actions, prefixes, keys, expires }: ZencoderGrant): string {
  const list = (name: string, members: readonly string[] | undefined) =>
    members === undefined ? [] : [`${name}: ${listLines(members, 6, name.length + 8)}`];
  const texts = [
    ...(role === undefined ? [] : [`role: ZencoderRole.${memberName(ZencoderRole, role)}`]),
    ...list(
      'actions',
      actions?.map((action) => `ZencoderAction.${memberName(ZencoderAction, action)}`),
    ),
    ...list('prefixes', prefixes?.map(typescriptString)),
    ...list('keys', keys?.map(typescriptString)),
    ...(expires === undefined ? [] : [`expires: ${typescriptString(expires)}`]),
  ];
  const line = `{ ${texts.join(', ')} }`;
  return line.length <= 110 && !line.includes('\n')
    ? line
    : `{\n${texts.map((text) => `      ${text},\n`).join('')}    }`;
}

function memberName(of: Readonly<Record<string, string>>, value: string): string {
  return Object.keys(of).find((name) => of[name] === value)!;
}
