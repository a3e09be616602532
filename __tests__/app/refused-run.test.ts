import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { oneBucket, oneGrant } from '../config/cases/bad-file';
import { SEVERAL } from '../config/cases/several';
import { filesBelow, runProgram } from '../support/run';
import { errorsOf, type Files, inFolderWith } from './folder';

describe('The app on an invalid file', () => {
  const TOKEN_POLICY = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '${TfToken[TOKEN.1]}' },
  });

  it.each<[string, Files]>([
    ['an unknown role', { 'zencoder.yaml': oneGrant('{ role: inpt }') }],
    ['many errors', { 'zencoder.yaml': SEVERAL[1]!.yaml }],
    ['a list that contains itself', { 'zencoder.yaml': 'stacks: &a [*a]\n' }],
    ['a number as an action', { 'zencoder.yaml': oneGrant('{ actions: [5] }') }],
    ['a missing file', {}],
    ['a stack called __proto__', { 'zencoder.yaml': oneGrant('{ role: input }').replace('live', '__proto__') }],
    [
      'a CDKTF token in a policy file',
      {
        'films.json': TOKEN_POLICY,
        'zencoder.yaml': oneBucket('{ grants: [ { role: input } ], otherStatements: films.json }'),
      },
    ],
  ])('prints the errors, exits with 1 and does not touch the output folder: %s', (_, files) => {
    inFolderWith(files, (folder) => {
      const run = () => runProgram('main.ts', folder, { ZENCODER_CONFIG: 'zencoder.yaml' });
      const { status, stdout, stderr } = run();
      expect(stderr).toMatch(/^([\w./-]+:\d+:\d+: [^\n]+\n)+$/);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(readdirSync(folder).sort()).toEqual(Object.keys(files).sort());

      const [written, longAgo] = ['cdktf.out/stacks/gone/cdk.tf.json', new Date('2020-01-01T00:00:00Z')];
      mkdirSync('cdktf.out/stacks/gone', { recursive: true });
      writeFileSync(written, '{ "old": true }');
      const standing = [written, 'cdktf.out/stacks/gone', 'cdktf.out/stacks', 'cdktf.out'];
      for (const path of standing) {
        utimesSync(path, longAgo, longAgo);
      }
      expect(run()).toEqual({ status, stdout, stderr });
      expect(standing.map((path) => statSync(path).mtime)).toEqual(standing.map(() => longAgo));
      expect(filesBelow(folder, 'cdktf.out')).toEqual({ [written]: '{ "old": true }' });
    });
  });

  it('prints the errors of the file to stderr', () => {
    const yaml = SEVERAL[1]!.yaml;
    inFolderWith({ 'zencoder.yaml': yaml }, (folder) => {
      const { stderr } = runProgram('main.ts', folder);
      expect(stderr).toBe(`${errorsOf({ 'zencoder.yaml': yaml }).join('\n')}\n`);
    });
  });
});
