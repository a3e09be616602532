import { canApply } from '../../lib/iam/grammar/applicability';
import {
  currentStatements,
  inCurrentVersion,
  labelOf,
  placeOf,
  statementsOf,
  statementsOfText,
} from '../../lib/iam/policy';
import type { Json, JsonObject } from '../../lib/messages/json';

describe('The statements of a policy', () => {
  const DENY = { Effect: 'Deny' };

  it.each<[policy: Json | undefined, statements: Json[]]>([
    [{ Statement: [DENY, 1] }, [DENY, 1]],
    [{ Statement: DENY }, [DENY]],
    [{ Statement: [] }, []],
    [{}, []],
    [[DENY], []],
    ['text', []],
    [undefined, []],
  ])('of %j are %j', (policy, statements) => {
    expect(statementsOf(policy)).toEqual(statements);
  });

  it('are empty for a bucket without a policy', () => {
    expect(statementsOfText(null)).toEqual([]);
    expect(statementsOfText('{"Statement":{"Effect":"Deny"}}')).toEqual([DENY]);
  });

  it.each<[statement: Json, label: string]>([
    [{ Sid: 'a"b' }, 'Statement[2] (Sid "a\\"b")'],
    [{ Sid: '' }, 'Statement[2]'],
    [{ Sid: 7 }, 'Statement[2]'],
    [{}, 'Statement[2]'],
    ['Sid', 'Statement[2]'],
  ])('%j is called %s', (statement, label) => {
    expect(labelOf(placeOf(statement, 2))).toBe(label);
  });
});

describe('A statement in version 2008-10-17', () => {
  const TEXT = 'a/${aws:username}/$1/${x}';
  const OLD: JsonObject = {
    ...{ Sid: TEXT, Principal: { AWS: TEXT }, Action: TEXT, Resource: TEXT, NotResource: [TEXT, 1] },
    Condition: { StringLike: { [TEXT]: [TEXT, true], a: null } },
  };
  const KEPT = 'a/${$}{aws:username}/$1/${$}{x}';
  const NEW: JsonObject = {
    ...{ Sid: TEXT, Principal: { AWS: TEXT }, Action: TEXT, Resource: KEPT, NotResource: [KEPT, 1] },
    Condition: { StringLike: { [TEXT]: [KEPT, true], a: null } },
  };

  it('has the same meaning in the current version with escapes where a variable is possible', () => {
    expect(inCurrentVersion(OLD)).toEqual(NEW);
    expect(inCurrentVersion('${x}')).toBe('${x}');
  });

  it.each<[version: Json | undefined, statement: JsonObject]>([
    ['2008-10-17', NEW],
    [undefined, NEW],
    ['2012-10-17', OLD],
  ])('of Version %s is brought to the current one', (Version, statement) => {
    const policy: JsonObject = { ...(Version === undefined ? {} : { Version }), Statement: [OLD] };
    expect(currentStatements(policy)).toEqual([statement]);
  });
});

describe('An action can apply to a resource', () => {
  const BUCKET = 'arn:aws:s3:::films';

  it.each([
    ['s3:GetObject', BUCKET, false],
    ['s3:GetObject', `${BUCKET}/*`, true],
    ['s3:GetObject', 'arn:aws:s3:::*', true],
    ['s3:ListBucket', BUCKET, true],
    ['s3:ListBucket', `${BUCKET}/*`, false],
    ['s3:DeleteObject', BUCKET, false],
    ['s3:deletebucket', `${BUCKET}/a`, false],
    ['s3:GetBucketTagging', BUCKET, true],
    ['s3:PutLifecycleConfiguration', `${BUCKET}/*`, true],
    ['s3:*', BUCKET, true],
    ['s3:*', `${BUCKET}/*`, true],
  ])('%s on %s: %s', (action, resource, can) => {
    expect(canApply(action, resource)).toBe(can);
  });
});
