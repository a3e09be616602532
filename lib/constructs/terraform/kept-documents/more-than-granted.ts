import { all, code, found, inline, shown, text, value } from './expression';
import type { SourceDocuments } from './source-documents';

const PLACE = inline('"${e.place}"');

/** Operators that hold only where the request has the key, with a value that is named. */
export const POSITIVE = ['StringEquals', 'StringEqualsIgnoreCase', 'StringLike', 'ArnEquals', 'ArnLike'];

/** Condition keys that tell who makes a request. */
const WHO = ['aws:principalaccount', 'aws:principalarn', 'aws:userid'];

/** Those and others that nobody else than who is named has. */
const SOMEBODY = [
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourcevpce',
  'aws:sourcevpc',
  'aws:sourceaccount',
  'aws:sourcearn',
];

/** An Allow for Zencoder beside the grants: by its principal, or for everybody under a condition that names Zencoder. */
export function zencoderFaults(of: SourceDocuments): string {
  const principals = `[for p in e.principals : p if p.element == "Principal" && ${isZencoder('p', of)}]`;
  const conditions = `[for c in e.conditions : c if contains(${value(WHO)}, c.key) && ${isPositive()} && ${namesZencoder('c.value', of)}]`;
  const allows = `[for e in ${of.local('source_elements')} : e if e.effect == "Allow"]`;
  const remedy = 'and express it as a grant where it is still wanted';
  return all(
    `[for e in ${allows} : ${text`${PLACE}.Principal: allows Zencoder's account ${code(of.accountId)} something beside the grants; drop the statement, ${remedy}`} if length(${principals}) > 0]`,
    `flatten([for e in ${allows} : [for c in ${conditions} : ${text`${code('c.place')}: ${shown('c.value')} names Zencoder, so the statement allows its account ${code(of.accountId)} something beside the grants; take the value out, ${remedy}`}] if ${isForEverybody()}])`,
  );
}

/** Whether a row of principals names the account: by its number, its root, a user or role in it, or its canonical user. */
export function isZencoder(row: string, of: SourceDocuments): string {
  return (
    `((${row}.kind == "AWS" && ${isOfAccount(`${row}.value`, of.accountId)})` +
    ` || (${row}.kind == "CanonicalUser" && try(tostring(${row}.value), "") == ${of.canonicalUserId}))`
  );
}

export function namesZencoder(name: string, of: SourceDocuments): string {
  return `(${isOfAccount(name, of.accountId)} || try(tostring(${name}), "") == ${of.canonicalUserId})`;
}

function isOfAccount(name: string, account: string): string {
  return `(try(tostring(${name}), "") == ${account} || try(split(":", ${name})[4], "") == ${account})`;
}

/** Whether the statement `e` has everybody as its principal. */
export function isForEverybody(): string {
  return `anytrue([for p in e.principals : p.element == "Principal" && contains(["", "AWS"], p.kind) && jsonencode(p.value) == "\\"*\\""])`;
}

/** Of a row of conditions; `ForAllValues:` and `IfExists` hold without the key too. */
function isPositive(): string {
  return `contains(${value(POSITIVE)}, replace(c.operator, "ForAnyValue:", ""))`;
}

/** Values that name somebody: with wildcards only where they follow the account of an ARN, or an organization. */
const LITERAL = '^([^*?$]+|arn:[^:*?$]*:[^:*?$]*:[^:*?$]*:[0-9]{12}:.*|o-[^*?$/]+/.*)$';

/** Every value of the test has to be one, and any test that is so limits the statement. */
function isForSomebodyElse(): string {
  const tests = `{for c in e.conditions : "\${c.operator} \${c.key}" => ${found(LITERAL, 'c.value')}... if contains(${value(SOMEBODY)}, c.key) && ${isPositive()}}`;
  return `anytrue([for literal in values(${tests}) : alltrue(literal)])`;
}

/** An Allow that Zencoder has together with everybody. */
export function everybodyDoubts(elements: string): string {
  const where = code('length(e.conditions) > 0 ? "where its Condition holds, " : ""');
  const beyond = inline(text`, ${where}whatever the grants allow`);
  const candidates = `[for e in ${elements} : e if e.effect == "Allow" && (${isForEverybody()} || contains(e.names, "NotPrincipal"))]`;
  const who = code(
    'contains(e.names, "NotPrincipal") ? "NotPrincipal: allows everybody else" : "Principal: allows everybody"',
  );
  return `[for e in ${candidates} : ${text`${PLACE}.${who}, Zencoder included${beyond}`} if !${isForSomebodyElse()}]`;
}
