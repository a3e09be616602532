import { AnnotationMetadataEntryType, App } from 'cdktf';
import { ZencoderBucketAccess, ZencoderRole } from '../../lib';
import { SHOWN_BY_APP } from '../../lib/constructs/terraform/annotations';
import { testStack } from '../support/synth';
import { INPUT, plain } from './accessing';

function annotationsOf(access: ZencoderBucketAccess): unknown[] {
  return access.node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.WARN).map(({ data }) => data);
}

const SLASHED = { role: ZencoderRole.INPUT, keys: ['/a'] };

describe('Warnings', () => {
  it('about the input are annotations', () => {
    const stack = testStack();
    const access = new ZencoderBucketAccess(stack, 'masters', { ...plain, grants: [SLASHED] });
    expect(annotationsOf(access)).toEqual([expect.stringContaining('grants[0].keys[0]: "/a" starts with "/"')]);
  });

  it('report a URL that Zencoder cannot read or write, once per URL', () => {
    const access = new ZencoderBucketAccess(testStack(), 'masters', plain);
    access.inputUrl('incoming/a.mov');
    access.inputUrl('other/a.mov');
    access.inputUrl('other/a.mov');
    access.outputUrl();
    access.outputUrl('renditions/');
    expect(annotationsOf(access)).toEqual([
      'inputUrl("other/a.mov"): no grant allows Zencoder to read it; Zencoder can read keys that start with "incoming/"',
      'outputUrl(): no grant allows Zencoder to write to this bucket; add a grant with the role output',
      'outputUrl("renditions/"): no grant allows Zencoder to write to this bucket; add a grant with the role output',
    ]);
  });

  it('report undefined prefixes, which grant access to the whole bucket', () => {
    const access = new ZencoderBucketAccess(testStack(), 'masters', {
      ...plain,
      grants: [INPUT, { role: ZencoderRole.OUTPUT, prefixes: undefined }],
    });
    expect(annotationsOf(access)).toEqual([
      'grants[1]: prefixes is given as undefined, so this grant covers the whole bucket; leave it out if that is meant',
    ]);
  });

  it('are not printed if the app prints them itself', () => {
    const stack = testStack('test', new App({ context: { [SHOWN_BY_APP]: true }, stackTraces: false }));
    expect(annotationsOf(new ZencoderBucketAccess(stack, 'masters', { ...plain, grants: [SLASHED] }))).toEqual([]);
  });

  it('about dates are not part of the output', () => {
    const warning = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    const access = new ZencoderBucketAccess(testStack(), 'masters', {
      ...plain,
      grants: [{ ...INPUT, expires: '2020-01-01T00:00:00Z' }],
    });
    expect(annotationsOf(access)).toEqual([]);
    expect(warning.mock.calls).toEqual([
      [expect.stringMatching(/^test\/masters: grants\[0\]\.expires: "2020-01-01T00:00:00Z" is in the past/)],
    ]);
    warning.mockRestore();
  });
});
