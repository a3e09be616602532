import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
  type Request,
} from 'playwright-core';
import { ROOT } from '../support/run';
import { reportSkipped } from '../support/skipped';
import { newFolder } from '../support/workspace';

const { ZENCODER_TEST_CHROMIUM: CHROMIUM_PATH } = process.env;
const CHROMIUM = [
  ...(CHROMIUM_PATH ? [CHROMIUM_PATH] : []),
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => existsSync(path));

if (CHROMIUM === undefined) {
  reportSkipped('the tests of the page in a browser, because Chromium is not installed: apt-get install chromium');
}

/** `describe`, or `describe.skip` if no browser is installed. */
export const describeBrowser: jest.Describe = CHROMIUM === undefined ? describe.skip : describe;

/** Options that stop the background requests of the browser. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-lcd-text',
];

/** The page in a browser, opened from the disk, in any number of windows. */
export class PageLab {
  public static async start(): Promise<PageLab> {
    const folder = newFolder();
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-page.js'), folder], { cwd: ROOT });
    return new PageLab(folder, await chromium.launch({ executablePath: CHROMIUM!, args: QUIET }));
  }

  /** The problems in any window: requests for files that are not part of the page, errors, and refusals by its Content Security Policy. */
  public readonly problems: string[] = [];
  private plain: BrowserContext | undefined;

  private constructor(
    public readonly folder: string,
    public readonly browser: Browser,
  ) {}

  public get address(): string {
    return pathToFileURL(join(this.folder, 'index.html')).href;
  }

  /** Opens a new window with the page. @param hash with the `#` */
  public async open(hash = '', options: BrowserContextOptions = {}, address = this.address): Promise<Page> {
    const isPlain = Object.keys(options).length === 0;
    this.plain ??= await this.browser.newContext();
    const context = isPlain ? this.plain : await this.browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const own = address.replace(/[^/]*$/, '');
    const asked = (request: Request) => {
      const isOwn = request.url().startsWith(own) || /^(data|blob):/.test(request.url());
      // The browser does not send a request that the Content Security Policy blocks.
      if (!isOwn && request.failure()?.errorText !== 'csp') {
        this.problems.push(`asks for ${request.url()}`);
      }
    };
    page.on('requestfinished', asked);
    page.on('requestfailed', asked);
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => this.problems.push(message.text()));
    page.on('dialog', (dialog) => {
      this.problems.push(`shows the dialog ${dialog.message()}`);
      return dialog.dismiss();
    });
    await page.goto(address + hash);
    return page;
  }

  /** Closes a window. */
  public async close(page: Page): Promise<void> {
    await (page.context() === this.plain ? page : page.context()).close();
  }

  /** Waits for a problem, then returns and clears all problems. */
  public async takeProblems(): Promise<string[]> {
    for (let tries = 0; tries < 50 && this.problems.length === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return this.problems.splice(0);
  }

  public async stop(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The globals of the browser in a script within the page. The tests have no types for them. */
export type Global = Readonly<Record<'document' | 'navigator' | 'fetch', ReturnType<typeof JSON.parse>>>;

/** The controls of the page, by their visible labels. */
export class Controls {
  public constructor(public readonly page: Page) {}

  public get bucket(): Locator {
    return this.page.getByLabel('Bucket', { exact: true });
  }

  public get region(): Locator {
    return this.page.getByLabel('Region', { exact: true });
  }

  public get tls(): Locator {
    return this.page.getByLabel('Allow access over TLS only');
  }

  public get existing(): Locator {
    return this.page.getByLabel('Current policy of the bucket');
  }

  public grant(number: number): GrantControls {
    return new GrantControls(this.page.getByRole('group', { name: `Grant ${number}`, exact: true }));
  }

  public async addGrant(): Promise<void> {
    await this.page.getByRole('button', { name: 'Add a grant' }).click();
  }

  public async paste(policy: unknown): Promise<void> {
    const summary = this.page.getByText('The bucket already has a policy');
    if (!(await this.existing.isVisible())) {
      await summary.click();
    }
    await this.existing.fill(typeof policy === 'string' ? policy : JSON.stringify(policy, null, 2));
    await this.page.getByText('is being read').first().waitFor({ state: 'detached' });
  }

  /** The text of the result in a format. */
  public async result(tab = 'Policy'): Promise<string> {
    await this.page.getByRole('tablist', { name: 'Format of the result' }).getByRole('tab', { name: tab }).click();
    return (await this.page.locator('.outputs pre code').textContent()) ?? '';
  }

  public async policy(): Promise<{ Statement: Record<string, unknown>[]; [member: string]: unknown }> {
    return JSON.parse(await this.result());
  }

  /** The messages at a control. */
  public messages(control: Locator): Promise<string[]> {
    return messagesAt(control);
  }
}

export class GrantControls {
  public constructor(public readonly group: Locator) {}

  public get what(): Locator {
    return this.group.getByLabel('What Zencoder can do');
  }

  public get prefixes(): Locator {
    return this.group.getByLabel('Prefixes, one per line');
  }

  public get keys(): Locator {
    return this.group.getByLabel('Keys, one per line');
  }

  public get until(): Locator {
    return this.group.getByLabel('Until (optional)');
  }

  public async some(): Promise<void> {
    await this.group.getByLabel('Part of the bucket').check();
  }

  public async remove(): Promise<void> {
    await this.group.getByRole('button', { name: /^Remove/ }).click();
  }
}

/** Whether a control has the focus. */
export function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((node) => node === node.ownerDocument.activeElement);
}

/** Waits until a part of the page contains a text. */
export function waitForText(part: Locator, text: string | RegExp): Promise<void> {
  return part.filter({ hasText: text }).first().waitFor({ state: 'attached' });
}

export async function messagesAt(control: Locator): Promise<string[]> {
  const ids = (await control.getAttribute('aria-describedby')) ?? '';
  const id = ids.split(' ').find((name) => name.endsWith('-messages'));
  return control.page().locator(`#${id} > li`).allTextContents();
}
