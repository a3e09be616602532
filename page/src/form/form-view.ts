import { REGIONS } from '../../../lib/s3/region';
import { element, showText } from '../dom';
import { choice, Field, textArea, textBox } from './field';
import { type Form, type GrantForm, NEW_GRANT } from './form';
import { GrantView } from './grant-view';
import type { Meaning } from './meaning';

/** The result of importing a pasted policy. */
export interface ImportResult {
  readonly words: string;
  /** Restores the form before the import. */
  readonly undo?: () => void;
}

/** The form for a bucket. Its controls hold the only copy of the values. */
export class FormView {
  public readonly element: HTMLFormElement;
  private readonly bucket = textBox({ id: 'bucket' });
  private readonly region = regionSelect('from the provider');
  private readonly tls = element('input', { type: 'checkbox' });
  private readonly existing = textArea(6);
  private readonly existingPart: HTMLDetailsElement;
  private readonly imported = element('p', { class: 'imported' });
  private readonly undo = element('button', { type: 'button', class: 'quiet', hidden: true }, 'Undo');
  private readonly list = element('div', { class: 'grants' });
  private readonly fields = {
    bucket: new Field(this.bucket, { label: 'Bucket', hint: 'For example: acme-media.' }),
    region: new Field(this.region, { label: 'Region', hint: 'Not part of the policy.' }),
    existing: new Field(this.existing, {
      label: 'Current policy of the bucket',
      hint: 'A bucket has one policy, and a new one replaces it. Paste the current policy here. The access of Zencoder becomes grants, and all other statements are kept.',
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
      element('p', { class: 'buttons' }, this.imported, this.undo),
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
        element('span', { class: 'hint' }, 'Copies a link to this form. The link contains the pasted policy.'),
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

  public showImport(imported: ImportResult | undefined): void {
    showText(this.imported, imported?.words ?? '');
    this.undoing = imported?.undo;
    this.undo.hidden = imported?.undo === undefined;
  }

  /** Moves the focus to the first control with an error. */
  public focusFirstError(): void {
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
