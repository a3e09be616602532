/** What the tests take from Jest, for many runs in one process: the same tables and assertions, without a sandbox for each run. */
const { expect } = require('expect');
const { bind } = require('jest-each');
const { ModuleMocker } = require('jest-mock');

/** Puts what the tests call into the global scope. @returns what they declare, in order */
function collectTests() {
  const tests = [];
  const names = new Map();
  let block = { titles: [], before: [] };

  function describe(title, body) {
    const outer = block;
    block = { titles: [...outer.titles, title], before: [...outer.before] };
    body();
    block = outer;
  }

  function test(title, run) {
    const { titles, before } = block;
    const name = [...titles, title].join(' ');
    const times = names.get(name) ?? 0;
    names.set(name, times + 1);
    tests.push({ id: times === 0 ? name : `${name} (${times + 1})`, name, run, before });
  }

  const mocks = new ModuleMocker(globalThis);
  Object.assign(globalThis, {
    describe: Object.assign(describe, { each: bind(describe, false), skip: () => undefined }),
    test: Object.assign(test, { each: bind(test, false) }),
    it: test,
    expect,
    beforeAll: (prepare) => block.before.push(once(prepare)),
    jest: { spyOn: mocks.spyOn.bind(mocks) },
  });
  return tests;
}

function once(prepare) {
  let prepared;
  return () => {
    prepared ??= Promise.resolve(prepare());
    return prepared;
  };
}

module.exports = { collectTests };
