import { inShell } from '../../lib/messages/shell-words';

it.each([
  [['aws', 's3', 'ls'], 'aws s3 ls'],
  [['s3://films/a-b_c.mp4', '--x=1,2@3%+:'], 's3://films/a-b_c.mp4 --x=1,2@3%+:'],
  [['a b', ''], "'a b' ''"],
  [['$HOME', '*', 'a;', ';a'], "'$HOME' '*' 'a;' ';a'"],
  [["it's", "''"], "'it'\\''s' ''\\'''\\'''"],
  [['a'], 'a'],
])('%j are quoted for a shell', (words, text) => {
  expect(inShell(words)).toBe(text);
});
