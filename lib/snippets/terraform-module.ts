import type { ZencoderGrant } from '../grants/grant';
import { type BucketAccess, keptFile } from './bucket-access';
import { hclString, identifier, listLines } from './literals';

/** The version and the repository of this package, from its `package.json`. */
export interface PackageSource {
  readonly version: string;
  readonly repository: { readonly url: string };
}

/** The call of the Terraform module, for a configuration that has an AWS provider. */
export function terraformModule(access: BucketAccess, source: PackageSource): string {
  const { bucket, region, grants, requireTls } = access;
  const kept = keptFile(access);
  const settings: readonly (readonly [name: string, value: string])[] = [
    ['bucket', hclString(bucket)],
    ...(region === undefined ? [] : [['region', hclString(region)] as const]),
    ...(requireTls ? [['require_tls', 'true'] as const] : []),
  ];
  const width = Math.max(...settings.map(([name]) => name.length));
  return [
    `module "${identifier(`zencoder_${bucket}`)}" {`,
    `  source = ${hclString(moduleSource(source))}`,
    '',
    ...settings.map(([name, value]) => `  ${name.padEnd(width)} = ${value}`),
    '',
    '  grants = [',
    ...grants.map((grant) => `    ${grantText(grant)},`),
    '  ]',
    ...(kept ? ['', `  source_policy_documents = [file("\${path.module}/${kept.path}")]`] : []),
    '}',
    ...(kept ? importBlock(access) : []),
    '',
  ].join('\n');
}

/** Imports the existing bucket policy, so that the plan shows what changes in it. */
function importBlock({ bucket, region }: BucketAccess): string[] {
  const id = region === undefined ? bucket : `${bucket}@${region}`;
  return [
    '',
    'import {',
    `  to = module.${identifier(`zencoder_${bucket}`)}.aws_s3_bucket_policy.this[0]`,
    `  id = ${hclString(id)}`,
    '}',
  ];
}

function moduleSource({ version, repository }: PackageSource): string {
  return `${repository.url.replace(/^git\+/, 'git::')}//terraform/zencoder-s3-access?ref=v${version}`;
}

function grantText(grant: ZencoderGrant): string {
  const members = Object.entries(grant).filter(([, value]) => value !== undefined);
  const texts = members.map(([name, value]: [string, string | readonly string[]]) => {
    const text = typeof value === 'string' ? hclString(value) : listLines(value.map(hclString), 6, 20);
    return `${name} = ${text}`;
  });
  const line = `{ ${texts.join(', ')} }`;
  return line.length <= 110 && !line.includes('\n') ? line : lines(members, texts);
}

/** One attribute on each line. Neighbouring attributes with a single line are aligned, as `terraform fmt` does it. */
function lines(members: readonly (readonly [string, unknown])[], texts: readonly string[]): string {
  const widths = texts.map((_, index) => {
    const isShort = (at: number) => texts[at] !== undefined && !texts[at].includes('\n');
    let [first, last] = [index, index];
    while (isShort(index) && isShort(first - 1)) first--;
    while (isShort(index) && isShort(last + 1)) last++;
    return Math.max(...members.slice(first, last + 1).map(([name]) => name.length));
  });
  const aligned = texts.map((text, index) => {
    const name = members[index]![0];
    return `      ${name.padEnd(widths[index]!)}${text.slice(name.length)}`;
  });
  return `{\n${aligned.join('\n')}\n    }`;
}
