import { attribute, listOf, members, value } from '../plan-time/expression';
import { condition } from '../policy/condition';
import { accountPrincipal } from '../policy/identity';
import { bucketArn, EVERY_OBJECT } from '../policy/resource-arn';
import { Zencoder, ZencoderAction, ZencoderRole } from '../zencoder';
import { BUCKET_ACTIONS, expiryInUtc } from './grant-rules';

const OBJECT_ACTIONS = Zencoder.actions().filter((action) => !BUCKET_ACTIONS.includes(action));
const asSet = (list: string) => `sort(distinct(${list}))`;

/** The replacement text is `$${$1}`: `$$` for a dollar sign, `$1` for what was found. */
const LITERAL = (of: string) => `replace(${of}, "/([*?$])/", "\${"$$"}{$1}")`;
const says = (lines: string, expires: string) =>
  `substr(sha256(join("\\n", concat(${lines}, [${expires}, var.require_tls ? "tls" : ""]))), 0, 8)`;

/**
 * The statements of `var.grants`, step by step, as `lib/policy/statement.ts` makes them: for each grant its own statement on
 * objects, for each end date one statement on the bucket.
 */
export const STATEMENT_LOCALS: Readonly<Record<string, string>> = {
  roles: value(Object.fromEntries(Object.values(ZencoderRole).map((role) => [role, Zencoder.roleActions(role)]))),
  bucket_arn: value(bucketArn('${var.bucket}')),
  grants: `[for g in ${members('var.grants')} : {
    actions = ${asSet(`${attribute('g.role')} == null ? ${listOf('g.actions')} : local.roles[g.role]`)},
    patterns = ${asSet(`concat([for p in ${listOf('g.prefixes')} : "\${${LITERAL('p')}}*"], [for k in ${listOf('g.keys')} : ${LITERAL('k')}])`)},
    expires = ${attribute('g.expires')} == null ? "" : ${expiryInUtc('g.expires')},
  }]`,
  object_grants: `[for g in local.grants : {
    actions = [for a in g.actions : a if contains(${value(OBJECT_ACTIONS)}, a)],
    patterns = length(g.patterns) == 0 ? [${value(EVERY_OBJECT)}] : g.patterns,
    expires = g.expires,
  } if anytrue([for a in g.actions : contains(${value(OBJECT_ACTIONS)}, a)])]`,
  bucket_actions: `{for g in local.grants : g.expires => [for a in g.actions : a if contains(${value(BUCKET_ACTIONS)}, a)]...}`,
  object_statements: `[for g in local.object_grants : ${statement(
    `"Zencoder\${${word('g.actions')}}\${${says(`[join(",", g.actions), join(",", ${asSet('[for p in g.patterns : sha256(p)]')})]`, 'g.expires')}}"`,
    'g.actions',
    '[for p in g.patterns : "${local.bucket_arn}/${p}"]',
    'g.expires',
  )}]`,
  bucket_statements: `[for expires, actions in local.bucket_actions : ${statement(
    `"ZencoderBucket\${${says('["bucket", ""]', 'expires')}}"`,
    asSet('flatten(actions)'),
    '[local.bucket_arn]',
    'expires',
  )} if length(flatten(actions)) > 0]`,
  by_sid: '{for s in concat(local.object_statements, local.bucket_statements) : s.Sid => s...}',
  statements: '[for sid in sort(keys(local.by_sid)) : local.by_sid[sid][0]]',
};

function word(actions: string): string {
  const part = (action: ZencoderAction, name: string) => `contains(${actions}, "${action}") ? "${name}" : ""`;
  const words = [part(ZencoderAction.GET_OBJECT, 'Read'), part(ZencoderAction.PUT_OBJECT, 'Write')];
  return `coalesce("\${${words[0]}}\${${words[1]}}", "Object")`;
}

/** Members that do not hold are filtered out, since the two arms of a conditional must be of one type. */
function statement(sid: string, actions: string, resources: string, expires: string): string {
  const conditions = value(condition({ expires: `\${${expires}}`, requireTls: true }).Condition);
  const holding = `{for operator, test in ${conditions} : operator => test if operator == "Bool" ? var.require_tls : ${expires} != ""}`;
  const members = `{Sid = ${sid}, Effect = "Allow", Principal = ${value(accountPrincipal('${var.account_id}'))}, Action = ${actions}, Resource = ${resources}, Condition = ${holding}}`;
  return `{for name, member in ${members} : name => member if name != "Condition" || length(member) > 0}`;
}
