import fc from 'fast-check';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { bucketNameFault, olderBucketNameFault } from '../../lib/s3/bucket-name';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { refusalOf } from '../grants/cases/documents';
import { titled } from '../support/titles';
import { BAD_NAMES, GOOD_NAMES } from './cases/bucket-names';

const grants = [{ role: ZencoderRole.INPUT }];

describe('a name that S3 gives to general purpose buckets', () => {
  test.each(GOOD_NAMES)('is accepted: %s', (name) => {
    expect(bucketNameFault(name)).toBeUndefined();
  });
});

describe('a name that S3 does not give', () => {
  test.each(titled(BAD_NAMES))('is refused with the rule: %s', (_, name, rule) => {
    expect(bucketNameFault(name)).toContain(rule);
    expect(bucketNameFault(name)).toMatch(/^"[^\n]*" is not a bucket name: /);
  });
});

test('a name is in the ARNs as it is given', () => {
  const [statement] = JSON.parse(new ZencoderPolicyDocument({ bucket: 'my.films', grants }).toJson()).Statement;
  expect(statement.Resource[0]).toMatch(/^arn:aws:s3:::my\.films(\/\*)?$/);
});

test('a document for a bucket with a bad name is refused at "bucket"', () => {
  const refusal = refusalOf(() => new ZencoderPolicyDocument({ bucket: 'My-Films', grants }));
  expect(refusal).toEqual(['bucket: "My-Films" is not a bucket name: S3 takes lower case only, "my-films"']);
});

describe('for every input', () => {
  const nearNames = fc.string({ unit: fc.constantFrom(...'abz019.-AZ_ /:é'), maxLength: 70 });

  test('a name that is taken holds to the form that all S3 names have', () => {
    fc.assert(
      fc.property(fc.oneof(nearNames, fc.string({ unit: 'binary', maxLength: 70 })), (name) => {
        const form = /^[a-z0-9](\.?[a-z0-9-])*$/;
        const holds = name.length >= 3 && name.length <= 63 && form.test(name) && !name.endsWith('-');
        expect(bucketNameFault(name) === undefined && !holds).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('a name of letters with single hyphens between them is taken', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        fc.pre(!['sthree', 'amzn'].includes(words[0]!));
        expect(bucketNameFault(words.join('-'))).toBeUndefined();
      }),
    );
  });
});

describe('A bucket from before 2018', () => {
  test.each(['My_Films', 'films', 'FILMS-2012'])('may be called %s', (name) => {
    expect(olderBucketNameFault(name)).toBeUndefined();
  });

  test.each([
    ['My Films', 'S3 takes a-z, 0-9, "." and "-", not " "'],
    ['_films', 'it must begin and end with a letter or a digit'],
    ['F', 'it has 1 characters, S3 takes 3 to 63'],
  ])('is not called %s', (name, rule) => {
    expect(olderBucketNameFault(name)).toBe(`"${name}" is not a bucket name: ${rule}`);
  });
});
