import { type Alias, type Document, isAlias, isCollection, isPair, type Node, visit } from 'yaml';
import type { Diagnostic } from '../messages/diagnostic';
import { plain } from '../messages/wording';

/** More than any file says that is not made to be too much. */
const MAX_VALUES = 100_000;

/** What the aliases of a document stand for, found in one pass: the library would search the document for each. */
export class Aliases {
  public readonly targets = new Map<Alias, Node>();
  public readonly findings: Diagnostic[] = [];

  /** @throws RangeError where one is within its own value */
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
      const message = 'its aliases unfold to far more than it holds; write the values out';
      this.findings.push({ path: [], offset: 0, message });
    }
  }

  /** How many values a node unfolds to. */
  private values(node: unknown, known: Map<unknown, number>): number {
    const standing = known.get(node);
    if (standing !== undefined) {
      return standing;
    }
    known.set(node, Number.NaN);
    const parts = isAlias(node)
      ? [this.targets.get(node)]
      : isPair(node)
        ? [node.key, node.value]
        : isCollection(node)
          ? node.items
          : [];
    const count = parts.reduce<number>((sum, part) => sum + this.values(part, known), 1);
    if (Number.isNaN(count)) {
      throw new RangeError('stands within its own value');
    }
    known.set(node, count);
    return count;
  }
}
