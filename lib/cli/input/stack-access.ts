import { assumedRoles } from '../../config/provider';
import type { ResolvedBucket, ResolvedConfig } from '../../config/resolve';
import { endpointUrlFault } from '../../grants/object-access';
import { AwsServices } from '../../live/aws-services';
import { type S3Access, S3Reader, S3Unavailable } from '../../live/s3-reader';
import type { GivenOptions } from '../../report/shell';
import { regionFault } from '../../s3/region';
import { checkOption, ExitCode, Failure } from '../exit-code';

/** How what a stack has is reached: as its provider does, where the options say nothing else. */
export interface StackAccess extends S3Access {
  readonly endpoints?: { readonly iam?: string; readonly kms?: string };
}

/** Reads of AWS with the credentials of each stack: one reader for all that is reached in the same way. */
export class StackReaders {
  private readonly readers = new Map<string, Promise<S3Reader>>();
  private readonly services = new Map<string, AwsServices>();

  public constructor(
    private readonly options: S3Access,
    private readonly config: ResolvedConfig,
  ) {}

  /** @param bucket where it is about one, which may lie on a server of its own */
  public accessOf(stack: string, bucket?: ResolvedBucket): StackAccess {
    const { profile, region, endpointUrl } = this.options;
    const { provider = {}, region: ofStack } = this.config.stacks[stack]!;
    const endpoints = endpointUrl === undefined ? provider.endpoints : undefined;
    return {
      profile: profile ?? provider.profile,
      region: region ?? bucket?.region ?? ofStack,
      endpointUrl: endpointUrl ?? bucket?.endpointUrl ?? endpoints?.s3,
      endpoints: { iam: endpoints?.iam, kms: endpoints?.kms },
    };
  }

  /** @throws S3Unavailable where S3 cannot be asked so */
  public reader({ profile, region, endpointUrl }: StackAccess): Promise<S3Reader> {
    const name = JSON.stringify([profile, region, endpointUrl]);
    const reader = this.readers.get(name) ?? S3Reader.open({ profile, region, endpointUrl });
    this.readers.set(name, reader);
    return reader;
  }

  /** An endpoint that the file names for S3 is none of IAM or KMS. */
  public servicesOf({ profile, region, endpoints }: StackAccess): AwsServices {
    const access = { profile, region, endpoints, endpointUrl: this.options.endpointUrl };
    const name = JSON.stringify(access);
    const services = this.services.get(name) ?? new AwsServices(access);
    this.services.set(name, services);
    return services;
  }

  /** For the commands that are proposed. */
  public givenFor({ profile, endpointUrl }: StackAccess, file: string): GivenOptions {
    return { file: file === 'zencoder.yaml' ? undefined : file, profile, endpointUrl };
  }

  /** Whether all of these stacks are reached with the same credentials, so that what stops one stops all. */
  public shareCredentials(stacks: readonly string[]): boolean {
    return new Set(stacks.map((stack) => this.accessOf(stack).profile)).size < 2;
  }

  /** The stacks whose provider takes on roles, which is not done here, a line each. */
  public roleNotes(stacks: readonly string[]): string[] {
    return [...new Set(stacks)].flatMap((stack) => {
      const { provider = {} } = this.config.stacks[stack]!;
      const role = assumedRoles(provider).at(-1)?.roleArn;
      return role === undefined || this.options.profile !== undefined
        ? []
        : [
            `stack ${stack}: its provider assumes ${role}, which is not done here; name a profile that does by --profile`,
          ];
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
 * Looks at AWS as the stacks of a file do.
 * @throws Failure where that cannot be done: of one line
 */
export async function withStackReaders<T>(
  options: S3Access,
  config: ResolvedConfig,
  look: (readers: StackReaders) => Promise<T>,
): Promise<T> {
  checkOption('--region', options.region, regionFault);
  checkOption('--endpoint-url', options.endpointUrl, endpointUrlFault);
  const readers = new StackReaders(options, config);
  try {
    return await look(readers);
  } catch (error) {
    throw error instanceof S3Unavailable ? new Failure(error.message, ExitCode.INCOMPLETE) : error;
  } finally {
    await readers.close();
  }
}
