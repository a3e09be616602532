import { type Alias, type Document, isAlias, isCollection, isPair, type Node, visit } from 'yaml';
import type { Diagnostic } from '../messages/diagnostic';
import { plain } from '../messages/wording';

/** More values than any file has that is not an attack. */
const MAX_VALUES = 100_000;

/** The values that the aliases of a document refer to, found in one pass: the library would search the document for each alias. */
export class Aliases {
  public readonly targets = new Map<Alias, Node>();
  public readonly findings: Diagnostic[] = [];

  /** @throws RangeError if an alias is within its own value */
  public constructor(document: Document.Parsed) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Node: (_, node) => {
        if (!isAlias(node)) {
          anchors.set(node.anchor ?? '', node);
          return;
        }
        const target = anchors.get(node.source);
        if (target) {
          this.targets.set(node, target);
        } else {
          const message = `the alias *${plain(node.source)} has no anchor`;
          this.findings.push({ path: [], offset: node.range?.[0], message });
        }
      },
    });
    if (this.targets.size > 0 && this.values(document.contents, new Map()) > MAX_VALUES) {
      const message = 'the aliases expand to more than 100,000 values; write the values out';
      this.findings.push({ path: [], offset: 0, message });
    }
  }

  /** The number of values that a node expands to. */
  private values(node: unknown, known: Map<unknown, number>): number {
    const count = known.get(node);
    if (count !== undefined) {
      return count;
    }
    known.set(node, Number.NaN);
    const parts = isAlias(node)
      ? [this.targets.get(node)]
      : isPair(node)
        ? [node.key, node.value]
        : isCollection(node)
          ? node.items
          : [];
    const sum = parts.reduce<number>((total, part) => total + this.values(part, known), 1);
    if (Number.isNaN(sum)) {
      throw new RangeError('an alias is within its own value');
    }
    known.set(node, sum);
    return sum;
  }
}
