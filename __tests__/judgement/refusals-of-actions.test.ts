import { judge, refusesAll } from '../../lib/judgement/judgement';
import type { JsonObject } from '../../lib/messages/json';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
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
    'what can have no ACL, by a Deny of everything without one',
    deny('s3:*', OTHER_ACL),
    ['s3:GetObject', 's3:ListMultipartUploadParts'],
  ],
  [
    'an upload, where no ACL may be sent',
    deny('s3:*', { Null: { 's3:x-amz-acl': 'false' } }),
    ['s3:PutObject', 's3:PutObjectAcl'],
  ],
];

describe('Where a Deny is beside a grant, what is refused', () => {
  it.each(CASES)('is known for %s', (_, statement, refused) => {
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
