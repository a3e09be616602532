import type { TerraformVariableConfig } from 'cdktf';
import {
  all,
  attribute,
  code,
  faultIf,
  type Insertion,
  inline,
  isNoneOf,
  isText,
  listOf,
  matches,
  shown,
  text,
  value,
} from '../plan-time/expression';
import { oddTextFaults } from '../plan-time/odd-text';
import { EXPIRY_FORM, EXPIRY_SHAPE } from '../policy/expiry';
import { GRANT_PROPERTIES, GRANT_RULES, LONGEST_KEY } from '../policy/grant';
import { fits } from '../terraform-text';
import { Zencoder, ZencoderResourceType, ZencoderRole } from '../zencoder';
import { ofEach, type Shape, shapeFaults, validation } from './validation';

export const ACTIONS = Zencoder.actions();
export const ROLES = Object.values(ZencoderRole);
export const BUCKET_ACTIONS = ACTIONS.filter((each) => Zencoder.resourceType(each) === ZencoderResourceType.BUCKET);

const LISTS = ['actions', 'prefixes', 'keys'] as const;

const SHAPE: Shape = {
  variable: 'grants',
  noun: 'a grant',
  remedy: 'give { role = … } or { actions = […] }',
  texts: GRANT_PROPERTIES.filter((name) => !(LISTS as readonly string[]).includes(name)),
  lists: LISTS,
};

const PLACE = inline(text`grants[${code('i')}]`);

/** What Terraform checks of the variable `grants`: first what it is made of, and where that is sound, what it says. */
export function grantValidations() {
  const faults = all(
    roleFaults(),
    actionFaults(),
    ...LISTS.map(emptyListFaults),
    nameFaults('prefixes'),
    nameFaults('keys'),
    expiryFaults(),
    scopeFaults(),
  );
  return [validation(shapeFaults(SHAPE)), validation(ofEach('grants', 'g', faults))];
}

function roleFaults(): string {
  return faultIf(
    `${isText('g.role')} && ${isNoneOf(ROLES, 'g.role')}`,
    text`${PLACE}.role: unknown role ${shown(attribute('g.role'))}, the roles are ${ROLES.join(', ')}`,
  );
}

function actionFaults(): string {
  return `[for j, v in ${listOf('g.actions')} : ${text`${PLACE}.actions[${code('j')}]: unknown action ${shown('v')}, the actions are ${ACTIONS.join(', ')}`} if ${isText('v')} && ${isNoneOf(ACTIONS, 'v')}]`;
}

function emptyListFaults(name: (typeof LISTS)[number]): string {
  return faultIf(`length(g.${name}) == 0`, text`${PLACE}.${name}: ${GRANT_RULES.emptyList[name]}`);
}

function nameFaults(name: 'prefixes' | 'keys'): string {
  const empty = name === 'keys' ? GRANT_RULES.emptyKey : GRANT_RULES.emptyPrefix;
  const place = inline(text`${PLACE}.${name}[${code('j')}]`);
  return `flatten([for j, v in ${listOf(`g.${name}`)} : ${all(`[for m in [${text`${place}: ${empty}`}] : m if v == ""]`, objectNameFaults(place, 'v'))}])`;
}

/** What is wrong with the text of a key, of which `place` is told. Terraform has made it NFC before anyone could see it. */
export function objectNameFaults(place: Insertion, name: string): string {
  return all(
    faultIf(
      `!(${fits(name, LONGEST_KEY)})`,
      text`${place}: ${shown(name)} has more than ${String(LONGEST_KEY)} bytes of UTF-8, which is what S3 takes at most`,
    ),
    faultIf(matches('\\x00', name), text`${place}: ${shown(name)} holds NUL (U+0000), which no S3 key can hold`),
    oddTextFaults(place, name),
  );
}

/** The time of an expiry of sound form in UTC, as the policy holds it. */
export function expiryInUtc(expires: string): string {
  const offset = `"\${substr(${expires}, 19, 1) == "+" ? "-" : ""}\${substr(${expires}, 20, 2)}h\${substr(${expires}, 23, 2)}m"`;
  return `timeadd("\${substr(${expires}, 0, 19)}Z", length(${expires}) == 20 ? "0s" : ${offset})`;
}

function expiryFaults(): string {
  const place = inline(text`${PLACE}.expires: ${shown('e')}`);
  const utc = expiryInUtc('e');
  const formed = matches(EXPIRY_FORM, 'e');
  const sound = `can(${utc}) && ${matches('(Z|[+-]([01]\\d|2[0-3]):[0-5]\\d)$', 'e')}`;
  const year = '^(19[7-9]\\d|[2-9]\\d{3})-';
  const faults = all(
    faultIf(
      `!${formed}`,
      text`${place} is not a date with time and offset, without fractions; write ${EXPIRY_SHAPE}, for example 2027-06-30T00:00:00Z`,
    ),
    faultIf(`${formed} && !(${sound})`, text`${place} is not a date of the calendar; write ${EXPIRY_SHAPE}`),
    faultIf(
      `${formed} && ${sound} && !(${matches(year, 'e')} && ${matches(year, utc)})`,
      text`${place} lies outside the years 1970 to 9999`,
    ),
  );
  return `flatten([for e in [${attribute('g.expires')}] : ${faults} if ${isText('e')}])`;
}

function scopeFaults(): string {
  const [role, actions, prefixes, keys] = ['role', 'actions', 'prefixes', 'keys'].map(
    (name) => `${attribute(`g.${name}`)} != null`,
  ) as [string, string, string, string];
  const onlyBucketActions = `length(g.actions) > 0 && alltrue([for v in g.actions : contains(${value(BUCKET_ACTIONS)}, v)])`;
  return all(
    faultIf(`!(${role} || ${actions})`, text`${PLACE}: ${GRANT_RULES.neither}`),
    faultIf(`${role} && ${actions}`, text`${PLACE}.actions: ${GRANT_RULES.both}`),
    faultIf(
      `!(${role}) && (${prefixes} || ${keys}) && ${onlyBucketActions}`,
      text`${PLACE}.${code(`${keys} ? "keys" : "prefixes"`)}: limits nothing: these actions can only be granted on the bucket as a whole; leave it out, or add an object action`,
    ),
  );
}

export const GRANTS: TerraformVariableConfig = {
  type: 'any',
  description: 'What Zencoder may do; the order does not matter.',
  validation: grantValidations(),
};
