import { consequences } from '../../lib/explain/consequences';
import { called } from '../support/cli';
import { CONSEQUENCES } from './cases/consequences';

describe('What applying a changed file does beyond opening and closing', () => {
  it.each(CONSEQUENCES)('is reported where $name', ({ before, after, warnings }) => {
    const told = consequences({ stacks: before }, { stacks: after });
    expect(told.map(({ kind, message }) => [kind, message])).toEqual(
      warnings.map(([kind, message]) => [kind, expect.stringMatching(message)]),
    );
  });

  it('is nothing between a file and itself', () => {
    for (const { before } of CONSEQUENCES) {
      expect(consequences({ stacks: before }, { stacks: before })).toEqual([]);
    }
  });

  it('is printed on stderr, or in what is read elsewhere, and counts only under --strict', async () => {
    const file = (region: string) =>
      `stacks: { live: { region: ${region}, buckets: { films: { grants: [ { role: input } ] } } } }\n`;
    const files = { 'old.yaml': file('eu-west-1'), 'zencoder.yaml': file('eu-central-1') };
    const against = (...args: string[]) => called(['explain', '--against', 'old.yaml', ...args], { files });
    const message =
      'the region changes from eu-west-1 to eu-central-1, so the policy of films is deleted and made again';
    expect(await against()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Nothing changes/),
      stderr: expect.stringContaining(`zencoder-s3: warning: ${message}`),
    });
    expect(await against('--markdown')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining(`**Warnings**\n\n- ${message}`),
      stderr: '',
    });
    const { stdout } = await against('--json');
    expect(JSON.parse(stdout).warnings).toMatchObject([{ kind: 'interrupted', about: 'films' }]);
    expect(await against('--strict')).toMatchObject({ exitCode: 1 });
    expect(await against('--fail-on-widening')).toMatchObject({ exitCode: 0 });
  });
});
