import { REGIONS } from '../../../lib/s3/region';
import { element, showText } from '../dom';
import { choice, Field, textArea, textBox } from './field';
import { type Form, type GrantForm, NEW_GRANT } from './form';
import { GrantView } from './grant-view';
import type { Meaning } from './meaning';

/** What was done with the policy that was pasted. */
export interface Taken {
  readonly words: string;
  /** Brings back what was in the form before. */
  readonly undo?: () => void;
}

/** The form for a bucket. What is in its controls is the form: there is no copy of it. */
export class FormView {
  public readonly element: HTMLFormElement;
  private readonly bucket = textBox({ id: 'bucket' });
  private readonly region = regionSelect('as the provider chooses');
  private readonly tls = element('input', { type: 'checkbox' });
  private readonly existing = textArea(6);
  private readonly existingPart: HTMLDetailsElement;
  private readonly taken = element('p', { class: 'taken' });
  private readonly undo = element('button', { type: 'button', class: 'quiet', hidden: true }, 'Undo');
  private readonly list = element('div', { class: 'grants' });
  private readonly fields = {
    bucket: new Field(this.bucket, { label: 'Bucket', hint: 'Such as acme-media.' }),
    region: new Field(this.region, { label: 'Region', hint: 'Not part of the policy.' }),
    existing: new Field(this.existing, {
      label: 'The policy that the bucket has now',
      hint: 'A bucket has one policy, and a new one replaces it. Paste it here: the part of Zencoder becomes grants, and everything else is kept.',
    }),
  };
  private views: GrantView[] = [];
  private undoing: (() => void) | undefined;

  public constructor(
    private readonly onChange: () => void,
    onShare: () => void,
  ) {
    const { bucket, region, existing } = this.fields;
    this.undo.addEventListener('click', () => this.undoing?.());
    this.existingPart = element(
      'details',
      { class: 'existing' },
      element('summary', {}, 'The bucket already has a policy'),
      existing.element,
      element('p', { class: 'buttons' }, this.taken, this.undo),
    );
    this.element = element(
      'form',
      {
        novalidate: true,
        autocomplete: 'off',
        input: () => this.onChange(),
        submit: (event) => event.preventDefault(),
      },
      element('div', { class: 'pair' }, bucket.element, region.element),
      this.existingPart,
      this.list,
      element(
        'p',
        { class: 'buttons' },
        element('button', { type: 'button', click: () => this.addGrant() }, 'Add a grant'),
      ),
      element('div', { class: 'field' }, choice(this.tls, 'Allow access over TLS only')),
      element(
        'p',
        { class: 'buttons' },
        element('button', { type: 'button', class: 'quiet', click: onShare }, 'Share'),
        element('span', { class: 'hint' }, 'Copies a link to this form, with the pasted policy in it.'),
      ),
    );
  }

  public read(): Form {
    return {
      bucket: this.bucket.value.trim(),
      region: this.region.value,
      requireTls: this.tls.checked,
      grants: this.views.map((view) => view.read()),
      existing: this.existing.value,
    };
  }

  public write({ bucket, region, requireTls, grants, existing }: Form): void {
    this.bucket.value = bucket;
    this.region.value = region;
    this.existing.value = existing;
    this.existingPart.open ||= existing !== '';
    this.writeGrants(grants, requireTls);
  }

  public writeBucket(bucket: string): void {
    this.bucket.value = bucket;
  }

  public writeGrants(grants: readonly GrantForm[], requireTls: boolean): void {
    this.tls.checked = requireTls;
    this.views = grants.map((grant) => this.viewOf(grant));
    this.list.replaceChildren(...this.views.map((view) => view.element));
  }

  public show({ findings, isExample }: Meaning): void {
    const at = (name: string) => findings.filter(({ field }) => field === name);
    this.fields.bucket.show(isExample ? [] : at('bucket'));
    this.fields.existing.show(at('existing'));
    this.views.forEach((view, index) => {
      view.show(findings, index, this.views.length === 1);
    });
  }

  public showTaken(taken: Taken | undefined): void {
    showText(this.taken, taken?.words ?? '');
    this.undoing = taken?.undo;
    this.undo.hidden = taken?.undo === undefined;
  }

  /** The first control in which something is wrong. */
  public focusFault(): void {
    this.existingPart.open = true;
    this.element.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  private addGrant(): void {
    const view = this.viewOf(NEW_GRANT);
    this.views.push(view);
    this.list.append(view.element);
    this.onChange();
    view.focus();
  }

  private viewOf(grant: GrantForm): GrantView {
    const view = new GrantView((removed) => {
      const at = this.views.indexOf(removed);
      this.views.splice(at, 1);
      removed.element.remove();
      this.onChange();
      this.views[Math.max(0, at - 1)]!.focus();
    });
    view.write(grant);
    return view;
  }
}

export function regionSelect(none: string): HTMLSelectElement {
  return element(
    'select',
    {},
    element('option', { value: '' }, none),
    ...REGIONS.map((region) => element('option', { value: region }, region)),
  );
}
