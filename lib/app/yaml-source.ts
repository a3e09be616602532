import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Finding } from '../policy/finding';
import { quoted } from '../policy/wording';

type Path = Finding['path'];

/** What is wrong before the file can be seen as values, at an offset of its text. */
interface SyntaxFinding {
  readonly offset: number;
  readonly message: string;
}

/** A YAML text as values, with the places where these stand. Nothing in it is executed, and no tag is obeyed. */
export class YamlSource {
  public readonly syntaxFindings: readonly SyntaxFinding[];
  /** What the text says; meaningless where there are syntax findings. */
  public readonly value: unknown;
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();

  public constructor(text: string) {
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, version: '1.2' });
    const faults = [...this.document.errors, ...this.document.warnings].map(({ pos, code, message }) => ({
      offset: pos[0],
      message: SYNTAX[code] ?? `is not YAML: ${message.split('\n')[0]!.replace(/[\p{Cc}\p{Cf}]/gu, ' ')}`,
    }));
    this.syntaxFindings = faults.length > 0 ? faults : this.nameFindings();
    this.value = this.syntaxFindings.length > 0 ? undefined : this.document.toJS();
  }

  /** Line and column of the value at a path, or of its name where `atName` says so or where it is empty. */
  public place(path: Path, atName = false): string {
    const { name, value } = this.find(path);
    return this.lineAndColumn((atName ? (name ?? value) : (value ?? name))?.range?.[0] ?? 0);
  }

  public lineAndColumn(offset: number): string {
    const { line, col } = this.lines.linePos(offset);
    return `${Math.max(line, 1)}:${Math.max(col, 1)}`;
  }

  /** The value at a path as it is written: what `007` was before it became a number. */
  public written(path: Path): string | undefined {
    const { value } = this.find(path);
    return isScalar(value) ? value.source : undefined;
  }

  /** The innermost node on the way that is there. */
  private find(path: Path): { name?: Node; value?: Node } {
    let value: Node | undefined = this.document.contents ?? undefined;
    let name: Node | undefined;
    for (const step of path) {
      const holder: unknown = isAlias(value) ? value.resolve(this.document) : value;
      if (isMap(holder)) {
        const pair = holder.items.find((item) => isScalar(item.key) && item.key.value === step);
        if (!pair) {
          break;
        }
        name = pair.key as Node;
        value = (pair.value as Node | null) ?? undefined;
      } else if (isSeq(holder) && typeof step === 'number' && holder.items[step] !== undefined) {
        name = undefined;
        value = holder.items[step] as Node;
      } else {
        break;
      }
    }
    const empty = isScalar(value) && value.value === null && (value.source ?? '') === '';
    return { name, value: empty ? undefined : value };
  }

  /** Names are strings as they are written; YAML would make another one of `007`, and none of a list. */
  private nameFindings(): SyntaxFinding[] {
    const findings: SyntaxFinding[] = [];
    visit(this.document, {
      Pair: (_, { key }) => {
        if (!isScalar(key)) {
          findings.push({ offset: (key as Node | null)?.range?.[0] ?? 0, message: 'a name must be a string' });
        } else if (typeof key.value !== 'string') {
          const written = key.source ?? String(key.value);
          findings.push({
            offset: key.range?.[0] ?? 0,
            message: `the name ${written || '(empty)'} is read as ${kind(key.value)}, names are strings; quote it: ${quoted(written)}`,
          });
        }
      },
    });
    return findings;
  }
}

const SYNTAX: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this name is given twice in the same map; YAML would keep one of the two',
  MULTIPLE_DOCS: 'a second document begins here; put everything into one',
  TAG_RESOLVE_FAILED: 'tags are not taken; write a plain value, in quotes where it begins with "!"',
  TAB_AS_INDENT: 'is not YAML: a tab cannot indent, use spaces',
};

/** What YAML took a value for, in a reader's words. */
export function kind(value: unknown): string {
  if (value === null || value === undefined) {
    return 'nothing';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  switch (typeof value) {
    case 'object':
      return 'a map';
    case 'boolean':
      return `the truth value ${value}`;
    case 'number':
    case 'bigint':
      return `the number ${value}`;
    default:
      return 'a string';
  }
}
