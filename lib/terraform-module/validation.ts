import type { TerraformVariableValidationConfig } from 'cdktf';
import type { Condition } from '../conditions';
import {
  all,
  attribute,
  code,
  inline,
  isList,
  isObject,
  isText,
  listOf,
  members,
  shown,
  text,
  value,
} from '../plan-time/expression';

/** Refuses a variable with a line for each fault: `faults` is an expression of a list of texts. */
export function validation(faults: string): TerraformVariableValidationConfig & Condition {
  return { condition: `\${length(${faults}) == 0}`, errorMessage: `\${join("\\n", ${faults})}` };
}

/** Faults that are looked for between members, as long as these are sound. It costs twice: Terraform evaluates what is tried once for its type. */
export function betweenSound(faults: string): string {
  return `try(${faults}, [])`;
}

/** What a variable of any type is to be: a list of objects with these attributes. */
export interface Shape {
  readonly variable: string;
  /** A member, as in "is not …": with its article. */
  readonly noun: string;
  readonly remedy: string;
  readonly texts: readonly string[];
  readonly lists: readonly string[];
}

/** Faults of each member that is an object, which `faults` calls by a letter; `i` is its place in the list. */
export function ofEach(variable: string, letter: string, faults: string): string {
  return `flatten([for i, ${letter} in ${listOf(`var.${variable}`)} : ${faults} if ${isObject(letter)}])`;
}

/**
 * Unknown attributes and wrong types, by name: an object type would drop a misspelt attribute without a word, and a grant
 * would cover the whole bucket. Null is taken for absent, as Terraform has it.
 */
export function shapeFaults({ variable, noun, remedy, texts, lists }: Shape): string {
  const known = [...texts, ...lists];
  const place = inline(text`${variable}[${code('i')}]`);
  const named = inline(text`${place}.${code('name')}: `);
  const guess = `[for k in ${value(known)} : ", did you mean \\"\${k}\\"?" if startswith(k, substr(name, 0, 3))]`;
  const one = all(
    `[for name in keys(m) : ${text`${named}unknown attribute, ${noun} takes ${known.join(', ')}${code(`try(${guess}[0], "")`)}`} if !contains(${value(known)}, name)]`,
    `[for name in ${value(texts)} : ${text`${named}${shown('m[name]')} is not a string`} if !(${isText(attribute('m[name]'))} || ${attribute('m[name]')} == null)]`,
    `[for name in ${value(lists)} : ${text`${named}${shown('m[name]')} is not a list; write [${shown('m[name]')}]`} if !(${isList(attribute('m[name]'))} || ${attribute('m[name]')} == null)]`,
    `flatten([for name in ${value(lists)} : [for j, v in ${listOf('m[name]')} : ${text`${place}.${code('name')}[${code('j')}]: ${shown('v')} is not a string`} if !${isText('v')}]])`,
  );
  const other = text`${place}: ${shown('m')} is not ${noun}; ${remedy}`;
  const each = `flatten([for i, m in ${members(`var.${variable}`)} : ${isObject('m')} ? ${one} : [${other}]])`;
  return `${isList(`var.${variable}`)} ? ${each} : [${text`${variable}: ${shown(`var.${variable}`)} is not a list; write [{ … }]`}]`;
}
