import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FIXTURE_CASES } from './fixture-cases';
import { PLAN_CASES } from './plan-cases';
import { PLAN_SCENARIOS } from './plan-scenarios';
import { fixtureText, gates, plan, reviewed, told } from './review';

describe('A plan of the real provider', () => {
  it.each(FIXTURE_CASES)('is explained: $fixture', ({ fixture, told: lines, gates: fails }) => {
    const review = reviewed(fixtureText(fixture));
    expect(told(review)).toEqual(lines);
    expect(gates(review)).toBe(fails);
  });

  it('is there for each scenario, and explained', () => {
    const names = PLAN_SCENARIOS.map(({ name }) => name).sort();
    const files = readdirSync(join(__dirname, 'fixtures')).map((file) => file.replace('.json', ''));
    expect(files.sort()).toEqual(names);
    const explained = [...FIXTURE_CASES.map(({ fixture }) => fixture), 'errored'];
    expect(explained.sort()).toEqual(names);
  });
});

describe('A plan', () => {
  it.each(PLAN_CASES)('where $name', ({ resources, configuration, told: lines, gates: fails }) => {
    const review = reviewed(plan(resources, configuration));
    expect(told(review)).toEqual(lines);
    expect(gates(review)).toBe(fails);
  });

  it('is explained the same in whatever order it lists resources', () => {
    for (const { resources, configuration } of PLAN_CASES) {
      const reversed = [...resources].reverse();
      expect(told(reviewed(plan(reversed, configuration)))).toEqual(told(reviewed(plan(resources, configuration))));
    }
  });
});
