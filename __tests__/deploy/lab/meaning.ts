export interface Policy {
  readonly Version: string;
  readonly Statement: readonly { readonly Sid: string }[];
}

/** Statements by their Sid, where one value and a list of one, and lists in whatever order, mean the same. */
export function meaningOf({ Statement }: Pick<Policy, 'Statement'>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Statement.map((statement) => [statement.Sid, normal(statement)]));
}

function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.length === 1 ? normal(value[0]) : value.map(normal).sort();
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, normal(member)]));
  }
  return value;
}
