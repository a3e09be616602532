import fc from 'fast-check';
import { changeOrder } from '../../lib/explain/change-order';
import {
  type AclChange,
  type BoundaryChange,
  type Change,
  Direction,
  type OtherStatementChange,
  type RightChange,
} from '../../lib/explain/change-sentences';
import { type PlanFinding, PlanFindingKind, PlanLevel } from '../../lib/explain/plan/plan-finding';
import { findingOrder, placedOrder } from '../../lib/explain/plan/plan-order';
import type { PlacedChange } from '../../lib/explain/plan/review-parts';
import { ALWAYS, NEVER } from '../../lib/grants/access-window';
import { KmsAction } from '../../lib/grants/kms-key';
import { type SortKey, sortedByKey } from '../../lib/messages/sort-key';
import { ZencoderObjectOwnership } from '../../lib/s3/object-ownership';
import { Zencoder, ZencoderAction } from '../../lib/zencoder/account-and-roles';

const { OPENS, CLOSES } = Direction;
const { GET_OBJECT, PUT_OBJECT, LIST_BUCKET } = ZencoderAction;
const CLOSED = { overTls: NEVER, withoutTls: NEVER };
const PRODUCTION = { kind: 'account', accountId: Zencoder.ACCOUNT_ID } as const;
const OTHER_ACCOUNT = { kind: 'account', accountId: '111122223333' } as const;
const USER = { kind: 'user', user: 'a', stack: 'live' } as const;
const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1';

function right(members: Partial<RightChange> = {}): RightChange {
  return {
    kind: 'right',
    direction: OPENS,
    who: PRODUCTION,
    bucket: 'films',
    actions: [GET_OBJECT],
    where: [{ kind: 'prefix', prefix: 'in/' }],
    before: CLOSED,
    after: ALWAYS,
    except: [],
    ...members,
  };
}

const ACLS: AclChange = {
  kind: 'acls',
  direction: OPENS,
  bucket: 'films',
  after: ZencoderObjectOwnership.OBJECT_WRITER,
};

function statement(what: OtherStatementChange['what'], Sid: string, Effect = 'Allow'): OtherStatementChange {
  return { kind: 'other-statement', direction: OPENS, bucket: 'films', what, statement: { Sid, Effect } };
}

function boundary(members: Partial<BoundaryChange>): BoundaryChange {
  return { kind: 'permissions-boundary', direction: OPENS, who: USER, ...members };
}

/** A principal of each kind, with a shorter end after a longer one, and so on: the order that a reader expects. */
const IN_ORDER: Change[] = [
  right({ bucket: 'a', direction: CLOSES }),
  statement('comes', 'B'),
  statement('changes', 'A'),
  statement('goes', 'A', 'Allow'),
  statement('goes', 'A', 'Deny'),
  statement('goes', 'B'),
  ACLS,
  right({ actions: [LIST_BUCKET], where: [{ kind: 'bucket' }] }),
  right({ after: { overTls: 9, withoutTls: 9 } }),
  right({ after: { overTls: 10, withoutTls: NEVER } }),
  right({ after: { overTls: 10, withoutTls: 10 }, before: { overTls: 8, withoutTls: 8 } }),
  right({ after: { overTls: 10, withoutTls: 10 }, before: { overTls: 9, withoutTls: 9 } }),
  right(),
  right({ except: [{ kind: 'prefix', prefix: 'in/a/' }] }),
  right({ where: [{ kind: 'prefix', prefix: 'out/' }] }),
  right({ where: [{ kind: 'key', key: 'a.mp4' }] }),
  right({ where: [{ kind: 'key', key: 'a.mp4', versionId: '1' }] }),
  right({ where: [{ kind: 'key', key: 'b.mp4', copyOf: 'a.mp4' }] }),
  right({ actions: [GET_OBJECT, PUT_OBJECT] }),
  right({ actions: [PUT_OBJECT] }),
  right({ refusedBy: [{ statement: 2, accepted: false }] }),
  right({ refusedBy: [{ statement: 10, accepted: false }] }),
  right({ who: OTHER_ACCOUNT }),
  right({ who: { kind: 'canonical-user', canonicalUserId: 'a' } }),
  right({ direction: CLOSES }),
  boundary({ before: 'arn:1' }),
  boundary({ before: 'arn:1', after: 'arn:2' }),
  right({ who: USER }),
  right({ who: USER, actions: [KmsAction.DECRYPT], where: [{ kind: 'kms-key', arn: ARN }] }),
  right({ who: USER, bucket: 'shorts' }),
  right({ who: { ...USER, stack: 'test' } }),
  boundary({ direction: CLOSES, after: 'arn:1' }),
  right({ who: { ...USER, user: 'b' } }),
];

function expectOrder<Item>(items: readonly Item[], keyOf: (item: Item) => SortKey): void {
  fc.assert(
    fc.property(fc.shuffledSubarray([...items], { minLength: items.length }), (shuffled) =>
      expect(sortedByKey(shuffled, keyOf)).toEqual(items),
    ),
  );
}

test('Changes of a file are in the order of their fields', () => expectOrder(IN_ORDER, changeOrder));

test('Changes of a plan are in the order of their fields, with the statements of other principals last', () => {
  const place = { index: 0 };
  const other = { ...statement('comes', 'A'), place, concernsZencoder: false };
  const unread = { kind: 'unread-statement', bucket: 'films', place, statement: { Sid: 'A' } } as const;
  const undisclosed = { kind: 'undisclosed', direction: OPENS, bucket: 'films', count: 1 } as const;
  const changes: PlacedChange['change'][] = [
    ACLS,
    right(),
    { ...unread, direction: OPENS, who: PRODUCTION },
    { ...unread, direction: OPENS, who: PRODUCTION, place: { index: 1 } },
    { ...unread, direction: OPENS, who: OTHER_ACCOUNT },
    { ...undisclosed, what: 'rights' },
    { ...undisclosed, what: 'acls' },
    { ...undisclosed, what: 'added' },
    { ...undisclosed, what: 'changed' },
    { ...undisclosed, what: 'dropped' },
    right({ direction: CLOSES }),
    other,
    { ...other, place: { index: 1 } },
    { ...other, direction: CLOSES },
    right({ bucket: 'shorts' }),
    { ...unread, direction: OPENS, who: USER },
    { ...undisclosed, user: 'b', what: 'rights' },
  ];
  const placed = changes.flatMap((change) => ['aws.a', 'aws.b'].map((address) => ({ address, change })));
  expectOrder(placed, placedOrder);
});

test('Findings about a plan are in the order of their fields, whatever their messages say', () => {
  const bucket = { kind: 'bucket', name: 'films' } as const;
  const fields: Omit<PlanFinding, 'message'>[] = [
    { level: PlanLevel.PROBLEM, kind: PlanFindingKind.OTHER_BUCKET, about: bucket, address: 'a' },
    { level: PlanLevel.LOSS, kind: PlanFindingKind.POLICY_DELETED, about: bucket, address: 'a' },
    { level: PlanLevel.LOSS, kind: PlanFindingKind.COPY_DELETED, about: bucket, address: 'a' },
    { level: PlanLevel.LOSS, kind: PlanFindingKind.COPY_DELETED, about: bucket, address: 'b' },
    { level: PlanLevel.UNKNOWN, kind: PlanFindingKind.DEFERRED, about: bucket, address: 'a' },
    { level: PlanLevel.NOTE, kind: PlanFindingKind.DRIFTED, about: bucket, address: 'a' },
    { level: PlanLevel.NOTE, kind: PlanFindingKind.DRIFTED, about: { kind: 'bucket', name: 'the z' } },
    { level: PlanLevel.LOSS, kind: PlanFindingKind.USER_DELETED, about: { kind: 'user', name: 'a' } },
    { level: PlanLevel.NOTE, kind: PlanFindingKind.INCOMPLETE, about: { kind: 'plan', name: '' } },
  ];
  expectOrder(
    fields.map((one, index) => ({ ...one, message: String(fields.length - index) })),
    findingOrder,
  );
});
