import { judge, refusesAll } from '../../lib/judgement/judgement';
import { Extent } from '../../lib/judgement/refusals';
import type { JsonObject } from '../../lib/messages/json';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const NOW = new Date('2026-11-28T12:00:00Z');
const OTHER_ACL = { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } };
const deny = (Action: string, Condition?: JsonObject): JsonObject => ({
  Effect: 'Deny',
  Principal: '*',
  Action,
  Resource: 'arn:aws:s3:::films/*',
  ...(Condition === undefined ? {} : { Condition }),
});

const CASES: [name: string, statement: JsonObject, refused: string[]][] = [
  ['an upload with the ACL that Zencoder sends', deny('s3:Put*', OTHER_ACL), []],
  [
    'requests that cannot have an ACL, by a Deny of everything without one',
    deny('s3:*', OTHER_ACL),
    ['s3:GetObject', 's3:ListMultipartUploadParts'],
  ],
  [
    'an upload, if an ACL is not allowed',
    deny('s3:*', { Null: { 's3:x-amz-acl': 'false' } }),
    ['s3:PutObject', 's3:PutObjectAcl'],
  ],
];

describe('The refused actions of a grant', () => {
  it.each(CASES)('are known for %s', (_, statement, refused) => {
    const { refusals } = judge(
      { bucket: 'films', account: identityOf(), grants: [{ role: ZencoderRole.OUTPUT }], statements: [statement] },
      NOW,
    );
    expect(refusals.filter(refusesAll).flatMap(({ actions }) => actions)).toEqual(refused);
  });

  it.each([
    ['is nothing of a grant that has ended', '2026-11-28T12:00:00Z', 0],
    ['is the action of a grant that ends later', '2026-11-28T12:00:01Z', 1],
  ])('%s', (_, expires, count) => {
    const grants = [{ role: ZencoderRole.INPUT, expires }];
    const policy = { bucket: 'films', account: identityOf(), grants, statements: [deny('s3:GetObject')] };
    expect(judge(policy, NOW).refusals).toHaveLength(count);
  });
});

describe('With several Deny statements, a grant of two prefixes', () => {
  const BUCKET = 'arn:aws:s3:::films';
  const GRANT = { actions: [ZencoderAction.GET_OBJECT], prefixes: ['in/', 'out/'] };
  const IF = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
  const of = (prefix: string, Condition?: JsonObject) => ({
    ...deny('s3:GetObject', Condition),
    Resource: `${BUCKET}/${prefix}*`,
  });
  const { ALL, PART } = Extent;

  it.each<[name: string, statements: JsonObject[], extents: [Extent, resources: number][]]>([
    [
      'is refused by two together',
      [of('in/'), of('out/')],
      [
        [ALL, 1],
        [ALL, 1],
      ],
    ],
    [
      'is refused by two together, next to a narrower one',
      [of('in/'), of('out/'), of('in/a')],
      [
        [ALL, 1],
        [ALL, 1],
        [PART, 0],
      ],
    ],
    [
      'is refused by one for all objects, and so by one for a prefix',
      [of(''), of('out/')],
      [
        [ALL, 2],
        [ALL, 1],
      ],
    ],
    ['is refused in part by one', [of('in/')], [[PART, 1]]],
    [
      'is refused in part by two for the same objects',
      [of('in/'), of('in/')],
      [
        [PART, 1],
        [PART, 1],
      ],
    ],
    ['is refused in part by one of less', [of('in/a')], [[PART, 0]]],
    [
      'is refused in part by a certain one and a conditional one',
      [of('in/'), of('out/', IF)],
      [
        [PART, 1],
        [PART, 1],
      ],
    ],
    [
      'is refused by two together, and not more by a conditional one',
      [of('in/'), of('out/'), of('out/', IF)],
      [
        [ALL, 1],
        [ALL, 1],
        [PART, 1],
      ],
    ],
    ['is refused by one of all that depends', [of('', IF)], [[ALL, 2]]],
    [
      'is not refused by unrelated statements',
      [of('a'), { ...of('in/'), Effect: 'Allow' }, { ...of('in/'), Principal: { AWS: '111122223333' } }],
      [],
    ],
    [
      'is not refused if the variables of a condition exclude it',
      [of('', { StringNotEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } })],
      [],
    ],
  ])('%s', (_, statements, extents) => {
    const { refusals } = judge({ bucket: 'films', account: identityOf(), grants: [GRANT], statements }, NOW);
    expect(refusals.map(({ extent, resources }) => [extent, resources.length])).toEqual(extents);
  });

  it('is refused by a NotResource that does not contain its objects', () => {
    const but = (NotResource: string): JsonObject => ({ Effect: 'Deny', Principal: '*', Action: '*', NotResource });
    const found = (statement: JsonObject) =>
      judge({ bucket: 'films', account: identityOf(), grants: [GRANT], statements: [statement] }, NOW).refusals;
    expect(found(but(`${BUCKET}/a`)).map(({ extent }) => extent)).toEqual([ALL]);
    expect(found(but(`${BUCKET}/in/*`)).map(({ extent }) => extent)).toEqual([PART]);
    expect(found(but(`${BUCKET}/*`))).toEqual([]);
  });
});
