import { didYouMean, quoted } from '../messages/wording';

/** The regions of the partition `aws`, the partition of Zencoder's account. Source: the AWS SDK's table of partitions. */
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

/** The name of S3 in a region for `kms:ViaService`. Names in the partition `aws-cn` end with `.com.cn`, but Zencoder cannot use its keys. */
export function s3Service(region: string): string {
  return `s3.${region}.amazonaws.com`;
}

const OTHER_PARTITIONS: readonly (readonly [RegExp, string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^eusc-/, 'aws-eusc'],
  [/^(us|eu)-iso[a-z]?-/, 'aws-iso*'],
];

/** Returns why Zencoder cannot use a bucket in a region, or undefined if it can. */
export function regionFault(region: string): string | undefined {
  if (REGIONS.includes(region)) {
    return undefined;
  }
  const partition = OTHER_PARTITIONS.find(([pattern]) => pattern.test(region))?.[1];
  if (partition) {
    return `${quoted(region)} is a region of the partition ${partition}, but Zencoder's account is in the partition aws, and a policy cannot name an account of another partition`;
  }
  return `${quoted(region)} is not a region of AWS${didYouMean(region, REGIONS)}`;
}
