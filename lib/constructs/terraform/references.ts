import { DefaultTokenResolver, StringConcat, Tokenization } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * What a text refers to, if it is a reference and nothing else: the same for all references to one attribute, of which CDKTF makes
 * another token each time that it is read. Any other text is itself.
 */
export function referenceOf(value: string): string {
  const { tokens, literals } = Tokenization.reverseString(value);
  // By the members of CDKTF's own class for it.
  const [token] = tokens as { originStack?: IConstruct; identifier?: unknown }[];
  return tokens.length === 1 && literals.length === 0 && typeof token?.identifier === 'string'
    ? `${token.originStack?.node.path} ${token.identifier}`
    : value;
}

/** A text as Terraform reads it. */
export function resolved(scope: IConstruct, text: string): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(text, { scope, resolver, preparing: false }));
}
