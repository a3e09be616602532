import {
  asBlock,
  asReference,
  escapedForHcl,
  inBlocks,
  quotedForHcl,
} from '../../lib/constructs/hcl-output/hcl-output';

/** What is given to CDKTF's writer of HCL, and to that of JSON. */
function bothWays(give: () => unknown): { hcl: unknown; json: unknown } {
  const before = process.env.SYNTH_HCL_OUTPUT;
  const given = (hcl: string) => {
    process.env.SYNTH_HCL_OUTPUT = hcl;
    return give();
  };
  try {
    const [hcl, json] = [given('true'), given('false')];
    expect(given('1')).toEqual(hcl);
    delete process.env.SYNTH_HCL_OUTPUT;
    expect(give()).toEqual(json);
    return { hcl, json };
  } finally {
    if (before !== undefined) {
      process.env.SYNTH_HCL_OUTPUT = before;
    }
  }
}

const block = (value: unknown) => ({ value, isBlock: true, type: 'list', storageClassType: 'objectList' });
const reference = (value: string) => ({ value, type: 'simple', storageClassType: 'reference' });

describe('The HCL writer of CDKTF, unlike its JSON writer,', () => {
  it.each<[title: string, give: () => unknown, hcl: unknown, json: unknown]>([
    ['gets escaped text', () => escapedForHcl('a"', (text) => `${text}\\`), 'a"\\', 'a"'],
    ['gets quoted text in a map without types', () => quotedForHcl('{a}'), '"{a}"', '{a}'],
    ['gets unquoted text if it contains a template', () => quotedForHcl('a${b}'), 'a${b}', 'a${b}'],
    ['gets a name as a reference', () => asReference('all'), reference('all'), 'all'],
    ['gets names as references', () => asReference(['a', 'b']), reference('[a, b]'), ['a', 'b']],
    ['gets a block', () => asBlock({ a: 1 }), block({ a: 1 }), { a: 1 }],
    [
      'gets lists as blocks next to attributes',
      () => inBlocks({ grant: [1] }, { id: 'a' }),
      block({ id: 'a', grant: block([1]) }),
      { id: 'a', grant: [1] },
    ],
    ['gets lists as blocks', () => inBlocks({ grant: [1] }), block({ grant: block([1]) }), { grant: [1] }],
  ])('%s', (_, give, hcl, json) => {
    expect(bothWays(give)).toEqual({ hcl, json });
  });
});
