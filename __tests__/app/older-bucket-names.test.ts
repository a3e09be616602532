import { Testing } from 'cdktf';
import fc from 'fast-check';
import { ZencoderStack } from '../../lib/app/stack';
import { bucketId } from '../../lib/config/construct-id';
import type { StackConfig } from '../../lib/config/format';
import { resolve } from '../../lib/config/resolve';
import { bucketNameFault } from '../../lib/s3/bucket-name';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { configurationOf } from '../support/synth';
import { read } from './folder';

const GRANTS = [{ role: ZencoderRole.INPUT }];

function warningsOf(yaml: string): readonly string[] {
  return read({ 'zencoder.yaml': yaml }).warnings;
}

function bucketIn(region: string, name = 'My_Films'): string {
  return `stacks:\n  live:\n    ${region}\n    buckets: { ${name}: { grants: [ { role: input } ] } }\n`;
}

/** The addresses of the policies of a stack, by bucket name. */
function addresses(...names: string[]): Record<string, string> {
  const config: StackConfig = { buckets: Object.fromEntries(names.map((name) => [name, { grants: GRANTS }])) };
  const app = Testing.app({ stackTraces: false } as never);
  const stack = configurationOf(new ZencoderStack(app, 'live', resolve({ stacks: { live: config } })));
  const policies = Object.entries(stack.resource!.aws_s3_bucket_policy!);
  return Object.fromEntries(policies.map(([address, { bucket }]) => [String(bucket), address]));
}

describe('A bucket name in the older format', () => {
  const DOUBT = '"My_Films" is a valid name only for a bucket created in us-east-1 before March 2018';

  it.each([
    ['of a bucket in us-east-1', bucketIn('region: us-east-1'), '4:16: warning: stacks.live.buckets.My_Films'],
    ['of a bucket without a region', bucketIn('objectGrants: true'), '4:16: warning: stacks.live.buckets.My_Films'],
    [
      'of a bucket in us-east-1, in a stack of another region',
      bucketIn('region: eu-west-1').replace('My_Films: {', 'My_Films: { region: us-east-1,'),
      '4:16: warning: stacks.live.buckets.My_Films',
    ],
    [
      'of a bucket in leave, which may have had a region of its own',
      'stacks: { live: { region: eu-west-1, leave: [My_Films] } }\n',
      '1:46: warning: stacks.live.leave[0]',
    ],
    [
      'of a bucket in leave, with its copies',
      'stacks: { live: { leave: [ { bucket: My_Films, copies: [a.mov] } ] } }\n',
      '1:38: warning: stacks.live.leave[0].bucket',
    ],
    [
      'in a grant of a user',
      'stacks: { live: { region: eu-west-1, users: { zencoder: { grants: [ { bucket: My_Films, role: input } ] } } } }\n',
      '1:79: warning: stacks.live.users.zencoder.grants[0].bucket',
    ],
  ])('causes a warning as the name %s', (_, yaml, place) => {
    expect(warningsOf(yaml)).toEqual([
      expect.stringContaining(`zencoder.yaml:${place}: ${DOUBT}; for other buckets, `),
    ]);
  });

  it('is compared with kept statements by its exact case', () => {
    const kept = (bucket: string) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: `arn:aws:s3:::${bucket}/*` },
      });
    const yaml = bucketIn('region: us-east-1').replace('grants', 'otherStatements: kept.json, grants');
    const errors = (bucket: string) => {
      try {
        read({ 'zencoder.yaml': yaml, 'kept.json': kept(bucket) });
        return [];
      } catch (error) {
        return (error as Error).message.split('\n');
      }
    };
    expect(errors('My_Films')).toEqual([]);
    expect(errors('my_films')).toEqual([expect.stringContaining('names the bucket "my_films"')]);
  });
});

describe('The address of a policy', () => {
  it('has a digest only for a name in the older format', () => {
    expect(addresses('a.b-films', 'a_b-films', 'films', '1.films', 'backend', 'Films', 'My.Old_Films')).toEqual({
      'a.b-films': 'a_b-films',
      films: 'films',
      '1.films': '_1_films',
      backend: '_backend',
      'a_b-films': 'Bucket-a_b-films-f0307af1b7e4',
      Films: 'Bucket-Films-ef9e821ac893',
      'My.Old_Films': 'Bucket-My_Old_Films-1053c1cf90e6',
    });
  });

  it('cuts a long name', () => {
    expect(addresses('a'.repeat(255))['a'.repeat(255)]).toMatch(/^Bucket-a{63}-[0-9a-f]{12}$/);
  });

  it('differs for different names', () => {
    const name = fc
      .string({ unit: fc.constantFrom(...'abAB01._-'), minLength: 3, maxLength: 8 })
      .filter((text) => bucketNameFault(text) === undefined);
    const inDisguise = name.chain((text) =>
      fc.constantFrom(text, text.replace(/\./g, '_'), text.replace(/_/g, '.'), text.toLowerCase(), bucketId(text)),
    );
    fc.assert(
      fc.property(name, inDisguise, name, (...all) => {
        const names = [...new Set(all.filter((text) => bucketNameFault(text) === undefined))];
        const found = Object.values(addresses(...names));
        expect(new Set(found).size).toBe(names.length);
      }),
      { numRuns: 100 },
    );
  });
});
