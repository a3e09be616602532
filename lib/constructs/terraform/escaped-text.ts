import { type IResolveContext, Lazy } from 'cdktf';
import { isExpression } from '../../messages/token';
import { asBlock, asReference, forWriter, inBlocks, withoutType } from '../hcl-output/hcl-output';

/** What lifecycles and backends are written by. */
export { asBlock, asReference, inBlocks };

const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/**
 * Text that Terraform reads back as it is given here, with the tokens in it replaced by their values.
 *
 * Terraform takes `${` and `%{` in every string for templates, and CDKTF does not escape them.
 */
export function terraformText(text: string): string {
  const write = (literal: string) => escapeTemplate(forWriter(literal, escapeQuoted));
  return TOKEN.test(text) ? late((context) => withTokens(text, write, context)) : write(text);
}

/** The same for a value in a map of which CDKTF has no types. */
export function untypedText(text: string): string {
  return withoutType(terraformText(text));
}

/** JSON in ASCII: Terraform, which rewrites other characters, leaves it as it is. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A condition in Terraform's language, for a `precondition` or `postcondition`: `expression` gets a text, with the tokens
 * in it, as a quoted string of that language.
 */
export function conditionOn(text: string, expression: (quoted: string) => string): string {
  return expressionOn([text], ([quoted]) => expression(quoted!));
}

/** The same of several texts. */
export function expressionOn(texts: readonly string[], expression: (quoted: readonly string[]) => string): string {
  const write = (literal: string) => escapeTemplate(escapeQuoted(literal));
  const quoted = (text: string, context: IResolveContext) =>
    isExpression(text) ? `"${context.resolve(text)}"` : `"${withTokens(text, write, context)}"`;
  return late((context) => `\${${expression(texts.map((text) => quoted(text, context)))}}`);
}

/** A text as a literal of Terraform's language, quotes included. */
export function quotedText(text: string): string {
  return `"${escapeTemplate(escapeQuoted(text))}"`;
}

/** An expression: whether a text has at most so many bytes of UTF-8: `length` counts grapheme clusters, but base64 has 4 characters for 3 bytes. */
export function fits(of: string, bytes: number): string {
  return `length(replace(base64encode(${of}), "=", "")) <= ${Math.ceil((bytes * 4) / 3)}`;
}

/** Put together late, since CDKTF leaves out the braces of a token that stands behind an open `${`, escaped or not. */
function late(produce: (context: IResolveContext) => string): string {
  return Lazy.stringValue({ produce });
}

function withTokens(text: string, write: (literal: string) => string, context: IResolveContext): string {
  return text
    .split(TOKEN)
    .map((part) => (TOKEN.test(part) ? resolved(String(context.resolve(part)), write) : write(part)))
    .join('');
}

/** A token stands for an expression; one that CDKTF produces late may stand for a plain text. */
function resolved(value: string, write: (literal: string) => string): string {
  return value.includes('${') ? value : write(value);
}

function escapeTemplate(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeQuoted(text: string): string {
  return text.replace(/[\\"\n\r\t]/g, (char) => ESCAPES[char] ?? `\\${char}`);
}
