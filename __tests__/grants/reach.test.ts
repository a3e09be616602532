import { canWrite, inputUrlWarnings, outputUrlWarnings } from '../../lib/grants/reach';
import { isWarning } from '../../lib/messages/diagnostic';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';

const { GET_OBJECT, PUT_OBJECT, LIST_BUCKET } = ZencoderAction;
const reads = { actions: [GET_OBJECT], prefixes: ['in/'], keys: ['one.mov'] };
const writes = { actions: [PUT_OBJECT], prefixes: ['out/'], keys: ['one.mp4'] };

const messages = (findings: ReturnType<typeof inputUrlWarnings>) => {
  expect(findings.filter((finding) => !isWarning(finding))).toEqual([]);
  return findings.map(({ message }) => message);
};
const reading = (key: string, ...grants: object[]) => messages(inputUrlWarnings('it', grants, key));
const writing = (prefix: string, ...grants: object[]) => messages(outputUrlWarnings('it', grants, prefix));

describe('The URL of an input', () => {
  it.each(['in/a.mov', 'one.mov', '', '${TfToken[TOKEN.1]}'])(
    'causes no warning if Zencoder can read the file: "%s"',
    (key) => {
      expect(reading(key, reads, writes)).toEqual([]);
    },
  );

  it.each(['in', 'IN/a.mov', 'one.mov2', 'out/a.mp4'])(
    'causes a warning if Zencoder cannot read the file: "%s"',
    (key) => {
      expect(reading(key, reads, writes)).toEqual([
        'it: no grant allows Zencoder to read it; Zencoder can read keys that start with "in/", the key "one.mov"',
      ]);
    },
  );

  it.each(['', 'in/a.mov', '${TfToken[TOKEN.1]}'])('causes a warning if Zencoder can read nothing: "%s"', (key) => {
    expect(reading(key, writes)).toEqual([
      'it: no grant allows Zencoder to read from this bucket; add a grant with the role input',
    ]);
  });
});

describe('The base of outputs', () => {
  it.each(['out/', 'out/hd/', 'one.mp4', 'out/${TfToken[TOKEN.1]}', '${TfToken[TOKEN.1]}'])(
    'causes no warning if Zencoder can write all keys that start with it: "%s"',
    (prefix) => {
      expect(writing(prefix, reads, writes)).toEqual([]);
    },
  );

  it.each(['', 'o', 'out', 'one'])('causes a warning if Zencoder can write only some of the keys: "%s"', (prefix) => {
    expect(writing(prefix, reads, writes)).toEqual([
      'it: Zencoder can write only some of the keys that start with it; Zencoder can write keys that start with "out/", the key "one.mp4"',
    ]);
  });

  it.each(['in/', 'one.mp4/', 'renditions'])(
    'causes a warning if Zencoder can write none of the keys: "%s"',
    (prefix) => {
      expect(writing(prefix, reads, writes)).toEqual([
        'it: no grant allows Zencoder to write there; Zencoder can write keys that start with "out/", the key "one.mp4"',
      ]);
    },
  );

  it('causes a warning if Zencoder can write nothing', () => {
    expect(writing('', reads)).toEqual([
      'it: no grant allows Zencoder to write to this bucket; add a grant with the role output',
    ]);
  });

  it('causes no warning in a bucket that Zencoder can write completely', () => {
    expect(['', 'a', 'a/'].flatMap((prefix) => writing(prefix, { role: ZencoderRole.OUTPUT }))).toEqual([]);
  });

  it('lists at most three prefixes or keys', () => {
    expect(writing('', { actions: [PUT_OBJECT], prefixes: ['a/', 'b/', 'c/'] })).toEqual([
      expect.stringMatching(/start with "a\/", keys that start with "b\/", keys that start with "c\/"$/),
    ]);
    const prefixes = ['a/', 'b/', 'c/', 'd/', 'e/'];
    expect(writing('', { actions: [PUT_OBJECT], prefixes })).toEqual([
      expect.stringMatching(
        /Zencoder can write keys that start with "a\/", keys that start with "b\/", keys that start with "c\/" and 2 more$/,
      ),
    ]);
  });
});

it.each<[boolean, object[]]>([
  [false, []],
  [false, [reads, { actions: [LIST_BUCKET] }, { role: ZencoderRole.INPUT }]],
  [true, [reads, writes]],
  [true, [{ role: ZencoderRole.OUTPUT }]],
])('canWrite is %s', (expected, grants) => {
  expect(canWrite(grants)).toBe(expected);
});
