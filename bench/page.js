/** Measures the page in a browser: the time until the first paint, and after a key. */
const { execFileSync } = require('node:child_process');
const { existsSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { ROOT } = require('./run');

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const KEYS = 300;
const KEYSTROKES = 200;
const OPENINGS = 21;

exports.title = 'The page';

exports.measure = async () => {
  if (CHROMIUM === undefined) {
    return { skipped: 'Chromium is not installed' };
  }
  const { chromium } = require(path.join(ROOT, 'node_modules', 'playwright-core'));
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-page-'));
  execFileSync(process.execPath, [path.join(ROOT, 'scripts', 'build-page.js'), folder], { cwd: ROOT });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  try {
    const address = pathToFileURL(path.join(folder, 'index.html')).href;
    const paints = [];
    for (let opening = 0; opening < OPENINGS; opening++) {
      paints.push(await firstPaint(browser, address));
    }
    const typed = await keystrokes(browser, address);
    return report(paints, typed);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Opens the page several times, each in a new window with an empty cache. */
async function firstPaint(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  const milliseconds = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list, observer) => {
          const paint = list.getEntries().find(({ name }) => name === 'first-contentful-paint');
          if (paint) {
            observer.disconnect();
            resolve(paint.startTime);
          }
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await context.close();
  return milliseconds;
}

/** Types in the list of keys, and measures the time until the field and the policy are laid out, and until the picture and text are. */
async function keystrokes(browser, address) {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByLabel('Bucket', { exact: true }).fill('acme-media');
  await page.getByLabel('Part of the bucket').check();
  const keys = Array.from({ length: KEYS }, (_, at) => `masters/film ${at}.mp4`);
  await page.getByLabel('Keys, one per line').fill(keys.join('\n'));
  return page.evaluate(async (count) => {
    const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.startsWith('Keys'));
    const area = document.getElementById(label.htmlFor);
    const [drawing, code] = [document.querySelector('.drawing'), document.querySelector('.outputs pre code')];
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    const times = [];
    for (let at = 0; at < count; at++) {
      const drawn = new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(drawing, { childList: true });
      });
      const begun = performance.now();
      // Like a key press, the event is handled before the call returns.
      document.execCommand('insertText', false, 'x');
      document.body.getBoundingClientRect();
      const policy = performance.now() - begun;
      if (!code.textContent.includes('x'.repeat(at + 1))) {
        throw new Error('the policy does not match the form');
      }
      await drawn;
      document.body.getBoundingClientRect();
      times.push({ policy, picture: performance.now() - begun });
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return times;
  }, KEYSTROKES);
}

function quantile(numbers, part) {
  return [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];
}

function report(paints, typed) {
  const figures = [
    ['first paint', paints, 500],
    [`a character, ${KEYS} keys: field and policy`, typed.slice(20).map(({ policy }) => policy), 16],
    [`a character, ${KEYS} keys: picture and text`, typed.slice(20).map(({ picture }) => picture), 100],
  ];
  return {
    help: `In headless Chromium, opened from the disk. It was opened ${OPENINGS} times, and ${KEYSTROKES} characters were typed at the end of a list of ${KEYS} keys. Each time ends when the layout is done.`,
    columns: ['what', 'ms, median', 'ms, 95th percentile'],
    rows: figures.map(([what, numbers]) => [
      what,
      quantile(numbers, 0.5).toFixed(1),
      quantile(numbers, 0.95).toFixed(1),
    ]),
    aims: figures.map(([what, numbers, most]) => ({
      what: `${what}, ms, 95th percentile`,
      is: quantile(numbers, 0.95),
      most,
    })),
  };
}
