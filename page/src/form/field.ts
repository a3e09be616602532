import { Severity } from '../../../lib/messages/diagnostic';
import { element, showList } from '../dom';
import type { FieldFinding } from './findings';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLFieldSetElement;

interface FieldText {
  readonly label: string;
  readonly hint?: string;
}

const MAX_SHOWN = 6;

export const WORDS: Readonly<Record<Severity, string>> = {
  [Severity.ERROR]: 'Error',
  [Severity.WARNING]: 'Warning',
  [Severity.NOTE]: 'Note',
};

/** No message is longer, unless it quotes a very long text. */
const MAX_LENGTH = 1000;

/** Shortens a long text for display. */
export function cut(text: string, max = MAX_LENGTH): string {
  return text.length > max ? `${text.slice(0, max)}…` : text;
}

let count = 0;

/** A control with its label, its hint, and the errors and warnings about its value. */
export class Field {
  public readonly element: HTMLElement;
  private readonly messages = element('ul', { class: 'messages' });

  public constructor(
    public readonly control: Control,
    { label, hint }: FieldText,
  ) {
    const id = control.id || `field-${count++}`;
    control.id = id;
    this.messages.id = `${id}-messages`;
    const hintOf = hint === undefined ? undefined : element('p', { class: 'hint', id: `${id}-hint` }, hint);
    control.setAttribute('aria-describedby', `${hintOf ? `${hintOf.id} ` : ''}${this.messages.id}`);
    const isGroup = control instanceof HTMLFieldSetElement;
    if (isGroup) {
      control.prepend(element('legend', {}, label), ...(hintOf ? [hintOf] : []));
    }
    this.element = isGroup
      ? element('div', { class: 'field' }, control, this.messages)
      : element('div', { class: 'field' }, element('label', { for: id }, label), hintOf, control, this.messages);
  }

  public show(findings: readonly FieldFinding[]): void {
    const isWrong = findings.some(({ severity }) => severity === Severity.ERROR);
    if (this.control.getAttribute('aria-invalid') !== String(isWrong)) {
      this.control.setAttribute('aria-invalid', String(isWrong));
    }
    showList(this.messages, findings.map(({ severity, message }) => severity + message).join('\n'), () =>
      messageItems(findings),
    );
  }
}

export function messageItems(
  findings: readonly Pick<FieldFinding, 'severity' | 'message'>[],
  words = WORDS,
): HTMLElement[] {
  const more = findings.length - MAX_SHOWN;
  return [
    ...findings
      .slice(0, MAX_SHOWN)
      .map(({ severity, message }) =>
        element('li', { class: severity }, element('strong', {}, words[severity]), ` ${cut(message)}`),
      ),
    ...(more > 0 ? [element('li', { class: 'more' }, `and ${more} more`)] : []),
  ];
}

export function textBox(attributes: Readonly<Record<string, string>> = {}): HTMLInputElement {
  return element('input', {
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    ...attributes,
  });
}

export function textArea(rows: number): HTMLTextAreaElement {
  return element('textarea', { rows, autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', wrap: 'off' });
}

/** A checkbox or radio button, followed by its label. */
export function choice(control: HTMLInputElement, ...label: readonly (Node | string)[]): HTMLLabelElement {
  return element('label', { class: 'choice' }, control, element('span', {}, ...label));
}
