import { actionName, verbs } from '../../../lib/explain/words';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import { element, showText } from '../dom';
import { choice, Field, textArea, textBox } from './field';
import { type FieldFinding, grantField } from './findings';
import type { GrantForm } from './form';

const ROLES: Readonly<Record<ZencoderRole, string>> = {
  [ZencoderRole.INPUT_AND_OUTPUT]: 'Input and output (recommended by Zencoder)',
  [ZencoderRole.INPUT]: 'Input: read source files',
  [ZencoderRole.OUTPUT]: 'Output: write renditions',
  [ZencoderRole.WRITE_ONLY]: 'Write only: write renditions, read nothing',
  [ZencoderRole.VIDEO_CLOUD_INGEST]: 'Video Cloud ingest: for Dynamic Ingest',
};

const BY_ACTIONS = 'actions';

let count = 0;

/** The part of the form for one grant. */
export class GrantView {
  public readonly element: HTMLFieldSetElement;
  private readonly title = element('legend');
  private readonly name = `grant-${count++}`;
  private readonly what = element(
    'select',
    {},
    ...Object.entries(ROLES).map(([role, words]) => element('option', { value: role }, words)),
    element('option', { value: BY_ACTIONS }, 'Single actions'),
  );
  private readonly roleActions = element('p', { class: 'hint role-actions' });
  private readonly boxes = Zencoder.actions().map((action) => element('input', { type: 'checkbox', value: action }));
  private readonly actions = element(
    'fieldset',
    { class: 'actions' },
    element('legend', {}, 'Actions'),
    ...this.boxes.map((box) =>
      choice(box, element('code', {}, actionName(box.value as ZencoderAction)), ` ${wordsOf(box.value)}`),
    ),
  );
  private readonly whole = element('input', { type: 'radio', name: this.name, value: 'bucket' });
  private readonly parts = element('input', { type: 'radio', name: this.name, value: 'parts' });
  private readonly prefixes = textArea(2);
  private readonly keys = textArea(2);
  private readonly until = textBox({ placeholder: 'no end date' });
  private readonly remove: HTMLButtonElement;
  private readonly names: HTMLElement;
  private readonly fields: Readonly<Record<string, Field>>;

  public constructor(onRemove: (view: GrantView) => void) {
    this.remove = element('button', { type: 'button', class: 'quiet', click: () => onRemove(this) }, 'Remove');
    this.fields = {
      what: new Field(this.what, { label: 'What Zencoder can do' }),
      prefixes: new Field(this.prefixes, {
        label: 'Prefixes, one per line',
        hint: 'All keys with this prefix. End a folder with “/”. No wildcards.',
      }),
      keys: new Field(this.keys, { label: 'Keys, one per line', hint: 'Exactly these files.' }),
      until: new Field(this.until, {
        label: 'Until (optional)',
        hint: 'In UTC: 2027-06-30, or 2027-06-30T12:00:00Z.',
      }),
    };
    const { what, prefixes, keys, until } = this.fields;
    this.names = element('div', { class: 'names' }, prefixes!.element, keys!.element);
    this.element = element(
      'fieldset',
      { class: 'grant' },
      this.title,
      what!.element,
      this.roleActions,
      this.actions,
      element(
        'fieldset',
        { class: 'covers' },
        element('legend', {}, 'Where'),
        choice(this.whole, 'The whole bucket'),
        choice(this.parts, 'Part of the bucket'),
      ),
      this.names,
      until!.element,
      this.remove,
    );
  }

  public read(): GrantForm {
    const isByActions = this.what.value === BY_ACTIONS;
    return {
      by: isByActions ? 'actions' : 'role',
      role: isByActions ? ZencoderRole.INPUT_AND_OUTPUT : (this.what.value as ZencoderRole),
      actions: this.boxes.filter(({ checked }) => checked && isByActions).map(({ value }) => value as ZencoderAction),
      covers: this.parts.checked ? 'parts' : 'bucket',
      prefixes: this.prefixes.value,
      keys: this.keys.value,
      until: this.until.value.trim(),
    };
  }

  public write({ by, role, actions, covers, prefixes, keys, until }: GrantForm): void {
    this.what.value = by === 'actions' ? BY_ACTIONS : role;
    for (const box of this.boxes) {
      box.checked = actions.includes(box.value as ZencoderAction);
    }
    this.whole.checked = covers === 'bucket';
    this.parts.checked = covers === 'parts';
    this.prefixes.value = prefixes;
    this.keys.value = keys;
    this.until.value = until;
  }

  public show(findings: readonly FieldFinding[], index: number, isOnly: boolean): void {
    const isByActions = this.what.value === BY_ACTIONS;
    showText(this.title, `Grant ${index + 1}`);
    this.remove.hidden = isOnly;
    this.remove.setAttribute('aria-label', `Remove grant ${index + 1}`);
    this.actions.hidden = !isByActions;
    this.roleActions.hidden = isByActions;
    if (!isByActions) {
      showText(
        this.roleActions,
        Zencoder.roleActions(this.what.value as ZencoderRole)
          .map(actionName)
          .join(', '),
      );
    }
    this.names.hidden = !this.parts.checked;
    for (const [part, field] of Object.entries(this.fields)) {
      const name = grantField(index, part);
      field.show(findings.filter(({ field: at }) => at === name));
    }
  }

  public focus(): void {
    this.what.focus();
  }
}

/** The explanation of an action next to its checkbox. */
function wordsOf(action: string): string {
  return action === ZencoderAction.LIST_BUCKET
    ? `${verbs([ZencoderAction.LIST_BUCKET])}, whatever the prefixes`
    : verbs([action as ZencoderAction]);
}
