import type { ZencoderGrant } from '../../lib/grants/grant';
import { judge } from '../../lib/judgement/judgement';
import type { Json } from '../../lib/messages/json';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { NOW } from '../grants/cases/grants';
import { allow, BUCKET, deny, OBJECTS, type Statement, ZENCODER } from './cases/kept-case';

const INPUT: ZencoderGrant = { role: ZencoderRole.INPUT, prefixes: ['in/'] };

/** What is beyond the grants, and the grants that allow some of it. */
function beyond(statements: readonly Statement[], grants: readonly ZencoderGrant[] = [INPUT]) {
  const kept = JSON.parse(JSON.stringify(statements)) as Json[];
  const judgement = judge({ bucket: 'films', account: identityOf(), grants, statements: kept }, NOW);
  return judgement.beyond.map((right) => ({
    actions: right.beyond.actions,
    resources: right.beyond.resources,
    by: right.grants,
  }));
}

const right = (actions: string[], resources: string[], by: number[] = []) => ({ actions, resources, by });
const NOTHING_MORE = (...by: number[]) => right([], [], by);
const gets = (Resource: unknown) => allow({ Resource });

describe('The access that a statement for everybody allows Zencoder', () => {
  it.each<[title: string, statement: Statement, ...found: ReturnType<typeof right>[]]>([
    ['an Allow for everybody', allow(), right(['s3:GetObject'], [OBJECTS])],
    ['what is no statement', 'Allow' as never],
    ['a Deny', deny()],
    ['an Allow for Zencoder, which is refused for itself', allow({ Principal: { AWS: ['*', ZENCODER] } })],
    [
      'an Allow for everybody whose condition names Zencoder',
      allow({ Condition: { StringEquals: { 'aws:PrincipalAccount': ZENCODER } } }),
    ],
    ['an Allow for all but Zencoder', allow({ Principal: undefined, NotPrincipal: { AWS: ZENCODER } })],
    [
      'an Allow that the variables of its condition exclude',
      allow({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } } }),
    ],
    ['no action at all', allow({ Action: [] })],
    ['no resource at all', allow({ Resource: [] })],
    [
      'all but some resources',
      allow({ Resource: undefined, NotResource: [`${BUCKET}/in/*`] }),
      right(['s3:GetObject'], [`all but ${BUCKET}/in/*`]),
    ],
    ['a resource that is no text', allow({ Resource: 7 }), right(['s3:GetObject'], ['7'])],
    ['what needs a grant for the whole', gets([`${BUCKET}/in/`, OBJECTS]), right(['s3:GetObject'], [OBJECTS], [0])],
  ])('is reported for %s', (_, statement, ...found) => {
    expect(beyond([statement])).toEqual(found);
  });

  it.each<[resource: string, found: ReturnType<typeof right>]>([
    [`${BUCKET}/in/*`, NOTHING_MORE(0)],
    [`${BUCKET}/in/a*`, NOTHING_MORE(0)],
    [`${BUCKET}/in/`, NOTHING_MORE(0)],
    [`${BUCKET}/in/a.mp4`, NOTHING_MORE(0)],
    [`${BUCKET}/i*`, right(['s3:GetObject'], [`${BUCKET}/i*`])],
    [`${BUCKET}/in`, right(['s3:GetObject'], [`${BUCKET}/in`])],
    [`${BUCKET}/out/in/*`, right(['s3:GetObject'], [`${BUCKET}/out/in/*`])],
    [`${BUCKET}/in/?`, right(['s3:GetObject'], [`${BUCKET}/in/?`])],
    [`${BUCKET}/in/*/a`, right(['s3:GetObject'], [`${BUCKET}/in/*/a`])],
    [`${BUCKET}/in/**`, right(['s3:GetObject'], [`${BUCKET}/in/**`])],
    [`$x${BUCKET}/in/a`, right(['s3:GetObject'], [`$x${BUCKET}/in/a`])],
    [`${BUCKET}/in/\${aws:username}`, right(['s3:GetObject'], [`${BUCKET}/in/\${aws:username}`])],
    ['*', right(['s3:GetObject'], ['*'])],
  ])('on %s is in the grant of a prefix, or more', (resource, found) => {
    expect(beyond([gets(resource)])).toEqual([found]);
  });

  it.each<[resource: string, found: ReturnType<typeof right>]>([
    [`${BUCKET}/a.mp4`, NOTHING_MORE(0)],
    [`${BUCKET}/b.mp4`, NOTHING_MORE(0)],
    [`${BUCKET}/a.mp4*`, right(['s3:GetObject'], [`${BUCKET}/a.mp4*`])],
    [`${BUCKET}/a.mp`, right(['s3:GetObject'], [`${BUCKET}/a.mp`])],
    [`${BUCKET}/a.mp4/b`, right(['s3:GetObject'], [`${BUCKET}/a.mp4/b`])],
  ])('on %s is in the grant of two keys, or more', (resource, found) => {
    expect(beyond([gets(resource)], [{ role: ZencoderRole.INPUT, keys: ['a.mp4', 'b.mp4'] }])).toEqual([found]);
  });

  it.each<[title: string, grants: ZencoderGrant[], found: ReturnType<typeof right>]>([
    ['has an end', [{ ...INPUT, expires: '2099-01-01T00:00:00Z' }], right(['s3:GetObject'], [`${BUCKET}/in/*`])],
    [
      'is for other keys',
      [{ role: ZencoderRole.INPUT, prefixes: ['out/'] }],
      right(['s3:GetObject'], [`${BUCKET}/in/*`]),
    ],
    ['is one of two that cover it', [{ actions: [ZencoderAction.GET_OBJECT] }, INPUT], NOTHING_MORE(0, 1)],
    ['is the second of two', [{ actions: [ZencoderAction.PUT_OBJECT] }, INPUT], NOTHING_MORE(1)],
  ])('exceeds a grant that %s', (_, grants, found) => {
    expect(beyond([gets(`${BUCKET}/in/*`)], grants)).toEqual([found]);
  });

  it('is in a grant by its name in any case', () => {
    expect(beyond([allow({ Action: ['S3:getobject', 's3:PutObject'], Resource: `${BUCKET}/in/*` })])).toEqual([
      right(['s3:PutObject'], [`${BUCKET}/in/*`], [0]),
    ]);
  });

  it('names each action and each resource once', () => {
    const Action = ['s3:GetObject', 's3:PutObject', 's3:ListBucket'];
    expect(beyond([allow({ Action, Resource: [BUCKET, OBJECTS, `${BUCKET}/b`] })])).toEqual([
      right(Action, [OBJECTS, `${BUCKET}/b`, BUCKET]),
    ]);
  });
});

describe('The access that a statement for everybody allows is denied to Zencoder', () => {
  const all = (members: Statement = {}) => deny({ Action: 's3:*', Resource: [BUCKET, OBJECTS], ...members });
  const GETS = [right(['s3:GetObject'], [OBJECTS])];

  it.each<[title: string, allowed: Statement, denied: Statement]>([
    ['by a Deny of everything', allow(), all()],
    ['by a Deny of the same', allow(), deny()],
    ['by a Deny for Zencoder', allow(), deny({ Principal: { AWS: ZENCODER } })],
    ['by a Deny of more objects', gets(`${BUCKET}/in/*`), deny()],
    [
      'by a Deny that holds for each of its requests',
      allow(),
      all({ Condition: { Bool: { 'aws:SecureTransport': true } } }),
    ],
    [
      'by a Deny that the variables of its condition include',
      allow(),
      all({ Condition: { StringEquals: { 'aws:PrincipalAccount': '${aws:PrincipalAccount}' } } }),
    ],
    ['in a pattern, by the same pattern', allow({ Action: 's3:Get*' }), deny({ Action: 's3:Get*' })],
    ['in a pattern, by a wider one', allow({ Action: 's3:GetObject?cl' }), deny({ Action: ['s3:Put*', 's3:Get*'] })],
    ['by a Deny of a pattern with a letter left open', allow(), deny({ Action: 's3:GetObjec?' })],
    ['by a Deny of all actions but another', allow(), deny({ Action: undefined, NotAction: 's3:PutObject' })],
  ])('%s', (_, allowed, denied) => {
    expect(beyond([allowed, denied])).toEqual([]);
    expect(beyond([denied, allowed])).toEqual([]);
  });

  it.each<[title: string, denied: Statement]>([
    ['another action', deny({ Action: 's3:PutObject' })],
    ['a part of the objects', deny({ Resource: `${BUCKET}/in/*` })],
    ['somebody else', deny({ Principal: { AWS: '111122223333' } })],
    ['a request that is not over TLS', all({ Condition: { Bool: { 'aws:SecureTransport': false } } })],
    ['a request from an address', all({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })],
    ['uploads with an ACL', all({ Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } } })],
    ['what has no ACL', all({ Condition: { StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } } })],
    ['nobody, as it allows', all({ Effect: 'Allow', Principal: { AWS: '111122223333' } })],
  ])('not by a statement on %s', (_, denied) => {
    expect(beyond([allow(), denied])).toEqual(GETS);
  });

  it.each<[title: string, allowed: Statement, denied: Statement]>([
    ['a pattern of actions by one action of it', allow({ Action: 's3:Get*' }), deny({ Action: 's3:GetObject' })],
    ['a pattern by one with a letter left open', allow({ Action: 's3:GetObject*' }), deny({ Action: 's3:GetObject?' })],
    [
      'a pattern by a list with a "?" wildcard',
      allow({ Action: 's3:GetObject*' }),
      deny({ Action: ['s3:Put*', 's3:GetObject?'] }),
    ],
    ['a pattern by a NotAction', allow({ Action: 's3:Get*' }), deny({ Action: undefined, NotAction: 's3:Put*' })],
    ['objects that no one pattern names', gets(`${BUCKET}/*/a`), deny()],
  ])('not certainly: %s', (_, allowed, denied) => {
    expect(beyond([allowed, denied])).toHaveLength(1);
  });
});

describe('A bucket whose name is known at plan time only', () => {
  const found = (...resources: unknown[]) => {
    const statements = resources.map((Resource) => gets(Resource)) as Json[];
    const { beyond } = judge({ bucket: undefined, account: identityOf(), grants: [INPUT], statements }, NOW);
    return beyond.map(({ grants }) => grants);
  };

  it('is the bucket that the statements name', () => {
    expect(found(`${BUCKET}/in/*`)).toEqual([[0]]);
    expect(found('*', `${BUCKET}/in/a`)).toEqual([[], [0]]);
    expect(found(7, 'arn:aws:s3:::f*', [BUCKET, `${BUCKET}/in/a`])).toEqual([[], [], [0]]);
  });

  it('is also found in NotResource', () => {
    const but: Json = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', NotResource: `${BUCKET}/in/*` };
    const statements = ['no statement', but, gets('arn:aws:s3:::films/in/*') as Json];
    const judgement = judge({ bucket: undefined, account: identityOf(), grants: [INPUT], statements }, NOW);
    expect(judgement.beyond.map(({ grants }) => grants)).toEqual([[0]]);
    expect(judgement.refusals).toEqual([]);
  });

  it('has no name if the statements name none', () => {
    expect(found('arn:aws:s3:::*/in/*')).toEqual([[]]);
    expect(found(`x${BUCKET}/in/*`)).toEqual([[]]);
    expect(found()).toEqual([]);
  });
});
