import { isError, isWarning } from '../../lib/messages/diagnostic';
import { counted } from '../../lib/messages/wording';
import { element } from './dom';
import { canRead, existingPolicy, loadFor } from './form/existing-policy';
import { type Form, grantForm, NEW_FORM } from './form/form';
import { formIn, hashOf, holdsForm } from './form/form-hash';
import { FormView } from './form/form-view';
import { type Meaning, meaningOf } from './form/meaning';
import { copied } from './outputs/clipboard';
import { type Explained, explainedInWords, explanationOf, sentencesOf } from './outputs/explained';
import { OutputsView } from './outputs/outputs-view';
import { picture } from './picture/picture';
import { announce } from './status';

/** After the last key, in milliseconds. */
const WRITE_AFTER = 500;
const SAY_AFTER = 1500;

/** The size of letters that the picture is laid out for, in pixels. */
const USUAL_LETTER = 16;

const LEFT_OUT =
  'The policy that the bucket has is not in this address. Paste it again: the result without it would drop its statements.';
const NO_FORM = 'The address holds no valid form, so the form is empty.';

/** The form, its result, and what that means. */
export class PolicyTab {
  private readonly notice = element('p', { class: 'notice', role: 'alert', hidden: true });
  private readonly words = element('div');
  private readonly drawing = element('div', { class: 'drawing' });
  private readonly view = new FormView(
    () => this.typed(),
    () => this.share(),
  );
  private readonly outputs = new OutputsView(() => this.view.focusFault());
  private explained: Explained | undefined;
  private meaning: Meaning | undefined;
  /** Undefined if the form of an address has a pasted policy that is not read yet: its grants are in the form already. */
  private takenKey: string | undefined = '';
  /** Brings back the grants that were in the form before those of the pasted policy. */
  private undo: (() => void) | undefined;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  public constructor(root: HTMLElement) {
    const explained = element(
      'section',
      { class: 'explained', 'aria-labelledby': 'explained-title' },
      element('h2', { id: 'explained-title' }, 'What it means'),
      this.drawing,
      this.words,
    );
    const form = element(
      'section',
      { class: 'typed', 'aria-labelledby': 'form-title' },
      element('h2', { id: 'form-title' }, 'Access'),
      this.notice,
      this.view.element,
    );
    root.replaceChildren(
      element('div', { class: 'columns' }, form, element('div', { class: 'results' }, this.outputs.element, explained)),
    );
    this.restore();
    window.addEventListener('hashchange', () => this.restore());
    new ResizeObserver(() => this.draw()).observe(this.drawing);
  }

  /** Puts the form of the address into the controls. */
  private restore(): void {
    const { hash } = location;
    const kept = holdsForm(hash) ? formIn(hash) : undefined;
    const isRefused = holdsForm(hash) && kept === undefined;
    this.say(isRefused ? NO_FORM : kept?.leftOut ? LEFT_OUT : undefined);
    const form = kept?.form ?? NEW_FORM;
    this.takenKey = canRead(form.existing) ? takenKeyOf(form) : undefined;
    this.undo = undefined;
    this.view.write(form);
    this.view.showTaken(undefined);
    if (isRefused) {
      this.writeAddress(NEW_FORM);
    }
    this.show(this.view.read());
    this.loadReader(form);
  }

  private loadReader({ existing }: Form): void {
    loadFor(existing, () => this.show(this.takenFrom(this.view.read())));
  }

  private say(words: string | undefined): void {
    this.notice.hidden = words === undefined;
    this.notice.textContent = words ?? '';
  }

  private typed(): void {
    const form = this.takenFrom(this.view.read());
    this.show(form);
    this.loadReader(form);
    if (form.existing !== '') {
      this.say(undefined);
    }
    this.later('address', WRITE_AFTER, () => this.writeAddress(this.view.read()));
    this.later('count', SAY_AFTER, () => this.sayCount());
  }

  /** Puts the grants of a pasted policy into the form, once for each policy with different grants. */
  private takenFrom(form: Form): Form {
    const { adoption, bucket } = existingPolicy(form.existing, form.bucket || undefined);
    const key = takenKeyOf(form);
    if (canRead(form.existing)) {
      this.takenKey ??= key;
    }
    if (adoption === undefined) {
      this.view.showTaken(undefined);
      return form;
    }
    if (form.bucket === '' && bucket !== undefined) {
      this.view.writeBucket(bucket);
    }
    const { grants, requireTls, otherStatements } = adoption;
    if (key !== '' && key !== this.takenKey) {
      this.takenKey = key;
      this.view.writeGrants(grants.map(grantForm), requireTls);
      this.undo = () => {
        this.undo = undefined;
        this.view.writeGrants(form.grants, form.requireTls);
        this.typed();
      };
    }
    const kept = `${counted(otherStatements.length, 'statement')} of other principals kept.`;
    const taken = this.undo && `${counted(grants.length, 'grant')} taken from it in place of those of the form.`;
    const nothing = grants.length === 0 ? 'It grants Zencoder nothing.' : undefined;
    const words = [taken ?? nothing, kept].filter((part) => part !== undefined).join(' ');
    this.view.showTaken({ words, undo: this.undo });
    return this.view.read();
  }

  private show(form: Form): void {
    this.meaning = meaningOf(form, new Date());
    this.view.show(this.meaning);
    this.outputs.show(this.meaning);
    this.later('explained', 0, () => this.explain());
  }

  private explain(): void {
    const { meaning } = this;
    this.explained = meaning?.policy === undefined ? undefined : explanationOf(meaning, new Date());
    this.words.replaceChildren(
      ...(this.explained === undefined
        ? [element('p', { class: 'hint' }, 'The picture appears when the form has no errors.')]
        : explainedInWords(this.explained)),
    );
    this.draw();
  }

  private draw(): void {
    const { explained } = this;
    const { clientWidth } = this.drawing;
    if (explained === undefined || clientWidth === 0) {
      this.drawing.replaceChildren();
      return;
    }
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_LETTER;
    this.drawing.replaceChildren(picture(explained.explained, clientWidth, scale, sentencesOf(explained).join(' ')));
  }

  private writeAddress(form: Form, withPolicy = false): void {
    const isEmpty = JSON.stringify(form) === JSON.stringify(NEW_FORM);
    const hash = isEmpty ? '' : hashOf(form, withPolicy);
    history.replaceState(null, '', hash === '' ? location.href.replace(/#.*/, '') : hash);
  }

  private async share(): Promise<void> {
    clearTimeout(this.timers.get('address'));
    this.writeAddress(this.view.read(), true);
    const isDone = await copied(location.href);
    announce(isDone ? 'The link is copied' : 'The link is in the address bar');
  }

  private sayCount(): void {
    const { findings = [], policy } = this.meaning ?? {};
    const [errors, warnings] = [findings.filter(isError).length, findings.filter(isWarning).length];
    const parts = [
      ...(errors > 0 ? [counted(errors, 'error')] : []),
      ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ];
    announce(parts.length > 0 ? parts.join(', ') : policy === undefined ? '' : 'No errors; the policy is up to date');
  }

  private later(name: string, milliseconds: number, work: () => void): void {
    clearTimeout(this.timers.get(name));
    this.timers.set(name, setTimeout(work, milliseconds));
  }
}

/** The grants that a pasted policy comes to; empty where it grants Zencoder nothing. */
function takenKeyOf({ existing, bucket }: Form): string {
  const { adoption } = existingPolicy(existing, bucket || undefined);
  return adoption === undefined || adoption.grants.length === 0
    ? ''
    : JSON.stringify([adoption.grants, adoption.requireTls]);
}
