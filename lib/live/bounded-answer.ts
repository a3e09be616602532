/** What a valid answer looks like. */
export interface AnswerForm {
  /** The operation, for messages. */
  readonly operation: string;
  /** Whether a text with a status below 300 can be an answer; undefined for a HEAD request. */
  readonly isAnswer?: (text: string) => boolean;
  /** Whether headers can be those of an answer without a text. */
  readonly isHead?: (headers: Readonly<Record<string, string>>) => boolean;
  /** Whether a text with another status can be an error response. Only a HEAD request has none. */
  readonly isRefusal: (text: string) => boolean;
  /** The maximum number of bytes to read. */
  readonly maxBytes?: number;
  /** The time for the complete answer, including all attempts, in milliseconds. */
  readonly timeout: number;
}

/** Enough for every answer except lists: an ACL has at most 100 grants, and a key policy at most 32 KiB. */
const MAX_BYTES = 128 * 1024;

export enum AnswerFault {
  TOO_LONG = 'too-long',
  EMPTY = 'empty',
  /** It does not have the format of the service. */
  FOREIGN = 'foreign',
  /** It was not complete in time. */
  UNFINISHED = 'unfinished',
}

/** An answer that is not a valid answer of the service. */
export class UnusableAnswer extends Error {
  public constructor(
    public readonly fault: AnswerFault,
    message: string,
  ) {
    super(message);
  }
}

interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body?: AsyncIterable<Uint8Array> & { destroy?(error: Error): void };
}

type Handler = (args: object) => Promise<{ response: unknown }>;

/** The part of a command of the AWS SDK that is needed here; each service has its own class. */
export interface BoundableCommand {
  readonly middlewareStack: { add(middleware: (next: Handler) => Handler, options: object): void };
}

/**
 * Sends a command, and reads its answer up to a limit, within a time, and only in the format of the service. The SDK
 * itself has no such limits.
 * @throws UnusableAnswer for all other answers, and the error of the SDK if the service denies the request or does not
 * answer
 */
export async function sendBounded<Output>(
  client: { send(command: never, options: { abortSignal: AbortSignal }): Promise<unknown> },
  command: BoundableCommand,
  form: AnswerForm,
): Promise<Output> {
  const abortSignal = AbortSignal.timeout(form.timeout);
  let isAnswered = false;
  const bounding = (next: Handler) => async (args: object) => {
    isAnswered = false;
    const result = await next(args);
    isAnswered = true;
    await readWithin(result.response as HttpAnswer, form, abortSignal);
    return result;
  };
  // The last step before the request is sent is the first that gets the answer. It runs once for each attempt.
  command.middlewareStack.add(bounding, { step: 'deserialize', priority: 'low', name: 'boundedAnswer' });
  try {
    return (await client.send(command as never, { abortSignal })) as Output;
  } catch (error) {
    if (error instanceof UnusableAnswer || isRefusal(error)) {
      throw error;
    }
    if (isAnswered) {
      throw unusable(abortSignal.aborted ? AnswerFault.UNFINISHED : AnswerFault.FOREIGN, form);
    }
    throw abortSignal.aborted ? new Error(`no answer to ${form.operation} within ${form.timeout} ms`) : error;
  }
}

/** The SDK marks an error response of the service with `$fault`. */
function isRefusal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && '$fault' in error;
}

function unusable(fault: AnswerFault, { operation, maxBytes = MAX_BYTES, timeout }: AnswerForm): UnusableAnswer {
  const why: Readonly<Record<AnswerFault, string>> = {
    [AnswerFault.TOO_LONG]: `is longer than ${maxBytes / 1024} KiB`,
    [AnswerFault.EMPTY]: 'is empty',
    [AnswerFault.FOREIGN]: 'does not have the format of the service',
    [AnswerFault.UNFINISHED]: `was not complete after ${timeout} ms`,
  };
  return new UnusableAnswer(fault, `the answer to ${operation} ${why[fault]}`);
}

/** The body of an answer. Stops reading and closes the connection when the limit or the time is reached. */
async function bytesWithin({ body }: HttpAnswer, form: AnswerForm, signal: AbortSignal): Promise<Buffer> {
  const { maxBytes = MAX_BYTES } = form;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stop = () => body?.destroy?.(new Error('out of time'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const chunk of body ?? []) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) {
        throw unusable(AnswerFault.TOO_LONG, form);
      }
    }
    return Buffer.concat(chunks);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function readWithin(answer: HttpAnswer, form: AnswerForm, signal: AbortSignal): Promise<void> {
  const bytes = await bytesWithin(answer, form, signal);
  const isFine = answer.statusCode < 300;
  const isValid = isFine ? form.isAnswer : form.isRefusal;
  const text = Buffer.from(bytes).toString();
  if (isFine && text === '' && form.isAnswer !== undefined) {
    throw unusable(AnswerFault.EMPTY, form);
  }
  const isForeignHead = isFine && form.isHead?.(answer.headers) === false;
  const isForeign = isForeignHead || (form.isAnswer !== undefined && !isValid?.(text));
  if (isForeign && answer.statusCode < 500) {
    throw unusable(AnswerFault.FOREIGN, form);
  }
  // A page of a proxy in front of the service: the status is the answer, and the next attempt may succeed.
  Object.assign(answer, { body: isForeign ? new Uint8Array() : bytes });
}

/** An ACL of 100 grants has about 1,200 tags. Each becomes an object in memory, which is many times larger. */
const MAX_TAGS = 4_000;

/** Whether a text is XML with one of these roots, and at most so many tags. */
export function isXmlWith(roots: readonly string[], maxTags = MAX_TAGS): (text: string) => boolean {
  return (text) => {
    const root = /^\s*(?:<\?xml[^>]*>)?\s*<([\w.-]+)/.exec(text.slice(0, BEGINNING))?.[1] ?? '';
    return roots.includes(root) && !hasMoreTags(text, maxTags);
  };
}

function hasMoreTags(text: string, maxTags: number): boolean {
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0 && tags <= maxTags; at = text.indexOf('<', at + 1)) {
    tags++;
  }
  return tags > maxTags;
}

/** Whether a text can be a JSON object. */
export function isJsonObject(text: string): boolean {
  return /^\s*\{/.test(text.slice(0, BEGINNING));
}

/** How many characters contain the root of a document. */
const BEGINNING = 1000;
