import { allow, policy } from '../adopt/cases/elements';
import { calledIn } from '../support/cli';
import { DELETED } from './cases/adopt-deleted';
import { READ } from './cases/adopt-files';

describe('A statement', () => {
  test.each(DELETED)('%s is kept with the advice to leave that out', (_, members, note) =>
    calledIn(
      { 'a.json': JSON.stringify(policy([READ, allow({ Sid: 'Old', ...members })])) },
      ['adopt', '--policy', 'a.json', '--region', 'eu-west-1'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(0);
        expect(stderr).toContain(`zencoder-s3: note: Statement[1] (Sid "Old") ${note}\n`);
      },
    ),
  );

  test.each(DELETED)('%s is named where the policy grants Zencoder nothing, too', (_, members, note) =>
    calledIn(
      {
        'a.json': JSON.stringify(
          policy([allow({ Sid: 'Cdn', Principal: { Service: 'a.amazonaws.com' } }), allow({ Sid: 'Old', ...members })]),
        ),
      },
      ['adopt', '--policy', 'a.json', '--region', 'eu-west-1'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(0);
        expect(stderr).toContain(`zencoder-s3: note: Statement[1] (Sid "Old") ${note}\n`);
        expect(stderr).toContain('zencoder-s3: warning: ');
      },
    ),
  );

  test('for principals that are there is kept without one', () =>
    calledIn(
      {
        'a.json': JSON.stringify(
          policy([
            READ,
            allow({ Sid: 'Old', Principal: { AWS: 'arn:aws:iam::111122223333:user/AIDAJQABLZS4A3QDU576Q' } }),
          ]),
        ),
      },
      ['adopt', '--policy', 'a.json', '--region', 'eu-west-1'],
      ({ exitCode, stderr }) => expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' }),
    ));
});
