import fc from 'fast-check';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { documentFor, type ReadStatement, statementsFor } from './cases/documents';
import { grants, reordered } from './cases/grants';

const { INPUT, OUTPUT, VIDEO_CLOUD_INGEST } = ZencoderRole;
const { GET_OBJECT, PUT_OBJECT, LIST_BUCKET, GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS } = ZencoderAction;
const NEXT_YEAR = '2027-06-30T00:00:00Z';

const onBucket = ({ Resource }: ReadStatement) => Resource.includes('arn:aws:s3:::films');
const bucketStatements = (statements: ReadStatement[]) => statements.filter(onBucket);
const objectStatements = (statements: ReadStatement[]) => statements.filter((statement) => !onBucket(statement));

describe('a grant', () => {
  test('has its own statement on objects', () => {
    const statements = objectStatements(
      statementsFor([
        { role: INPUT, prefixes: ['in/'] },
        { role: INPUT, prefixes: ['also-in/'] },
        { role: OUTPUT, prefixes: ['out/'], keys: ['log.txt'] },
      ]),
    );
    expect(statements.map(({ Resource }) => Resource).sort()).toEqual([
      ['arn:aws:s3:::films/also-in/*'],
      ['arn:aws:s3:::films/in/*'],
      ['arn:aws:s3:::films/log.txt', 'arn:aws:s3:::films/out/*'],
    ]);
  });

  test('covers every object without prefixes and keys', () => {
    const [statement] = objectStatements(statementsFor([{ role: INPUT }]));
    expect(statement?.Resource).toEqual(['arn:aws:s3:::films/*']);
  });

  test('has no statement on objects for bucket actions only, and the reverse', () => {
    expect(statementsFor([{ actions: [LIST_BUCKET] }]).map(({ Action }) => Action)).toEqual([['s3:ListBucket']]);
    expect(statementsFor([{ actions: [PUT_OBJECT] }]).map(({ Resource }) => Resource)).toEqual([
      ['arn:aws:s3:::films/*'],
    ]);
  });

  test('with a role equals a grant with the actions of the role', () => {
    for (const role of Object.values(ZencoderRole)) {
      const byRole = documentFor([{ role, prefixes: ['a/'] }]);
      const byActions = documentFor([{ actions: Zencoder.roleActions(role).reverse(), prefixes: ['a/'] }]);
      expect(byActions.toJson()).toBe(byRole.toJson());
    }
  });
});

describe('equal grants', () => {
  test('share their statements', () => {
    const once = documentFor([{ role: OUTPUT, prefixes: ['a/', 'b/'], expires: NEXT_YEAR }]).toJson();
    const twice = documentFor([
      { role: OUTPUT, prefixes: ['a/', 'b/'], expires: NEXT_YEAR },
      { role: OUTPUT, prefixes: ['b/', 'a/', 'b/'], expires: '2027-06-30T02:00:00+02:00' },
    ]).toJson();
    expect(twice).toBe(once);
  });

  test('give the same bytes in any order, and with repeated entries', () => {
    const pair = grants.chain((list) => fc.tuple(fc.constant(list), reordered(list)));
    fc.assert(
      fc.property(pair, fc.boolean(), ([list, again], requireTls) => {
        expect(documentFor(again, { requireTls }).toJson()).toBe(documentFor(list, { requireTls }).toJson());
      }),
      { numRuns: 1000 },
    );
  });
});

describe('bucket actions', () => {
  test('of grants with equal conditions are in one statement', () => {
    const statements = statementsFor([
      { role: VIDEO_CLOUD_INGEST, prefixes: ['in/'] },
      { role: OUTPUT, prefixes: ['out/'] },
      { actions: [LIST_BUCKET] },
    ]);
    expect(bucketStatements(statements).map(({ Action }) => Action)).toEqual([
      [GET_BUCKET_LOCATION, LIST_BUCKET, LIST_BUCKET_MULTIPART_UPLOADS],
    ]);
  });

  test('of grants with different ends are in separate statements, so that none lasts longer than granted', () => {
    const statements = statementsFor([
      { actions: [GET_OBJECT, LIST_BUCKET], expires: NEXT_YEAR },
      { actions: [GET_OBJECT, GET_BUCKET_LOCATION] },
      { actions: [PUT_OBJECT, LIST_BUCKET_MULTIPART_UPLOADS], expires: '2027-06-30T01:00:00+01:00' },
    ]);
    const said = bucketStatements(statements).map(({ Action, Condition }) => [Action, Condition]);
    expect(said).toHaveLength(2);
    expect(said).toContainEqual([[GET_BUCKET_LOCATION], undefined]);
    expect(said).toContainEqual([
      [LIST_BUCKET, LIST_BUCKET_MULTIPART_UPLOADS],
      { DateLessThan: { 'aws:CurrentTime': NEXT_YEAR } },
    ]);
  });
});

describe('a condition', () => {
  test.each<[expires: string | undefined, requireTls: boolean, condition: object | undefined]>([
    [undefined, false, undefined],
    [undefined, true, { Bool: { 'aws:SecureTransport': 'true' } }],
    [NEXT_YEAR, false, { DateLessThan: { 'aws:CurrentTime': NEXT_YEAR } }],
    [NEXT_YEAR, true, { Bool: { 'aws:SecureTransport': 'true' }, DateLessThan: { 'aws:CurrentTime': NEXT_YEAR } }],
  ])('for the end %s and TLS required %s is on all statements', (expires, requireTls, condition) => {
    const statements = statementsFor([{ role: OUTPUT, expires }], { requireTls });
    expect(statements.map(({ Condition }) => Condition)).toEqual([condition, condition]);
    expect(statements.map((statement) => 'Condition' in statement)).toEqual(Array(2).fill(condition !== undefined));
  });

  test('on TLS exists only if requireTls is set', () => {
    const grant = { role: INPUT };
    expect(documentFor([grant], { requireTls: undefined }).toJson()).toBe(documentFor([grant]).toJson());
    expect(documentFor([grant], { requireTls: false }).toJson()).toBe(documentFor([grant]).toJson());
  });
});

test('every statement lists its actions once and in order, and applies to the bucket or to objects, never to both', () => {
  fc.assert(
    fc.property(grants, (list) => {
      for (const { Action, Resource } of statementsFor(list)) {
        expect(Action).toEqual([...new Set(Action)].sort());
        expect(new Set(Resource.map((arn) => arn.startsWith('arn:aws:s3:::films/'))).size).toBe(1);
      }
    }),
    { numRuns: 500 },
  );
});
