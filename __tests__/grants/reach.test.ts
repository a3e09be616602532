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
  it.each(['in/a.mov', 'one.mov', '', '${TfToken[TOKEN.1]}'])('is not doubted where Zencoder can read: "%s"', (key) => {
    expect(reading(key, reads, writes)).toEqual([]);
  });

  it.each(['in', 'IN/a.mov', 'one.mov2', 'out/a.mp4'])('is doubted elsewhere: "%s"', (key) => {
    expect(reading(key, reads, writes)).toEqual([
      'it: no grant lets Zencoder read it; it can read what begins with "in/", "one.mov"',
    ]);
  });

  it.each(['', 'in/a.mov', '${TfToken[TOKEN.1]}'])('is doubted where Zencoder reads nothing at all: "%s"', (key) => {
    expect(reading(key, writes)).toEqual([
      'it: no grant lets Zencoder read in this bucket; add a grant with the role input',
    ]);
  });
});

describe('The base of outputs', () => {
  it.each(['out/', 'out/hd/', 'one.mp4', 'out/${TfToken[TOKEN.1]}', '${TfToken[TOKEN.1]}'])(
    'is not doubted where Zencoder can write everything that begins so: "%s"',
    (prefix) => {
      expect(writing(prefix, reads, writes)).toEqual([]);
    },
  );

  it.each(['', 'o', 'out', 'one'])('is doubted where Zencoder can write only a part of it: "%s"', (prefix) => {
    expect(writing(prefix, reads, writes)).toEqual([
      'it: Zencoder can write only a part of what begins so; it can write what begins with "out/", "one.mp4"',
    ]);
  });

  it.each(['in/', 'one.mp4/', 'renditions'])('is doubted where Zencoder can write nothing of it: "%s"', (prefix) => {
    expect(writing(prefix, reads, writes)).toEqual([
      'it: no grant lets Zencoder write there; it can write what begins with "out/", "one.mp4"',
    ]);
  });

  it('is doubted where Zencoder writes nothing at all', () => {
    expect(writing('', reads)).toEqual([
      'it: no grant lets Zencoder write in this bucket; add a grant with the role output',
    ]);
  });

  it('is never doubted in a bucket that Zencoder can write as a whole', () => {
    expect(['', 'a', 'a/'].flatMap((prefix) => writing(prefix, { role: ZencoderRole.OUTPUT }))).toEqual([]);
  });

  it('tells of many places some', () => {
    expect(writing('', { actions: [PUT_OBJECT], prefixes: ['a/', 'b/', 'c/'] })).toEqual([
      expect.stringMatching(/begins with "a\/", what begins with "b\/", what begins with "c\/"$/),
    ]);
    const prefixes = ['a/', 'b/', 'c/', 'd/', 'e/'];
    expect(writing('', { actions: [PUT_OBJECT], prefixes })).toEqual([
      expect.stringMatching(
        /it can write what begins with "a\/", what begins with "b\/", what begins with "c\/" and 2 more$/,
      ),
    ]);
  });
});

it.each<[boolean, object[]]>([
  [false, []],
  [false, [reads, { actions: [LIST_BUCKET] }, { role: ZencoderRole.INPUT }]],
  [true, [reads, writes]],
  [true, [{ role: ZencoderRole.OUTPUT }]],
])('Zencoder can write in a bucket: %s', (expected, grants) => {
  expect(canWrite(grants)).toBe(expected);
});
