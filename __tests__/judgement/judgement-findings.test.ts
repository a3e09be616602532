import type { ZencoderGrant } from '../../lib/grants/grant';
import { byStatement, judge } from '../../lib/judgement/judgement';
import {
  acceptedDenies,
  beyondWords,
  conditionWords,
  firstOf,
  judgementFindings,
  refusalWords,
} from '../../lib/judgement/judgement-findings';
import { Extent } from '../../lib/judgement/refusals';
import { Severity } from '../../lib/messages/diagnostic';
import type { Json } from '../../lib/messages/json';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { NOW } from '../grants/cases/grants';
import { allow, BUCKET, deny, OBJECTS, type Statement } from './cases/kept-case';

const account = identityOf();
const grantName = (index: number) => `grants[${index}]`;
const INPUT: ZencoderGrant = { role: ZencoderRole.INPUT, prefixes: ['in/'] };
const ORG = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } };
const NOT_FROM = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };

const judged = (statements: readonly Statement[], grants: readonly ZencoderGrant[] = [INPUT], sids: string[] = []) =>
  judge(
    {
      ...{ bucket: 'films', account, grants, acceptedDenies: sids },
      statements: JSON.parse(JSON.stringify(statements)) as Json[],
    },
    NOW,
  );
const refusals = (...args: Parameters<typeof judged>) => byStatement(judged(...args).refusals);
const wordsOfRefusals = (...args: Parameters<typeof judged>) =>
  refusals(...args).map((refusal) => refusalWords(refusal, grantName));

describe('The text for what a statement denies', () => {
  const [FIRST, SECOND]: ZencoderGrant[] = [
    { actions: [ZencoderAction.GET_OBJECT], prefixes: ['in/'] },
    { actions: [ZencoderAction.GET_OBJECT, ZencoderAction.PUT_OBJECT], prefixes: ['out/'] },
  ];

  it('names each grant that allows it', () => {
    expect(wordsOfRefusals([deny()], [FIRST!])).toEqual([
      'denies Zencoder every request of s3:GetObject (allowed by grants[0])',
    ]);
    expect(wordsOfRefusals([deny({ Action: 's3:*' })], [FIRST!, SECOND!])).toEqual([
      'denies Zencoder every request of s3:GetObject, s3:PutObject (allowed by grants[0], grants[1])',
    ]);
  });

  it('names each condition that every request meets', () => {
    const Condition = { StringNotEquals: { ...ORG.StringNotEquals, 'aws:PrincipalAccount': '111122223333' } };
    expect(wordsOfRefusals([deny({ Condition })])).toEqual([
      'denies Zencoder every request of s3:GetObject (allowed by grants[0]), because aws:PrincipalOrgID is not "o-abcdefghij" and aws:PrincipalAccount is not "111122223333"',
    ]);
  });

  it('names each condition that depends on the request', () => {
    const Condition = { ...NOT_FROM, StringLike: { 'aws:Referer': 'a*' } };
    expect(wordsOfRefusals([deny({ Condition })])).toEqual([
      'denies Zencoder s3:GetObject (allowed by grants[0]), unless aws:SourceIp is in "203.0.113.0/24" and if aws:Referer is like "a*"; this depends on the request that Zencoder sends',
    ]);
  });

  it('joins conditions with "if" or "unless"', () => {
    expect(conditionWords([{ when: 'a' }, { when: 'b', unless: 'c' }])).toBe('if a and unless c');
  });

  it('follows the order of the statements, and merges equal refusals', () => {
    const some = deny({ Sid: 'Some', Action: 's3:PutObject', Condition: NOT_FROM });
    const found = refusals([some, deny({ Action: ['s3:GetObject', 's3:PutObject'] })], [FIRST!, SECOND!]);
    expect(found.map(({ place, actions, grants, extent }) => [place.sid, actions, grants, extent])).toEqual([
      ['Some', ['s3:PutObject'], [1], Extent.ALL],
      ['Closed', ['s3:GetObject', 's3:PutObject'], [0, 1], Extent.ALL],
    ]);
  });

  it('distinguishes full and partial refusals', () => {
    const found = refusals(
      [deny({ Resource: `${BUCKET}/out/*` })],
      [{ actions: [ZencoderAction.GET_OBJECT], prefixes: ['in/', 'out/'] }, SECOND!],
    );
    expect(found.map(({ extent, grants }) => [extent, grants])).toEqual([
      [Extent.PART, [0]],
      [Extent.ALL, [1]],
    ]);
  });
});

describe('A refusal is accepted', () => {
  const isAccepted = (statement: Statement, sids?: string[]) => refusals([statement], [INPUT], sids)[0]!.isAccepted;

  it.each<[title: string, statement: Statement, sids: string[] | undefined, accepted: boolean]>([
    ['by its Sid', deny(), ['Other', 'Closed'], true],
    ['by no other Sid', deny(), ['Other'], false],
    ['by no list', deny(), undefined, false],
    ['by nothing where it has no Sid', deny({ Sid: undefined }), ['Closed', undefined as never], false],
  ])('%s', (_, statement, sids, accepted) => {
    expect(isAccepted(statement, sids)).toBe(accepted);
  });

  it('with the list in the file, or with a Sid that must be added first', () => {
    expect(acceptedDenies('a"b')).toBe('acceptedDenies: ["a\\"b"]');
    expect(acceptedDenies(undefined)).toBe('give it a Sid and add that to acceptedDenies');
  });
});

describe('The text for what a statement allows everybody', () => {
  const words = (statement: Statement, name?: typeof grantName) =>
    beyondWords(judged([statement], [INPUT, { ...INPUT, prefixes: ['in/', 'b'] }]).beyond[0]!, name);

  it('names each condition, first those that every request meets', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, ...ORG };
    expect(words(allow({ Condition }))).toBe(
      `allows everybody, including Zencoder, s3:GetObject on ${OBJECTS}, if aws:PrincipalOrgID is not "o-abcdefghij" and if aws:SourceIp is in "203.0.113.0/24", more than the grants allow`,
    );
  });

  it('names the grants that allow all of it, if they have names', () => {
    const statement = allow({ Action: ['s3:GetObject', 's3:getobject'], Resource: `${BUCKET}/in/*` });
    expect(words(statement, grantName)).toBe(
      'allows everybody s3:GetObject, s3:getobject; Zencoder already has this access through grants[0], grants[1]',
    );
    expect(words(statement)).toBe(
      'allows everybody s3:GetObject, s3:getobject; Zencoder already has this access through the grants',
    );
  });

  it('names the exception of a NotPrincipal', () => {
    expect(words(allow({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }))).toBe(
      `allows everybody except its NotPrincipal, including Zencoder, s3:GetObject on ${OBJECTS}, more than the grants allow`,
    );
  });

  it.each<[words: string[], text: string]>([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b', 'c', 'd'], 'a, b, c, d'],
    [['a', 'b', 'c', 'd', 'e'], 'a, b, c, d, 1 more'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, 3 more'],
    [['a\nb'], 'a b'],
  ])('lists at most four of %j', (listed, text) => {
    expect(firstOf(listed)).toBe(text);
  });
});

describe('A finding about a statement', () => {
  const found = (statement: Statement) =>
    judgementFindings(judged([statement]), { account, policy: { Statement: [statement as Json] }, grantName });

  it.each<[title: string, statement: Statement, path: (string | number)[], isForPreflight: true | undefined]>([
    ['that denies what a grant allows', deny(), ['Statement', 0], true],
    ['that allows more than the grants', allow(), ['Statement', 0, 'Principal'], true],
    [
      'that allows what the grants allow',
      allow({ Resource: `${BUCKET}/in/*` }),
      ['Statement', 0, 'Principal'],
      undefined,
    ],
    [
      'with NotPrincipal',
      allow({ Principal: undefined, NotPrincipal: { AWS: '111122223333' } }),
      ['Statement', 0, 'NotPrincipal'],
      true,
    ],
  ])('%s is a warning, which preflight reports if an action is needed', (_, statement, path, isForPreflight) => {
    const [{ message: _message, ...finding }, ...more] = found(statement) as [ReturnType<typeof found>[0]];
    expect(finding).toEqual({ path, severity: Severity.WARNING, isForPreflight });
    expect(more).toEqual([]);
  });

  it('is about the statement itself if the policy has no list', () => {
    const names = { account, policy: { Statement: deny() as Json }, grantName };
    expect(judgementFindings(judged([deny()]), names).map(({ path }) => path)).toEqual([['Statement']]);
  });
});
