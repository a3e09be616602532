import type { TerraformVariableConfig } from 'cdktf';
import {
  all,
  attribute,
  code,
  faultIf,
  inline,
  isNoneOf,
  isText,
  listOf,
  members,
  shown,
  text,
  value,
} from '../plan-time/expression';
import { METHODS_OF, OBJECT_PROPERTIES, ZencoderObjectMethod, ZencoderPermission } from '../policy/object-access';
import { objectNameFaults } from './grant-rules';
import { betweenSound, ofEach, shapeFaults, validation } from './validation';

type Property = (typeof OBJECT_PROPERTIES)[number];

const METHODS = Object.values(ZencoderObjectMethod);
const PERMISSIONS = Object.values(ZencoderPermission);
const { POLICY, ACL, ACL_COPY } = ZencoderObjectMethod;

/** As Terraform has names. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The method of an object of sound form. */
export function methodOf(object: string): string {
  return `coalesce(${attribute(`${object}.method`)}, "${POLICY}")`;
}

/** Where the copy of an object of sound form lies. */
export function copyKeyOf(object: string): string {
  return `coalesce(${attribute(`${object}.copy_to`)}, "zencoder/\${${object}.key}")`;
}

const EMPTY_KEY = 'an empty key names no object';

const PLACE = inline(text`objects[${code('i')}]`);

/** The variable `objects`, of which a module takes some of the properties. */
export function objectsVariable(
  description: string,
  properties: readonly Property[] = OBJECT_PROPERTIES,
): TerraformVariableConfig {
  const shape = shapeFaults({
    variable: 'objects',
    noun: 'an object',
    remedy: 'give { key = … }',
    texts: properties.filter((name) => name !== 'permissions').map(snakeCase),
    lists: ['permissions'],
  });
  const faults = all(
    keyFaults(),
    permissionFaults(),
    faultIf('o.version_id == ""', text`${PLACE}.version_id: is empty; leave it out for the current version`),
    ...(properties.includes('method') ? [methodFaults(), nameFaults('copy_to')] : []),
  );
  const between = properties.includes('method') ? [twiceFaults(ACL), copyFaults()] : [twiceFaults()];
  return {
    type: 'any',
    default: [],
    description,
    validation: [validation(shape), validation(all(ofEach('objects', 'o', faults), ...between.map(betweenSound)))],
  };
}

function keyFaults(): string {
  return all(
    faultIf(`${attribute('o.key')} == null`, text`${PLACE}.key: is missing; name the object`),
    nameFaults('key'),
  );
}

function nameFaults(name: string): string {
  const place = inline(text`${PLACE}.${name}`);
  const named = `[for n in [${attribute(`o.${name}`)}] : n if n != null]`;
  return `flatten([for v in ${named} : ${all(`[for m in [${text`${place}: ${EMPTY_KEY}`}] : m if v == ""]`, objectNameFaults(place, 'v'))}])`;
}

function permissionFaults(): string {
  const place = inline(text`${PLACE}.permissions`);
  return all(
    faultIf(
      'length(o.permissions) == 0',
      text`${place}: an empty list permits nothing; leave permissions out for READ`,
    ),
    `[for j, v in ${listOf('o.permissions')} : ${text`${place}[${code('j')}]: unknown permission ${shown('v')}, an object takes ${PERMISSIONS.join(', ')}`} if ${isText('v')} && ${isNoneOf(PERMISSIONS, 'v')}]`,
  );
}

function methodFaults(): string {
  const misplaced = Object.entries(METHODS_OF).map(([property, methods]) => {
    const name = snakeCase(property);
    return faultIf(
      `o.${name} != null && contains(${value(METHODS)}, ${methodOf('o')}) && !contains(${value(methods)}, ${methodOf('o')})`,
      text`${PLACE}.${name}: means nothing to the method ${code(`try(${methodOf('o')}, "")`)}; it belongs to ${methods.join(' and ')}`,
    );
  });
  return all(
    faultIf(
      `!contains(${value(METHODS)}, ${methodOf('o')})`,
      text`${PLACE}.method: unknown method ${shown(attribute('o.method'))}, the methods are ${METHODS.join(', ')}`,
    ),
    ...misplaced,
  );
}

/** An object has one ACL, whatever its version is called. */
function twiceFaults(method?: ZencoderObjectMethod): string {
  const which = method === undefined ? '' : ` if ${methodOf('o')} == "${method}"`;
  const places = `{for i, o in ${members('var.objects')} : o.key => i...${which}}`;
  return `[for key, places in ${places} : ${text`objects[${code('places[1]')}].key: ${shown('key')} has a grant in its ACL already in entry ${code('places[0]')}; put the permissions into one entry`} if length(places) > 1]`;
}

/** A copy must not be written over an original, nor two copies to one place, nor where the AWS provider would put it elsewhere. */
function copyFaults(): string {
  const copies = `[for i, o in ${members('var.objects')} : {place = i, copy = ${copyKeyOf('o')}, default = ${attribute('o.copy_to')} == null} if ${methodOf('o')} == "${ACL_COPY}"]`;
  const originals = `[for o in ${members('var.objects')} : o.key]`;
  const place = inline(text`objects[${code('c.place')}]: ${shown('c.copy')}`);
  const defaultPlace = inline(text`objects[${code('c.place')}].key: the place of its copy`);
  const faults = all(
    faultIf(
      `contains(${originals}, c.copy)`,
      text`${place} is itself named as an original here and would be overwritten, and deleted with the grant; choose another place by copy_to`,
    ),
    faultIf(
      'startswith(c.copy, "/") || strcontains(c.copy, "//")',
      text`${place} is no place for a copy: the AWS provider drops a leading "/" and makes "/" of "//"; choose a place without them by copy_to`,
    ),
    `flatten([for v in [c.copy] : ${objectNameFaults(defaultPlace, 'v')} if c.default])`,
  );
  const twice = `{for c in ${copies} : c.copy => c.place...}`;
  return all(
    `flatten([for c in ${copies} : ${faults}])`,
    `[for copy, places in ${twice} : ${text`objects[${code('places[1]')}]: ${shown('copy')} is the place of the copy of entry ${code('places[0]')} already; choose another place by copy_to`} if length(places) > 1]`,
  );
}
