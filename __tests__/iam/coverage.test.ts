import fc from 'fast-check';
import { Coverage, coverageOf } from '../../lib/iam/coverage';
import { RequestContext } from '../../lib/iam/request-context';

const CONTEXT = new RequestContext('111122223333', {});
const { ALL, PART, NONE, UNKNOWN } = Coverage;
const ARN = 'arn:aws:s3:::films';

const below = (prefix: string) => ({ arn: `${ARN}/${prefix}`, isPrefix: true });
const key = (name: string) => ({ arn: `${ARN}/${name}`, isPrefix: false });

describe('How much of a set of objects a Resource covers', () => {
  it.each([
    ['every object', below('in/'), [`${ARN}/*`], ALL],
    ['everything', below('in/'), ['*'], ALL],
    ['everything, with more stars', key('a'), ['**'], ALL],
    ['what is not an ARN', below('in/'), ['films/*'], NONE],
    ['what is no text', below('in/'), [7], UNKNOWN],
    ['every bucket and object', below('in/'), ['arn:aws:s3:::*'], ALL],
    ['the same prefix', below('in/'), [`${ARN}/in/*`], ALL],
    ['a wider prefix', below('in/'), [`${ARN}/i*`], ALL],
    ['a narrower prefix', below('in/'), [`${ARN}/in/secret/*`], PART],
    ['one key below the prefix', below('in/'), [`${ARN}/in/a.mov`], PART],
    ['an extension below the prefix', below('in/'), [`${ARN}/*.mov`], PART],
    ['another prefix', below('in/'), [`${ARN}/out/*`], NONE],
    ['the bucket alone', below('in/'), [ARN], NONE],
    ['another bucket', below('in/'), ['arn:aws:s3:::shows/*'], NONE],
    ['another bucket and the same prefix', below('in/'), ['arn:aws:s3:::shows/*', `${ARN}/in/*`], ALL],
    ['a folder of the user', below('in/'), [`${ARN}/\${aws:username}/*`], UNKNOWN],
    ['exactly the key', key('in/a.mov'), [`${ARN}/in/a.mov`], ALL],
    ['the key by a wildcard', key('in/a.mov'), [`${ARN}/in/?.mov`], ALL],
    ['another key', key('in/a.mov'), [`${ARN}/in/b.mov`], NONE],
    ['a key with a star, which is literal', key('a*'), [`${ARN}/a\${*}`], ALL],
    ['a prefix with a star, which is literal', below('a*'), [`${ARN}/ab*`], NONE],
    ['a key with colons', key('a:b:c'), [`${ARN}/a:*`], ALL],
  ] as const)('is known for %s', (_, set, Resource, expected) => {
    expect(coverageOf({ Resource: [...Resource] }, set, CONTEXT)).toBe(expected);
    const opposite = { [ALL]: NONE, [NONE]: ALL, [PART]: PART, [UNKNOWN]: UNKNOWN }[expected];
    expect(coverageOf({ NotResource: [...Resource] }, set, CONTEXT)).toBe(opposite);
  });

  it('is correct for each object with the prefix, for any pattern', () => {
    const text = fc.stringMatching(/^[ab/*?]{0,6}$/);
    const literal = fc.stringMatching(/^[ab/]{0,4}$/);
    fc.assert(
      fc.property(text, literal, fc.array(literal, { minLength: 1 }), (pattern, prefix, ends) => {
        const coverage = coverageOf({ Resource: `${ARN}/${pattern}` }, below(prefix), CONTEXT);
        const form = new RegExp(`^${pattern.replace(/[*?]/g, (wild) => (wild === '*' ? '.*' : '.'))}$`);
        const matching = ends.map((end) => form.test(`${prefix}${end}`));
        expect([ALL, PART, NONE]).toContain(coverage);
        expect(coverage === ALL && matching.includes(false)).toBe(false);
        expect(coverage === NONE && matching.includes(true)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
