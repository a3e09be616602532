import { type Attribute, valuesFindings } from '../messages/attributes';
import { type Diagnostic, within } from '../messages/diagnostic';
import { bucketNameOf } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import { identityFindings } from './identity';
import { keyRegionWarning, kmsKeyArnFault } from './kms-key';
import { cliProfileFault, endpointUrlFault } from './object-access';

const orToken = (fault: (value: string) => string | undefined): Attribute => ({ fault, mayBeToken: true });

/** The settings of a bucket that can be known only at plan time. */
export const SETTINGS = {
  bucket: { ...bucketNameOf(), mayBeToken: true },
  region: orToken(regionFault),
  kmsKeyArn: orToken(kmsKeyArnFault),
  endpointUrl: orToken(endpointUrlFault),
  cliProfile: orToken(cliProfileFault),
};

/** The given settings. A YAML file or a JavaScript caller can give any type. */
type Settings = { readonly [Name in keyof typeof SETTINGS | 'zencoder']?: unknown };

/**
 * The findings for the given settings.
 * @param inherited the Zencoder account and the region of the stack, used if the settings have none. The region is read only if a check
 * needs it, since it can be a getter.
 */
export function settingFindings(
  settings: Settings,
  inherited: Pick<Settings, 'region' | 'zencoder'> = {},
): Diagnostic[] {
  const regionOf = () => settings.region ?? inherited.region;
  const { region, endpointUrl, cliProfile } = SETTINGS;
  const bucket = { ...bucketNameOf(regionOf), mayBeToken: true };
  const warning = (arn: string) => keyRegionWarning(arn, regionOf());
  const kmsKeyArn = { fault: kmsKeyArnFault, warning, mayBeToken: true };
  return valuesFindings(settings, { bucket, region, kmsKeyArn, endpointUrl, cliProfile }).concat(
    within(['zencoder'], identityFindings(settings.zencoder, inherited.zencoder)),
  );
}
