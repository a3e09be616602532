import { type Attribute, valuesFindings } from '../messages/attributes';
import { type Diagnostic, within } from '../messages/diagnostic';
import { bucketNameFault } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import { identityFindings } from './identity';
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

/** The settings that are given. From YAML or JavaScript they may be of any type. */
type Settings = { readonly [Name in keyof typeof SETTINGS | 'zencoder']?: unknown };

/**
 * What is wrong in the settings that are given.
 * @param inherited the Zencoder of the stack
 */
export function settingFindings(settings: Settings, inherited?: unknown): Diagnostic[] {
  return [
    ...valuesFindings(settings, SETTINGS),
    ...within(['zencoder'], identityFindings(settings.zencoder, inherited)),
  ];
}
