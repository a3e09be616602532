import { allow, policy } from '../adopt/cases/elements';
import { calledIn } from '../support/cli';
import { DELETED } from './cases/adopt-deleted';
import { READ } from './cases/adopt-files';

describe('adopt keeps a statement', () => {
  test.each(DELETED)('%s and advises to remove the deleted principal', (_, members, note) =>
    calledIn(
      { 'a.json': JSON.stringify(policy([READ, allow({ Sid: 'Old', ...members })])) },
      ['adopt', '--policy', 'a.json', '--region', 'eu-west-1'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(0);
        expect(stderr).toContain(`zencoder-s3: note: Statement[1] (Sid "Old") ${note}\n`);
      },
    ),
  );

  test.each(DELETED)('%s and advises the same if the policy grants Zencoder nothing', (_, members, note) =>
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
        expect(stderr).toMatch(/^zencoder-s3: (policies.*: )?warning: /m);
      },
    ),
  );

  test('for existing principals without any advice', () =>
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
