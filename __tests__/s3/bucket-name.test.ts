import fc from 'fast-check';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import {
  BUCKET_NAME_PATTERN,
  bucketNameFault,
  bucketNameWarning,
  IP_ADDRESS_PATTERN,
  OLDER_BUCKET_NAME_PATTERN,
} from '../../lib/s3/bucket-name';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { refusalOf } from '../grants/cases/documents';
import { titled } from '../support/titles';
import { BAD_NAMES, GOOD_NAMES, OLDER_NAMES } from './cases/bucket-names';

const grants = [{ role: ZencoderRole.INPUT }];

const REGIONS = [undefined, 'us-east-1', 'eu-central-1', '${TfToken[TOKEN.0]}'];

describe('a valid name of a general purpose bucket', () => {
  test.each(GOOD_NAMES)('is accepted in every region, without a warning: %s', (name) => {
    expect(REGIONS.map((region) => bucketNameFault(name, region))).toEqual(REGIONS.map(() => undefined));
    expect(bucketNameWarning(name)).toBeUndefined();
  });
});

describe('a name that was never valid', () => {
  test.each(titled(BAD_NAMES))(
    'is refused with the broken rule, and is not called an older name: %s',
    (_, name, rule) => {
      for (const region of REGIONS) {
        expect(bucketNameFault(name, region)).toMatch(/^"[^\n]*["…] is not a bucket name: /);
        expect(bucketNameFault(name, region)).toContain(rule);
        expect(bucketNameFault(name, region)).not.toContain('2018');
      }
      expect(bucketNameWarning(name)).toBeUndefined();
    },
  );
});

describe('a name of the older form', () => {
  const shown = (name: string) => (name.length > 78 ? `"${name.slice(0, 78)}…"` : `"${name}"`);

  test.each(titled(OLDER_NAMES))(
    'causes a warning in us-east-1, and if the region is not known: %s',
    (_, name, rule) => {
      for (const region of [undefined, 'us-east-1', '${TfToken[TOKEN.0]}']) {
        expect(bucketNameFault(name, region)).toBeUndefined();
      }
      const only = 'is a valid name only for a bucket created in us-east-1 before March 2018';
      expect(bucketNameWarning(name)).toBe(`${shown(name)} ${only}; for other buckets, ${rule}`);
    },
  );

  test.each(titled(OLDER_NAMES))(
    'is refused in other regions, and the error says which buckets can have it: %s',
    (_, name, rule) => {
      const hint = 'only a bucket created in us-east-1 before March 2018 can have such a name';
      expect(bucketNameFault(name, 'us-east-2')).toBe(`${shown(name)} is not a bucket name: ${rule}; ${hint}`);
    },
  );
});

test('ARNs contain the name unchanged', () => {
  const [statement] = JSON.parse(new ZencoderPolicyDocument({ bucket: 'my.films', grants }).toJson()).Statement;
  expect(statement.Resource[0]).toMatch(/^arn:aws:s3:::my\.films(\/\*)?$/);
});

test('a document for a bucket with a bad name is refused at "bucket"', () => {
  const refusal = refusalOf(() => new ZencoderPolicyDocument({ bucket: 'films.', grants }));
  expect(refusal).toEqual([
    'bucket: "films." is not a bucket name: the name must begin and end with a letter or a digit',
  ]);
});

test('a document for a bucket with a name of the older form has a warning at "bucket"', () => {
  const { warnings, statements } = new ZencoderPolicyDocument({ bucket: 'My_Films', grants });
  expect(warnings).toEqual([expect.stringMatching(/^bucket: "My_Films" is a valid name only for /)]);
  expect(statements.flatMap(({ Resource }) => Resource)).toContain('arn:aws:s3:::My_Films/*');
});

describe('for every input', () => {
  const nearNames = fc.string({ unit: fc.constantFrom(...'abz019.-AZ_ /:é'), maxLength: 70 });

  test('an accepted name has the form of all S3 names', () => {
    fc.assert(
      fc.property(fc.oneof(nearNames, fc.string({ unit: 'binary', maxLength: 70 })), (name) => {
        const form = /^[a-z0-9](\.?[a-z0-9-])*$/;
        const holds = name.length >= 3 && name.length <= 63 && form.test(name) && !name.endsWith('-');
        expect(bucketNameFault(name, 'eu-central-1') === undefined && !holds).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  test('a name of letters with single hyphens between them is accepted', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
        fc.pre(!['sthree', 'amzn'].includes(words[0]!));
        expect(bucketNameFault(words.join('-'), 'eu-central-1')).toBeUndefined();
      }),
    );
  });

  test.each([
    ['today', 'eu-central-1', BUCKET_NAME_PATTERN],
    ['the older form', 'us-east-1', OLDER_BUCKET_NAME_PATTERN],
  ])(
    'a name of %s is accepted if it has the form that Terraform checks, and no forbidden dots or reserved words',
    (_, region, form) => {
      const kept = [
        /\.\./,
        new RegExp(IP_ADDRESS_PATTERN),
        /^(xn--|sthree-|amzn-s3-demo-)/,
        /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
      ];
      const longNames = fc.string({ unit: fc.constantFrom(...'abz019.-AZ_ '), maxLength: 260 });
      fc.assert(
        fc.property(fc.oneof(nearNames, longNames), (name) => {
          const holds = new RegExp(form).test(name) && !kept.some((pattern) => pattern.test(name));
          expect(bucketNameFault(name, region) === undefined).toBe(holds);
        }),
        { numRuns: 2000 },
      );
    },
  );
});
