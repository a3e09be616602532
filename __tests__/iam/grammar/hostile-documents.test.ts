import { grammarFindings } from '../../../lib/iam/grammar/document';
import type { Json } from '../../../lib/messages/json';
import { policyOf, STATEMENT, statement } from './cases/grammar-case';

/** What takes time in proportion to the square of its size does not end before Jest ends the test. */
describe('A hostile document is read completely, and no message grows with it', () => {
  const many = <T>(count: number, one: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => one(index));
  const COUNT = 20_000;

  test.each<[string, () => Json]>([
    ['statements with one Sid', () => policyOf(...many(COUNT, () => STATEMENT))],
    ['actions', () => policyOf(statement({ Action: many(COUNT, (index) => `s3:GetObjct${index}`) }))],
    [
      'resources',
      () => policyOf(statement({ Resource: many(COUNT, (index) => `arn:aws:s3:::films${'?'.repeat(20)}${index}`) })),
    ],
    [
      'principals',
      () => policyOf(statement({ Principal: { AWS: many(COUNT, (index) => `arn:aws:iam::1:${index}`) } })),
    ],
    [
      'operators with a listing key each',
      () =>
        policyOf(
          statement({
            Action: many(COUNT, () => 's3:ListBucket'),
            Condition: Object.fromEntries(many(2_000, (index) => [`Op${index}`, { 's3:prefix': 'x' }])),
          }),
        ),
    ],
    [
      'values',
      () => policyOf(statement({ Condition: { IpAddress: { 'aws:SourceIp': many(COUNT, (index) => `${index}`) } } })),
    ],
    [
      'long texts',
      () =>
        policyOf(
          ...['Action', 'Resource', 'Sid', 'Effect'].map((name) => statement({ [name]: ':a*-.'.repeat(COUNT) })),
        ),
    ],
    [
      'long names',
      () =>
        policyOf(
          statement({
            Principal: {
              AWS: 'arn:aws:iam::1:'.repeat(COUNT),
              Service: 'a.'.repeat(COUNT),
              Federated: 'a.'.repeat(COUNT),
            },
          }),
        ),
    ],
    [
      'long values',
      () =>
        policyOf(
          statement({
            Condition: {
              NumericEquals: { 'aws:a': '1'.repeat(COUNT) },
              DateEquals: { 'aws:a': `2027-06-30T00:00:00.${'1'.repeat(COUNT)}` },
              BinaryEquals: { 'aws:a': 'ab'.repeat(COUNT) },
              ArnLike: { 'aws:a': ':'.repeat(COUNT) },
              IpAddress: { 'aws:a': '1:'.repeat(COUNT) },
              [`${'IfExists'.repeat(COUNT)}x`]: { 'aws:a': 'x' },
            },
          }),
        ),
    ],
  ])('with many or long %s', (_, document) => {
    const longest = Math.max(
      0,
      ...grammarFindings(document(), { bucket: 'films' }).map(({ message }) => message.length),
    );
    expect(longest).toBeLessThan(1000);
  });
});
