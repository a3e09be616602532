import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Diagnostic } from '../messages/diagnostic';
import { plain, quoted } from '../messages/wording';
import { Aliases } from './yaml-aliases';

type Path = Diagnostic['path'];

/** A YAML text as values, with the places where these stand. Nothing in it is executed, and no tag is obeyed. */
export class YamlSource {
  /** Why the text has no values. */
  public readonly syntaxFindings: readonly Diagnostic[];
  /** Names that are not what they seem: given twice, or no strings. Numbers of a backend too. */
  public readonly nameFindings: readonly Diagnostic[];
  /** What the text says; meaningless where there are syntax findings. */
  public readonly value: unknown;
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();
  private readonly aliases: Aliases;
  private readonly pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  /** @throws RangeError where it is nested too deeply */
  public constructor(text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      resolveKnownTags: false,
      uniqueKeys: false,
    });
    const faults = [...this.document.errors, ...this.document.warnings];
    if (faults.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) {
      throw new RangeError('nested too deeply');
    }
    const syntax = faults.map(({ pos, code, message }) =>
      findingAt(pos[0], SYNTAX[code] ?? `is not YAML: ${plain(message)}`),
    );
    const { notNames, misread } = this.misreadings();
    this.aliases = new Aliases(this.document);
    const hasDirective = this.document.directives.yaml.explicit;
    this.syntaxFindings = hasDirective
      ? [findingAt(0, 'a %YAML directive would change how values are read; leave it out')]
      : [...syntax, ...this.aliases.findings, ...notNames];
    this.nameFindings = hasDirective ? [] : misread;
    this.value = this.syntaxFindings.length > 0 ? undefined : this.document.toJS({ maxAliasCount: -1 });
  }

  /** Where what a finding is about begins: the value, or its name where that is meant or the value is empty. */
  public offsetOf({ path, atName, offset }: Diagnostic): number {
    if (offset !== undefined) {
      return offset;
    }
    const { name, value } = this.find(path);
    const [start] = (atName ? (name ?? value) : (value ?? name))?.range ?? [0];
    return start;
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
      const holder: unknown = isAlias(value) ? this.aliases.targets.get(value) : value;
      if (isMap(holder)) {
        const pair = this.pairsOf(holder).get(String(step));
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

  private pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
    const known = this.pairs.get(map);
    if (known) {
      return known;
    }
    const made = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
    this.pairs.set(map, made);
    return made;
  }

  /**
   * Names that cannot be names. Names given twice, or that are strings as written but not as YAML reads them, as `007`; such
   * numbers among the options of a backend too, where an account ID would lose its zero: elsewhere the format reports them.
   */
  private misreadings(): Record<'notNames' | 'misread', Diagnostic[]> {
    const notNames: Diagnostic[] = [];
    const misread: Diagnostic[] = [];
    visit(this.document, {
      Map: (_, { items }) => {
        const seen = new Set<unknown>();
        for (const { key } of items) {
          const offset = (key as Node | null)?.range?.[0];
          if (!isScalar(key)) {
            notNames.push(findingAt(offset, 'a name must be a string'));
          } else if (seen.has(key.value)) {
            const message = 'this name is given twice in the same map; YAML would keep one of the two';
            misread.push(findingAt(offset, message));
          } else if (typeof key.value !== 'string') {
            const written = key.source ?? String(key.value);
            const message = `the name ${plain(written) || '(empty)'} is read as ${describeValue(key.value)}, names are strings; quote it: ${quoted(written)}`;
            (key.value === null ? notNames : misread).push(findingAt(offset, message));
          }
          seen.add(isScalar(key) ? key.value : key);
        }
      },
      Scalar: (at, { value, source, range }, path) => {
        const names = path.filter((node) => isPair(node)).map(({ key }) => (isScalar(key) ? key.value : undefined));
        const changed = typeof value === 'number' && source !== undefined && source !== String(value);
        if (at !== 'key' && names[2] === 'backend' && changed) {
          const advice = `quote it: ${quoted(source)}, or write the number as it is`;
          misread.push(findingAt(range?.[0], `${plain(source)} is read as ${describeValue(value)}; ${advice}`));
        }
      },
    });
    return { notNames, misread };
  }
}

/** What is wrong with the text as YAML, at an offset. */
function findingAt(offset = 0, message: string): Diagnostic {
  return { path: [], offset, message };
}

const SYNTAX: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'a second document begins here; put everything into one',
  TAG_RESOLVE_FAILED: 'tags are not taken; write a plain value, in quotes where it begins with "!"',
  TAB_AS_INDENT: 'is not YAML: a tab cannot indent, use spaces',
};

/** What YAML took a value for, in a reader's words. */
export function describeValue(value: unknown): string {
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
