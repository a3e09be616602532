import { didYouMean, quoted } from '../messages/wording';

/** The regions of the partition `aws`, which is the one Zencoder's account lives in. Source: the AWS SDK's table of partitions. */
export const REGIONS: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'sa-west-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** S3 of a region, as `kms:ViaService` names it. In the partition `aws-cn` it ends with `.com.cn`, but no key of it is for Zencoder. */
export function s3Service(region: string): string {
  return `s3.${region}.amazonaws.com`;
}

const OTHER_PARTITIONS: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^eusc-/, 'aws-eusc'],
  [/^(us|eu)-iso[a-z]?-/, 'aws-iso*'],
];

/** Why a region cannot hold a bucket for Zencoder, or undefined. */
export function regionFault(region: string): string | undefined {
  if (REGIONS.includes(region)) {
    return undefined;
  }
  const partition = OTHER_PARTITIONS.find(([pattern]) => pattern.test(region))?.[1];
  if (partition) {
    return `${quoted(region)} is a region of the partition ${partition}: Zencoder's account lives in the partition aws, and no policy can name an account of another partition`;
  }
  return `${quoted(region)} is not a region of AWS${didYouMean(region, REGIONS)}`;
}
