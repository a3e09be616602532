import {
  type Document,
  isAlias,
  isCollection,
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
import { syntaxFindings } from './yaml-syntax';

type Path = Diagnostic['path'];

/** A YAML text as values with their positions. It executes nothing and applies no tags. */
export class YamlSource {
  /** The syntax errors. With any of them, the text has no values. */
  public readonly syntaxFindings: readonly Diagnostic[];
  /** Errors in names: given twice, or not strings. Also numbers of a backend that lose digits. */
  public readonly nameFindings: readonly Diagnostic[];
  /** The value of the text; undefined if it has syntax errors. */
  public readonly value: unknown;
  private readonly document: Document.Parsed;
  private readonly lines = new LineCounter();
  private readonly aliases: Aliases;
  private readonly pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  /** @throws RangeError if the text is nested too deeply */
  public constructor(private readonly text: string) {
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
    const syntax = syntaxFindings(text, this.document, (offset) => this.lines.linePos(offset).line);
    const { notNames, misread } = this.misreadings();
    this.aliases = new Aliases(this.document);
    const broken = new Set(syntax.map(({ offset }) => offset));
    const hasDirective = this.document.directives.yaml.explicit;
    this.syntaxFindings = hasDirective
      ? [findingAt(0, 'a %YAML directive would change how values are read; leave it out')]
      : [...syntax, ...this.aliases.findings, ...notNames.filter(({ offset }) => !broken.has(offset))];
    this.nameFindings = hasDirective ? [] : misread;
    this.value = this.syntaxFindings.length > 0 ? undefined : this.document.toJS({ maxAliasCount: -1 });
  }

  /** The offset of what a finding is about: of the value, or of its name if `atName` is set or the value is empty. */
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

  /** The source text of the value at a path, such as `007` for the number 7. */
  public written(path: Path): string | undefined {
    const { value } = this.find(path);
    return isScalar(value) ? value.source : undefined;
  }

  /** Whether the value at a path is a member of a map in braces or of a list in brackets. */
  public isInFlow(path: Path): boolean {
    const { value } = this.find(path.slice(0, -1));
    const parent: unknown = isAlias(value) ? this.aliases.targets.get(value) : value;
    return isCollection(parent) && parent.flow === true;
  }

  /** The innermost existing node on a path. */
  private find(path: Path): { name?: Node; value?: Node } {
    let value: Node | undefined = this.document.contents ?? undefined;
    let name: Node | undefined;
    for (const step of path) {
      const parent: unknown = isAlias(value) ? this.aliases.targets.get(value) : value;
      if (isMap(parent)) {
        const pair = this.pairsOf(parent).get(String(step));
        if (!pair) {
          break;
        }
        name = pair.key as Node;
        value = (pair.value as Node | null) ?? undefined;
      } else if (isSeq(parent) && typeof step === 'number' && parent.items[step] !== undefined) {
        name = undefined;
        value = parent.items[step] as Node;
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
    const pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
    this.pairs.set(map, pairs);
    return pairs;
  }

  /** Why a list, a map or an alias cannot be the name of a setting. */
  private notAName(key: Node | null): string {
    const [start = 0, end = start] = key?.range ?? [];
    const written = this.text.slice(start, end).trim();
    const kind = isMap(key) ? 'a map' : isSeq(key) ? 'a list' : isAlias(key) ? 'an alias' : 'empty';
    return `the name ${plain(written) || '(empty)'} is read as ${kind}, but must be a string; quote it: ${quoted(written)}`;
  }

  /**
   * Returns two kinds of errors. `notNames`: names that are not scalars, or are empty. `misread`: names that are given twice or that
   * YAML does not read as strings, such as `007`; and numbers among the options of a backend that YAML changes, such as an account ID
   * that loses its zero. The schema reports such numbers in other places.
   */
  private misreadings(): Record<'notNames' | 'misread', Diagnostic[]> {
    const notNames: Diagnostic[] = [];
    const misread: Diagnostic[] = [];
    visit(this.document, {
      Map: (_, { items }) => {
        const earlier = new Set<unknown>();
        for (const { key } of items) {
          const offset = (key as Node | null)?.range?.[0];
          if (!isScalar(key)) {
            notNames.push(findingAt(offset, this.notAName(key as Node | null)));
          } else if (earlier.has(key.value)) {
            const message = 'this name is given twice in the same map; YAML would keep only one of them';
            misread.push(findingAt(offset, message));
          } else if (typeof key.value !== 'string') {
            const written = key.source ?? String(key.value);
            const message = `the name ${plain(written) || '(empty)'} is read as ${describeValue(key.value)}, but must be a string; quote it: ${quoted(written)}`;
            (key.value === null ? notNames : misread).push(findingAt(offset, message));
          }
          earlier.add(isScalar(key) ? key.value : key);
        }
      },
      Scalar: (at, { value, source, range }, path) => {
        const names = path.filter((node) => isPair(node)).map(({ key }) => (isScalar(key) ? key.value : undefined));
        const changed = typeof value === 'number' && source !== undefined && source !== String(value);
        if (at !== 'key' && names[2] === 'backend' && changed) {
          const advice = `quote it: ${quoted(source)}, or write the number in plain digits`;
          misread.push(findingAt(range?.[0], `${plain(source)} is read as ${describeValue(value)}; ${advice}`));
        }
      },
    });
    return { notNames, misread };
  }
}

/** A finding at an offset of the text, without a path. */
function findingAt(offset = 0, message: string): Diagnostic {
  return { path: [], offset, message };
}

/** The type and the value that YAML read, in words. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) {
    return 'null';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  switch (typeof value) {
    case 'object':
      return 'a map';
    case 'boolean':
      return `the boolean ${value}`;
    case 'number':
    case 'bigint':
      return `the number ${value}`;
    default:
      return 'a string';
  }
}
