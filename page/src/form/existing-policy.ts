import type { Adoption } from '../../../lib/adopt/adoption';
import { Severity } from '../../../lib/messages/diagnostic';
import { loadScript, READERS } from '../scripts';
import type { FieldFinding } from './findings';

/** The policy of the bucket, as the user pasted it. */
export interface ExistingPolicy {
  /** Undefined if nothing was pasted, or if the text is not a policy. */
  readonly adoption?: Adoption;
  /** The only bucket that the policy names. */
  readonly bucket?: string;
  readonly findings: readonly FieldFinding[];
}

const NOTHING: ExistingPolicy = { findings: [] };

/** It is an error, because a result without the pasted policy would drop its statements. */
const unread = (message: string): ExistingPolicy => ({
  findings: [{ field: 'existing', severity: Severity.ERROR, message }],
});

let last: { readonly key: string; readonly existing: ExistingPolicy } | undefined;
let loading: Promise<void> | undefined;
let error: string | undefined;

/**
 * Splits the policy into grants and the statements of other principals. The script for this is loaded when the first policy is
 * pasted, because most forms have no policy.
 * @param bucket undefined if no name is typed yet
 */
export function existingPolicy(text: string, bucket: string | undefined): ExistingPolicy {
  if (text.trim() === '') {
    return NOTHING;
  }
  const read = READERS.existing;
  if (read === undefined) {
    return unread(error ?? 'is being read');
  }
  const key = JSON.stringify([text, bucket]);
  if (last?.key !== key) {
    last = { key, existing: read(text, bucket) };
  }
  return last.existing;
}

/** Whether the script is loaded, or nothing is pasted. */
export function canRead(text: string): boolean {
  return text.trim() === '' || READERS.existing !== undefined;
}

/** Loads the script if a policy is pasted. @param then called when the policy can be read, or when loading failed */
export function loadFor(text: string, then: () => void): void {
  if (canRead(text) || loading !== undefined) {
    return;
  }
  error = undefined;
  loading = loadScript('existing.js')
    .catch(() => {
      error = 'cannot be read: existing.js is missing; keep it in the folder of this page';
    })
    .then(() => {
      loading = undefined;
      then();
    });
}
