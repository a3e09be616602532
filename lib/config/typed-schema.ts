/** A JSON Schema, as far as it is used here. */
export interface Schema {
  readonly [keyword: string]: unknown;
  /** Several where a value may be of either type. */
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

/** A schema that knows the type of what it describes; `of` is never there. */
export interface TypedSchema<T> extends Schema {
  readonly of?: T;
}

export type TypeOf<F> = F extends TypedSchema<infer T> ? T : never;

export function object<P extends Readonly<Record<string, Schema>>, R extends keyof P & string = never>(
  description: string,
  properties: P,
  required: R[] = [],
) {
  type Members = { readonly [N in R]: TypeOf<P[N]> } & { readonly [N in Exclude<keyof P, R>]?: TypeOf<P[N]> };
  const schema = { type: 'object', description, properties, required, additionalProperties: false };
  return schema as typeof schema & TypedSchema<Members>;
}

export function text(description: string, more: Schema = {}): TypedSchema<string> {
  return { type: 'string', description, ...more };
}

export function oneOf<T extends string>(values: readonly T[], description?: string): TypedSchema<T> {
  return { type: 'string', ...(description === undefined ? {} : { description }), enum: values };
}

export function flag(description: string): TypedSchema<boolean> {
  return { type: 'boolean', description };
}

export function list<T>(description: string, items: TypedSchema<T>): TypedSchema<T[]> {
  return { type: 'array', description, items, minItems: 1 };
}

export function byName<T>(
  description: string,
  values: TypedSchema<T>,
  more: Schema = {},
): TypedSchema<Readonly<Record<string, T>>> {
  return { type: 'object', description, ...more, additionalProperties: values, minProperties: 1 };
}

/** One of a kind, or a list of them. */
export function oneOrSeveral<F extends Schema>(form: F): TypedSchema<TypeOf<F> | TypeOf<F>[]> {
  return { ...form, type: [form.type as string, 'array'], items: form, minItems: 1 };
}

/** A name, or a map that says more than the name. */
export function nameOrMap<N extends Schema, M extends Schema>(name: N, map: M): TypedSchema<TypeOf<N> | TypeOf<M>> {
  return { ...name, ...map, type: ['string', 'object'] };
}

export const NOT_EMPTY: TypedSchema<string> = { type: 'string', minLength: 1 };
