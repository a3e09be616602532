import { type PastedUrl, readPastedUrl } from '../../../lib/job-urls/pasted-url';
import { Severity } from '../../../lib/messages/diagnostic';
import { counted } from '../../../lib/messages/wording';
import { element } from '../dom';
import { cut, Field, messageItems, textArea, WORDS } from '../form/field';
import { regionSelect } from '../form/form-view';
import { copied } from '../outputs/clipboard';
import { announce } from '../status';

/** More than anybody reads. */
const MOST_LINES = 500;
const SAY_AFTER = 1500;

/** What was wrong is right in the URL above. */
const CORRECTED = { ...WORDS, [Severity.ERROR]: 'Corrected' };

/** URLs of files as people have them, in the form that Zencoder signs the request for. */
export class UrlsTab {
  private readonly typed = textArea(6);
  private readonly region = regionSelect('as the URL says');
  private readonly results = element('ol', { class: 'urls' });
  private readonly summary = element('p', { class: 'hint' });
  private readonly copyAll = element('button', { type: 'button', click: () => this.copy(this.urls) }, 'Copy all');
  private urls: readonly string[] = [];
  private saying: ReturnType<typeof setTimeout> | undefined;

  public constructor(root: HTMLElement) {
    const urls = new Field(this.typed, {
      label: 'URLs of files, one a line',
      hint: 'In any form: https://…, s3://…, an ARN. Nothing is requested.',
    });
    const region = new Field(this.region, { label: 'Region of the bucket', hint: 'Where the URL does not say it.' });
    root.replaceChildren(
      element(
        'section',
        { class: 'column', 'aria-labelledby': 'urls-title', input: () => this.show() },
        element('h2', { id: 'urls-title' }, 'URLs for Zencoder'),
        urls.element,
        region.element,
        element('div', { class: 'buttons' }, this.copyAll, this.summary),
        this.results,
      ),
    );
    this.show();
  }

  private show(): void {
    const lines = this.typed.value.split('\n').map((line) => line.replace(/\r$/, ''));
    const given = lines.filter((line) => line.trim() !== '');
    const region = this.region.value || undefined;
    const read = given.slice(0, MOST_LINES).map((line) => readPastedUrl(line, { region, regionName: 'the region' }));
    const isMore = given.length > MOST_LINES;
    this.urls = read.flatMap(({ url }) => url ?? []);
    this.copyAll.hidden = this.urls.length < 2;
    const words = isMore ? `The first ${MOST_LINES} of ${counted(given.length, 'line')}.` : '';
    this.summary.textContent = words;
    this.results.replaceChildren(...read.map((one) => this.item(one)));
    clearTimeout(this.saying);
    this.saying = setTimeout(() => announce(given.length === 0 ? '' : summaryOf(read)), SAY_AFTER);
  }

  private item({ given, url, problems }: PastedUrl): HTMLElement {
    const findings = problems.map(({ level, message }) => ({
      severity: level === 'wrong' ? Severity.ERROR : Severity.WARNING,
      message,
    }));
    return element(
      'li',
      {},
      element('p', { class: 'given' }, cut(given)),
      url === undefined
        ? element('p', { class: 'none' }, 'names no file in S3')
        : element(
            'p',
            { class: 'url' },
            element('code', {}, cut(url)),
            element(
              'button',
              { type: 'button', 'aria-label': `Copy ${cut(url)}`, click: () => this.copy([url]) },
              'Copy',
            ),
          ),
      element('ul', { class: 'messages' }, ...messageItems(findings, url === undefined ? WORDS : CORRECTED)),
    );
  }

  private async copy(urls: readonly string[]): Promise<void> {
    const isDone = await copied(urls.join('\n'));
    announce(isDone ? `${counted(urls.length, 'URL')} copied` : 'The browser allows no copying');
  }
}

function summaryOf(read: readonly PastedUrl[]): string {
  const bad = read.filter(({ problems }) => problems.some(({ level }) => level === 'wrong')).length;
  return `${counted(read.length, 'URL')} read, ${bad} with errors`;
}
