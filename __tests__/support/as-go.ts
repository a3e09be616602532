/** JSON text as Go's encoder writes it. The AWS provider sends it in this form. */
export function asGo(json: string): string {
  return json.replace(/[<>&\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
