/** CDKTF writes its tokens, which are references to values known only at plan time, as these markers or as numbers. */
const MARKER = /[$#&]\{TfToken\[/;
const NUMBER = /\d(?:\.\d+)?e\+?(?:298|289)/g;

/** Whether CDKTF reads a text, or a part of it, as a token. */
export function containsToken(text: unknown): boolean {
  return typeof text === 'string' && (MARKER.test(text) || (text.match(NUMBER) ?? []).some(isTokenNumber));
}

/** Returns why a text with a token cannot be literal text, or undefined if it has none. */
export function tokenFault(text: string): string | undefined {
  return containsToken(text)
    ? 'contains a CDKTF token, a value that is known only at plan time and cannot be escaped for IAM; give the literal text'
    : undefined;
}

/** CDKTF marks a token in the first bits of a double: the first value for a number, the second for a list of numbers. */
const FIRST_BITS = [0xfdff, 0xfbff];

function isTokenNumber(number: string): boolean {
  const double = new DataView(new ArrayBuffer(8));
  double.setFloat64(0, -parseFloat(number));
  return FIRST_BITS.includes(double.getUint16(0));
}

/** Whether a text is a Terraform expression that CDKTF did not write. */
export function isExpression(text: string): boolean {
  return /^\s*[$%]\{(?!TfToken\[)/.test(text);
}
