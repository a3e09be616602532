import { shown } from '../../messages/shown';

const PLAIN_CODE = /^[\w./+=:-]+$/;

/** A key, prefix or name as code. Nothing in it can end the cell of a table or the code, or be taken for a mention or a link. */
export function code(text: string): string {
  const visible = shown(text);
  return PLAIN_CODE.test(visible)
    ? `\`${visible}\``
    : `<code>${visible.replace(/[^\p{L}\p{M}\p{N} /-]/gu, reference)}</code>`;
}

/** Text that is read as it is. GitHub looks for mentions once more in what has been rendered, hence the space of no width. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|&#~$]/g, reference).replace(/@/g, '&#64;&#8203;');
}

function reference(char: string): string {
  return `&#${char.codePointAt(0)};`;
}

export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

export function markdownList(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}
