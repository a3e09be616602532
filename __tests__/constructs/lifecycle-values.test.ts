import { ZencoderBucketAccess, ZencoderRole } from '../../lib';
import { testStack } from '../support/synth';

/** The lines with which a lifecycle is refused, without the path of the construct. */
function refusalOf(lifecycle: unknown): string[] {
  try {
    new ZencoderBucketAccess(testStack(), 'it', {
      ...{ bucket: 'acme', grants: [{ role: ZencoderRole.INPUT }] },
      lifecycle: lifecycle as never,
    });
    return [];
  } catch (error) {
    return (error as Error).message.split('\n').map((line) => line.replace('test/it: ', ''));
  }
}

describe('The lifecycle of an access', () => {
  it.each<[lifecycle: unknown]>([
    [{ preventDestroy: true }],
    [{ ignoreChanges: 'all' }],
    [{ ignoreChanges: ['policy', 'bucket'] }],
    [{ replaceTriggeredBy: ['terraform_data.a', {}] }],
    [{ precondition: [{ condition: true, errorMessage: 'a' }] }],
  ])('accepts %j', (lifecycle) => {
    expect(refusalOf(lifecycle)).toEqual([]);
  });

  it.each<[lifecycle: Record<string, unknown>, form: string]>([
    [{ preventDestroy: 1 }, 'true or false'],
    [{ ignoreChanges: 'some' }, 'a list of attributes or "all"; write, for example, ["policy"]'],
    [{ ignoreChanges: ['policy', 7] }, 'a list of attributes or "all"; write, for example, ["policy"]'],
    [{ replaceTriggeredBy: 'terraform_data.a' }, 'a list of resources'],
    [{ replaceTriggeredBy: ['terraform_data.a', 7] }, 'a list of resources'],
    [{ precondition: [{}, 7] }, 'a list of conditions; write'],
    [{ precondition: [{}, null] }, 'a list of conditions; write'],
    [{ postcondition: {} }, 'a list of conditions; write'],
  ])('refuses %j', (lifecycle, form) => {
    expect(refusalOf(lifecycle)).toEqual([expect.stringContaining(` is not ${form}`)]);
    expect(refusalOf(lifecycle)[0]).toContain(`lifecycle.${Object.keys(lifecycle)[0]}: `);
  });
});
