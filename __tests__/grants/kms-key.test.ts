import fc from 'fast-check';
import {
  KMS_KEY_ARN_PATTERN,
  KmsAction,
  kmsActions,
  kmsKeyArnFault,
  MAX_KMS_KEY_ARN_LENGTH,
  regionOfKey,
} from '../../lib/grants/kms-key';
import { settingFindings } from '../../lib/grants/settings';
import { Severity } from '../../lib/messages/diagnostic';
import { REGIONS } from '../../lib/s3/region';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { titled } from '../support/titles';

const UUID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const MULTI_REGION = 'mrk-1234abcd12ab34cd56ef1234567890ab';
const ARN = `arn:aws:kms:eu-west-1:111122223333:key/${UUID}`;
const { DECRYPT, GENERATE_DATA_KEY } = KmsAction;

const region = fc.constantFrom(...REGIONS);
const keyArnIn = (place: string) =>
  fc
    .tuple(fc.stringMatching(/^[0-9]{12}$/), fc.constantFrom(UUID, MULTI_REGION))
    .map(([account, id]) => `arn:aws:kms:${place}:${account}:key/${id}`);
const keyArn = region.chain(keyArnIn);

describe('the ARN of a key', () => {
  test('is accepted in every region, for single-region and multi-Region keys', () => {
    const placed = region.chain((place) => fc.tuple(fc.constant(place), keyArnIn(place)));
    fc.assert(
      fc.property(placed, ([place, arn]) => {
        expect(kmsKeyArnFault(arn)).toBeUndefined();
        expect(arn).toMatch(new RegExp(KMS_KEY_ARN_PATTERN));
        expect(arn.length).toBeLessThanOrEqual(MAX_KMS_KEY_ARN_LENGTH);
        expect(regionOfKey(arn)).toBe(place);
      }),
    );
  });

  test('is accepted only if it has the form that Terraform checks, and an AWS region', () => {
    const changed = fc
      .tuple(keyArn, fc.nat(), fc.nat({ max: 2 }), fc.string({ unit: fc.constantFrom(...'aZ0:/-*?$\n'), maxLength: 2 }))
      .map(([arn, at, drop, put]) => {
        const start = at % arn.length;
        return arn.slice(0, start) + put + arn.slice(start + drop);
      });
    const form = new RegExp(KMS_KEY_ARN_PATTERN);
    fc.assert(
      fc.property(changed, (arn) => {
        const isKey = form.test(arn) && REGIONS.includes(arn.split(':')[3]!);
        expect({ arn, isTaken: kmsKeyArnFault(arn) === undefined }).toEqual({ arn, isTaken: isKey });
      }),
      { numRuns: 1000 },
    );
  });
});

test.each(['', 'films', 'arn:aws:kms::111122223333:key/x', `x${ARN}`])('%j has no key region', (text) => {
  expect(regionOfKey(text)).toBeUndefined();
});

describe('a key in another region than its bucket', () => {
  const warningsOf = (settings: object, ofStack?: string) =>
    settingFindings(settings, { region: ofStack }).map(({ path, severity, message }) => [...path, severity, message]);

  test('causes a warning, whether the region is set on the bucket or the stack', () => {
    const message = `"${ARN}" is a key in eu-west-1, but the bucket is in us-east-1: S3 encrypts only with keys in the region of the bucket`;
    const warning = ['kmsKeyArn', Severity.WARNING, message];
    expect(warningsOf({ kmsKeyArn: ARN, region: 'us-east-1' }, 'eu-west-1')).toEqual([warning]);
    expect(warningsOf({ kmsKeyArn: ARN }, 'us-east-1')).toEqual([warning]);
  });

  test('is not reported if the region is not known, or for a key in the same region', () => {
    fc.assert(
      fc.property(keyArn, fc.constantFrom(undefined, '${TfToken[TOKEN.1]}'), (kmsKeyArn, unknown) => {
        expect(warningsOf({ kmsKeyArn }, unknown)).toEqual([]);
        expect(warningsOf({ kmsKeyArn, region: regionOfKey(kmsKeyArn) }, unknown)).toEqual([]);
      }),
    );
  });
});

describe('a text that is not a key ARN', () => {
  test.each(
    titled<[text: string, message: string]>([
      [UUID, `is only the ID of a key: write the full ARN, arn:aws:kms:REGION:ACCOUNT:key/${UUID}`],
      [MULTI_REGION, `write the full ARN, arn:aws:kms:REGION:ACCOUNT:key/${MULTI_REGION}`],
      [`${UUID.slice(0, 4)}key/${UUID.slice(4)}`, 'is not the ARN of a KMS key'],
      [ARN.replace('key/', 'alias/key/'), 'is the ARN of an alias'],
      [`${ARN.replace('key/', '').replace(UUID, UUID.slice(0, 4))}key/${UUID.slice(4)}`, 'is not key/ and a UUID'],
      [`key/${UUID}`, `write the full ARN, arn:aws:kms:REGION:ACCOUNT:key/${UUID}`],
      [
        'aws/s3',
        'is the AWS-managed key of S3, which cannot be shared across accounts: encrypt with a customer-managed key',
      ],
      ['alias/aws/s3', 'is the AWS-managed key of S3'],
      ['arn:aws:kms:eu-west-1:111122223333:alias/aws/s3', 'is the AWS-managed key of S3'],
      ['alias/my-aws/s3', 'is an alias, which a policy cannot name'],
      ['alias/aws/s3-films', 'is an alias, which a policy cannot name'],
      ['alias/films', 'is an alias, which a policy cannot name: write the full ARN of the key'],
      [
        'arn:aws:kms:eu-west-1:111122223333:alias/films',
        'is the ARN of an alias, which a policy cannot name: write the ARN of its key, arn:aws:kms:eu-west-1:111122223333:key/ID',
      ],
      [ARN.replace('arn:aws:', 'arn:aws-cn:'), 'it is in the partition "aws-cn", but Zencoder\'s account is in'],
      [ARN.replace('arn:aws:', 'arn:aws-us-gov:'), 'it is in the partition "aws-us-gov"'],
      [ARN.replace('arn:aws:', 'arn::'), 'it is in the partition ""'],
      [ARN.replace('eu-west-1', 'cn-north-1'), '"cn-north-1" is a region of the partition aws-cn'],
      [ARN.replace('eu-west-1', 'eu-wset-1'), 'did you mean "eu-west-1"?'],
      [ARN.replace('eu-west-1', ''), '"" is not a region of AWS'],
      [ARN.replace('eu-west-1', '*'), '"*" is not a region of AWS'],
      [ARN.replace('111122223333', '1111'), '"1111" is not an AWS account ID'],
      [ARN.replace('111122223333', '*'), '"*" is not an AWS account ID'],
      [ARN.replace(UUID, '*'), '"key/*" is not key/ and a UUID'],
      [ARN.replace(UUID, ''), '"key/" is not key/ and a UUID'],
      [`${ARN}\n`, 'is not key/ and a UUID'],
      [`${ARN}:x`, 'is not key/ and a UUID'],
      [ARN.replace(UUID, `mrk-${UUID}`), 'is not key/ and a UUID, or key/mrk- and 32 hexadecimal digits'],
      [ARN.replace(UUID, UUID.toUpperCase()), `: write ${ARN}`],
      [ARN.replace('key/', ''), `: write ${ARN}`],
      ['arn:aws:s3:::films', 'is not the ARN of a KMS key: write the full ARN of the key, arn:aws:kms:REGION:'],
      ['arn:aws:kms', 'is not the ARN of a KMS key'],
      [` ${ARN}`, 'is not the ARN of a KMS key'],
      ['films', '"films" is not the ARN of a KMS key'],
      ['', '"" is not the ARN of a KMS key'],
    ]),
  )('is refused: %s', (_, text, message) => {
    expect(kmsKeyArnFault(text)).toContain(message);
  });

  test('comes first in the message, shortened, on one line', () => {
    expect(kmsKeyArnFault('arn:aws:kms:\n\u001b[31m')).toMatch(/^"arn:aws:kms:\\n\\u001b\[31m" is not/);
    expect(kmsKeyArnFault('x'.repeat(500))).toMatch(/^"x{70,79}…" is not the ARN/);
  });
});

describe('on the key of an encrypted bucket', () => {
  test.each<[what: string, actions: ZencoderAction[], needed: KmsAction[]]>([
    ['reading decrypts', [ZencoderAction.GET_OBJECT], [DECRYPT]],
    [
      'writing makes data keys, and decrypts for multipart uploads',
      [ZencoderAction.PUT_OBJECT],
      [DECRYPT, GENERATE_DATA_KEY],
    ],
    ['doing both needs no more', [ZencoderAction.PUT_OBJECT, ZencoderAction.GET_OBJECT], [DECRYPT, GENERATE_DATA_KEY]],
    ['ACLs need nothing', [ZencoderAction.GET_OBJECT_ACL, ZencoderAction.PUT_OBJECT_ACL], []],
    ['asking about the bucket needs nothing', [ZencoderAction.LIST_BUCKET, ZencoderAction.GET_BUCKET_LOCATION], []],
    ['no action needs nothing', [], []],
  ])('%s', (_, actions, needed) => {
    expect(kmsActions(actions)).toEqual(needed);
  });

  test.each<[role: ZencoderRole, needed: KmsAction[]]>([
    [ZencoderRole.INPUT, [DECRYPT]],
    [ZencoderRole.OUTPUT, [DECRYPT, GENERATE_DATA_KEY]],
    [ZencoderRole.INPUT_AND_OUTPUT, [DECRYPT, GENERATE_DATA_KEY]],
    [ZencoderRole.VIDEO_CLOUD_INGEST, [DECRYPT]],
  ])('the role %s needs %j', (role, needed) => {
    expect(kmsActions(Zencoder.roleActions(role))).toEqual(needed);
  });

  test('does not depend on the order of the actions', () => {
    const list = fc.shuffledSubarray(Zencoder.actions());
    fc.assert(
      fc.property(list, (actions) => {
        expect(kmsActions(actions)).toEqual(kmsActions([...actions, ...actions].reverse()));
        expect(kmsActions(actions)).toEqual([...kmsActions(actions)].sort());
      }),
    );
  });
});
