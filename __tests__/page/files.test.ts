import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../support/run';
import { newFolder } from '../support/workspace';

let folder: string;
beforeAll(() => {
  folder = newFolder();
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-page.js'), folder], { cwd: ROOT });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const zipped = (names: readonly string[]) =>
  names.reduce((bytes, name) => bytes + gzipSync(read(name), { level: 9 }).length, 0);

describe('The files of the page', () => {
  it('are a document, a style sheet and classic scripts', () => {
    expect(readdirSync(folder).sort()).toEqual([
      'compare.js',
      'existing.js',
      'index.html',
      'page.css',
      'page.js',
      'urls.js',
    ]);
    const html = read('index.html');
    expect(html).not.toMatch(/type="module"|<style|style=|<script>|\son\w+=/);
    for (const script of ['page.js', 'urls.js', 'compare.js', 'existing.js']) {
      expect(read(script)).not.toMatch(
        /\bimport\(|\beval\(|new Function\b|innerHTML|outerHTML|insertAdjacentHTML|document\.write/,
      );
    }
  });

  it('have at most 45 kB in the first script, 52 kB with the one for URLs, and 130 kB in total', () => {
    expect(zipped(['page.js'])).toBeLessThanOrEqual(45_000);
    expect(zipped(['page.js', 'urls.js'])).toBeLessThanOrEqual(52_000);
    expect(zipped(readdirSync(folder))).toBeLessThanOrEqual(130_000);
  });

  it('contain the YAML parser only in the script of the tab Compare', () => {
    expect(read('compare.js')).toContain('BLOCK_AS_IMPLICIT_KEY');
    expect(read('page.js')).not.toContain('BLOCK_AS_IMPLICIT_KEY');
  });

  it('allow the browser only their own scripts and styles', () => {
    expect(/Content-Security-Policy" content="([^"]*)"/.exec(read('index.html'))?.[1]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'",
    );
  });

  it('have the same bytes after each build', () => {
    const again = newFolder();
    execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-page.js'), again], { cwd: ROOT });
    for (const name of readdirSync(folder)) {
      expect(readFileSync(join(again, name), 'utf8')).toBe(read(name));
    }
    rmSync(again, { recursive: true });
  }, 60_000);
});
