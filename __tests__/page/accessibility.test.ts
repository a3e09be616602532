import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { source as axe } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Controls, describeBrowser, type Global, PageLab, waitForText } from './page-lab';
import { CDN, OWN_ORGANIZATION, policyWith, recommendedOf } from './policies';

jest.setTimeout(60_000);

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

interface Axe {
  run(options: { readonly preload: boolean }): Promise<{ readonly violations: readonly Violation[] }>;
}

/** The violations that axe-core finds, of WCAG 2.2 and of its own rules. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as never as { axe: Axe };
    // A preload would request the styles again, which the page does not allow.
    return (await axe.run({ preload: false })).violations;
  });
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`));
}

/** The page in each of its states. */
const STATES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'an empty form': async () => undefined,
  'a policy': async (page) => {
    const form = new Controls(page);
    await form.bucket.fill('films');
    await form.addGrant();
    await form.grant(2).what.selectOption('actions');
    await form
      .grant(2)
      .group.getByLabel(/^GetObject /)
      .check();
    await form.grant(1).some();
    await form.grant(1).prefixes.fill('in');
    await form.paste(policyWith(...(recommendedOf('films').Statement as object[]), CDN, OWN_ORGANIZATION));
    await page.locator('.picture').waitFor();
  },
  'errors in the form': async (page) => {
    const form = new Controls(page);
    await form.bucket.fill('Films');
    await form.grant(1).some();
    await form.grant(1).until.fill('tomorrow');
    await form.paste('{');
  },
  URLs: async (page) => {
    await page.getByRole('tab', { name: 'URLs' }).click();
    await page.getByLabel('URLs of files, one per line').fill('s3://my-bucket/this+file.mp4\nnothing');
    await page.locator('.urls > li').first().waitFor();
  },
  'a comparison': async (page) => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByLabel('Before').fill(JSON.stringify(recommendedOf('films')));
    await page
      .getByLabel('After')
      .fill(JSON.stringify(policyWith((recommendedOf('films').Statement as object[])[0]!, CDN)));
    await page.locator('.opens').waitFor();
  },
};

const THEMES = ['light', 'dark'] as const;
const WIDTHS = [320, 768, 1280, 3840];

describeBrowser('The page', () => {
  let lab: PageLab;
  beforeAll(async () => {
    lab = await PageLab.start();
  });
  afterAll(() => lab?.stop());
  beforeEach(() => {
    lab.problems.length = 0;
  });
  afterEach(() => {
    expect(lab.problems).toEqual([]);
  });

  async function inWindow<T>(options: BrowserContextOptions, use: (page: Page) => Promise<T>): Promise<T> {
    const page = await lab.open('', options);
    try {
      return await use(page);
    } finally {
      await lab.close(page);
    }
  }

  describe.each(THEMES)('in the %s theme', (colorScheme) => {
    it.each(Object.entries(STATES))('passes the axe-core rules with %s', (_, reach) =>
      inWindow({ colorScheme }, async (page) => {
        await reach(page);
        expect(await violations(page)).toEqual([]);
      }),
    );

    it('has its own background color', () =>
      inWindow({ colorScheme }, async (page) => {
        const color = await page.locator('body').evaluate((body) => {
          return body.ownerDocument.defaultView.getComputedStyle(body).backgroundColor;
        });
        expect(color).toBe(colorScheme === 'light' ? 'rgb(246, 247, 249)' : 'rgb(18, 22, 28)');
      }));
  });

  it.each(Object.entries(STATES))('fits into windows from 320 pixels to 4K, with %s', (_, reach) =>
    inWindow({ viewport: { width: 1280, height: 900 } }, async (page) => {
      await reach(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const wider = await page.evaluate(() => {
          const { document } = globalThis as never as Global;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
        expect({ width, wider }).toEqual({ width, wider: 0 });
      }
    }),
  );

  it('redraws the picture when the window becomes narrow', () =>
    inWindow({ viewport: { width: 1280, height: 900 } }, async (page) => {
      await new Controls(page).bucket.fill('films');
      const picture = page.locator('.picture');
      const wide = Number(await picture.getAttribute('width'));
      await page.setViewportSize({ width: 360, height: 900 });
      await page.locator(`.picture:not([width="${wide}"])`).waitFor();
      expect(Number(await picture.getAttribute('width'))).toBeLessThan(360);
    }));

  it('has no transitions if the user prefers reduced motion', () =>
    inWindow({ reducedMotion: 'reduce' }, async (page) => {
      const moving = await page.evaluate(() => {
        const { document } = globalThis as never as Global;
        const all = [...document.querySelectorAll('*')];
        return all.filter((node) => document.defaultView.getComputedStyle(node).transitionDuration !== '0s').length;
      });
      expect(moving).toBe(0);
    }));

  it('shows a notice without JavaScript, with a command that does the same', () =>
    inWindow({ javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('noscript').textContent()).toContain('needs JavaScript');
      expect(await page.locator('noscript p').count()).toBe(1);
    }));

  it('shows which control has the focus', () =>
    inWindow({}, async (page) => {
      await STATES['a policy']!(page);
      const count = await page.locator('input, select, textarea, button').count();
      expect(count).toBeGreaterThan(20);
      await new Controls(page).bucket.focus();
      await page.keyboard.press('Tab');
      const outline = await page.locator(':focus').evaluate((node) => {
        return node.ownerDocument.defaultView.getComputedStyle(node).outlineWidth;
      });
      expect(outline).toBe('3px');
    }));

  it('shows an error for a tab with a missing script, and the tab when the script is back', () =>
    inWindow({}, async (page) => {
      const script = join(lab.folder, 'compare.js');
      renameSync(script, `${script}.gone`);
      await page.getByRole('tab', { name: 'Compare' }).click();
      await waitForText(page.locator('#panel-compare [role="alert"]'), 'compare.js cannot be loaded');
      renameSync(`${script}.gone`, script);
      await page.getByRole('tab', { name: 'Policy' }).first().click();
      await page.getByRole('tab', { name: 'Compare' }).click();
      await page.getByLabel('Before').waitFor();
      lab.problems.length = 0;
    }));

  it('shows no policy while the script for pasted policies is missing, and reads the policy when the script is back', () =>
    inWindow({}, async (page) => {
      const form = new Controls(page);
      const script = join(lab.folder, 'existing.js');
      renameSync(script, `${script}.gone`);
      await form.bucket.fill('films');
      await form.paste('{"Statement": []}');
      expect((await form.messages(form.existing)).join()).toContain('existing.js is missing');
      expect(await page.locator('.outputs pre').isVisible()).toBe(false);
      renameSync(`${script}.gone`, script);
      await form.paste('{"Statement": [] }');
      await page.locator('.outputs pre').waitFor();
      lab.problems.length = 0;
    }));
});
