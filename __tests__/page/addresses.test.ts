import { NEW_FORM } from '../../page/src/form/form';
import { formIn, hashOf } from '../../page/src/form/form-hash';
import { INVALID } from './invalid-addresses';
import { Controls, describeBrowser, type Global, PageLab, waitForText } from './page-lab';
import { CDN, policyWith, recommendedOf } from './policies';

jest.setTimeout(60_000);

describeBrowser('The address of the page', () => {
  let lab: PageLab;
  beforeAll(async () => {
    lab = await PageLab.start();
  });
  afterAll(() => lab?.stop());
  afterEach(() => {
    expect(lab.problems).toEqual([]);
  });

  const isWritten = (hash: string) => hash.startsWith('#form=');

  it('contains the form half a second after the last key, and restores it in another window', async () => {
    const first = await lab.open();
    const form = new Controls(first);
    await form.bucket.pressSequentially('films', { delay: 20 });
    expect(isWritten(new URL(first.url()).hash)).toBe(false);
    await form.grant(1).some();
    await form.grant(1).prefixes.fill('in/');
    await first.waitForURL((url) => isWritten(url.hash));
    const policy = await form.result();

    const second = await lab.open(new URL(first.url()).hash);
    expect(await new Controls(second).result()).toBe(policy);
    expect(await new Controls(second).grant(1).prefixes.inputValue()).toBe('in/');
    await first.close();
    await second.close();
  });

  it('contains no form when the form is empty', async () => {
    const page = await lab.open(hashOf({ ...NEW_FORM, bucket: 'films' }, false));
    await new Controls(page).bucket.fill('');
    await page.waitForURL((url) => url.hash === '');
    await page.close();
  });

  it('does not contain a pasted policy, and another window shows a notice about it', async () => {
    const page = await lab.open();
    const form = new Controls(page);
    await form.paste(policyWith(...(recommendedOf('films').Statement as object[]), CDN));
    await page.waitForURL((url) => isWritten(url.hash));
    const { hash } = new URL(page.url());
    expect(formIn(hash)).toMatchObject({ form: { bucket: 'films', existing: '' }, leftOut: true });
    const other = await lab.open(hash);
    await waitForText(other.getByRole('alert'), 'Paste it again');
    await page.close();
    await other.close();
  });

  it('contains a pasted policy and the changed grants after "Share"', async () => {
    const page = await lab.open('', { permissions: ['clipboard-read', 'clipboard-write'] });
    const form = new Controls(page);
    await form.paste(policyWith(...(recommendedOf('films').Statement as object[]), CDN));
    await form.grant(1).what.selectOption('input');
    await page.getByRole('button', { name: 'Share' }).click();
    await waitForText(page.locator('#status'), 'Link copied');
    const link = await page.evaluate(() => (globalThis as never as Global).navigator.clipboard.readText());
    expect(link).toBe(page.url());
    const other = await lab.open(new URL(link).hash);
    expect(await new Controls(other).result()).toBe(await form.result());
    expect(await new Controls(other).grant(1).what.inputValue()).toBe('input');
    expect(await new Controls(other).existing.inputValue()).toContain('Cdn');
    await page.context().close();
    await other.close();
  });

  it('is removed if it is not valid, and the form is empty', async () => {
    for (const [, hash] of INVALID.slice(0, 8)) {
      const page = await lab.open(hash);
      await waitForText(page.getByRole('alert'), 'The address does not contain a valid form');
      expect(await new Controls(page).bucket.inputValue()).toBe('');
      expect(new URL(page.url()).hash).toBe('');
      await page.close();
    }
  });

  it('is read again when it changes', async () => {
    const page = await lab.open(hashOf({ ...NEW_FORM, bucket: 'films' }, false));
    await page.goto(lab.address + hashOf({ ...NEW_FORM, bucket: 'shows' }, false));
    expect(await new Controls(page).bucket.inputValue()).toBe('shows');
    await page.close();
  });
});
