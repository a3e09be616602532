import { code, found, inline, text, value } from './expression';
import { isForEverybody, isZencoder, namesZencoder } from './more-than-granted';
import type { SourceDocuments } from './source-documents';

/** Condition keys of which Zencoder has no value that a customer would name: it is in none of their organizations, accounts and networks. */
const CUSTOMERS = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcevpce',
  'aws:sourcevpc',
];

/** Operators that hold where the request lacks the key. `ForAnyValue:` makes them fail then. */
const NEGATED =
  '^(ForAllValues:)?(StringNotEquals|StringNotEqualsIgnoreCase|StringNotLike|ArnNotEquals|ArnNotLike)(IfExists)?$';

const STATEMENT = inline(text`${code('e.place')}${code('e.sid == "" ? "" : " (Sid ${jsonencode(e.sid)})"')}`);

/**
 * A Deny that surely refuses every request of one action of a grant: nothing of it depends on the request. It is sure only
 * where it covers all that one of our statements is about; a Deny of a part of a grant is an exemption on purpose.
 */
export function deniesOfGrants(of: SourceDocuments): string {
  const refused = `distinct(flatten([for o in ${of.ours} : [for a in flatten([o.Action]) : a if ${coversAction()}] if ${coversResources()}]))`;
  const accepted = `contains(${of.acceptedDenies}, e.sid)`;
  const remedy = text`add "StringNotEquals": {"aws:PrincipalAccount": "${code(of.accountId)}"} to its Condition, or${code(`e.sid == "" ? " give it a Sid and" : ""`)} name its Sid in ${of.acceptedDeniesName}`;
  const line = text`${STATEMENT}: denies Zencoder every request of ${code('join(", ", refused)')}, which the grants allow; ${inline(remedy)}`;
  return `flatten([for e in [for e in ${of.local('source_elements')} : e if e.effect == "Deny" && !${accepted}] : [for refused in [${refused}] : ${line} if length(refused) > 0] if ${isAboutZencoder(of)} && ${isSure(of)}])`;
}

/** Everybody, the whole account, or everybody but others. */
function isAboutZencoder(of: SourceDocuments): string {
  const whole = `try(tostring(p.value), "") == ${of.accountId} || try(endswith(p.value, ":iam::\${${of.accountId}}:root"), false) || p.kind == "CanonicalUser"`;
  const named = `anytrue([for p in e.principals : p.element == "Principal" && ${isZencoder('p', of)} && (${whole})])`;
  const exempted = `anytrue([for p in e.principals : ${isZencoder('p', of)} || jsonencode(p.value) == "\\"*\\""])`;
  return `(${isForEverybody()} || ${named} || (contains(e.names, "NotPrincipal") && !${exempted}))`;
}

/** Where there are several tests, all of them have to hold. A pattern of an ARN could be Zencoder's unless its account is another. */
function isSure(of: SourceDocuments): string {
  const another = `!${namesZencoder('c.value', of)} && (contains(["aws:principalarn", "aws:principalaccount"], c.key) ? ${found('^([0-9]{12}|arn:[^:*?$]*:[^:*?$]*:[^:]*:[0-9]{12}:.*)$', 'c.value')} : true)`;
  return `alltrue([for c in e.conditions : contains(${value(CUSTOMERS)}, c.key) && ${found(NEGATED, 'c.operator')} && ${another}])`;
}

/** `*` behind what the action begins with, in any case. */
function coversAction(): string {
  return `anytrue([for p in e.actions : p.element == "Action" && ${covers('lower(p.value)', 'lower(a)')}])`;
}

/** All that one of our statements is about. */
function coversResources(): string {
  return `alltrue([for r in flatten([o.Resource]) : anytrue([for p in e.resources : p.element == "Resource" && ${covers('p.value', 'r')}])])`;
}

/** Whether a pattern covers a name, or whatever a pattern of ours matches: it is equal, or has one wildcard, at its end. */
function covers(pattern: string, name: string): string {
  const beginning = `(${found('^[^*?$]*[*]+$', pattern)} && startswith(${name}, replace(${pattern}, "*", "")))`;
  return `try(${pattern} == ${name} || ${beginning}, false)`;
}
