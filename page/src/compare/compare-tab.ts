import { Severity } from '../../../lib/messages/diagnostic';
import { counted } from '../../../lib/messages/wording';
import { element } from '../dom';
import { Field, messageItems, textArea } from '../form/field';
import { announce } from '../status';
import { type Comparison, comparisonOf, type Pasted, type Side } from './comparison';

const TITLES: Readonly<Record<Side, string>> = { before: 'Before', after: 'After' };
const SAY_AFTER = 1500;

/** One of the two that are compared, and the policy files that it names. */
class SideView {
  public readonly element: HTMLElement;
  private readonly typed = textArea(12);
  private readonly field: Field;
  private readonly files = element('div');
  private readonly areas = new Map<string, HTMLTextAreaElement>();

  public constructor(private readonly side: Side) {
    this.field = new Field(this.typed, {
      label: TITLES[side],
      hint: side === 'before' ? 'A bucket policy, or a zencoder.yaml.' : 'The same as it is to be.',
    });
    this.element = element('div', {}, this.field.element, this.files);
  }

  public read(): Pasted {
    return {
      text: this.typed.value,
      files: Object.fromEntries([...this.areas].map(([name, { value }]) => [name, value])),
    };
  }

  public show({ faults, named }: Comparison): void {
    this.field.show(faults[this.side].map((message) => ({ field: this.side, severity: Severity.ERROR, message })));
    for (const name of named[this.side].filter((file) => !this.areas.has(file))) {
      const area = textArea(4);
      this.areas.set(name, area);
      this.files.append(new Field(area, { label: `${TITLES[this.side]}: ${name}` }).element);
    }
  }
}

/** What a change of a policy, or of a `zencoder.yaml`, opens and closes. */
export class CompareTab {
  private readonly sides = { before: new SideView('before'), after: new SideView('after') };
  private readonly results = element('div', { class: 'changes' });
  private saying: ReturnType<typeof setTimeout> | undefined;

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
        element('p', { class: 'hint' }, 'Paste both to see what the second one opens and closes.'),
      );
      return;
    }
    const comparison = comparisonOf(before, after, new Date());
    this.sides.before.show(comparison);
    this.sides.after.show(comparison);
    const isSound = Object.values(comparison.faults).every((faults) => faults.length === 0);
    this.results.replaceChildren(...(isSound ? resultsOf(comparison) : []));
    clearTimeout(this.saying);
    this.saying = setTimeout(
      () => announce(isSound ? summaryOf(comparison) : 'Not compared: there are errors'),
      SAY_AFTER,
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
  const doubts = warnings.map((message) => ({ severity: Severity.WARNING, message }));
  return [
    ...(changes.length > 0 ? changes : [element('p', {}, 'Nothing changes: who may do what is the same.')]),
    ...(doubts.length > 0 ? [element('ul', { class: 'messages' }, ...messageItems(doubts))] : []),
  ];
}

function summaryOf({ opens, closes }: Comparison): string {
  return opens.length + closes.length === 0
    ? 'Nothing changes'
    : `Opens ${counted(opens.length, 'thing')}, closes ${counted(closes.length, 'thing')}`;
}
