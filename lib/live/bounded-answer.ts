/** What is known of a right answer before it is read. */
export interface AnswerForm {
  /** The operation, as a message names it. */
  readonly operation: string;
  /** Whether text that comes with a status below 300 can be an answer; none is asked for the head alone. */
  readonly isAnswer?: (text: string) => boolean;
  /** Whether the headers of such an answer are of one, where it has no text. */
  readonly isHead?: (headers: Readonly<Record<string, string>>) => boolean;
  /** Whether text that comes with another status can be a refusal: there is always some, unless the head alone was asked for. */
  readonly isRefusal: (text: string) => boolean;
  /** The maximum number of bytes to read. */
  readonly maxBytes?: number;
  /** For the whole of it, all attempts included, in milliseconds. */
  readonly timeout: number;
}

/** Enough for every answer but lists: an ACL has at most 100 grants, and the policy of a key 32 KiB. */
const MAX_BYTES = 128 * 1024;

export enum AnswerFault {
  TOO_LONG = 'too-long',
  EMPTY = 'empty',
  /** It is not written as the service writes. */
  FOREIGN = 'foreign',
  /** Its end did not come in time. */
  UNFINISHED = 'unfinished',
}

/** Something answers, and it cannot be read as an answer of the service. */
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

/** The part of a command of the AWS SDK that is needed here: each service has a class of its own for it. */
export interface BoundableCommand {
  readonly middlewareStack: { add(middleware: (next: Handler) => Handler, options: object): void };
}

/**
 * Sends a command so that its answer is read up to a limit, within a time, and only where it is written as the service writes.
 * The SDK itself reads whatever comes for as long as it comes.
 * @throws UnusableAnswer for all other answers; what the SDK throws where the service refuses, or nothing answers
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
  // The last step before the request is sent, so the first that sees the answer; once for each attempt.
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

/** The SDK marks what the service itself refused by whose fault it is. */
function isRefusal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && '$fault' in error;
}

function unusable(fault: AnswerFault, { operation, maxBytes = MAX_BYTES, timeout }: AnswerForm): UnusableAnswer {
  const why: Readonly<Record<AnswerFault, string>> = {
    [AnswerFault.TOO_LONG]: `is longer than ${maxBytes / 1024} KiB`,
    [AnswerFault.EMPTY]: 'is empty',
    [AnswerFault.FOREIGN]: 'is not written as the service writes it',
    [AnswerFault.UNFINISHED]: `was not complete after ${timeout} ms`,
  };
  return new UnusableAnswer(fault, `the answer to ${operation} ${why[fault]}`);
}

/** Stops reading, and closes the connection, where the limit or the time is reached. */
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
  const isRight = isFine ? form.isAnswer : form.isRefusal;
  const text = Buffer.from(bytes).toString();
  if (isFine && text === '' && form.isAnswer !== undefined) {
    throw unusable(AnswerFault.EMPTY, form);
  }
  const isForeignHead = isFine && form.isHead?.(answer.headers) === false;
  const isForeign = isForeignHead || (form.isAnswer !== undefined && !isRight?.(text));
  if (isForeign && answer.statusCode < 500) {
    throw unusable(AnswerFault.FOREIGN, form);
  }
  // A page of a proxy in front of the service: the status is the answer, and another attempt may have another.
  Object.assign(answer, { body: isForeign ? new Uint8Array() : bytes });
}

/** An ACL of 100 grants has some 1,200; each is an object in memory, many times as large. */
const MAX_TAGS = 4_000;

/** Whether a text is XML with such a root, and no more tags than that. */
export function isXmlWith(roots: readonly string[], maxTags = MAX_TAGS): (text: string) => boolean {
  return (text) => {
    const root = /^\s*(?:<\?xml[^>]*>)?\s*<([\w.-]+)/.exec(text.slice(0, FIRST))?.[1] ?? '';
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
  return /^\s*\{/.test(text.slice(0, FIRST));
}

/** Where the root of a document is looked for. */
const FIRST = 1000;
