import {
  type AwsAccess,
  clientSettings,
  codeOf,
  hasProfile,
  loaded,
  noProfile,
  type SdkError,
  TIMEOUT_MS,
  unreachable,
} from './aws-client';
import {
  AnswerFault,
  type AnswerForm,
  type BoundableCommand,
  isJsonObject,
  isXmlWith,
  sendBounded,
  UnusableAnswer,
} from './bounded-answer';
import { type Observed, observed, type Unavailable, unavailable } from './facts';

/**
 * What is read beside S3. The clients are packages of their own, which only a file with users or keys needs: they are optional,
 * and no type here depends on them.
 */
const SERVICES = {
  iam: { name: 'IAM', client: 'IAMClient', package: '@aws-sdk/client-iam', variable: 'AWS_ENDPOINT_URL_IAM' },
  kms: { name: 'KMS', client: 'KMSClient', package: '@aws-sdk/client-kms', variable: 'AWS_ENDPOINT_URL_KMS' },
} as const;

export type Service = keyof typeof SERVICES;

type Sdk = Readonly<Record<string, new (input: object) => object>>;

interface Client {
  send(command: object): Promise<object>;
  destroy(): void;
}

/** IAM answers in XML, KMS in JSON. */
function formOf(service: Service, operation: string, timeout: number): AnswerForm {
  return service === 'iam'
    ? { operation, isAnswer: isXmlWith([`${operation}Response`]), isRefusal: isXmlWith(['ErrorResponse']), timeout }
    : { operation, isAnswer: isJsonObject, isRefusal: isJsonObject, timeout };
}

/** The codes with which IAM and KMS say that there is none. */
const ABSENT = ['NoSuchEntity', 'NoSuchEntityException', 'NotFoundException'];

/** The endpoints that the caller names for the services; that of S3 is taken for those that have none, as servers have that are all of AWS. */
export interface ServiceAccess extends AwsAccess {
  readonly endpoints?: { readonly [service in Service]?: string };
}

/**
 * Asks IAM and KMS with the caller's own credentials. It only reads. Whatever stands in the way is an answer: nothing that S3
 * says depends on it.
 */
export class AwsServices {
  private readonly clients = new Map<string, Client>();
  /** By service and region, what did not answer: it is not asked again. */
  private readonly silent = new Map<string, Unavailable>();

  public constructor(private readonly access: ServiceAccess) {}

  /**
   * What an operation answers; null where it says that there is none. Of these services each operation has the name of the
   * permission that it needs.
   * @param region IAM has one for all
   */
  public async ask<T extends object>(
    service: Service,
    operation: string,
    input: object,
    region = 'us-east-1',
  ): Promise<Observed<T | null>> {
    const { name, package: specifier } = SERVICES[service];
    const { profile } = this.access;
    if (profile !== undefined && !hasProfile(profile)) {
      return unavailable(noProfile(profile));
    }
    const sdk = await loaded(() => import(specifier) as Promise<Sdk>);
    if (sdk === undefined) {
      return unavailable(`the AWS SDK of ${name} is not installed: npm install ${specifier}`);
    }
    const place = `${service} ${region}`;
    const silence = this.silent.get(place);
    if (silence !== undefined) {
      return silence;
    }
    const timeout = this.access.timeout ?? TIMEOUT_MS;
    const begun = Date.now();
    try {
      const command = new sdk[`${operation}Command`]!(input) as BoundableCommand;
      const client = this.client(sdk, service, region);
      return observed(await sendBounded<T>(client, command, formOf(service, operation, timeout)));
    } catch (error) {
      const refused = refusal(service, operation, error as SdkError);
      const isSlow = Date.now() - begun >= timeout / 6;
      if (!refused.known && isSlow) {
        this.silent.set(place, refused);
      }
      return refused;
    }
  }

  public close(): void {
    for (const client of this.clients.values()) {
      client.destroy();
    }
  }

  private client(sdk: Sdk, service: Service, region: string): Client {
    const { client: name, variable } = SERVICES[service];
    const known = this.clients.get(`${service} ${region}`);
    // The SDK reads the variable itself.
    const named = process.env[variable] ? undefined : this.access.endpointUrl;
    const endpoint = this.access.endpoints?.[service] ?? named;
    const settings = { ...clientSettings(this.access), region, ...(endpoint === undefined ? {} : { endpoint }) };
    const client = known ?? (new sdk[name]!(settings) as Client);
    this.clients.set(`${service} ${region}`, client);
    return client;
  }
}

function refusal(service: Service, operation: string, error: SdkError): Observed<null> {
  const { name } = SERVICES[service];
  if (error instanceof UnusableAnswer) {
    return unavailable(error.fault === AnswerFault.FOREIGN ? `what answers is not ${name}` : error.message);
  }
  const code = codeOf(error);
  const status = error.$metadata?.httpStatusCode ?? 0;
  if (status < 300) {
    return unavailable(unreachable(name, error));
  }
  if (ABSENT.includes(code)) {
    return observed(null);
  }
  const isDenied = status === 403 || /^AccessDenied/.test(code);
  return unavailable(
    `${name} answers ${status} ${code} to ${operation}`,
    isDenied ? `${service}:${operation}` : undefined,
  );
}

/**
 * What an answer says.
 * @param value undefined where the answer does not hold it
 * @param absent what holds where there is no such thing
 */
export function readOrAbsent<Given, T, Absent extends T | null = null>(
  answer: Observed<Given | null>,
  value: (given: Given) => T | undefined,
  absent: Absent = null as Absent,
): Observed<T | Absent> {
  if (!answer.known) {
    return answer;
  }
  const read = answer.value === null ? absent : value(answer.value);
  return read === undefined ? unavailable('the server answers with nothing') : observed(read);
}
