import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { modulesOf } = require('./modules.js');
const { collectTests } = require('./tests.js');
const { PARTS, testsOf } = require('./parts.js');

/** Runs the tests of a part for each mutant in one process. Jest would take a second for each mutant, mostly to start. */
class InProcessRunner {
  stryker = { mutantCoverage: { static: {}, perTest: {} } };

  init() {
    const root = process.cwd();
    globalThis.__stryker__ = this.stryker;
    this.newModules = modulesOf(root);
    this.files = testsOf(PARTS[process.env.MUTATION_PART], root).map((file) => path.join(root, file));
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun({ coverageAnalysis }) {
    const tests = await this.run(this.load());
    const failed = tests.find(({ failureMessage }) => failureMessage !== undefined);
    return failed === undefined
      ? {
          status: 'complete',
          tests,
          mutantCoverage: coverageAnalysis === 'off' ? undefined : this.stryker.mutantCoverage,
        }
      : { status: 'error', errorMessage: `${failed.name}: ${failed.failureMessage}` };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation }) {
    const { stryker } = this;
    Object.assign(stryker, { activeMutant: undefined, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    if (mutantActivation === 'static') {
      stryker.activeMutant = activeMutant.id;
    }
    try {
      const wanted = testFilter && new Set(testFilter);
      const tests = this.load().filter(({ id }) => wanted?.has(id) ?? true);
      stryker.activeMutant = activeMutant.id;
      const results = await this.run(tests);
      const nrOfTests = results.length;
      const { id, failureMessage } = results.at(-1) ?? {};
      if (stryker.hitCount > hitLimit) {
        return { status: 'timeout', reason: `more than ${hitLimit} times through the mutant` };
      }
      return failureMessage === undefined
        ? { status: 'survived', nrOfTests }
        : { status: 'killed', killedBy: [id], failureMessage, nrOfTests };
    } catch (error) {
      return { status: 'killed', killedBy: ['loading'], failureMessage: String(error), nrOfTests: 0 };
    } finally {
      stryker.activeMutant = undefined;
    }
  }

  load() {
    const tests = collectTests();
    const load = this.newModules();
    for (const fileName of this.files) {
      const { length } = tests;
      load(fileName);
      for (const test of tests.slice(length)) {
        test.fileName = fileName;
      }
    }
    return tests;
  }

  /** Runs tests until one fails. */
  async run(tests) {
    const results = [];
    for (const { id, name, fileName, run } of tests) {
      this.stryker.currentTestId = id;
      const started = performance.now();
      let failureMessage;
      try {
        await run();
      } catch (error) {
        failureMessage = String(error?.message ?? error);
      }
      this.stryker.currentTestId = undefined;
      const timeSpentMs = performance.now() - started;
      results.push({ id, name, fileName, timeSpentMs, status: failureMessage === undefined ? 0 : 1, failureMessage });
      if (failureMessage !== undefined) {
        break;
      }
    }
    return results;
  }
}

const createRunner = () => new InProcessRunner();
createRunner.inject = [];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: createRunner }];
