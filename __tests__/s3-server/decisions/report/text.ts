import { stringify } from 'yaml';
import { STAGING } from '../scenarios/accounts';
import { bucketOf, keptStatements, type Scenario } from '../scenarios/scenario';
import type { KeptStatement } from '../words';

/** Text as code in a cell of a Markdown table. Long runs of one character are shortened. */
export function code(text: string): string {
  const short = text.replace(/(.)\1{40,}/g, (_, char) => `${char.repeat(3)}…`);
  return `\`${short.replaceAll('|', '\\|')}\``;
}

/** A key as code, or its JSON if it contains unusual characters. */
export function keyCode(key: string): string {
  if (/^[\w./+%,@-]+$/.test(key)) return code(key);
  const escaped = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return code(JSON.stringify(key).replace(/\p{M}/gu, escaped));
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The settings of a bucket in the file, in a cell of a table. */
export function fileText(scenario: Scenario): string {
  const stack = scenario.staging ? [`stack: ${code(inline({ zencoder: STAGING }))}`] : [];
  const kept = keptStatements(scenario).map((statement) => `kept: ${code(brief(statement, bucketOf(scenario)))}`);
  return [...stack, code(inline(scenario.entry)), ...kept].join('<br>');
}

function inline(value: object): string {
  const invisible = JSON.stringify(value).includes('\\');
  return stringify(value, {
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: false,
    ...(invisible && { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }),
  })
    .trim()
    .slice(1, -1);
}

function brief({ Effect, Principal, Action, Resource, Condition }: KeptStatement, bucket: string): string {
  const arns = Principal === '*' ? ['*'] : [Principal.AWS].flat();
  const principals = arns.map((arn) => (arn === '*' ? 'everyone' : arn.replace(/^arn:aws:iam::(\d+):root$/, '$1')));
  const resources = [Resource]
    .flat()
    .map((arn) => arn.replace(`arn:aws:s3:::${bucket}/`, '').replace(`arn:aws:s3:::${bucket}`, 'the bucket'));
  const condition = Condition === undefined ? '' : ' where aws:SecureTransport is false';
  return `${Effect} ${principals.join(', ')}: ${[Action].flat().join(', ')} on ${resources.join(', ')}${condition}`;
}
