import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';

/** A row of a table of docs/permissions.md. */
export interface PermissionRow {
  /** Without marks of code. */
  readonly what: string;
  readonly actions: readonly { readonly action: string; readonly isEnforced: boolean }[];
}

const TEXT = readFileSync(join(ROOT, 'docs', 'permissions.md'), 'utf8');

/** All actions that the page names, also beside its tables. */
export const NAMED_ACTIONS = [
  ...new Set([...TEXT.matchAll(/`((?:s3|iam|kms|sts):\w+)`/g)].map(([, action]) => action!)),
];

export const PERMISSION_ROWS: readonly PermissionRow[] = [...TEXT.matchAll(/^\| (?!---)(.*?) \|(.*)\|$/gm)].map(
  ([, what = '', cells = '']) => ({
    what: what.replaceAll('`', ''),
    actions: [...cells.matchAll(/`(\w+:\w+)`( ✓)?/g)].map(([, action, mark]) => ({
      action: action!,
      isEnforced: mark !== undefined,
    })),
  }),
);

/** The actions of a row that a server enforces here. */
export function enforcedFor(what: string): string[] {
  const row = PERMISSION_ROWS.find((each) => each.what === what);
  return (row?.actions ?? []).filter(({ isEnforced }) => isEnforced).map(({ action }) => action);
}
