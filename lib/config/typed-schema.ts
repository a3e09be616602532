/** The keywords of JSON Schema that the code reads. */
export interface Schema {
  readonly [keyword: string]: unknown;
  /** A list if a value can have one of several types. */
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

/** A schema with the TypeScript type of the values that it describes. `of` exists only as a type and has no value. */
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

/** A single value or a list of such values. */
export function oneOrSeveral<F extends Schema>(schema: F): TypedSchema<TypeOf<F> | TypeOf<F>[]> {
  return { ...schema, type: [schema.type as string, 'array'], items: schema, minItems: 1 };
}

/** A name, or a map with more details than the name. */
export function nameOrMap<N extends Schema, M extends Schema>(name: N, map: M): TypedSchema<TypeOf<N> | TypeOf<M>> {
  return { ...name, ...map, type: ['string', 'object'] };
}

export const NOT_EMPTY: TypedSchema<string> = { type: 'string', minLength: 1 };
