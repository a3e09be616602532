import { type BadFile, GRANT, oneGrant } from './bad-file';

const NOT = 'is not YAML: ';
const COLON = `${NOT}the colon needs a space after it`;
const OPEN = `${NOT}the quote that begins here is not closed; write another`;
const BUCKETS = 'stacks:\n  live:\n    buckets:\n';
const FILMS = 'stacks.live.buckets.films';
const NULL = 'is null, must be a map of names to values; write its value on the lines below, indented more than';

type Mistake = readonly [title: string, yaml: string, ...errors: string[]];

const IN_YAML: readonly Mistake[] = [
  ['a colon without a space', 'stacks:\n  live:\n    region:a\n    buckets: {}\n', `3:5: ${COLON}; write region: a`],
  ['such a colon in the last line', 'stacks:\n  live:\n    region: a\n    users:b\n', `4:5: ${COLON}; write users: b`],
  [
    'a name without a colon',
    'stacks\n  live: {}\n',
    `1:1: ${NOT}this line has no colon; write stacks: and then its value`,
  ],
  ['a name and a value without a colon', 'stacks: {}\nlive on\n', `2:1: ${NOT}this line has no colon; write live: on`],
  ['a text without a colon', 'stacks: {}\n"live"\n', `2:1: ${NOT}this line has no colon; write NAME: VALUE`],
  ['a single quote that is not closed', "stacks: 'it''s\n", `1:9: ${OPEN} ' at the end of the value`],
  ['a quote whose end is doubled', "stacks: 'its''\n", `1:9: ${OPEN} ' at the end of the value`],
  ['a quote whose end is escaped', 'stacks: "a\\"\n', `1:9: ${OPEN} " at the end of the value`],
  [
    'two brackets that are not closed',
    'stacks: { live: [a\n',
    `1:9: ${NOT}the { that begins here is not closed; write }`,
    `1:17: ${NOT}the [ that begins here is not closed; write ]`,
  ],
  ['a bracket that another kind closes', 'stacks: { live: [a }\n', `1:17: ${NOT}the [ that begins here is not closed`],
  [
    'a bracket that ends on a line with less indentation',
    'stacks:\n  live: {\n  region: a }\n',
    `2:9: ${NOT}the { that begins here is not closed`,
  ],
  [
    'a line that is indented more than a value',
    'stacks: a\n  live: b\n',
    `2:3: ${NOT}the line above already has a value, so this line must begin in the same column, 1; if it belongs to the name above, remove that value`,
  ],
  [
    'a line that is indented more than the name of a list item',
    'stacks:\n  - role: input\n     prefixes: [in/]\n',
    `3:6: ${NOT}the line above already has a value, so this line must begin in the same column, 5`,
  ],
  [
    'an item among names',
    'stacks:\n  live: {}\n  - films\n',
    `3:3: ${NOT}this list item does not belong to the lines above`,
  ],
  ['a name beside items', 'stacks:\n  - live\n  films: {}\n', `3:3: ${NOT}the indentation of this line is wrong`],
  [
    'a name between an item and its names',
    'stacks:\n  - a: b\n   c: d\n',
    `3:4: ${NOT}this line does not belong to the list item above; align it with the first name after "- "`,
  ],
  ['a comma that is missing before a name', 'stacks: { a: b c: d }\n', `1:14: ${NOT}a comma is missing between`],
  ['a comma that is missing before a value', 'stacks: ["a" "b"]\n', `1:14: ${NOT}a comma is missing before this value`],
  ['a comma too many', 'stacks: [a,,b]\n', `1:12: ${NOT}there is no value before this comma; remove the comma`],
  ['dashes in braces', 'stacks: { a:\n  - b\n }\n', `2:3: ${NOT}write a list inside { } or [ ] as [a, b]`],
];

const IN_SETTINGS: readonly Mistake[] = [
  [
    'a bucket whose settings have its indentation',
    `${BUCKETS}      films:\n      grants: {}\n`,
    `4:7: ${FILMS}: ${NULL} "films"; if "grants" belongs to it, indent "grants" more`,
    '5:15: stacks.live.buckets.grants: grants nothing',
  ],
  ['a bucket without settings', `${BUCKETS}      films:\n`, `4:7: ${FILMS}: ${NULL} "films"`],
  [
    'buckets with the indentation of their heading',
    `${BUCKETS}    films:\n      grants: [{ role: input }]\n`,
    `3:5: stacks.live.buckets: ${NULL} "buckets"; if "films" belongs to it, indent "films" more`,
    '4:5: stacks.live.films: unknown name',
  ],
  [
    'grants below another setting',
    `${BUCKETS}      films:\n        requireTls:\n          grants: []\n`,
    `5:9: ${FILMS}: grants nothing to Zencoder`,
    `6:11: ${FILMS}.requireTls: is a map, must be true or false; "grants" does not belong to "requireTls": write it beside "requireTls", with the same indentation`,
  ],
  [
    'a setting of the bucket in a grant',
    oneGrant('{ role: input, requireTls: true }'),
    `6:28: ${GRANT}.requireTls: unknown name … ; "requireTls" does not belong to "grants": write it beside "grants", with the same indentation`,
  ],
  [
    'a role as an item',
    oneGrant('output'),
    `6:13: ${GRANT}: is a string, must be a map of names to values; write - role: output`,
  ],
  ['a misspelt role as an item', oneGrant('Outptu'), `6:13: ${GRANT}: is a string … ; write - role: output`],
  ['an action as an item', oneGrant('s3:GetObject'), `6:13: ${GRANT}: is a string … ; write - actions: [s3:GetObject]`],
  [
    'a role in brackets',
    oneGrant('{}').replace('\n          - {}', ' [output]'),
    `5:18: ${GRANT}: is … write { role: output }`,
  ],
  [
    'a grant without a dash',
    oneGrant('{}').replace('- {}', 'role: input'),
    `6:11: ${FILMS}.grants: is a map, must be a list; begin each item of the list with "- "`,
  ],
  [
    'a dash without a space',
    oneGrant('{}').replace('- {}', '-role: input'),
    `6:11: ${FILMS}.grants: is a map, must be a list; write a space after the "-" of each item`,
  ],
  [
    'a colon without a space in braces',
    oneGrant('{role:input}'),
    `6:13: ${GRANT}: has neither role nor actions`,
    `6:14: ${GRANT}["role:input"]: unknown name … ; the colon needs a space after it: role: input`,
  ],
  [
    'a colon without a space in the only setting',
    `${BUCKETS}      films:\n        requireTls:true\n`,
    `5:9: ${FILMS}: is a string … ; the colon needs a space after it: requireTls: true`,
  ],
];

/** What people who write YAML by hand get wrong most. */
export const COMMON_MISTAKES: readonly BadFile[] = [...IN_YAML, ...IN_SETTINGS].map(([title, yaml, ...errors]) => ({
  title,
  yaml,
  errors,
}));
