import fc from 'fast-check';
import { userGrantFindings, type ZencoderUserGrant } from '../../../lib/grants/user-policy';
import { isWarning } from '../../../lib/messages/diagnostic';
import { grantNaming, NOW, objectName } from './grants';

export const KEY_A = 'arn:aws:kms:eu-west-1:111122223333:key/aaaaaaaa-12ab-34cd-56ef-1234567890ab';
export const KEY_B = 'arn:aws:kms:eu-west-1:111122223333:key/bbbbbbbb-12ab-34cd-56ef-1234567890ab';

/** Grants that are taken, on three buckets of which one's name begins with another's, encrypted with two keys or none. */
export function userGrantsNaming(name: fc.Arbitrary<string>): fc.Arbitrary<ZencoderUserGrant[]> {
  return fc.array(
    fc
      .tuple(
        grantNaming(name),
        fc.constantFrom('films', 'films-2', 'cuts.example.com'),
        fc.constantFrom(undefined, KEY_A, KEY_B),
      )
      .map(([one, bucket, kmsKeyArn]) => (kmsKeyArn === undefined ? { ...one, bucket } : { ...one, bucket, kmsKeyArn }))
      .filter((one) => userGrantFindings(one, NOW).every(isWarning)),
    { minLength: 1, maxLength: 5 },
  );
}

export const userGrants: fc.Arbitrary<ZencoderUserGrant[]> = userGrantsNaming(objectName);
