import { assumedRoles } from '../../config/provider';
import type { ResolvedBucket, ResolvedConfig } from '../../config/resolve';
import { endpointUrlFault } from '../../grants/object-access';
import { AwsServices } from '../../live/aws-services';
import { type S3Access, S3Reader, S3Unavailable } from '../../live/s3-reader';
import type { GivenOptions } from '../../report/shell';
import { regionFault } from '../../s3/region';
import { checkOption, ExitCode, Failure } from '../exit-code';

/** How to reach the resources of a stack: as its provider does, unless the command options override that. */
export interface StackAccess extends S3Access {
  readonly endpoints?: { readonly iam?: string; readonly kms?: string };
}

/** Readers of AWS with the credentials of each stack. Stacks with the same access share a reader. */
export class StackReaders {
  private readonly readers = new Map<string, Promise<S3Reader>>();
  private readonly services = new Map<string, AwsServices>();

  public constructor(
    private readonly options: S3Access,
    private readonly config: ResolvedConfig,
  ) {}

  /** @param bucket the bucket to reach, if any; it can have an endpoint of its own */
  public accessOf(stack: string, bucket?: ResolvedBucket): StackAccess {
    const { profile, region, endpointUrl } = this.options;
    const { provider = {}, region: stackRegion } = this.config.stacks[stack]!;
    const endpoints = endpointUrl === undefined ? provider.endpoints : undefined;
    return {
      profile: profile ?? provider.profile,
      region: region ?? bucket?.region ?? stackRegion,
      endpointUrl: endpointUrl ?? bucket?.endpointUrl ?? endpoints?.s3,
      endpoints: { iam: endpoints?.iam, kms: endpoints?.kms },
    };
  }

  /** @throws S3Unavailable if the SDK is not installed or the profile does not exist */
  public reader({ profile, region, endpointUrl }: StackAccess): Promise<S3Reader> {
    const name = JSON.stringify([profile, region, endpointUrl]);
    const reader = this.readers.get(name) ?? S3Reader.open({ profile, region, endpointUrl });
    this.readers.set(name, reader);
    return reader;
  }

  /** The clients of IAM and KMS. They do not use the S3 endpoint of the file. */
  public servicesOf({ profile, region, endpoints }: StackAccess): AwsServices {
    const access = { profile, region, endpoints, endpointUrl: this.options.endpointUrl };
    const name = JSON.stringify(access);
    const services = this.services.get(name) ?? new AwsServices(access);
    this.services.set(name, services);
    return services;
  }

  /** The options to repeat in the commands that a report suggests. */
  public givenOptions({ profile, endpointUrl }: StackAccess, file: string): GivenOptions {
    return { file: file === 'zencoder.yaml' ? undefined : file, profile, endpointUrl };
  }

  /** Whether all of these stacks use the same credentials, so that an error of one is an error of all. */
  public shareCredentials(stacks: readonly string[]): boolean {
    return new Set(stacks.map((stack) => this.accessOf(stack).profile)).size < 2;
  }

  /** One line for each stack whose provider assumes a role, because this command does not assume it. */
  public roleNotes(stacks: readonly string[]): string[] {
    return [...new Set(stacks)].flatMap((stack) => {
      const { provider = {} } = this.config.stacks[stack]!;
      const role = assumedRoles(provider).at(-1)?.roleArn;
      return role === undefined || this.options.profile !== undefined
        ? []
        : [`stack ${stack}: the provider assumes ${role}, but this command does not; give a --profile that assumes it`];
    });
  }

  public async close(): Promise<void> {
    for (const reader of await Promise.allSettled(this.readers.values())) {
      if (reader.status === 'fulfilled') {
        reader.value.close();
      }
    }
    for (const services of this.services.values()) {
      services.close();
    }
  }
}

/**
 * Calls `read` with readers that use the credentials of the stacks of a file, and closes them afterwards.
 * @throws Failure with one line if S3 is unavailable
 */
export async function withStackReaders<T>(
  options: S3Access,
  config: ResolvedConfig,
  read: (readers: StackReaders) => Promise<T>,
): Promise<T> {
  checkOption('--region', options.region, regionFault);
  checkOption('--endpoint-url', options.endpointUrl, endpointUrlFault);
  const readers = new StackReaders(options, config);
  try {
    return await read(readers);
  } catch (error) {
    throw error instanceof S3Unavailable ? new Failure(error.message, ExitCode.INCOMPLETE) : error;
  } finally {
    await readers.close();
  }
}
