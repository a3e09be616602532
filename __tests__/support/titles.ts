const LONGEST = 80;

/** A value for the title of a test: its JSON, shortened. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

/** Rows for `it.each`. Each row starts with its first value in the form for titles. */
export function titled<Row extends readonly [unknown, ...unknown[]]>(rows: readonly Row[]): [title: string, ...Row][] {
  return rows.map((row) => [shown(row[0]), ...row]);
}
