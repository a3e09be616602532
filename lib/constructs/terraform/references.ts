import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * The attribute that a text refers to, if the text is a single reference; otherwise the text itself. The result is the
 * same for all references to one attribute, although CDKTF creates a new token for each.
 */
export function referenceOf(value: string): string {
  const { tokens, literals } = Tokenization.reverseString(value);
  // CDKTF's class for references has these members.
  const [token] = tokens as { originStack?: IConstruct; identifier?: unknown }[];
  return tokens.length === 1 && literals.length === 0 && typeof token?.identifier === 'string'
    ? `${token.originStack?.node.path} ${token.identifier}`
    : value;
}

/** A text with its tokens resolved. */
export function resolved(scope: IConstruct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
}
