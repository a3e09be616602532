import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { REGIONS, regionFault } from '../../lib/s3/region';

interface Partition {
  readonly id: string;
  readonly regions: Record<string, unknown>;
}

/** The AWS SDK keeps its table to itself; its module holds it as one JSON literal. */
function partitions(): Partition[] {
  const sdk = dirname(require.resolve('@aws-sdk/core/package.json'));
  const source = readFileSync(join(sdk, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'), 'utf8');
  return JSON.parse(/^export const partitionsInfo = (\{.*\});\s*$/s.exec(source)![1]!).partitions;
}

const regionsOf = ({ regions }: Partition) => Object.keys(regions).filter((region) => !region.endsWith('-global'));
const OURS = partitions().filter(({ id }) => id === 'aws');
/** The isolated partitions are told as one family. */
const ELSEWHERE = partitions()
  .filter(({ id }) => id !== 'aws')
  .flatMap((partition) => regionsOf(partition).map((region) => [region, partition.id.replace(/-iso.*/, '-iso*')]));

test("the regions are the AWS SDK's regions of Zencoder's partition", () => {
  expect(REGIONS.length).toBeGreaterThan(30);
  expect([...REGIONS]).toEqual(OURS.flatMap(regionsOf).sort());
});

test.each(REGIONS)('%s is accepted', (region) => {
  expect(regionFault(region)).toBeUndefined();
});

describe('a region of another partition', () => {
  test.each(ELSEWHERE)('is refused, and the error names the partition: %s of %s', (region, partition) => {
    expect(regionFault(region!)).toContain(`"${region}" is a region of the partition ${partition},`);
    expect(regionFault(region!)).toContain('a policy cannot name an account of another partition');
  });

  test('exists in the SDK for each partition', () => {
    const kinds = new Set(ELSEWHERE.map(([, partition]) => partition));
    expect(kinds).toEqual(new Set(['aws-cn', 'aws-us-gov', 'aws-eusc', 'aws-iso*']));
  });
});

describe('a text that is not a region', () => {
  test.each([
    ['EU-Central-1', 'did you mean "eu-central-1"?'],
    ['eu-centrl-1', 'did you mean "eu-central-1"?'],
    ['us-east-1a', 'did you mean "us-east-1"?'],
    [' us-west-2', 'did you mean "us-west-2"?'],
    ['useast1', 'did you mean "us-east-1"?'],
    ['ireland', '"ireland" is not a region of AWS'],
    ['aws-global', '"aws-global" is not a region of AWS'],
    ['a-cn-north-1', 'is not a region of AWS'],
    ['a-us-gov-west-1', 'is not a region of AWS'],
    ['a-eusc-de-east-1', 'is not a region of AWS'],
    ['a-us-iso-east-1', 'is not a region of AWS'],
    ['', '"" is not a region of AWS'],
  ])('is refused, with a suggestion if possible: %j: %s', (text, message) => {
    expect(regionFault(text)).toContain(message);
  });

  test('is never accepted', () => {
    const near = fc.tuple(fc.constantFrom(...REGIONS), fc.string({ maxLength: 2 })).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        expect(regionFault(text) === undefined).toBe(REGIONS.includes(text));
      }),
    );
  });
});
