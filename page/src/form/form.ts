import type { ZencoderGrant } from '../../../lib/grants/grant';
import { type ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';

/** What is typed for one grant. */
export interface GrantForm {
  readonly by: 'role' | 'actions';
  readonly role: ZencoderRole;
  readonly actions: readonly ZencoderAction[];
  readonly covers: 'bucket' | 'parts';
  /** One a line. */
  readonly prefixes: string;
  /** One a line. */
  readonly keys: string;
  readonly until: string;
}

/** What is typed in the form. */
export interface Form {
  readonly bucket: string;
  /** Empty where the provider chooses it. */
  readonly region: string;
  readonly requireTls: boolean;
  readonly grants: readonly GrantForm[];
  /** The policy that the bucket has now, as it was pasted. */
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

/** A name that was typed, and on which line. */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** The lines that are not empty. One that is JSON text in quotes is what that says, as for a key with a line break. */
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
 * The grant that is typed. A day alone ends as it begins, in UTC. Where some of the bucket is chosen and nothing is named, the list is
 * empty, which is an error: the whole bucket is not what is meant.
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

/** What would be typed for a grant. */
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
