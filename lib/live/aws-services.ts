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
 * The services that are read in addition to S3. Only a file with users or keys needs their clients, which are separate,
 * optional packages. No type here depends on them.
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

/** The error codes of IAM and KMS for something that does not exist. */
const ABSENT = ['NoSuchEntity', 'NoSuchEntityException', 'NotFoundException'];

/**
 * How to reach IAM and KMS. A service without an endpoint uses that of S3, for servers that implement several services.
 */
export interface ServiceAccess extends AwsAccess {
  readonly endpoints?: { readonly [service in Service]?: string };
}

/**
 * Reads from IAM and KMS with the caller's own credentials. It changes nothing. Every failure is a result, because the
 * results of S3 do not depend on it.
 */
export class AwsServices {
  private readonly clients = new Map<string, Client>();
  /** By service and region, why a service did not answer. It is not called again. */
  private readonly unresponsive = new Map<string, Unavailable>();

  public constructor(private readonly access: ServiceAccess) {}

  /**
   * The result of an operation; null if the service answers that the object does not exist. In these services each
   * operation has the name of the permission that it needs.
   * @param region of KMS; IAM has one for all
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
    const failure = this.unresponsive.get(place);
    if (failure !== undefined) {
      return failure;
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
        this.unresponsive.set(place, refused);
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
    return unavailable(error.fault === AnswerFault.FOREIGN ? `the server that answers is not ${name}` : error.message);
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
 * The value in an answer.
 * @param value reads the value; undefined if the answer does not contain it
 * @param absent the value if the object does not exist
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
  return read === undefined ? unavailable('the answer of the server has no value') : observed(read);
}
