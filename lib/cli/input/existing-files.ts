import { JsonSource } from '../../iam/json-source';
import { isObject, type JsonObject } from '../../messages/json';

/** An existing file, with the additions that a project needs. */
export interface Addition {
  /** The new text. It equals the text before if nothing was missing. */
  readonly text: string;
  /**
   * Names that the project needs but the file uses for something else, such as a script `synth`. They are not changed.
   */
  readonly kept: readonly string[];
}

const SECTIONS = ['scripts', 'dependencies', 'devDependencies'] as const;
const PACKAGE_SECTIONS: readonly string[] = [...SECTIONS.slice(1), 'peerDependencies', 'optionalDependencies'];

/**
 * Adds missing scripts and dependencies to the text of a `package.json`. Existing members and the formatting do not
 * change.
 * @throws Error if the text is not a valid `package.json`
 */
export function withMissingMembers(text: string, needed: JsonObject): Addition {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  let result = text.slice(mark.length);
  new JsonSource(result);
  const has: unknown = JSON.parse(result);
  if (!isObject(has)) {
    throw new Error('is not a JSON object');
  }
  const kept: string[] = [];
  const packages = new Set(
    PACKAGE_SECTIONS.flatMap((section) => (isObject(has[section]) ? Object.keys(has[section]) : [])),
  );
  for (const section of SECTIONS) {
    const wanted = Object.entries(needed[section] as JsonObject);
    const own = has[section] === undefined ? {} : has[section];
    if (!isObject(own)) {
      throw new Error(`has no object in ${section}`);
    }
    const isThere = (name: string) => Object.hasOwn(own, name) || (section !== 'scripts' && packages.has(name));
    const missing = wanted.filter(([name]) => !isThere(name));
    kept.push(
      ...wanted
        .filter(([name, value]) => section === 'scripts' && isThere(name) && own[name] !== value)
        .map(([name]) => name),
    );
    if (missing.length > 0) {
      const isNew = has[section] === undefined;
      const members: readonly (readonly [string, unknown])[] = isNew
        ? [[section, Object.fromEntries(missing)]]
        : missing;
      result = withMembers(result, isNew ? [] : [section], members);
    }
  }
  return { text: mark + result, kept };
}

/** Adds members at the end of the object at the path, in the same layout as its existing members. */
function withMembers(text: string, path: readonly string[], members: readonly (readonly [string, unknown])[]): string {
  const open = new JsonSource(text).offsetOf(path);
  const close = closingOf(text, open);
  const inner = text.slice(open + 1, close);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const [, unit = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
  const [, indent] = /\n([ \t]*)\S/.exec(inner) ?? [];
  const isOnOneLine = indent === undefined && inner.trim() !== '';
  const margin = indent ?? unit.repeat(path.length + 1);
  const written = members.map(([name, value]) => {
    const json = JSON.stringify(value, null, isOnOneLine ? undefined : unit);
    return `${JSON.stringify(name)}: ${json.replace(/\n/g, `${eol}${margin}`)}`;
  });
  const before = inner.trimEnd();
  const comma = before.trim() === '' ? '' : ',';
  const joined = isOnOneLine ? ` ${written.join(', ')}` : `${eol}${margin}${written.join(`,${eol}${margin}`)}`;
  const end = isOnOneLine || indent !== undefined ? inner.slice(before.length) : `${eol}${unit.repeat(path.length)}`;
  return `${text.slice(0, open + 1)}${before}${comma}${joined}${end}${text.slice(close)}`;
}

/** The offset of the brace that closes the object which opens at `open`. */
function closingOf(text: string, open: number): number {
  const token = /"(?:[^"\\]|\\.)*"|[{}]/gs;
  token.lastIndex = open;
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    depth += match[0] === '{' ? 1 : match[0] === '}' ? -1 : 0;
    if (depth === 0) {
      return match.index;
    }
  }
  return text.length;
}

/** Adds missing lines to the text of a `.gitignore`. A pattern counts as present with or without its outer slashes. */
export function withMissingLines(text: string, needed: string): Addition {
  const nameOf = (line: string) => line.trim().replace(/^\/|\/$/g, '');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const has = new Set(text.split(/\r?\n/).map(nameOf));
  const missing = needed.split('\n').filter((line) => line !== '' && !has.has(nameOf(line)));
  const start = text === '' || text.endsWith('\n') ? text : `${text}${eol}`;
  return { text: missing.length === 0 ? text : `${start}${missing.map((line) => `${line}${eol}`).join('')}`, kept: [] };
}
