import fc from 'fast-check';
import { PlanError } from '../../../lib/explain/plan/plan-json';
import { FIXTURE_CASES } from './fixture-cases';
import { films, fixtureText, gates, plan, READS, reviewed } from './review';

const HOW =
  'in the folder where Terraform runs, run "terraform plan -out=PLAN", then "terraform show -json PLAN > plan.json"';

const REFUSED: readonly (readonly [what: string, text: string, message: string])[] = [
  ['an empty text', ' \n', `is empty: ${HOW}`],
  ['a plan as text', 'Terraform will perform the following actions:\n', `is not JSON: ${HOW}`],
  ['half a plan', '{"format_version":"1.2","resource_changes":[', `is invalid or incomplete JSON: ${HOW}`],
  ['a plan file', 'PK\u0003\u0004…', `is the plan file itself, which only Terraform can read: ${HOW}`],
  [
    'the log of a plan',
    '{"@level":"info","type":"version"}\n{"@level":"info"}\n',
    `is the log of "terraform plan -json", not the plan: ${HOW}`,
  ],
  [
    'several plans',
    `${JSON.stringify(plan([]))}\n${JSON.stringify(plan([]))}\n`,
    `has more than one JSON document, but must be one plan: ${HOW}`,
  ],
  [
    'a state from terraform show',
    '{"format_version":"1.0","values":{"root_module":{}}}',
    `is a state, not a plan: ${HOW}`,
  ],
  ['an empty state from terraform show', '{"format_version":"1.0"}', `is a state, not a plan: ${HOW}`],
  ['a state file', '{"version":4,"serial":1,"lineage":"x","resources":[]}', `is a state, not a plan: ${HOW}`],
  ['a list', '[]', `is not a plan: ${HOW}`],
  ['another document', '{"Statement":[]}', `is not a plan: ${HOW}`],
  [
    'a plan in a newer format',
    '{"format_version":"2.0","resource_changes":[]}',
    'has format_version "2.0", but only 1.x is supported; plan with Terraform 1.1 or later, or with OpenTofu',
  ],
  [
    'a plan that ended with an error',
    JSON.stringify({ ...plan([]), errored: true }),
    'is from a "terraform plan" that ended with an error, so changes are missing; plan again',
  ],
  [
    'changes that are not a list',
    '{"format_version":"1.2","resource_changes":{"a":1}}',
    `is not a plan: resource_changes is not a list of objects; ${HOW}`,
  ],
];

describe('explain --plan, with a text that is not a plan', () => {
  it.each(REFUSED)('prints a one-line error for %s', (_, text, message) => {
    expect(() => reviewed(text)).toThrow(new PlanError(message));
  });

  it('prints an error for a plan from the real provider that ended with an error', () => {
    expect(() => reviewed(fixtureText('errored'))).toThrow(/ended with an error/);
  });
});

describe('explain --plan, with unexpected values in the plan', () => {
  const odd = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      1,
      '',
      'x',
      [],
      {},
      [[]],
      { __proto__: null },
      { toString: null },
      [{ toString: null }],
      '{"Statement":',
      '{"Statement":[1]}',
    ),
    fc.jsonValue(),
  );
  const texts = FIXTURE_CASES.map(({ fixture }) => fixtureText(fixture));

  it('reviews the plan or prints a one-line error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.nat(), odd, (text, place, value) => {
        const whole = JSON.parse(text) as unknown;
        const places: (readonly [object, string])[] = [];
        const walk = (of: unknown) => {
          for (const [name, member] of typeof of === 'object' && of !== null ? Object.entries(of) : []) {
            places.push([of as object, name]);
            walk(member);
          }
        };
        walk(whole);
        const [container, name] = places[place % places.length]!;
        (container as Record<string, unknown>)[name] = value;
        try {
          expect(gates(reviewed(JSON.stringify(whole)))).toEqual(expect.any(String));
        } catch (error) {
          expect(error).toBeInstanceOf(PlanError);
          expect((error as Error).message).not.toContain('\n');
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['a policy of a megabyte', films(...Array.from({ length: 8000 }, () => READS)).policy],
    ['a deeply nested policy', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['a policy with a duplicate member', '{"Statement":[],"Statement":[{"Effect":"Allow"}]}'],
  ])('reports %s as unknown', (_, policy) => {
    const review = reviewed(
      plan([{ actions: ['update'], before: films(READS), after: { bucket: 'acme-films', policy } }]),
    );
    expect(gates(review)).toBe('widening loss');
  });
});
