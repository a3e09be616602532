import { parse } from 'yaml';
import type { ZencoderConfig } from '../../lib/config/format';
import { sentence } from '../../lib/explain/change-sentences';
import { consequences } from '../../lib/explain/consequences';
import { fileChanges } from '../../lib/explain/file-changes';
import { ZencoderObjectMethod } from '../../lib/grants/object-access';
import { ZencoderObjectOwnership } from '../../lib/s3/object-ownership';
import { called } from '../support/cli';
import { CONSEQUENCES } from './cases/consequences';

describe('explain --against, for the consequences of an apply,', () => {
  it.each(CONSEQUENCES)('warns: $name', ({ before, after, warnings }) => {
    const found = consequences({ stacks: before }, { stacks: after });
    expect(found.map(({ kind, message }) => [kind, message])).toEqual(
      warnings.map(([kind, message]) => [kind, expect.stringMatching(message)]),
    );
  });

  it('does not warn if the file does not change', () => {
    for (const { before } of CONSEQUENCES) {
      expect(consequences({ stacks: before }, { stacks: before })).toEqual([]);
    }
  });

  it('prints warnings on stderr or in Markdown and JSON, and fails only with --strict', async () => {
    const file = (region: string) =>
      `stacks: { live: { region: ${region}, buckets: { films: { grants: [ { role: input } ] } } } }\n`;
    const files = { 'old.yaml': file('eu-west-1'), 'zencoder.yaml': file('eu-central-1') };
    const against = (...args: string[]) => called(['explain', '--against', 'old.yaml', ...args], { files });
    const message =
      'the region changes from eu-west-1 to eu-central-1, so the policy of films is deleted and created again';
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
    expect(JSON.parse(stdout).warnings).toMatchObject([
      { kind: 'interrupted', about: 'films' },
      { kind: 'leave', about: 'stack live' },
    ]);
    expect(await against('--strict')).toMatchObject({ exitCode: 1 });
    expect(await against('--fail-on-widening')).toMatchObject({ exitCode: 0 });
  });

  it('proposes lines that leave everything in place except grants on objects', () => {
    const stacks = (text: string) => parse(text).stacks as ZencoderConfig['stacks'];
    const kept = CONSEQUENCES.flatMap(({ before, after }) => {
      const found = consequences({ stacks: before }, { stacks: after });
      const lines = found.flatMap(({ kind, about, message }) => {
        const [, line] =
          /(?:add this line to the stack|replace its buckets with this line): (leave: .*)$/.exec(message) ?? [];
        return kind === 'leave' && line !== undefined ? [{ stack: about.replace('stack ', ''), line }] : [];
      });
      const written = { ...after };
      for (const { stack, line } of lines) {
        const { buckets: _, ...rest } = before[stack]!;
        written[stack] = { ...(written[stack] ?? rest), ...stacks(`stacks: { ${line} }`) };
      }
      return lines.length === 0 ? [] : [consequences({ stacks: before }, { stacks: written }).map(({ kind }) => kind)];
    });
    expect(kept.length).toBeGreaterThan(5);
    expect([...new Set(kept.flat())].sort()).toEqual(['grants-revoked', 'left']);
  });

  it('closes only object grants and copies that are not in leave, for a bucket in leave', () => {
    const film = (key: string, method: ZencoderObjectMethod) => ({ key, method });
    const objects = [film('a', ACL), film('b', ACL_COPY), film('c', ACL_COPY), film('d', POLICY)];
    const films = { objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER, objects, otherStatements: OTHERS };
    const before = { stacks: { live: { objectGrants: true, buckets: { films } } } };
    const leave = [{ bucket: 'films', copies: ['b'] }];
    const changes = fileChanges(before, { stacks: { live: { objectGrants: true, leave } } });
    expect(changes.map((change) => sentence(change))).toEqual([
      'Zencoder can no longer read from films, the objects a and zencoder/c (a copy of c) (GetObject)',
    ]);
  });
});

const { ACL, ACL_COPY, POLICY } = ZencoderObjectMethod;
const OTHERS = '{ "Statement": [ { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" } ] }';
