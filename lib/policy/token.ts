/** CDKTF writes tokens, its references to values known only at plan time, as markers of text or as numbers near this one. */
const TOKEN = /[$#&]\{TfToken\[|-1\.88\d*e\+?289/;

/** Why CDKTF would take a text that is meant literally for a reference of its own, or undefined. */
export function tokenFault(text: string): string | undefined {
  return TOKEN.test(text)
    ? 'holds a CDKTF token, which stands for a value known only at plan time: it cannot be escaped for IAM, give the literal text'
    : undefined;
}
