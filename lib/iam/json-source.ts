interface JsonNode {
  readonly offset: number;
  readonly members: ReadonlyMap<string | number, JsonNode>;
}

/** How many lists and objects can be inside of each other. */
export const DEEPEST = 100;
const TOKEN =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-]))?/suy;

/** A number as the text has it, where reading it changes it: it has more digits than a double keeps, or is out of its range. */
export interface LongNumber {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Where a JSON text breaks. The message never holds what the text says: it may be a file that was not meant. */
export class JsonSyntaxError extends Error {
  public constructor(
    message: string,
    public readonly offset: number,
  ) {
    super(message);
  }
}

/** A JSON text with the places of its values, which `JSON.parse` does not tell, and without names given twice. */
export class JsonSource {
  public readonly longNumbers: readonly LongNumber[];
  private readonly root: JsonNode;
  private readonly path: (string | number)[] = [];
  private readonly found: LongNumber[] = [];
  private position = 0;

  /** @throws JsonSyntaxError */
  public constructor(private readonly text: string) {
    this.root = this.value(0);
    this.longNumbers = this.found;
    if (this.peek() !== undefined) {
      throw this.error('ends here, but more follows');
    }
  }

  /** Where the value at the path begins, or the innermost one around it that is there. */
  public offsetOf(path: readonly (string | number)[]): number {
    let node = this.root;
    for (const step of path) {
      const member = node.members.get(step);
      if (!member) {
        break;
      }
      node = member;
    }
    return node.offset;
  }

  private value(depth: number): JsonNode {
    const token = this.peek();
    const offset = this.position;
    if (depth > DEEPEST) {
      throw this.error('is nested too deeply');
    }
    if (token === '{') {
      return { offset, members: this.members(depth, '}') };
    }
    if (token === '[') {
      return { offset, members: this.members(depth, ']') };
    }
    if (token === undefined || !/^["tfn\d-]/.test(token)) {
      throw this.error('a value is missing');
    }
    if (/^[\d-]/.test(token) && !isKept(token)) {
      this.found.push({ path: [...this.path], text: token });
    }
    this.take();
    return { offset, members: new Map() };
  }

  private members(depth: number, close: '}' | ']'): ReadonlyMap<string | number, JsonNode> {
    const members = new Map<string | number, JsonNode>();
    this.take();
    if (this.peek() === close) {
      this.take();
      return members;
    }
    for (;;) {
      const name = close === '}' ? this.name(members) : members.size;
      this.path.push(name);
      members.set(name, this.value(depth + 1));
      this.path.pop();
      const next = this.peek();
      if (next !== ',' && next !== close) {
        throw this.error(`"," or "${close}" is missing`);
      }
      this.take();
      if (next === close) {
        return members;
      }
    }
  }

  private name(members: ReadonlyMap<string | number, JsonNode>): string {
    const token = this.peek();
    if (token === undefined || !token.startsWith('"')) {
      throw this.error('a name in double quotes is missing');
    }
    const name = JSON.parse(token) as string;
    if (members.has(name)) {
      throw this.error('a name is given twice in the same object');
    }
    this.take();
    if (this.peek() !== ':') {
      throw this.error('":" is missing');
    }
    this.take();
    return name;
  }

  /** The token that comes next, undefined at the end; the position is then where it begins. */
  private peek(): string | undefined {
    TOKEN.lastIndex = this.position;
    const match = TOKEN.exec(this.text)!;
    const token = match[1] ?? match[2] ?? match[3];
    this.position = TOKEN.lastIndex - (token?.length ?? 0);
    if (token === undefined && this.position < this.text.length) {
      throw this.error('something else than JSON stands here');
    }
    return token;
  }

  private take(): void {
    TOKEN.lastIndex = this.position;
    TOKEN.exec(this.text);
    this.position = TOKEN.lastIndex;
  }

  private error(message: string): JsonSyntaxError {
    return new JsonSyntaxError(`is not JSON: ${message}`, this.position);
  }
}

/** That a JavaScript number keeps, whatever they are. */
const MOST_DIGITS = 15;

function isKept(number: string): boolean {
  const value = Number(number);
  const written = String(value);
  return (
    (Number.isSafeInteger(value) || (Number.isFinite(value) && written.replace(/\D/g, '').length <= MOST_DIGITS)) &&
    decimal(number) === decimal(written)
  );
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** The same for every way of writing the same number. */
function decimal(number: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(number) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  let end = digits.length;
  while (digits[end - 1] === '0') {
    end--;
  }
  return end === 0 ? '0' : `${sign}${digits.slice(0, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}

/** Line and column, from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}
