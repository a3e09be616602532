import { granting, type Scenario } from './scenario';

type Case = readonly [name: string, key: string, ...neighbours: string[]];

/** A key each, and what it would be for somebody who decodes, trims, expands or normalizes it. */
const ODD_KEYS: readonly Case[] = [
  [
    'spaces',
    ' this  file .mov ',
    'this file .mov',
    ' this  file .mov',
    '+this++file+.mov+',
    '%20this%20%20file%20.mov%20',
  ],
  ['double quotes', 'a "b".mov', 'a b.mov', 'a \\"b\\".mov', 'a %22b%22.mov'],
  ['single quotes', "it's.mov", "it''s.mov", 'its.mov'],
  ['a backslash', 'a\\b\\n.mov', 'a/b/n.mov', 'a\\\\b\\\\n.mov', 'ab\n.mov', 'abn.mov'],
  ['a newline', 'a\nb.mov', 'a\\nb.mov', 'a b.mov', 'ab.mov', 'a'],
  ['a tab', 'a\tb.mov', 'a\\tb.mov', 'a b.mov', 'a  b.mov'],
  ['a plus sign', 'a+b.mov', 'a b.mov', 'a%2Bb.mov', 'a%20b.mov'],
  ['percent signs', 'a%2Ab%20.mov', 'a*b .mov', 'aXb .mov', 'a%252Ab%2520.mov', 'a%2ab%20.mov'],
  ['double slashes', 'a//b.mov', 'a/b.mov', 'a///b.mov'],
  ['a leading slash', '/a.mov', 'a.mov', '//a.mov'],
  ['dots in the path', 'a/../b/./c.mov', 'b/c.mov', 'a/b/c.mov', '/b/c.mov'],
  ['a colon', 'a:b::c.mov', 'a:b:c.mov', 'a%3Ab%3A%3Ac.mov'],
  [
    'characters of JSON, HTML and YAML',
    '{"a", [<b>, &c]} #.mov',
    '{"a", [b, c]} #.mov',
    '{"a", [<b>, &c]}',
    '{a, [<b>, &c]} #.mov',
  ],
  ['an emoji', '\u{1f3ac}.mov', '\u{1f3ad}.mov', '\\u{1f3ac}.mov', 'X.mov'],
  ['a combining character', 'caf\u00e9.mov', 'cafe\u0301.mov', 'cafe.mov', 'caf\u00e8.mov'],
  ['1,024 bytes', `${'x'.repeat(1019)}é.mp`, `${'x'.repeat(1019)}é.m`, `${'x'.repeat(1019)}è.mp`, 'x'],
  [
    'a Terraform template',
    '%{ if true }a%%{b} $x.mov',
    'a%%{b} $x.mov',
    '%%{ if true }a%%{b} $x.mov',
    '%{ if true }a%{b} $x.mov',
  ],
  ['an asterisk', 'a*b.mov', 'aXb.mov', 'ab.mov', 'aXXb.mov', 'a%2Ab.mov'],
  ['a question mark', 'a?b.mov', 'aXb.mov', 'ab.mov', 'a%3Fb.mov'],
  ['a dollar sign and braces', 'a${x}b.mov', 'a$${x}b.mov', 'a{x}b.mov', 'ab.mov', 'axb.mov'],
];

const oddPrefixes: Scenario[] = [
  granting(
    'prefixes with quotes, spaces, a backslash and slashes',
    [{ role: 'input-and-output', prefixes: [' "a" \\ \'b\' ', '//', 'c+%2A/'] }],
    [
      ' "a" \\ \'b\' film.mov',
      '//film.mov',
      'c+%2A/film.mov',
      '"a" \\ \'b\' film.mov',
      '/film.mov',
      'c %2A/film.mov',
      'c+*/film.mov',
    ],
  ),
  granting(
    'prefixes with an asterisk, a question mark and a dollar sign',
    [{ role: 'input-and-output', prefixes: ['in*/', 'o?t/', '$/', 'plain/'] }],
    ['plain/film.mov', 'in*/film.mov', 'inner/film.mov', 'o?t/film.mov', 'out/film.mov', '$/film.mov', '/film.mov'],
  ),
];

export const oddNames: readonly Scenario[] = [
  ...ODD_KEYS.map(([name, key, ...neighbours]) =>
    granting(`a key with ${name}`, [{ role: 'input-and-output', keys: [key] }], [key, ...neighbours]),
  ),
  ...oddPrefixes,
];
