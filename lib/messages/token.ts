/** CDKTF writes tokens, its references to values known only at plan time, as such markers or as numbers. */
const MARKER = /[$#&]\{TfToken\[/;
const NUMBER = /\d(?:\.\d+)?e\+?(?:298|289)/g;

/** Whether CDKTF takes a text, or a part of it, for a reference of its own. */
export function containsToken(text: unknown): boolean {
  return typeof text === 'string' && (MARKER.test(text) || (text.match(NUMBER) ?? []).some(isTokenNumber));
}

/** Why such a text cannot be meant literally, or undefined. */
export function tokenFault(text: string): string | undefined {
  return containsToken(text)
    ? 'holds a CDKTF token, which stands for a value known only at plan time: it cannot be escaped for IAM, give the literal text'
    : undefined;
}

/** CDKTF marks tokens by the first bits of a double: these for a number, and for a list of numbers. */
const FIRST_BITS = [0xfdff, 0xfbff];

function isTokenNumber(number: string): boolean {
  const double = new DataView(new ArrayBuffer(8));
  double.setFloat64(0, -parseFloat(number));
  return FIRST_BITS.includes(double.getUint16(0));
}

/** Whether a text is an expression of Terraform's that was not written by CDKTF. */
export function isExpression(text: string): boolean {
  return /^\s*[$%]\{(?!TfToken\[)/.test(text);
}
