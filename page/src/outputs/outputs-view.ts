import { MAX_POLICY_BYTES } from '../../../lib/grants/bucket-policy';
import { isError } from '../../../lib/messages/diagnostic';
import { counted } from '../../../lib/messages/wording';
import { type BucketAccess, keptFile } from '../../../lib/snippets/bucket-access';
import { overLines } from '../../../lib/snippets/policy';
import { type PackageSource, terraformModule } from '../../../lib/snippets/terraform-module';
import { cdktfProgram } from '../../../lib/snippets/typescript-program';
import { zencoderYaml } from '../../../lib/snippets/zencoder-yaml';
import { element, showList, showText } from '../dom';
import { messageItems } from '../form/field';
import { EXAMPLE_BUCKET, type Meaning } from '../form/meaning';
import { announce } from '../status';
import { Tabs } from '../tabs';
import { copied, download } from './clipboard';

/** scripts/build-page.js sets it. */
declare const PACKAGE_SOURCE: PackageSource;

interface Output {
  readonly label: string;
  readonly hint: string;
  readonly file: (access: BucketAccess) => string;
  readonly text: (access: BucketAccess, policy: string) => string;
}

const OUTPUTS: Readonly<Record<string, Output>> = {
  policy: {
    label: 'Policy',
    hint: 'For the S3 console: open the bucket, then Permissions, Bucket policy, Edit. It replaces the current policy of the bucket.',
    file: ({ bucket }) => `${bucket}-policy.json`,
    text: (_, policy) => overLines(policy),
  },
  yaml: {
    label: 'zencoder.yaml',
    hint: 'For a project that “npx cdktf-zencoder-s3 init” creates.',
    file: () => 'zencoder.yaml',
    text: zencoderYaml,
  },
  terraform: {
    label: 'Terraform',
    hint: 'A module block for your own Terraform configuration with an AWS provider.',
    file: () => 'zencoder.tf',
    text: (access) => terraformModule(access, PACKAGE_SOURCE),
  },
  cdktf: {
    label: 'CDKTF',
    hint: 'A program in TypeScript.',
    file: () => 'main.ts',
    text: cdktfProgram,
  },
  kept: {
    label: 'Kept statements',
    hint: 'The statements of other principals. The zencoder.yaml, Terraform and CDKTF results refer to this file by its path.',
    file: ({ bucket }) => `${bucket}.json`,
    text: (access) => keptFile(access)!.text,
  },
};

/** The results of a form: the policy and the other formats, each with buttons to copy and download it. */
export class OutputsView {
  public readonly element: HTMLElement;
  private readonly tabs: Tabs;
  private readonly hint = element('p', { class: 'hint' });
  private readonly code = element('code');
  private readonly text = element('pre', { tabindex: 0, role: 'group', 'aria-label': 'Text' }, this.code);
  private readonly instead = element('p', { class: 'instead' });
  private readonly goToError = element('button', { type: 'button' }, 'Go to the first error');
  private readonly copy = element('button', { type: 'button', class: 'main', click: () => this.copyText() }, 'Copy');
  private readonly save = element('button', { type: 'button', click: () => this.saveText() }, 'Download');
  private readonly example = element(
    'p',
    { class: 'example', id: 'example' },
    `${EXAMPLE_BUCKET} is an example. Type the name of your bucket to copy or download.`,
  );
  private readonly bytes = element('p', { class: 'bytes', id: 'bytes' });
  private readonly meter = element('meter', {
    min: 0,
    max: MAX_POLICY_BYTES,
    high: MAX_POLICY_BYTES * 0.8,
    low: MAX_POLICY_BYTES * 0.8,
    optimum: 0,
    'aria-labelledby': 'bytes',
  });
  private readonly sizeMessages = element('ul', { class: 'messages' });
  private meaning: Meaning | undefined;

  public constructor(onGoToError: () => void) {
    this.tabs = new Tabs(
      'Format of the result',
      () => 'output',
      () => this.showText(),
    );
    this.goToError.addEventListener('click', onGoToError);
    this.element = element(
      'section',
      { class: 'outputs', 'aria-labelledby': 'outputs-title' },
      element('h2', { id: 'outputs-title' }, 'Result'),
      this.tabs.element,
      element(
        'div',
        { id: 'output', role: 'tabpanel' },
        this.hint,
        this.instead,
        this.text,
        this.example,
        element('p', { class: 'buttons' }, this.copy, this.save, this.goToError),
      ),
      element('div', { class: 'size' }, this.bytes, this.meter, this.sizeMessages),
    );
  }

  public show(meaning: Meaning): void {
    this.meaning = meaning;
    const { access, findings, policy, isExample } = meaning;
    const ids = Object.keys(OUTPUTS).filter((id) => id !== 'kept' || keptFile(access) !== undefined);
    this.tabs.show(ids.map((id) => ({ id, label: OUTPUTS[id]!.label })));
    const errors = findings.filter(isError).length;
    showText(
      this.instead,
      `${counted(errors, 'error')} in the form. The result appears here when ${errors === 1 ? 'it is' : 'they are'} corrected.`,
    );
    const isValid = policy !== undefined;
    const size = findings.filter(({ field }) => field === 'size');
    this.instead.hidden = isValid;
    this.goToError.hidden = isValid || size.length === errors;
    this.text.hidden = !isValid;
    this.example.hidden = !isValid || !isExample;
    for (const button of [this.copy, this.save]) {
      button.disabled = !isValid || isExample;
      button.hidden = !isValid;
    }
    showText(
      this.bytes,
      isValid
        ? `Size of the policy: ${policy.bytes.toLocaleString('en-US')} of ${MAX_POLICY_BYTES.toLocaleString('en-US')} bytes`
        : 'Size of the policy',
    );
    this.meter.value = policy?.bytes ?? 0;
    this.meter.hidden = !isValid;
    showList(this.sizeMessages, size.map(({ message }) => message).join('\n'), () => messageItems(size));
    this.showText();
  }

  /** The text of the current tab. The text of another tab is created when it is opened. */
  private showText(): void {
    const output = OUTPUTS[this.tabs.selected]!;
    const { access, policy } = this.meaning ?? {};
    this.text.setAttribute('aria-label', output.label);
    showText(this.hint, output.hint);
    if (access !== undefined && policy !== undefined) {
      showText(this.code, output.text(access, policy.json));
    }
    document.getElementById('output')?.setAttribute('aria-labelledby', `tab-${this.tabs.selected}`);
  }

  private async copyText(): Promise<void> {
    const isDone = await copied(this.code.textContent ?? '');
    announce(isDone ? 'Copied' : 'The browser does not allow copying; select the text and copy it');
    if (isDone) {
      this.copy.textContent = 'Copied';
      setTimeout(() => {
        this.copy.textContent = 'Copy';
      }, 2000);
    }
  }

  private saveText(): void {
    const name = OUTPUTS[this.tabs.selected]!.file(this.meaning!.access);
    download(name, this.code.textContent ?? '');
    announce(`Downloaded ${name}`);
  }
}
