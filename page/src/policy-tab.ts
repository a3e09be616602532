import { isError, isWarning } from '../../lib/messages/diagnostic';
import { counted } from '../../lib/messages/wording';
import { element } from './dom';
import { canRead, existingPolicy, loadFor } from './form/existing-policy';
import { type Form, grantForm, NEW_FORM } from './form/form';
import { formIn, hasForm, hashOf } from './form/form-hash';
import { FormView } from './form/form-view';
import { type Meaning, meaningOf } from './form/meaning';
import { copied } from './outputs/clipboard';
import { type Explained, explainedInWords, explanationOf, sentencesOf } from './outputs/explained';
import { OutputsView } from './outputs/outputs-view';
import { picture } from './picture/picture';
import { announce } from './status';

/** The time after the last key, in milliseconds. */
const WRITE_AFTER = 500;
const ANNOUNCE_AFTER = 1500;

/** The font size that the picture is laid out for, in pixels. */
const BASE_FONT_SIZE = 16;

const LEFT_OUT =
  'The current policy of the bucket is not in this address. Paste it again. Without it, the result drops its statements.';
const NO_FORM = 'The address does not contain a valid form, so the form is empty.';

/** The tab with the form, its result, and an explanation of the result. */
export class PolicyTab {
  private readonly notice = element('p', { class: 'notice', role: 'alert', hidden: true });
  private readonly words = element('div');
  private readonly drawing = element('div', { class: 'drawing' });
  private readonly view = new FormView(
    () => this.typed(),
    () => this.share(),
  );
  private readonly outputs = new OutputsView(() => this.view.focusFirstError());
  private explained: Explained | undefined;
  private meaning: Meaning | undefined;
  /** Undefined if the form came from an address with a pasted policy that is not read yet. Its grants are already in the form. */
  private importKey: string | undefined = '';
  /** Restores the grants that were in the form before the import. */
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

  /** Fills the controls with the form in the address. */
  private restore(): void {
    const { hash } = location;
    const kept = hasForm(hash) ? formIn(hash) : undefined;
    const isRefused = hasForm(hash) && kept === undefined;
    this.showNotice(isRefused ? NO_FORM : kept?.leftOut ? LEFT_OUT : undefined);
    const form = kept?.form ?? NEW_FORM;
    this.importKey = canRead(form.existing) ? importKeyOf(form) : undefined;
    this.undo = undefined;
    this.view.write(form);
    this.view.showImport(undefined);
    if (isRefused) {
      this.writeAddress(NEW_FORM);
    }
    this.show(this.view.read());
    this.loadReader(form);
  }

  private loadReader({ existing }: Form): void {
    loadFor(existing, () => this.show(this.withImportedGrants(this.view.read())));
  }

  private showNotice(words: string | undefined): void {
    this.notice.hidden = words === undefined;
    this.notice.textContent = words ?? '';
  }

  private typed(): void {
    const form = this.withImportedGrants(this.view.read());
    this.show(form);
    this.loadReader(form);
    if (form.existing !== '') {
      this.showNotice(undefined);
    }
    this.later('address', WRITE_AFTER, () => this.writeAddress(this.view.read()));
    this.later('count', ANNOUNCE_AFTER, () => this.announceCount());
  }

  /** Imports the grants of a pasted policy into the form, once for each policy with different grants. */
  private withImportedGrants(form: Form): Form {
    const { adoption, bucket } = existingPolicy(form.existing, form.bucket || undefined);
    const key = importKeyOf(form);
    if (canRead(form.existing)) {
      this.importKey ??= key;
    }
    if (adoption === undefined) {
      this.view.showImport(undefined);
      return form;
    }
    if (form.bucket === '' && bucket !== undefined) {
      this.view.writeBucket(bucket);
    }
    const { grants, requireTls, otherStatements } = adoption;
    if (key !== '' && key !== this.importKey) {
      this.importKey = key;
      this.view.writeGrants(grants.map(grantForm), requireTls);
      this.undo = () => {
        this.undo = undefined;
        this.view.writeGrants(form.grants, form.requireTls);
        this.typed();
      };
    }
    const kept = `${counted(otherStatements.length, 'statement')} of other principals kept.`;
    const imported = this.undo && `${counted(grants.length, 'grant')} from the policy in place of the previous grants.`;
    const nothing = grants.length === 0 ? 'The policy does not grant Zencoder access.' : undefined;
    const words = [imported ?? nothing, kept].filter((part) => part !== undefined).join(' ');
    this.view.showImport({ words, undo: this.undo });
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
    const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / BASE_FONT_SIZE;
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
    announce(isDone ? 'Link copied' : 'The browser does not allow copying; the link is in the address bar');
  }

  private announceCount(): void {
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

/** The grants in a pasted policy, as one text; empty if it grants Zencoder no access. */
function importKeyOf({ existing, bucket }: Form): string {
  const { adoption } = existingPolicy(existing, bucket || undefined);
  return adoption === undefined || adoption.grants.length === 0
    ? ''
    : JSON.stringify([adoption.grants, adoption.requireTls]);
}
