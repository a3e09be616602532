/** What was looked for. What the caller may not see, or a server does not tell, is unknown, never guessed. */
export type Seen<T> = { readonly known: true; readonly value: T } | Unseen;

export interface Unseen {
  readonly known: false;
  /** One line, such as "S3 answers 403 AccessDenied". */
  readonly why: string;
  /** The permission that the caller lacks, if that is it. */
  readonly permission?: string;
}

export function seen<T>(value: T): Seen<T> {
  return { known: true, value };
}

export function unseen(why: string, permission?: string): Unseen {
  return { known: false, why, permission };
}

/** The value where it is known. */
export function ifSeen<T>(sight: Seen<T>): T | undefined {
  return sight.known ? sight.value : undefined;
}
