import { Severity } from '../../../lib/messages/diagnostic';
import { element } from '../dom';
import { Field, messageItems, textArea } from '../form/field';
import { announce } from '../status';
import { type Comparison, comparisonOf, type Pasted, type Side } from './comparison';

const TITLES: Readonly<Record<Side, string>> = { before: 'Before', after: 'After' };
const ANNOUNCE_AFTER = 1500;

/** One of the two texts to compare, and the policy files that it names. */
class SideView {
  public readonly element: HTMLElement;
  private readonly typed = textArea(12);
  private readonly field: Field;
  private readonly files = element('div');
  private readonly areas = new Map<string, HTMLTextAreaElement>();

  public constructor(private readonly side: Side) {
    this.field = new Field(this.typed, {
      label: TITLES[side],
      hint: side === 'before' ? 'A bucket policy, or a zencoder.yaml.' : 'The new version of it.',
    });
    this.element = element('div', {}, this.field.element, this.files);
  }

  public read(): Pasted {
    return {
      text: this.typed.value,
      files: Object.fromEntries([...this.areas].map(([name, { value }]) => [name, value])),
    };
  }

  public show({ errors, named }: Comparison): void {
    this.field.show(errors[this.side].map((message) => ({ field: this.side, severity: Severity.ERROR, message })));
    for (const name of named[this.side].filter((file) => !this.areas.has(file))) {
      const area = textArea(4);
      this.areas.set(name, area);
      this.files.append(new Field(area, { label: `${TITLES[this.side]}: ${name}` }).element);
    }
  }
}

/** The tab that shows which access a change of a policy or a `zencoder.yaml` opens and closes. */
export class CompareTab {
  private readonly sides = { before: new SideView('before'), after: new SideView('after') };
  private readonly results = element('div', { class: 'changes' });
  private announcement: ReturnType<typeof setTimeout> | undefined;

  public constructor(root: HTMLElement) {
    root.replaceChildren(
      element(
        'section',
        { class: 'column wide', 'aria-labelledby': 'compare-title', input: () => this.show() },
        element('h2', { id: 'compare-title' }, 'What a change opens and closes'),
        element('div', { class: 'pair' }, this.sides.before.element, this.sides.after.element),
        this.results,
      ),
    );
    this.show();
  }

  private show(): void {
    const [before, after] = [this.sides.before.read(), this.sides.after.read()];
    if (before.text.trim() === '' || after.text.trim() === '') {
      this.results.replaceChildren(
        element('p', { class: 'hint' }, 'Paste both to see which access the change opens and closes.'),
      );
      return;
    }
    const comparison = comparisonOf(before, after, new Date());
    this.sides.before.show(comparison);
    this.sides.after.show(comparison);
    const isValid = Object.values(comparison.errors).every((errors) => errors.length === 0);
    this.results.replaceChildren(...(isValid ? resultsOf(comparison) : []));
    clearTimeout(this.announcement);
    this.announcement = setTimeout(
      () => announce(isValid ? summaryOf(comparison) : 'Not compared: there are errors'),
      ANNOUNCE_AFTER,
    );
  }
}

function resultsOf({ opens, closes, warnings }: Comparison): HTMLElement[] {
  const part = (title: string, sentences: readonly string[], kind: string) =>
    sentences.length === 0
      ? []
      : [
          element('h3', {}, title),
          element('ul', { class: `sentences ${kind}` }, ...sentences.map((words) => element('li', {}, words))),
        ];
  const changes = [...part('Opens', opens, 'opens'), ...part('Closes', closes, 'closes')];
  const items = warnings.map((message) => ({ severity: Severity.WARNING, message }));
  return [
    ...(changes.length > 0 ? changes : [element('p', {}, 'Nothing changes: all access stays the same.')]),
    ...(items.length > 0 ? [element('ul', { class: 'messages' }, ...messageItems(items))] : []),
  ];
}

function summaryOf({ opens, closes }: Comparison): string {
  return opens.length + closes.length === 0
    ? 'Nothing changes'
    : `Changes that open access: ${opens.length}, that close access: ${closes.length}`;
}
