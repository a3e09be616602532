import type { Page } from 'playwright-core';
import { NEW_FORM, NEW_GRANT } from '../../page/src/form/form';
import { hashOf } from '../../page/src/form/form-hash';
import { Controls, describeBrowser, type Global, PageLab } from './page-lab';
import { policyWith } from './policies';

jest.setTimeout(90_000);

/** Texts that would run a script, send a request or expand a template if the page did not treat them as text. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['markup', '<img src=x onerror=alert(1)><script>alert(2)</script>"><svg onload=alert(3)>'],
  ['markup that ends other markup', '</title></textarea></code></script><script>alert(1)</script>'],
  ['templates', '${alert(1)} %{ if true } {{constructor}} `${1}` $${x}'],
  ['addresses', 'javascript:alert(1) https://example.invalid/x.png //example.invalid'],
  ['invisible characters', '\u202e\u0000\u001b[31m\u2028\ufeff\ud800'],
];

const LARGE = 'a/'.repeat(512 * 1024);

describeBrowser('Hostile input', () => {
  let lab: PageLab;
  let page: Page;
  beforeAll(async () => {
    lab = await PageLab.start();
  });
  afterAll(() => lab?.stop());
  beforeEach(async () => {
    page = await lab.open();
  });
  afterEach(async () => {
    await page.close();
    expect(lab.problems).toEqual([]);
  });

  /** Expects that no part of the input became an element. */
  async function expectText(): Promise<void> {
    expect(await page.locator('main script, main img:not(.picture), main iframe, main object, main a').count()).toBe(0);
    expect(
      await page
        .locator('script:not([src="page.js"], [src="urls.js"], [src="compare.js"], [src="existing.js"])')
        .count(),
    ).toBe(0);
    expect(await page.title()).toBe('Zencoder and S3: policies and URLs');
  }

  it.each(TEXTS)('with %s is not executed in any field of the form', async (_, text) => {
    const form = new Controls(page);
    await form.bucket.fill('films');
    await form.addGrant();
    await form.grant(1).some();
    for (const control of [form.grant(1).prefixes, form.grant(1).keys]) {
      await control.fill(text);
    }
    const isPolicy = await page.locator('.outputs pre').isVisible();
    for (const tab of isPolicy ? ['Policy', 'zencoder.yaml', 'Terraform', 'CDKTF'] : []) {
      expect(await form.result(tab)).not.toBe('');
      await expectText();
    }
    await form.grant(2).until.fill(text);
    await form.bucket.fill(text);
    await form.paste(text);
    await expectText();
  });

  it.each(TEXTS)('with %s is not executed in the statements of a pasted policy', async (_, text) => {
    const form = new Controls(page);
    const statement = {
      Sid: text,
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: text,
      Resource: `arn:aws:s3:::films/${text}`,
      Condition: { StringEquals: { [text]: text } },
    };
    await form.paste(policyWith(statement, { ...statement, Action: 's3:GetObject', Sid: 'Ok', Condition: undefined }));
    await form.bucket.fill('films');
    await expectText();
  });

  it.each(TEXTS)('with %s is not executed as a URL, in a comparison, or in the address', async (_, text) => {
    await page.getByRole('tab', { name: 'URLs' }).click();
    await page.getByLabel('URLs of files, one per line').fill(`s3://films/${text}\n${text}`);
    await expectText();
    await page.getByRole('tab', { name: 'Compare' }).click();
    const file = (grants: string) => `stacks: { a: { buckets: { films: { grants: [${grants}] } } } }`;
    await page.getByLabel('Before').fill(file('{ role: input }'));
    await page.getByLabel('After').fill(file(`{ role: input, keys: [${JSON.stringify(text)}] }`));
    await expectText();
    await page.getByLabel('After').fill(text);
    await expectText();
    const grant = { ...NEW_GRANT, covers: 'parts' as const, prefixes: text, keys: text, until: text };
    const restored = await lab.open(hashOf({ ...NEW_FORM, bucket: text, grants: [grant], existing: text }, true));
    expect(await restored.locator('main script, main img:not(.picture)').count()).toBe(0);
    await restored.close();
  });

  it('of a megabyte is refused in each field, and the page still responds', async () => {
    const form = new Controls(page);
    const put = async (label: string) => {
      await page
        .getByLabel(label, { exact: true })
        .first()
        .evaluate((control, text) => {
          control.value = text;
          control.dispatchEvent(new control.ownerDocument.defaultView.InputEvent('input', { bubbles: true }));
        }, LARGE);
      await form.region.selectOption('eu-west-1');
    };
    await form.bucket.fill('films');
    await form.grant(1).some();
    await put('Prefixes, one per line');
    expect(await form.messages(form.grant(1).prefixes)).toEqual([expect.stringContaining('1,048,576 characters')]);
    await form.grant(1).prefixes.fill('in/');
    await put('Until (optional)');
    expect(await form.messages(form.grant(1).until)).toEqual([expect.stringContaining('is not a date')]);
    await form.grant(1).until.fill('');
    await put('Bucket');
    expect((await form.messages(form.bucket)).join()).toContain('is not a bucket name');
    await form.bucket.fill('films');
    await page.getByText('The bucket already has a policy').click();
    await put('Current policy of the bucket');
    expect((await form.messages(form.existing)).join()).toContain('the limit of S3 for a policy is 20 KB');
    await form.existing.fill('');
    expect((await form.policy()).Statement).toHaveLength(2);
  });

  it('of a megabyte is refused as a URL and in a comparison', async () => {
    await page.getByRole('tab', { name: 'Compare' }).click();
    for (const label of ['Before', 'After']) {
      await page.getByLabel(label).evaluate((control, text) => {
        control.value = text;
        control.dispatchEvent(new control.ownerDocument.defaultView.InputEvent('input', { bubbles: true }));
      }, LARGE);
    }
    expect((await new Controls(page).messages(page.getByLabel('After'))).join()).toContain('too long for this page');
    await page.getByRole('tab', { name: 'URLs' }).click();
    await page.getByLabel('URLs of files, one per line').evaluate((control, text) => {
      control.value = text;
      control.dispatchEvent(new control.ownerDocument.defaultView.InputEvent('input', { bubbles: true }));
    }, `s3://films/${LARGE}`);
    expect(await page.locator('.urls > li').count()).toBe(1);
    expect((await page.locator('.urls > li').textContent())!.length).toBeLessThan(10_000);
  });

  it('with deeply nested brackets is refused', async () => {
    const form = new Controls(page);
    await form.bucket.fill('films');
    await form.paste('{"Statement":'.repeat(20_000).slice(0, 90_000));
    expect(await form.messages(form.existing)).toHaveLength(1);
    await form.existing.fill(`{"Statement":[${'['.repeat(5000)}${']'.repeat(5000)}]}`);
    expect((await form.messages(form.existing)).join()).toContain('nested');
  });

  it('with an inline script is not executed, because the Content Security Policy of the page forbids it', async () => {
    const ran = await page.evaluate(() => {
      const { document } = globalThis as never as Global;
      const script = document.createElement('script');
      script.textContent = 'document.title = "ran"';
      document.head.append(script);
      return document.title;
    });
    expect(ran).toBe('Zencoder and S3: policies and URLs');
    expect(await lab.takeProblems()).toEqual([expect.stringContaining('Content Security Policy')]);
  });

  it.each([
    ['a request', 'fetch("https://example.invalid/")'],
    ['a form', 'form'],
    ['a picture', 'image'],
  ])('cannot send anything by %s', async (_, how) => {
    await page.evaluate(async (way) => {
      const { document, fetch } = globalThis as never as Global;
      if (way === 'form') {
        const form = document.createElement('form');
        form.action = 'https://example.invalid/';
        document.body.append(form);
        form.submit();
      } else if (way === 'image') {
        document.createElement('img').src = 'https://example.invalid/x.png';
      } else {
        await fetch('https://example.invalid/').catch(() => undefined);
      }
    }, how);
    const problems = await lab.takeProblems();
    expect(problems.join('\n')).toContain('Content Security Policy');
    expect(problems.filter((problem) => problem.startsWith('asks for'))).toEqual([]);
    expect(page.url()).toBe(lab.address);
  });
});
