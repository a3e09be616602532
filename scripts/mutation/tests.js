/** The functions of Jest that the tests use, for many runs in one process: the same tables and assertions, without a sandbox. */
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');

/** Defines the global functions of Jest. @returns the declared tests in order, each with its hooks */
function collectTests() {
  const tests = [];
  const names = new Map();
  let block = { titles: [], before: [], after: [] };

  function describe(title, body) {
    const { titles, before, after } = block;
    const outer = block;
    block = { titles: [...titles, title], before: [...before], after: [...after] };
    body();
    block = outer;
  }

  function test(title, body) {
    const { titles, before, after } = block;
    const name = [...titles, title].join(' ');
    const times = names.get(name) ?? 0;
    names.set(name, times + 1);
    const run = async () => {
      try {
        for (const step of [...before, body]) {
          await step();
        }
      } finally {
        for (const step of after) {
          await step();
        }
      }
    };
    tests.push({ id: times === 0 ? name : `${name} (${times + 1})`, name, run });
  }

  const mocks = new ModuleMocker(globalThis);
  Object.assign(globalThis, {
    describe: Object.assign(describe, { each: bind(describe, false), skip: () => undefined }),
    test: Object.assign(test, { each: bind(test, false) }),
    it: test,
    expect,
    beforeAll: (step) => block.before.push(once(step)),
    beforeEach: (step) => block.before.push(step),
    afterEach: (step) => block.after.unshift(step),
    jest: Object.fromEntries(
      ['fn', 'spyOn', 'restoreAllMocks', 'clearAllMocks', 'resetAllMocks'].map((name) => [
        name,
        mocks[name].bind(mocks),
      ]),
    ),
  });
  return tests;
}

function once(step) {
  let done;
  return () => {
    done ??= Promise.resolve(step());
    return done;
  };
}

module.exports = { collectTests };
