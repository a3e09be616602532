import { withoutCredentials } from '../messages/secrets';

/** What the domain of an S3 endpoint says. */
export interface S3Endpoint {
  /** In front of the domain; undefined where it is in the path. */
  readonly bucket?: string;
  readonly region?: string;
  readonly isWebsite: boolean;
}

/** Source: S3's "Amazon Simple Storage Service endpoints and quotas", with the older domains that it still answers at. */
const ENDPOINT = new RegExp(
  [
    String.raw`^(?:(?<bucket>.+)\.)?`,
    String.raw`s3(?:-external-1|-accelerate|-fips|(?<website>-website))?(?:\.dualstack)?`,
    String.raw`(?:[.-](?<region>[a-z]{2,}(?:-[a-z]+)+-\d+))?(?:\.vpce)?\.amazonaws\.com(?:\.cn)?\.?$`,
  ].join(''),
  'i',
);

/** An interface endpoint of a VPC, in front of the domain of S3. */
const INTERFACE = /(?:^|\.)bucket\.vpce-[\w-]+$/i;

/** @param host without a port; undefined where it is no endpoint of S3 for buckets */
export function s3EndpointOf(host: string): S3Endpoint | undefined {
  const { bucket, region, website } = ENDPOINT.exec(host)?.groups ?? {};
  return ENDPOINT.test(host)
    ? {
        bucket: bucket?.replace(INTERFACE, '') || undefined,
        region: region?.toLowerCase(),
        isWebsite: website !== undefined,
      }
    : undefined;
}

/** In the syntax that JavaScript and Terraform share, without regard to case. */
export const AWS_DOMAIN_PATTERN = '[.](amazonaws[.]com([.]cn)?|amazonaws[.]eu|api[.]aws)[.]?(:[0-9]*)?$';

/** Whether a name is a domain of AWS, which no bucket is called. */
export function isAwsDomain(name: string): boolean {
  return new RegExp(AWS_DOMAIN_PATTERN, 'i').test(name);
}

/** The bucket that a URL or domain of an S3 endpoint names, where a name alone is meant. */
export function bucketOfEndpoint(text: string): string | undefined {
  const [host = '', first] = withoutCredentials(text)
    .replace(/^[a-z][\w+.-]*:\/\//i, '')
    .split(/[/?#]/);
  const endpoint = s3EndpointOf(host.replace(/:\d*$/, ''));
  return endpoint && (endpoint.bucket ?? (first || undefined));
}
