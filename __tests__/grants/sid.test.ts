import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { OUR_SID } from '../../lib/grants/sid';
import { ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { documentFor, type ReadStatement, refusalOf, sidsFor, statementsFor } from './cases/documents';
import { grants } from './cases/grants';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The Sid as it is defined, from the statement as it is read. */
function sidOf({ Action, Resource, Condition }: ReadStatement): string {
  const conditions = [Condition?.DateLessThan?.['aws:CurrentTime'] ?? '', Condition?.Bool ? 'tls' : ''];
  const patterns = Resource.flatMap((arn) => (arn.includes('/') ? [arn.slice(arn.indexOf('/') + 1)] : []));
  const reads = Action.includes('s3:GetObject') ? 'Read' : '';
  const writes = Action.includes('s3:PutObject') ? 'Write' : '';
  const [name, says] =
    patterns.length === 0
      ? ['Bucket', ['bucket', '']]
      : [`${reads}${writes}` || 'Object', [[...Action].sort().join(), patterns.map(sha256).sort().join()]];
  return `Zencoder${name}${sha256([...says, ...conditions].join('\n')).slice(0, 8)}`;
}

describe('a Sid', () => {
  test('is computed from its statement, by a definition that other programs can implement', () => {
    fc.assert(
      fc.property(grants, fc.boolean(), (list, requireTls) => {
        for (const statement of statementsFor(list, { requireTls })) {
          expect(statement.Sid).toBe(sidOf(statement));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is unique in the document, has only letters and digits, and matches OUR_SID', () => {
    fc.assert(
      fc.property(grants, fc.boolean(), (list, requireTls) => {
        const sids = sidsFor(list, { requireTls });
        expect(new Set(sids).size).toBe(sids.length);
        expect(sids).toEqual([...sids].sort());
        expect(sids.filter((sid) => !OUR_SID.test(sid) || !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[word: string, actions: ZencoderAction[]]>([
    ['Read', [ZencoderAction.GET_OBJECT]],
    ['Read', [ZencoderAction.GET_OBJECT, ZencoderAction.PUT_OBJECT_ACL]],
    ['Write', [ZencoderAction.PUT_OBJECT, ZencoderAction.GET_OBJECT_ACL]],
    ['ReadWrite', [ZencoderAction.PUT_OBJECT, ZencoderAction.GET_OBJECT]],
    ['Object', [ZencoderAction.GET_OBJECT_ACL, ZencoderAction.PUT_OBJECT_ACL]],
    ['Bucket', [ZencoderAction.LIST_BUCKET]],
  ])('has the word %s for %j', (word, actions) => {
    expect(sidsFor([{ actions }])).toEqual([expect.stringMatching(`^Zencoder${word}[0-9a-f]{8}$`)]);
  });

  test.each([
    'ZencoderRead',
    'ZencoderRead0123456',
    'ZencoderRead0123456A',
    'xZencoderRead01234567',
    'ZencoderRead012345678',
    'ZencoderWriteRead01234567',
  ])('does not look like %s', (sid) => {
    expect(OUR_SID.test(sid)).toBe(false);
  });
});

describe('a Sid does not change', () => {
  test('if other grants are added, removed or moved', () => {
    const chosen = grants.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: 1 })));
    fc.assert(
      fc.property(chosen, fc.boolean(), ([all, some], requireTls) => {
        const sids = sidsFor(all, { requireTls });
        expect(sids).toEqual(expect.arrayContaining(sidsFor(some, { requireTls })));
      }),
      { numRuns: 1000 },
    );
  });

  test('if other policies were created before, even if a key is named like an action', () => {
    const action = ZencoderAction.PUT_OBJECT;
    const reading = { actions: [ZencoderAction.GET_OBJECT], keys: [action, 'x'] };
    const writing = { actions: [ZencoderAction.GET_OBJECT, action], keys: ['x'] };
    for (const list of [[reading], [writing], [reading, writing]]) {
      const statements = statementsFor(list);
      expect(statements).toHaveLength(list.length);
      expect(statements.map(({ Sid }) => Sid)).toEqual(statements.map(sidOf));
    }
  });

  test('in another bucket and for another account', () => {
    fc.assert(
      fc.property(grants, (list) => {
        expect(sidsFor(list, { bucket: 'other-films', accountId: '012345678901' })).toEqual(sidsFor(list));
      }),
    );
  });

  test('in the next version of this library', () => {
    const grant = { role: ZencoderRole.OUTPUT, prefixes: ['out/'], expires: '2027-06-30T00:00:00Z' };
    expect(sidsFor([grant], { requireTls: true })).toEqual(['ZencoderBucketd9a9901b', 'ZencoderReadWritea6b478bb']);
  });

  test('unless its grant changes: each change of a grant changes the Sid', () => {
    const grant = { actions: [ZencoderAction.GET_OBJECT], prefixes: ['a'], expires: '2027-06-30T00:00:00Z' };
    const others = [
      { ...grant, actions: [ZencoderAction.GET_OBJECT, ZencoderAction.GET_OBJECT_ACL] },
      { ...grant, prefixes: ['b'] },
      { ...grant, prefixes: ['a', 'b'] },
      { ...grant, prefixes: undefined, keys: ['a'] },
      { ...grant, prefixes: undefined },
      { ...grant, expires: '2027-06-30T00:00:01Z' },
      { ...grant, expires: undefined },
    ];
    const sids = [grant, ...others].flatMap((one) => [...sidsFor([one]), ...sidsFor([one], { requireTls: true })]);
    expect(new Set(sids).size).toBe(2 * (1 + others.length));
  });
});

describe('two grants whose Sids are equal by chance', () => {
  /** The first two of such names whose digests do; their grants come to one Sid. */
  const keys = ['film-62601.mp4', 'film-67591.mp4'];
  const readOf = (...names: string[]) => ({ actions: [ZencoderAction.GET_OBJECT], keys: names });

  test('each have the same Sid alone', () => {
    expect(sidsFor([readOf(keys[0]!)])).toEqual(sidsFor([readOf(keys[1]!)]));
  });

  test('are refused together, since one would replace the other, with two remedies', () => {
    const [sid] = sidsFor([readOf(keys[0]!)]);
    const refusal = refusalOf(() => documentFor([readOf(keys[0]!), readOf(keys[1]!)]));
    expect(refusal).toEqual([expect.stringContaining(`two grants have the same Sid ${sid} by chance`)]);
    expect(statementsFor([readOf(...keys)])).toHaveLength(1);
    expect(statementsFor([readOf(keys[0]!, 'film.mp4'), readOf(keys[1]!)])).toHaveLength(2);
  });

  test('are not the same grant given twice, which becomes one statement', () => {
    expect(sidsFor([readOf(keys[0]!), readOf(keys[0]!)])).toHaveLength(1);
  });
});
