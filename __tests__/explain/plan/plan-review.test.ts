import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURE_CASES } from './fixture-cases';
import { PLAN_CASES } from './plan-cases';
import { PLAN_SCENARIOS } from './plan-scenarios';
import { fixtureText, gates, linesOf, plan, reviewed } from './review';

describe('explain --plan, with plans from the real AWS provider', () => {
  it.each(FIXTURE_CASES)('reviews the plan $fixture', ({ fixture, lines, gates: fails }) => {
    const review = reviewed(fixtureText(fixture));
    expect(linesOf(review)).toEqual(lines);
    expect(gates(review)).toBe(fails);
  });

  it('has a plan and a case for each scenario', () => {
    const names = PLAN_SCENARIOS.map(({ name }) => name).sort();
    const files = readdirSync(join(__dirname, 'fixtures')).map((file) => file.replace('.json', ''));
    expect(files.sort()).toEqual(names);
    const explained = [...FIXTURE_CASES.map(({ fixture }) => fixture), 'errored'];
    expect(explained.sort()).toEqual(names);
  });
});

describe('explain --plan', () => {
  it.each(PLAN_CASES)('reviews a plan where $name', ({ resources, configuration, lines, gates: fails }) => {
    const review = reviewed(plan(resources, configuration));
    expect(linesOf(review)).toEqual(lines);
    expect(gates(review)).toBe(fails);
  });

  it('gives the same review for any order of the resources in the plan', () => {
    for (const { resources, configuration } of PLAN_CASES) {
      const reversed = [...resources].reverse();
      expect(linesOf(reviewed(plan(reversed, configuration)))).toEqual(
        linesOf(reviewed(plan(resources, configuration))),
      );
    }
  });
});
