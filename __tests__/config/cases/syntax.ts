import { type BadFile, bucketsNamed, GRANT, oneBucket, oneGrant, oneStack } from './bad-file';

const TWICE = 'this name is given twice in the same map';
const NOT = 'is not YAML: ';
const TAG = 'YAML tags are not supported';
/** A valid stack. */
const FILMS = '{ buckets: { films: { grants: [ { role: input } ] } } }';

/** Files that are not YAML, or use features of YAML that are not supported. */
export const SYNTAX: readonly BadFile[] = [
  { title: 'an empty file', yaml: '', errors: ['1:1: is null, must be a map of names to values'] },
  { title: 'a file with only a comment', yaml: '# to do\n', errors: ['1:1: is null, must be a map'] },
  { title: 'a list at the top', yaml: '- stacks\n', errors: ['1:1: is a list, must be a map of names to values'] },
  { title: 'a string at the top', yaml: 'stacks\n', errors: ['1:1: is a string, must be a map of names to values'] },
  {
    title: 'a bracket that is not closed',
    yaml: 'stacks: { live: \n',
    errors: [`1:9: ${NOT}the { that begins here is not closed; write }`],
  },
  {
    title: 'an extra bracket',
    yaml: 'stacks: { } }\n',
    errors: [`1:13: ${NOT}nothing is open that this } closes; remove it`],
  },
  {
    title: 'a quote that is not closed',
    yaml: 'stacks: "live\n',
    errors: [`1:9: ${NOT}the quote that begins here is not closed; write another " at the end of the value`],
  },
  {
    title: 'an unknown escape',
    yaml: 'stacks: "\\q"\n',
    errors: [`1:10: ${NOT}this escape does not exist; write a backslash in double quotes as`],
  },
  { title: 'two colons on a line', yaml: 'stacks: live: films\n', errors: [`1:9: ${NOT}a second name on this line`] },
  {
    title: 'a map whose names are not aligned',
    yaml: 'stacks:\n  live:\n    region: eu-west-1\n   buckets: {}\n',
    errors: [`4:4: ${NOT}the indentation of this line is wrong; all names of one map need the same indentation`],
  },
  {
    title: 'a reserved character',
    yaml: 'stacks: @live\n',
    errors: [`1:9: ${NOT}a value cannot start with @; write the value in quotes`],
  },
  {
    title: 'a tab as indent',
    yaml: 'stacks:\n\tlive: {}\n',
    errors: ['2:1: is not YAML: indent with spaces, not with tabs'],
  },
  {
    title: 'a tab as indent deeper down',
    yaml: 'stacks:\n  live:\n  \tbuckets: {}\n',
    errors: ['3:3: is not YAML: indent with spaces, not with tabs'],
  },
  {
    title: 'a second document',
    yaml: `${oneGrant('{ role: input }')}---\nstacks: {}\n`,
    errors: ['7:1: a second document begins here; put everything into one document'],
  },
  {
    title: 'a byte that is not UTF-8',
    yaml: Buffer.from('stacks: { "caf\u00e9": {} }', 'latin1'),
    errors: ['1:1: is not UTF-8; save it as UTF-8'],
  },
  {
    title: 'UTF-16',
    yaml: Buffer.from('\ufeffstacks: {}', 'utf16le'),
    errors: ['1:1: is not UTF-8; save it as UTF-8'],
  },

  { title: 'a stack that is given twice', yaml: `stacks:\n  live: {}\n  live: ${FILMS}\n`, errors: [`3:3: ${TWICE}`] },
  {
    title: 'a name given twice, once in quotes',
    yaml: `stacks: {}\n"stacks": { live: ${FILMS} }\n`,
    errors: [`2:1: ${TWICE}`],
  },
  {
    title: 'a bucket that is given twice',
    yaml: bucketsNamed('films', 'trailers', 'films'),
    errors: [`6:7: ${TWICE}`],
  },
  {
    title: 'roles given twice, on two lines',
    yaml: `${oneGrant('{ role: input, role: output }')}          - { role: output, keys: [a], role: input }\n`,
    errors: [`6:28: ${TWICE}`, `7:40: ${TWICE}`],
  },

  { title: 'a local tag', yaml: oneGrant('{ role: !foo input }'), errors: [`6:21: ${TAG}`] },
  { title: 'a text that starts with "!"', yaml: oneGrant('{ role: input, keys: [!a.mp4] }'), errors: [`6:35: ${TAG}`] },
  {
    title: 'a binary tag',
    yaml: oneGrant('{ role: input, keys: [!!binary aGFsbG8=] }'),
    errors: [`6:35: ${TAG}`],
  },
  {
    title: 'a binary tag in an option of a backend',
    yaml: oneStack('backend: { s3: { key: !!binary aGFsbG8= } }'),
    errors: [`3:27: ${TAG}`],
  },
  { title: 'a set tag', yaml: oneStack('backend: { s3: { key: !!set { a } } }'), errors: [`3:27: ${TAG}`] },
  {
    title: 'a tag and, below it, a name given twice',
    yaml: 'stacks: !foo\n  live: {}\n  live: {}\n',
    errors: [`1:9: ${TAG}`, `3:3: ${TWICE}`],
  },

  {
    title: 'a merge key in a grant',
    yaml: oneBucket('{ grants: [ &a { role: input }, { <<: *a, keys: [a] } ] }'),
    errors: [
      '4:46: stacks.live.buckets.films.grants[1]: has neither role nor actions',
      '4:48: stacks.live.buckets.films.grants[1]["<<"]: unknown name',
    ],
  },
  {
    title: 'a merge key among buckets',
    yaml: 'stacks:\n  live:\n    buckets:\n      <<: { films: { grants: [ { role: input } ] } }\n',
    errors: [
      '4:7: stacks.live.buckets["<<"]: "<<" is not a bucket name',
      '4:11: stacks.live.buckets["<<"]: grants nothing to Zencoder',
      '4:13: stacks.live.buckets["<<"].films: unknown name',
    ],
  },
  {
    title: 'a merge key in the options of a backend',
    yaml: oneStack('backend: { s3: { <<: { bucket: state }, key: k } }'),
    errors: ['3:22: stacks.live.backend.s3["<<"]: '],
  },
  {
    title: 'a merge key within an option of a backend',
    yaml: oneStack('backend: { s3: { assume_role: { <<: { role_arn: a } } } }'),
    errors: ['3:37: stacks.live.backend.s3.assume_role["<<"]: '],
  },
  {
    title: 'a merge key in a file with a %YAML 1.1 directive',
    yaml: `%YAML 1.1\n---\n${oneBucket('{ grants: [ &a { role: input }, { <<: *a, keys: [a] } ] }')}`,
    errors: ['1:1: a %YAML directive would change how values are read'],
  },
  {
    title: 'numbers in the options of a backend that YAML would change',
    yaml: oneStack('backend: { s3: { key: 007, allowedAccountIds: [012345678901], maxRetries: 5 } }'),
    errors: [
      '3:27: 007 is read as the number 7; quote it: "007"',
      '3:52: 012345678901 is read as the number 12345678901',
    ],
  },
  { title: 'an alias without an anchor', yaml: oneGrant('{ role: input, keys: *films }'), errors: ['6:34:  … alias'] },
  {
    title: 'an alias as a name',
    yaml: 'stacks: &a {}\n*a : {}\n',
    errors: ['2:1: the name *a is read as an alias, but must be a string; quote it: "*a"'],
  },
  {
    title: 'a list as a name',
    yaml: 'stacks:\n  ? [live]\n  : {}\n',
    errors: ['2:5: the name [live] is read as a list, but must be a string; quote it: "[live]"'],
  },
  { title: 'an empty name', yaml: 'stacks: { : {} }\n', errors: ['1:10: the name (empty) is read as null'] },
  { title: 'a list that contains itself', yaml: 'stacks: &a [*a]\n', errors: ['1:1: is nested too deeply to be read'] },
  {
    title: 'grants that contain themselves',
    yaml: oneBucket('{ grants: &a [ { role: input }, *a ] }'),
    errors: ['1:1: is nested too deeply to be read'],
  },

  {
    title: 'bucket and stack names that YAML would change',
    yaml: `${bucketsNamed('007', '1e3', '0x1f', '1.10', '"008"')}  12: {}\n  true: {}\n  ~: {}\n`,
    errors: [
      '4:7: the name 007 is read as the number 7, but must be a string; quote it: "007"',
      '5:7: the name 1e3 is read as the number 1000, but must be a string; quote it: "1e3"',
      '6:7: the name 0x1f is read as the number 31, but must be a string; quote it: "0x1f"',
      '7:7: the name 1.10 is read as the number 1.1, but must be a string; quote it: "1.10"',
      '9:3: the name 12 is read as the number 12, but must be a string; quote it: "12"',
      '10:3: the name true is read as the boolean true, but must be a string; quote it: "true"',
      '11:3: the name ~ is read as null, but must be a string; quote it: "~"',
    ],
  },
  {
    title: 'a very long number as a name',
    yaml: `stacks: { ${'1'.repeat(2000)}: ${FILMS} }\n`,
    errors: ['1:11: the name 111 … is read as the number … quote it: "111'],
  },
  {
    title: 'a very long number as a value',
    yaml: oneGrant(`{ role: input, keys: [${'1'.repeat(2000)}] }`),
    errors: [`6:35: ${GRANT}.keys[0]: 111 … is read as the number … quote it: "111`],
  },
  {
    title: 'a very long block header',
    yaml: `stacks: |${'x'.repeat(2000)}\n`,
    errors: ['1:10: is not YAML: Block scalar header'],
  },
  {
    title: 'terminal escape characters in a block header',
    yaml: 'stacks: |x\u001b[31m\u009b\u202e\u2028\n',
    errors: ['1:10: is not YAML: Block scalar header includes extra characters'],
  },
];
