import { type Attribute, valuesFindings } from '../messages/attributes';
import { type Diagnostic, within } from '../messages/diagnostic';
import { bucketNameOf } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import { identityFindings } from './identity';
import { keyRegionDoubt, kmsKeyArnFault } from './kms-key';
import { cliProfileFault, endpointUrlFault } from './object-access';

const referable = (fault: (value: string) => string | undefined): Attribute => ({ fault, mayBeToken: true });

/** What of a bucket may be known only at plan time. */
export const SETTINGS = {
  bucket: { ...bucketNameOf(), mayBeToken: true },
  region: referable(regionFault),
  kmsKeyArn: referable(kmsKeyArnFault),
  endpointUrl: referable(endpointUrlFault),
  cliProfile: referable(cliProfileFault),
};

/** The settings that are given. From YAML or JavaScript they may be of any type. */
type Settings = { readonly [Name in keyof typeof SETTINGS | 'zencoder']?: unknown };

/**
 * What is wrong or doubtful in the settings that are given.
 * @param inherited the Zencoder and the region of the stack, which hold where the settings have none. The region is read only where a
 * check needs it: it may be a getter.
 */
export function settingFindings(
  settings: Settings,
  inherited: Pick<Settings, 'region' | 'zencoder'> = {},
): Diagnostic[] {
  const regionOf = () => settings.region ?? inherited.region;
  const bucket = { ...SETTINGS.bucket, ...bucketNameOf(regionOf) };
  const kmsKeyArn = { ...SETTINGS.kmsKeyArn, doubt: (arn: string) => keyRegionDoubt(arn, regionOf()) };
  return [
    ...valuesFindings(settings, { ...SETTINGS, bucket, kmsKeyArn }),
    ...within(['zencoder'], identityFindings(settings.zencoder, inherited.zencoder)),
  ];
}
