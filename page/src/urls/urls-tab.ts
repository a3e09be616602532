import { type PastedUrl, readPastedUrl } from '../../../lib/job-urls/pasted-url';
import { Severity } from '../../../lib/messages/diagnostic';
import { counted } from '../../../lib/messages/wording';
import { element } from '../dom';
import { cut, Field, messageItems, textArea, WORDS } from '../form/field';
import { regionSelect } from '../form/form-view';
import { copied } from '../outputs/clipboard';
import { announce } from '../status';

/** The most lines that are checked and shown. */
const MAX_LINES = 500;
const ANNOUNCE_AFTER = 1500;

/** The headings of problems that the resulting URL no longer has. */
const CORRECTED = { ...WORDS, [Severity.ERROR]: 'Corrected' };

/** The tab that converts URLs of files in any format into URLs that Zencoder can use. */
export class UrlsTab {
  private readonly typed = textArea(6);
  private readonly region = regionSelect('from the URL');
  private readonly results = element('ol', { class: 'urls' });
  private readonly summary = element('p', { class: 'hint' });
  private readonly copyAll = element('button', { type: 'button', click: () => this.copy(this.urls) }, 'Copy all');
  private urls: readonly string[] = [];
  private announcement: ReturnType<typeof setTimeout> | undefined;

  public constructor(root: HTMLElement) {
    const urls = new Field(this.typed, {
      label: 'URLs of files, one per line',
      hint: 'In any format: https://…, s3://… or an ARN. The page sends no requests.',
    });
    const region = new Field(this.region, { label: 'Region of the bucket', hint: 'Used if the URL has no region.' });
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
    const read = given.slice(0, MAX_LINES).map((line) => readPastedUrl(line, { region, regionName: 'the region' }));
    const isMore = given.length > MAX_LINES;
    this.urls = read.flatMap(({ url }) => url ?? []);
    this.copyAll.hidden = this.urls.length < 2;
    const words = isMore ? `The first ${MAX_LINES} of ${counted(given.length, 'line')}.` : '';
    this.summary.textContent = words;
    this.results.replaceChildren(...read.map((one) => this.item(one)));
    clearTimeout(this.announcement);
    this.announcement = setTimeout(() => announce(given.length === 0 ? '' : summaryOf(read)), ANNOUNCE_AFTER);
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
        ? element('p', { class: 'none' }, 'not the URL of a file in S3')
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
    announce(isDone ? `${counted(urls.length, 'URL')} copied` : 'The browser does not allow copying');
  }
}

function summaryOf(read: readonly PastedUrl[]): string {
  const bad = read.filter(({ problems }) => problems.some(({ level }) => level === 'wrong')).length;
  return `${counted(read.length, 'URL')} read, ${bad} with errors`;
}
