import { ZencoderBucketAccess, ZencoderRole } from '../../lib';
import { isError } from '../../lib/messages/diagnostic';
import { errorsOf } from '../app/folder';
import { oneBucket } from '../config/cases/bad-file';
import { ACTIONS } from '../iam/grammar/cases/actions';
import { CONDITIONS } from '../iam/grammar/cases/conditions';
import { DOCUMENTS } from '../iam/grammar/cases/documents';
import type { GrammarCase } from '../iam/grammar/cases/grammar-case';
import { PRINCIPALS } from '../iam/grammar/cases/principals';
import { RESOURCES } from '../iam/grammar/cases/resources';
import { called } from '../support/cli';
import { testStack } from '../support/synth';

/** It is so deep that no text can be made of it. */
const NO_TEXT = 'a document that is nested too deeply';

/** Policies that S3 is documented to refuse, and the errors alone of what is found in them. */
const REFUSED = [...DOCUMENTS, ...PRINCIPALS, ...ACTIONS, ...RESOURCES, ...CONDITIONS]
  .map((one) => ({ ...one, expected: one.expected.filter(isError) }))
  .filter(({ title, expected }) => expected.length > 0 && title !== NO_TEXT);

/** What no line says at its place. */
function missingIn(lines: readonly string[], { expected }: GrammarCase, place: string, between = '.'): unknown[] {
  return expected.filter(({ path, message }) => {
    const at = [place, path].filter((part) => part !== '').join(between);
    return !lines.some((line) => line.includes(`${at}: `) && line.includes(message));
  });
}

/** That Terraform finds the same, where it alone knows the policy, is what `plan-time/twin` shows. */
describe('A policy that S3 refuses is refused with the same error lines', () => {
  it.each(REFUSED)('by the file: $title', (one) => {
    const lines = errorsOf({
      'zencoder.yaml': oneBucket('{ grants: [ { role: input } ], otherStatements: films.json }'),
      'films.json': JSON.stringify(one.policy),
    });
    expect(missingIn(lines, one, 'stacks.live.buckets.films.otherStatements')).toEqual([]);
    expect(lines.every((line) => /^films\.json:\d+:\d+: /.test(line))).toBe(true);
  });

  it.each(REFUSED)('by the construct: $title', (one) => {
    const make = (id: string, props: object) => () =>
      new ZencoderBucketAccess(testStack(), id, { bucket: 'films', grants: [{ role: ZencoderRole.INPUT }], ...props });
    const text = JSON.stringify(one.policy);
    const beside = errorLines(make('films', { otherStatements: text }));
    expect(missingIn(beside, one, 'test/films: otherStatements')).toEqual([]);
    const source = errorLines(make('films', { sourcePolicyDocuments: [text] }));
    expect(missingIn(source, one, 'test/films: sourcePolicyDocuments[0]')).toEqual([]);
  });

  it.each(REFUSED)('by the command: $title', async (one) => {
    const args = ['policy', '--bucket', 'films', '--role', 'input', '--other-statements', 'films.json'];
    const { exitCode, stdout, stderr } = await called(args, { files: { 'films.json': JSON.stringify(one.policy) } });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(missingIn(stderr.split('\n'), one, 'films.json', ': ')).toEqual([]);
  });
});

function errorLines(make: () => unknown): string[] {
  try {
    make();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}
