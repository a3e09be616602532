import { REGIONS } from '../../../lib/s3/region';
import { Zencoder, ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import { type Form, type GrantForm, NEW_FORM, NEW_GRANT } from './form';

/** The form in an address. */
export interface KeptForm {
  readonly form: Form;
  /** Whether a policy was pasted that the address does not contain. */
  readonly leftOut: boolean;
}

const HEAD = '#form=';
/** About the longest address that browsers and chat servers accept. */
const MAX_LENGTH = 200_000;

/** The part of an address after `#`: the differences from an empty form, as JSON in base64url. */
export function hashOf({ existing, ...form }: Form, withPolicy: boolean): string {
  const pasted = existing === '' ? {} : withPolicy ? { existing } : { leftOut: true };
  const grants = form.grants.map((grant) => differing(grant, NEW_GRANT));
  const kept = { ...differing({ ...form, grants: [] }, { ...NEW_FORM, grants: [] }), grants, ...pasted };
  const bytes = new TextEncoder().encode(JSON.stringify(kept));
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return HEAD + btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function differing<Item extends object>(item: Item, from: Item): Partial<Item> {
  const members = Object.entries(item) as [keyof Item, unknown][];
  return Object.fromEntries(
    members.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(from[name])),
  ) as Partial<Item>;
}

/** Whether an address contains a form, valid or not. */
export function hasForm(hash: string): boolean {
  return hash.startsWith(HEAD);
}

/** The form in an address; undefined if this page cannot have written it. */
export function formIn(hash: string): KeptForm | undefined {
  try {
    return hash.length > MAX_LENGTH ? undefined : read(JSON.parse(decoded(hash.slice(HEAD.length))));
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const oneOf =
  (known: readonly string[]): Check =>
  (value) =>
    known.includes(value as string);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const mapOf =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([name, member]) => Object.hasOwn(checks, name) && checks[name]!(member));

const GRANT = mapOf({
  by: oneOf(['role', 'actions']),
  role: oneOf(Object.values(ZencoderRole)),
  actions: listOf(oneOf(Zencoder.actions())),
  covers: oneOf(['bucket', 'parts']),
  prefixes: isText,
  keys: isText,
  until: isText,
});

const FORM = mapOf({
  bucket: isText,
  region: oneOf(['', ...REGIONS]),
  requireTls: isBoolean,
  grants: listOf(GRANT),
  existing: isText,
});

function read(value: unknown): KeptForm | undefined {
  const { leftOut, ...kept } = value as { leftOut?: unknown; grants?: readonly Partial<GrantForm>[] };
  if (!FORM(kept) || !(leftOut === undefined || leftOut === true) || kept.grants === undefined) {
    return undefined;
  }
  const grants = kept.grants.map((grant) => ({ ...NEW_GRANT, ...grant }));
  return { form: { ...NEW_FORM, ...kept, grants }, leftOut: leftOut === true };
}
