import { element } from './dom';

export interface Tab {
  readonly id: string;
  readonly label: string;
}

/** A list of tabs. It follows the WAI-ARIA pattern "Tabs with automatic activation": the arrow keys select and show a tab. */
export class Tabs {
  public readonly element: HTMLElement;
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private current = '';

  /** @param panelOf the id of the panel of a tab */
  public constructor(
    label: string,
    private readonly panelOf: (id: string) => string,
    private readonly onSelect: (id: string) => void,
  ) {
    this.element = element('div', {
      role: 'tablist',
      'aria-label': label,
      keydown: (event) => this.move(event as KeyboardEvent),
    });
  }

  public get selected(): string {
    return this.current;
  }

  /** Shows these tabs. The selected tab stays selected if it is one of them. */
  public show(tabs: readonly Tab[]): void {
    const key = tabs.map(({ id, label }) => id + label).join('\n');
    if (this.element.dataset.key === key) {
      return;
    }
    this.element.dataset.key = key;
    this.buttons.clear();
    for (const { id, label } of tabs) {
      const attributes = { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': this.panelOf(id) };
      this.buttons.set(id, element('button', { ...attributes, click: () => this.select(id) }, label));
    }
    this.element.replaceChildren(...this.buttons.values());
    this.select(this.buttons.has(this.current) ? this.current : tabs[0]!.id);
  }

  public select(id: string): void {
    this.current = id;
    for (const [of, button] of this.buttons) {
      button.setAttribute('aria-selected', String(of === id));
      button.tabIndex = of === id ? 0 : -1;
    }
    this.onSelect(id);
  }

  private move(event: KeyboardEvent): void {
    const ids = [...this.buttons.keys()];
    const at = ids.indexOf(this.current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    const id = to === undefined ? undefined : ids.at(to % ids.length);
    if (id !== undefined) {
      event.preventDefault();
      this.select(id);
      this.buttons.get(id)!.focus();
    }
  }
}
