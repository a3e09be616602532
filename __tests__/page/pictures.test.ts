import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { Controls, describeBrowser, PageLab } from './page-lab';
import { smaller } from './small-png';

jest.setTimeout(60_000);

/** The screenshot in the documents. */
const PICTURE = join(ROOT, 'docs', 'page.png');
const SIZE = { width: 1280, height: 1040 };

/** `WRITE_PICTURES=1` writes the screenshot, after an intended change of the page. */
const WRITES = process.env.WRITE_PICTURES === '1';

describeBrowser('The picture in the documents', () => {
  let lab: PageLab;
  beforeAll(async () => {
    lab = await PageLab.start();
  });
  afterAll(() => lab?.stop());

  it('shows the page with a completed form, in at most 60 kB', async () => {
    const page = await lab.open('', { viewport: SIZE, colorScheme: 'light', reducedMotion: 'reduce' });
    const form = new Controls(page);
    await form.bucket.fill('acme-media');
    await form.region.selectOption('eu-central-1');
    await form.grant(1).what.selectOption('input');
    await form.grant(1).some();
    await form.grant(1).prefixes.fill('incoming/');
    await form.grant(1).until.fill('2031-06-30');
    await form.tls.check();
    await page.locator('.picture').waitFor();
    const taken = smaller(await page.screenshot());
    if (WRITES) {
      writeFileSync(PICTURE, taken);
    }
    const sizeOf = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });
    expect(sizeOf(taken)).toEqual(SIZE);
    expect(existsSync(PICTURE) && sizeOf(readFileSync(PICTURE))).toEqual(SIZE);
    expect(statSync(PICTURE).size).toBeLessThanOrEqual(60_000);
    expect(lab.problems).toEqual([]);
    await lab.close(page);
  });
});
