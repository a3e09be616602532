import { type IResolveContext, Lazy } from 'cdktf';
import { isExpression } from '../../messages/token';
import { asBlock, asReference, escapedForHcl, inBlocks, quotedForHcl } from '../hcl-output/hcl-output';

/** The functions that write lifecycles and backends. */
export { asBlock, asReference, inBlocks };

const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/**
 * Escapes a text so that Terraform reads it unchanged, with its tokens replaced by their values. Terraform reads `${`
 * and `%{` in a string as the start of a template, and CDKTF does not escape them.
 */
export function terraformText(text: string): string {
  const write = (literal: string) => escapeTemplate(escapedForHcl(literal, escapeQuoted));
  return TOKEN.test(text) ? lazyText((context) => withTokens(text, write, context)) : write(text);
}

/** Like `terraformText`, for a value in a map without CDKTF types. */
export function untypedText(text: string): string {
  return quotedForHcl(terraformText(text));
}

/** JSON in ASCII, which Terraform does not change; it rewrites other characters to Unicode NFC. */
export function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * A condition in Terraform's language, for a `precondition` or `postcondition`.
 * @param text may contain tokens
 * @param expression makes the condition of the text, which it gets as a quoted Terraform string
 */
export function conditionOn(text: string, expression: (quoted: string) => string): string {
  return expressionOn([text], ([quoted]) => expression(quoted!));
}

/** Like `conditionOn`, for several texts. */
export function expressionOn(texts: readonly string[], expression: (quoted: readonly string[]) => string): string {
  const write = (literal: string) => escapeTemplate(escapeQuoted(literal));
  const quoted = (text: string, context: IResolveContext) =>
    isExpression(text) ? `"${context.resolve(text)}"` : `"${withTokens(text, write, context)}"`;
  return lazyText((context) => `\${${expression(texts.map((text) => quoted(text, context)))}}`);
}

/** A text as a quoted Terraform string. */
export function quotedText(text: string): string {
  return `"${escapeTemplate(escapeQuoted(text))}"`;
}

/**
 * A Terraform expression: whether the UTF-8 text has at most the given number of bytes. `length` counts grapheme
 * clusters, so the expression counts the base64 characters, 4 for each 3 bytes.
 */
export function fits(text: string, bytes: number): string {
  return `length(replace(base64encode(${text}), "=", "")) <= ${Math.ceil((bytes * 4) / 3)}`;
}

/**
 * A text that is built when CDKTF resolves tokens. Otherwise CDKTF omits the braces of a token after an open `${`, even
 * if that is escaped.
 */
function lazyText(produce: (context: IResolveContext) => string): string {
  return Lazy.stringValue({ produce });
}

function withTokens(text: string, write: (literal: string) => string, context: IResolveContext): string {
  return text
    .split(TOKEN)
    .map((part) => (TOKEN.test(part) ? resolved(String(context.resolve(part)), write) : write(part)))
    .join('');
}

/** The value of a token is a Terraform expression, or, for a lazy value, possibly plain text. */
function resolved(value: string, write: (literal: string) => string): string {
  return value.includes('${') ? value : write(value);
}

function escapeTemplate(text: string): string {
  return text.includes('${') || text.includes('%{') ? text.replace(/([$%])\{/g, '$1$1{') : text;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escapeQuoted(text: string): string {
  return text.replace(/[\\"\n\r\t]/g, (char) => ESCAPES[char] ?? `\\${char}`);
}
