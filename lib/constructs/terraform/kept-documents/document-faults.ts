import { OLD_VERSION, POLICY_MEMBERS, VERSION } from '../../../iam/policy';
import { all, code, faultIf, inline, isObject, isText, shown, step, text, value } from './expression';

const PLACE = inline('"${d.place}"');

/** What is wrong with a document as a whole, as far as that is seen when it is decoded. */
export function documentFaults(documents: string): string {
  const notOne = `[for d in ${documents} : ${text`${PLACE}: is not a policy document: give a JSON object with Statement`} if !${isObject('d.policy')}]`;
  return all(notOne, `flatten([for d in ${documents} : ${memberFaults()} if ${isObject('d.policy')}])`);
}

/** That JSON gives a member twice is seen by counting: decoding keeps the last one of them. */
const MEMBERS = '\\"\\\\s*:';

function memberFaults(): string {
  const version = 'jsonencode(try(d.policy.Version, "2008-10-17"))';
  const jsonOf = (of: string) => JSON.stringify(JSON.stringify(of));
  const count = (json: string) => `length(regexall("${MEMBERS}", ${json}))`;
  return all(
    unknownMemberFaults('d.policy', 'd.place', POLICY_MEMBERS),
    faultIf(
      `!contains([${jsonOf(VERSION)}, ${jsonOf(OLD_VERSION)}], ${version})`,
      text`${PLACE}.Version: ${shown('try(d.policy.Version, null)')} is no version of the policy language; write "2012-10-17", the current one`,
    ),
    faultIf(
      `${version} == ${jsonOf(OLD_VERSION)} && strcontains(d.text, "$\${")`,
      text`${PLACE}.Version: is 2008-10-17 (also where it is left out), under which a dollar sign before a brace is plain text; under 2012-10-17 it would become a variable`,
    ),
    faultIf(
      `contains(keys(d.policy), "Id") && !${isText('d.policy.Id')}`,
      text`${PLACE}.Id: ${shown('try(d.policy.Id, null)')} is not a string; write a text in quotes, or leave Id out`,
    ),
    faultIf(
      `contains(["null", "[]"], jsonencode(try(d.policy.Statement, null)))`,
      text`${PLACE}.Statement: is missing or empty; a policy has at least one statement`,
    ),
    faultIf(
      `${count('d.text')} > ${count('jsonencode(d.policy)')}`,
      text`${PLACE}: gives a member twice, of which JSON keeps the last; put the values into one`,
    ),
  );
}

/** Members that IAM does not know, with the one that begins like them. */
export function unknownMemberFaults(object: string, place: string, known: readonly string[]): string {
  const like = `[for k in ${value(known)} : ", did you mean \\"\${k}\\"?" if startswith(lower(k), lower(substr(name, 0, 4)))]`;
  const inCase = `contains(${value(known.map((name) => name.toLowerCase()))}, lower(name)) ? " Names of elements have case" : ""`;
  return `[for name in keys(${object}) : ${text`${code(place)}${step('name')}: is no element of a policy${code(`try(${like}[0], "")`)}${code(inCase)}`} if !contains(${value(known)}, name)]`;
}
