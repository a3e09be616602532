import { App } from 'cdktf';
import { ZencoderBucketAccess, type ZencoderBucketAccessProps, ZencoderPolicyDocument, ZencoderRole } from '../../lib';
import { configurationOf, testStack } from '../support/synth';
import { messageOf, plain } from './accessing';

describe('Invalid props', () => {
  it('are all reported in one error, with one line each, and create no resource', () => {
    const stack = testStack();
    const build = () =>
      new ZencoderBucketAccess(stack, 'masters', {
        bucket: 'Acme',
        region: 'cn-north-1',
        grants: [{ role: 'inptu' as ZencoderRole, keys: [''] }],
        kmsKeyArn: 'alias/masters',
        zencoder: { accountId: '123', canonicalUserId: 'C' },
      });
    expect(messageOf(build).split('\n')).toEqual([
      expect.stringMatching(/^test\/masters: bucket: "Acme" is not a bucket name: .*"acme"/),
      expect.stringMatching(/^test\/masters: region: "cn-north-1" is a region of the partition aws-cn/),
      expect.stringMatching(/^test\/masters: kmsKeyArn: "alias\/masters" is an alias/),
      expect.stringMatching(/^test\/masters: zencoder\.accountId: "123" is not an AWS account ID/),
      expect.stringMatching(/^test\/masters: zencoder\.canonicalUserId: "C" is not a canonical user ID/),
      expect.stringMatching(/^test\/masters: grants\[0\]\.role: unknown role "inptu".*did you mean "input"\?/),
      expect.stringMatching(/^test\/masters: grants\[0\]\.keys\[0\]: an empty key matches no object/),
    ]);
    expect(configurationOf(stack).resource).toBeUndefined();
  });

  it('include a missing bucket', () => {
    const props = { ...plain, bucket: undefined as unknown as string };
    expect(messageOf(() => new ZencoderBucketAccess(testStack(), 'masters', props))).toMatch(
      /^test\/masters: bucket: "" is not a bucket name/,
    );
  });

  it('include a policy that is too large', () => {
    const keys = Array.from({ length: 30 }, (_, index) => `${index}${'k'.repeat(1000)}`);
    const build = () =>
      new ZencoderBucketAccess(testStack(), 'masters', { ...plain, grants: [{ role: ZencoderRole.INPUT, keys }] });
    expect(messageOf(build)).toMatch(/^test\/masters: the policy has 3\d,\d{3} bytes, the limit of S3 is 20,480/);
  });
});

describe('Props of a program in JavaScript', () => {
  it.each<[what: string, props: Record<string, unknown>, line: string]>([
    ['grants that are not a list', { grants: 'input' }, 'grants: is not a list; a bucket needs at least one grant'],
    ['objects that are not a list', { objects: 'a.mp4' }, 'objects: is not a list; leave it out if there are none'],
    [
      'a value that is not an object',
      { objects: [null] },
      'objects[0]: null is not an object of a bucket; give its key',
    ],
    ['a misspelled requireTls', { requireTSL: true }, 'requireTSL: unknown property; did you mean "requireTls"?'],
  ])('are refused with one error line: %s', (_, props, line) => {
    const given = { ...plain, ...props } as ZencoderBucketAccessProps;
    const stack = testStack();
    expect(messageOf(() => new ZencoderBucketAccess(stack, 'masters', given))).toBe(
      `${stack.node.path}/masters: ${line}`,
    );
  });

  it('can have additional properties, such as those of a wrapping construct', () => {
    const given = { ...plain, team: 'news' };
    expect(new ZencoderBucketAccess(testStack(), 'masters', given).policyDocument).toBe(
      new ZencoderPolicyDocument(plain).toJson(),
    );
  });
});

it('An access outside a stack is refused, because it would not be written', () => {
  expect(messageOf(() => new ZencoderBucketAccess(new App(), 'masters', plain))).toContain(
    'No stack could be identified',
  );
});
