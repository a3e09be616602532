import { accountIdFault, canonicalUserIdFault } from '../iam/account';
import { type Attribute, valuesFindings } from '../messages/attributes';
import { type Diagnostic, misspeltFindings, within } from '../messages/diagnostic';
import { isObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { bucketNameFault } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import { kmsKeyArnFault } from './kms-key';
import { cliProfileFault, endpointUrlFault } from './object-access';

const referable = (fault: (value: string) => string | undefined): Attribute => ({ fault, mayBeToken: true });

/** What of a bucket may be known only at plan time. */
export const SETTINGS = {
  bucket: referable(bucketNameFault),
  region: referable(regionFault),
  kmsKeyArn: referable(kmsKeyArnFault),
  endpointUrl: referable(endpointUrlFault),
  cliProfile: referable(cliProfileFault),
};

const IDENTITY = { accountId: referable(accountIdFault), canonicalUserId: referable(canonicalUserIdFault) };

/** The settings that are given. From YAML or JavaScript they may be of any type. */
type Settings = { readonly [Name in keyof typeof SETTINGS | 'zencoder']?: unknown };

/** What is wrong in the settings that are given. */
export function settingFindings(settings: Settings): Diagnostic[] {
  return [
    ...valuesFindings(settings, SETTINGS),
    ...(settings.zencoder === undefined ? [] : within(['zencoder'], identityFindings(settings.zencoder))),
  ];
}

function identityFindings(zencoder: unknown): Diagnostic[] {
  return isObject(zencoder)
    ? [...misspeltFindings(zencoder, Object.keys(IDENTITY)), ...valuesFindings(zencoder, IDENTITY)]
    : [{ path: [], message: `${quoted(zencoder)} is not a Zencoder; write { accountId: "123456789012" }` }];
}
