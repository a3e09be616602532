interface JsonNode {
  readonly offset: number;
  readonly members: ReadonlyMap<string | number, JsonNode>;
}

/** How deeply lists and objects can be nested. */
export const MAX_DEPTH = 100;
const NO_MEMBERS: JsonNode['members'] = new Map();
const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-]))?/suy;

/** A number that `JSON.parse` changes: it has more digits than a double can hold, or is out of range. */
export interface LongNumber {
  readonly path: readonly (string | number)[];
  /** The number as it is written. */
  readonly text: string;
}

/**
 * A syntax error in JSON, with its place. The message never quotes the text, since the file can be a wrong one that
 * contains secrets.
 */
export class JsonSyntaxError extends Error {
  public constructor(
    message: string,
    public readonly offset: number,
  ) {
    super(message);
  }
}

/** Reads a JSON text with the places of its values, which `JSON.parse` does not report. It refuses repeated names. */
export class JsonSource {
  public readonly longNumbers: LongNumber[] = [];
  private readonly root: JsonNode;
  private readonly path: (string | number)[] = [];
  /** The next token and its offset; undefined at the end of the text. */
  private token: string | undefined;
  private offset = 0;

  /** @throws JsonSyntaxError */
  public constructor(private readonly text: string) {
    this.read(0);
    this.root = this.value(0);
    if (this.token !== undefined) {
      throw this.error('unexpected text after the end of the document');
    }
  }

  /** The offset of the value at a path. If there is no such value, the offset of the innermost value around it. */
  public offsetOf(path: readonly (string | number)[]): number {
    let node = this.root;
    for (const step of path) {
      node = node.members.get(step) ?? { ...node, members: new Map() };
    }
    return node.offset;
  }

  private value(depth: number): JsonNode {
    const { token, offset } = this;
    if (depth > MAX_DEPTH) {
      throw this.error('is nested too deeply');
    }
    if (token === '{' || token === '[') {
      return { offset, members: this.members(depth, token === '{' ? '}' : ']') };
    }
    if (token === undefined || !/^["tfn\d-]/.test(token)) {
      throw this.error('a value is missing');
    }
    if (/^[\d-]/.test(token) && !isKept(token)) {
      this.longNumbers.push({ path: [...this.path], text: token });
    }
    this.take();
    return { offset, members: NO_MEMBERS };
  }

  private members(depth: number, close: '}' | ']'): JsonNode['members'] {
    const members = new Map<string | number, JsonNode>();
    this.take();
    while (this.token !== close || members.size > 0) {
      const name = close === '}' ? this.name(members) : members.size;
      this.path.push(name);
      members.set(name, this.value(depth + 1));
      this.path.pop();
      if (this.token === close) {
        break;
      }
      this.expect(',', `"," or "${close}" is missing`);
    }
    this.take();
    return members;
  }

  private name(members: JsonNode['members']): string {
    if (!this.token?.startsWith('"')) {
      throw this.error('a name in double quotes is missing');
    }
    const name = JSON.parse(this.token) as string;
    if (members.has(name)) {
      throw this.error('a name is given twice in the same object');
    }
    this.take();
    this.expect(':', '":" is missing');
    return name;
  }

  private expect(token: string, otherwise: string): void {
    if (this.token !== token) {
      throw this.error(otherwise);
    }
    this.take();
  }

  private take(): void {
    this.read(this.offset + (this.token?.length ?? 0));
  }

  private read(from: number): void {
    TOKEN.lastIndex = from;
    const match = TOKEN.exec(this.text)!;
    this.token = match[1] ?? match[2] ?? match[3];
    this.offset = TOKEN.lastIndex - (this.token?.length ?? 0);
    if (this.token === undefined && this.offset < this.text.length) {
      throw this.error('unexpected character');
    }
  }

  private error(message: string): JsonSyntaxError {
    return new JsonSyntaxError(`is not JSON: ${message}`, this.offset);
  }
}

/** A JavaScript number keeps every number with this many digits. */
const MAX_EXACT_DIGITS = 15;

function isKept(number: string): boolean {
  const value = Number(number);
  const written = String(value);
  const isExact = Number.isSafeInteger(value) || written.replace(/\D/g, '').length <= MAX_EXACT_DIGITS;
  return isExact && Number.isFinite(value) && significantDigits(written) === significantDigits(number);
}

/** The digits of a decimal number without zeros at the beginning and the end. */
function significantDigits(number: string): string {
  return number
    .replace(/e.*/i, '')
    .replace(/\D/g, '')
    .replace(/^0+|(?<!0)0+$/g, '');
}

/** The line and the column of an offset. Both begin at 1. */
export function lineAndColumn(text: string, offset: number): string {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return `${line}:${offset - start + 1}`;
}
