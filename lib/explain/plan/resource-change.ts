import { asText, isObject, type Json, type JsonObject } from '../../messages/json';

/** What an apply does to a resource. */
export enum PlannedAction {
  NOTHING = 'nothing',
  CREATE = 'create',
  UPDATE = 'update',
  DELETE = 'delete',
  /** Deleted, then created. */
  REPLACE = 'replace',
  /** Created, then deleted, by `create_before_destroy`. */
  REPLACE_CREATE_FIRST = 'replace-create-first',
  /** No longer managed by Terraform, and left as it is. */
  FORGET = 'forget',
  /** Created, while the previous one is no longer managed and left as it is. */
  FORGET_AND_CREATE = 'forget-and-create',
  /** An action that this package does not know. */
  UNKNOWN = 'unknown',
}

const { NOTHING, CREATE, UPDATE, DELETE, REPLACE, REPLACE_CREATE_FIRST, FORGET, FORGET_AND_CREATE, UNKNOWN } =
  PlannedAction;

const ACTIONS = new Map<string, PlannedAction>([
  ['no-op', NOTHING],
  ['read', NOTHING],
  ['create', CREATE],
  ['update', UPDATE],
  ['delete', DELETE],
  ['delete,create', REPLACE],
  ['create,delete', REPLACE_CREATE_FIRST],
  ['forget', FORGET],
  ['forget,create', FORGET_AND_CREATE],
  ['create,forget', FORGET_AND_CREATE],
]);

/** A value of a resource before or after an apply. */
export interface PlannedValue {
  /** Undefined if it is known only after the apply. */
  readonly value: Json | undefined;
  readonly isSensitive: boolean;
}

/** A managed resource, and what an apply does to it. */
export class ResourceChange {
  /** Reads an entry of `resource_changes`; undefined if it is not a managed resource. */
  static read({ address, type, mode, change, ...rest }: JsonObject): ResourceChange | undefined {
    const isRead = typeof address === 'string' && typeof type === 'string' && isObject(change);
    return isRead && mode !== 'data' ? new ResourceChange(address, type, change, rest) : undefined;
  }

  readonly action: PlannedAction;
  /** The previous address, if the resource was moved. */
  readonly previousAddress: string | undefined;
  /** Whether it is an object that an earlier replacement with `create_before_destroy` did not delete. */
  readonly isDeposed: boolean;

  private constructor(
    readonly address: string,
    readonly type: string,
    private readonly change: JsonObject,
    { previous_address, deposed }: JsonObject,
  ) {
    const { actions } = change;
    this.action = ACTIONS.get(Array.isArray(actions) ? actions.map(asText).join() : '') ?? UNKNOWN;
    this.previousAddress = typeof previous_address === 'string' ? previous_address : undefined;
    this.isDeposed = typeof deposed === 'string';
  }

  get isImported(): boolean {
    return isObject(this.change.importing);
  }

  /** Whether the resource exists after the apply and is managed. */
  get existsAfter(): boolean {
    return ![DELETE, FORGET].includes(this.action);
  }

  before(...path: readonly (string | number)[]): PlannedValue {
    const { before, before_sensitive } = this.change;
    return { value: memberOf(before, path) ?? null, isSensitive: isMarked(before_sensitive, path) };
  }

  after(...path: readonly (string | number)[]): PlannedValue {
    const { after, after_unknown, after_sensitive } = this.change;
    const value = isMarked(after_unknown, path) ? undefined : (memberOf(after, path) ?? null);
    return { value, isSensitive: isMarked(after_sensitive, path) };
  }
}

function memberOf(value: Json | undefined, [name, ...rest]: readonly (string | number)[]): Json | undefined {
  if (name === undefined) {
    return value;
  }
  const container = Array.isArray(value) || isObject(value) ? (value as JsonObject) : {};
  return Object.hasOwn(container, name) ? memberOf(container[name], rest) : undefined;
}

/** Whether a value, a value that contains it, or a value within it is marked. */
function isMarked(marks: Json | undefined, path: readonly (string | number)[]): boolean {
  const [name, ...rest] = path;
  if (marks === true || name === undefined) {
    return marks === true || hasMark(marks);
  }
  return isMarked(memberOf(marks, [name]), rest);
}

const MAX_DEPTH = 20;

function hasMark(marks: Json | undefined, depth = 0): boolean {
  const within = typeof marks === 'object' && marks !== null ? Object.values(marks) : [];
  return marks === true || within.some((one) => depth === MAX_DEPTH || hasMark(one, depth + 1));
}

/** The text of a value, if it is known and is a text that is not empty. */
export function textOf({ value }: PlannedValue): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
