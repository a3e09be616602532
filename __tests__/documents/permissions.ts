import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';

export interface Named {
  readonly action: string;
  readonly isEnforced: boolean;
}

/** A row of a table of docs/permissions.md. */
export interface PermissionRow {
  /** The text without backticks. */
  readonly what: string;
  /** The actions of each column. For Terraform: plan, apply, destroy. For the command: on the bucket, on objects. */
  readonly columns: readonly (readonly Named[])[];
  readonly actions: readonly Named[];
}

const TEXT = readFileSync(join(ROOT, 'docs', 'permissions.md'), 'utf8');

/** All actions on the page, in tables and in text. */
export const NAMED_ACTIONS = [
  ...new Set([...TEXT.matchAll(/`((?:s3|iam|kms|sts):\w+)`/g)].map(([, action]) => action!)),
];

export const PERMISSION_ROWS: readonly PermissionRow[] = [...TEXT.matchAll(/^\| (?!---)(.*?) \|(.*)\|$/gm)].map(
  ([, what = '', cells = '']) => {
    const columns = cells.split('|').map((cell) =>
      [...cell.matchAll(/`(\w+:\w+)`( ✓)?/g)].map(([, action, mark]) => ({
        action: action!,
        isEnforced: mark !== undefined,
      })),
    );
    return { what: what.replaceAll('`', ''), columns, actions: columns.flat() };
  },
);

/** @throws if the page has no such row */
export function rowOf(what: string): PermissionRow {
  const row = PERMISSION_ROWS.find((each) => each.what === what);
  if (row === undefined) {
    throw new Error(`docs/permissions.md has no row "${what}"`);
  }
  return row;
}

/** The actions of a row that the test server enforces. */
export function enforcedFor(what: string): string[] {
  return rowOf(what)
    .actions.filter(({ isEnforced }) => isEnforced)
    .map(({ action }) => action);
}
