/**
 * Runs every test once: `npm run test:all [-- --counts FILE]`. It writes the numbers of tests to FILE as JSON.
 *
 * First it runs all tests on CDKTF, with two workers. Then it runs the deploy tests and, in parallel, the tests on CDK Terrain that depend
 * on the framework. ZENCODER_TEST_CDKTN_NODE names the Node for these, because CDK Terrain requires a later one. Their output follows when
 * the deploy tests have ended. Tests that need Ceph, moto or a provider are skipped if these are not installed.
 */
const { spawn } = require('node:child_process');
const { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { countsLine, countsOf, sumOf } = require('./test-counts');

const ROOT = path.join(__dirname, '..');
const JEST = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');

const TOGETHER = [
  [{ title: 'on CDKTF', program: [JEST, '--maxWorkers=2'] }],
  [
    { title: 'applied for real', program: [path.join(__dirname, 'test-deploy.js')] },
    {
      title: 'on CDK Terrain',
      node: process.env.ZENCODER_TEST_CDKTN_NODE,
      program: [path.join(__dirname, 'test-cdktn.js'), '--maxWorkers=1'],
    },
  ],
];

const folder = mkdtempSync(path.join(tmpdir(), 'test-all-'));
const running = new Set();
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of running) {
      child.kill(signal);
    }
    process.exit(1);
  });
}

/** @returns the numbers of tests, the time, and the file with the output, unless the output was printed directly */
function started({ title, program, node }, log) {
  const [begun, counted] = [Date.now(), path.join(folder, `${title}.json`)];
  const output = log === undefined ? 'inherit' : openSync(log, 'w');
  const child = spawn(node ?? process.execPath, [...program, '--ci', '--json', `--outputFile=${counted}`], {
    cwd: ROOT,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      CHECKPOINT_DISABLE: '1',
      ZENCODER_TEST_PACKAGE: '1',
      ...(node && { PATH: [path.dirname(node), process.env.PATH].join(path.delimiter) }),
    },
  });
  running.add(child);
  return new Promise((ended) => {
    child.once('exit', (status) => {
      running.delete(child);
      if (log !== undefined) {
        closeSync(output);
      }
      ended({ title, log, seconds: Math.round((Date.now() - begun) / 1000), ...countsOf(counted, status ?? 1) });
    });
  });
}

async function main() {
  const at = process.argv.indexOf('--counts');
  const parts = [];
  for (const together of TOGETHER) {
    const runs = together.map((part, index) =>
      started(part, index === 0 ? undefined : path.join(folder, `${part.title}.log`)),
    );
    for (const part of await Promise.all(runs)) {
      process.stdout.write(part.log === undefined ? '' : readFileSync(part.log, 'utf8'));
      console.log(`--- ${part.seconds} s, ${part.title}: ${countsLine(part)}`);
      parts.push(part);
    }
  }
  const all = sumOf(parts);
  if (at >= 0) {
    writeFileSync(process.argv[at + 1], JSON.stringify(all));
  }
  console.log(countsLine(all));
  process.exitCode = all.failed > 0 ? 1 : 0;
}

main();
