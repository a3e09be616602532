import { withoutCredentials } from '../messages/secrets';

/** The parts of the domain of an S3 endpoint. */
export interface S3Endpoint {
  /** The bucket before the domain; undefined if the bucket is in the path. */
  readonly bucket?: string;
  readonly region?: string;
  readonly isWebsite: boolean;
}

/** Source: S3's "Amazon Simple Storage Service endpoints and quotas", and older domains that S3 still serves. */
const ENDPOINT = new RegExp(
  [
    String.raw`^(?:(?<bucket>.+)\.)?`,
    String.raw`s3(?:-external-1|-accelerate|-fips|(?<website>-website))?(?:\.dualstack)?`,
    String.raw`(?:[.-](?<region>[a-z]{2,}(?:-[a-z]+)+-\d+))?(?:\.vpce)?\.amazonaws\.com(?:\.cn)?\.?$`,
  ].join(''),
  'i',
);

/** An interface endpoint of a VPC, before the domain of S3. */
const INTERFACE = /(?:^|\.)bucket\.vpce-[\w-]+$/i;

/** Parses a host name; undefined if it is not an S3 endpoint for buckets. @param host without a port */
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

/** In the syntax that JavaScript and Terraform share. Match it without case. */
export const AWS_DOMAIN_PATTERN = '[.](amazonaws[.]com([.]cn)?|amazonaws[.]eu|api[.]aws)[.]?(:[0-9]*)?$';

/** Whether a name is a domain of AWS, which cannot be the name of a bucket. */
export function isAwsDomain(name: string): boolean {
  return new RegExp(AWS_DOMAIN_PATTERN, 'i').test(name);
}

/** The bucket in a URL or domain of an S3 endpoint that was given instead of a bucket name. */
export function bucketOfEndpoint(text: string): string | undefined {
  const [host = '', first] = withoutCredentials(text)
    .replace(/^[a-z][\w+.-]*:\/\//i, '')
    .split(/[/?#]/);
  const endpoint = s3EndpointOf(host.replace(/:\d*$/, ''));
  return endpoint && (endpoint.bucket ?? (first || undefined));
}
