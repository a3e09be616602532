import { films, gates, LOGS, type Planned, plan, READS, reviewed } from './review';

/** Makes a plan with `count` resources, and their configuration. */
type Large = (count: number) => ReturnType<typeof plan>;

const each = <Item>(count: number, item: (index: number) => Item[]): Item[] =>
  Array.from({ length: count }, (_, index) => item(index)).flat();

const KINDS: readonly (readonly [what: string, large: Large])[] = [
  [
    'changed policies',
    (count) => {
      const text = (index: number, ...statements: readonly object[]) =>
        JSON.parse(JSON.stringify(films(...statements)).replaceAll('acme-films', `acme-${index}`)) as object;
      return plan(
        each(count, (index): Planned[] => [
          {
            address: `aws_s3_bucket_policy.each[${index}]`,
            actions: ['update'],
            before: text(index, READS),
            after: text(index, READS, LOGS),
          },
        ]),
      );
    },
  ],
  [
    'blocks that each refer to their own bucket',
    (count) => {
      const unknown = { actions: ['create'], after: {}, after_unknown: { bucket: true, policy: true } };
      const resources = each(count, (index): Planned[] => [
        { ...unknown, type: 'aws_s3_bucket', address: `aws_s3_bucket.b${index}` },
        { ...unknown, address: `aws_s3_bucket_policy.b${index}` },
      ]);
      const blocks = each(count, (index) => [
        { address: `aws_s3_bucket.b${index}` },
        {
          address: `aws_s3_bucket_policy.b${index}`,
          expressions: { bucket: { references: [`aws_s3_bucket.b${index}.id`, `aws_s3_bucket.b${index}`] } },
        },
      ]);
      return plan(resources, { root_module: { resources: blocks } });
    },
  ],
  [
    'instances with many references',
    (count) => {
      const references = Array.from({ length: 50 }, (_, index) => `module.m.o${index}`);
      const outputs = Object.fromEntries(references.map((_, index) => [`o${index}`, { expression: { references } }]));
      const module = {
        outputs,
        module_calls: { m: { module: { outputs, module_calls: { m: { module: { outputs } } } } } },
      };
      const unknown = { after: films(READS), after_unknown: { bucket: true, policy: true } };
      return plan(
        each(count, (index): Planned[] => [
          { address: `aws_s3_bucket_policy.a[${index}]`, actions: ['create'], ...unknown },
        ]),
        {
          root_module: {
            module_calls: { m: { module } },
            resources: [{ address: 'aws_s3_bucket_policy.a', expressions: { bucket: { references } } }],
          },
        },
      );
    },
  ],
];

const [FEW, MANY] = [200, 1600] as const;

/** The processor time in microseconds, without the time of other programs. */
function cost(text: string): number {
  const start = process.cpuUsage().user;
  expect(gates(reviewed(text))).toContain('widening');
  return process.cpuUsage().user - start;
}

describe('explain --plan, with eight times as many resources', () => {
  it.each(KINDS)('takes less than 32 times as long for %s', (_, large) => {
    const [few, many] = [FEW, MANY].map((count) => JSON.stringify(large(count))) as [string, string];
    cost(few);
    const least = Math.min(cost(few), cost(few));
    expect(cost(many) / least).toBeLessThan(32);
  });
});
