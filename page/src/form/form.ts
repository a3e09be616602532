import type { ZencoderGrant } from '../../../lib/grants/grant';
import { type ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';

/** The values that the user enters for one grant. */
export interface GrantForm {
  readonly by: 'role' | 'actions';
  readonly role: ZencoderRole;
  readonly actions: readonly ZencoderAction[];
  readonly covers: 'bucket' | 'parts';
  /** One per line. */
  readonly prefixes: string;
  /** One per line. */
  readonly keys: string;
  readonly until: string;
}

/** The values that the user enters in the form. */
export interface Form {
  readonly bucket: string;
  /** Empty if the provider sets the region. */
  readonly region: string;
  readonly requireTls: boolean;
  readonly grants: readonly GrantForm[];
  /** The current policy of the bucket, as it was pasted. */
  readonly existing: string;
}

export const NEW_GRANT: GrantForm = {
  by: 'role',
  role: ZencoderRole.INPUT_AND_OUTPUT,
  actions: [],
  covers: 'bucket',
  prefixes: '',
  keys: '',
  until: '',
};

export const NEW_FORM: Form = { bucket: '', region: '', requireTls: false, grants: [NEW_GRANT], existing: '' };

/** A prefix or key, and the number of its line. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** The lines that are not empty. A line that is a JSON string has the value of that string: a key can contain a line break. */
export function linesOf(typed: string): Line[] {
  return typed.split('\n').flatMap((line, index) => {
    const text = line.replace(/\r$/, '');
    return text === '' ? [] : [{ text: unquoted(text), number: index + 1 }];
  });
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) {
    return text;
  }
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'string' ? read : text;
  } catch {
    return text;
  }
}

function typedLines(names: readonly string[] = []): string {
  return names.map((name) => (/^$|^"|[\r\n]/.test(name) ? JSON.stringify(name) : name)).join('\n');
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * The grant that the user entered. A date without a time is the start of that day in UTC. If a part of the bucket is selected but no
 * prefix or key is given, the list is empty. That is an error, because the grant must not cover the whole bucket.
 */
export function grantOf({ by, role, actions, covers, prefixes, keys, until }: GrantForm): ZencoderGrant {
  const [named, exact] = covers === 'bucket' ? [[], []] : [namesIn(prefixes), namesIn(keys)];
  const namesNothing = covers === 'parts' && named.length + exact.length === 0;
  return {
    ...(by === 'role' ? { role } : { actions: [...actions] }),
    ...((named.length > 0 || namesNothing) && { prefixes: named }),
    ...(exact.length > 0 && { keys: exact }),
    ...(until !== '' && { expires: DAY.test(until) ? `${until}T00:00:00Z` : until }),
  };
}

function namesIn(typed: string): string[] {
  return linesOf(typed).map(({ text }) => text);
}

/** The form values for a grant. */
export function grantForm({ role, actions = [], prefixes, keys, expires = '' }: ZencoderGrant): GrantForm {
  return {
    ...NEW_GRANT,
    ...(role === undefined ? { by: 'actions' as const, actions } : { role }),
    covers: prefixes === undefined && keys === undefined ? 'bucket' : 'parts',
    prefixes: typedLines(prefixes),
    keys: typedLines(keys),
    until: expires.replace('T00:00:00Z', ''),
  };
}
