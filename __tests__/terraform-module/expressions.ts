/** The code of Terraform's language in all strings of a configuration. */
export function codeOf(value: unknown): string {
  if (typeof value === 'string') {
    return codeIn(value);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).map(codeOf).join('\n') : '';
}

/** What of a string is code of Terraform's language: what stands between `${` and `}`, without the literals in it. */
function codeIn(text: string): string {
  let code = '';
  /** How we got where we are: a template, or code in so many braces. */
  const within: ('template' | number)[] = ['template'];
  for (const [token] of text.matchAll(/\$\$\{|%%\{|\$\{|\\.|./gsu)) {
    const here = within.at(-1)!;
    if (here === 'template') {
      if (token === '${') {
        within.push(0);
      } else if (token === '"' && within.length > 1) {
        within.pop();
        code += '""';
      }
    } else if (token === '"') {
      within.push('template');
    } else if (token === '}' && here === 0) {
      within.pop();
      code += ' ';
    } else {
      within[within.length - 1] = here + (token === '{' ? 1 : token === '}' ? -1 : 0);
      code += token;
    }
  }
  return code;
}

/** The names of all functions that are called. */
export function functionsIn(code: string): string[] {
  return [...code.matchAll(/([\w:-]+)\(/g)].map(([, name]) => name!);
}

/** What is referred to by `root.NAME`. */
export function referencesIn(code: string, root: string): string[] {
  return [...code.matchAll(new RegExp(`(?<![\\w.])${root}\\.(\\w+)`, 'g'))].map(([, name]) => name!);
}
