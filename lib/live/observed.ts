/** What was looked for. What the caller may not see, or a server does not tell, is unknown, never guessed. */
export type Observed<T> = { readonly known: true; readonly value: T } | Unavailable;

export interface Unavailable {
  readonly known: false;
  /** One line, such as "S3 answers 403 AccessDenied". */
  readonly why: string;
  /** The permission that the caller lacks, if that is it. */
  readonly permission?: string;
}

export function observed<T>(value: T): Observed<T> {
  return { known: true, value };
}

export function unavailable(why: string, permission?: string): Unavailable {
  return { known: false, why, permission };
}

/** The value where it is known. */
export function observedValue<T>(sight: Observed<T>): T | undefined {
  return sight.known ? sight.value : undefined;
}
