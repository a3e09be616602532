import { all, code, faultIf, found, inline, shown, step, text, value } from './expression';

/** Source: IAM's "IAM JSON policy elements: Condition operators". */
const OPERATORS = [
  ...['', 'Not'].flatMap((not) => [`String${not}Equals`, `String${not}EqualsIgnoreCase`, `String${not}Like`]),
  ...['', 'Not'].flatMap((not) => [`Arn${not}Equals`, `Arn${not}Like`]),
  ...['Numeric', 'Date'].flatMap((kind) =>
    ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((how) => kind + how),
  ),
  ...['Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'Null'],
];

/** The operator without set operator and `IfExists`. */
export function plainOperator(operator: string): string {
  return `replace(${operator}, "/^(ForAllValues:|ForAnyValue:)|IfExists$/", "")`;
}

const OCTET = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';

/** What the values of the operators that begin so look like; of `${…}` in a value nothing is known. */
const FORMS: readonly (readonly [begins: string, form: string, says: string])[] = [
  ['Numeric', '^-?[0-9]+([.][0-9]+)?$', 'is not a number'],
  [
    'Date',
    '^(-?[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?)$',
    'is not a date; write it as "2027-06-30T00:00:00Z"',
  ],
  ['(Bool|Null)', '(?i)^(true|false)$', 'is neither "true" nor "false"'],
  [
    '(Not)?IpAddress',
    `^(${OCTET}([.]${OCTET}){3}(/([12]?[0-9]|3[0-2]))?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/(1[01][0-9]|12[0-8]|[1-9]?[0-9]))?)$`,
    'is neither an IP address nor a range of them; write it as "203.0.113.0/24"',
  ],
  ['BinaryEquals', '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$', 'is not Base64'],
  ['Arn', '^[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:', 'is not an ARN, which has six parts between colons'],
];

const VALUE = inline(text`${inline('"${c.place}"')}: ${shown('c.value')}`);

/** What is wrong with `Condition`; one message for each value at most. */
export function policyConditionFaults(elements: string): string {
  const condition = 'e.condition';
  const place = inline(text`${inline('"${e.place}"')}.Condition`);
  const each = all(
    faultIf(
      `contains(e.names, "Condition") && !startswith(jsonencode(${condition}), "{")`,
      text`${place}: ${shown(condition)} is not an object; write {"OPERATOR": {"KEY": "VALUE"}}`,
    ),
    `[for operator in try(keys(${condition}), []) : ${text`${place}${step('operator')}: is no condition operator${code(likeOperator())}`} if !${isOperator('operator')}]`,
    `[for operator in try(keys(${condition}), []) : ${text`${place}${step('operator')}: ${shown(`${condition}[operator]`)} is not an object; write {"KEY": "VALUE"}`} if !try(startswith(jsonencode(${condition}[operator]), "{"), false)]`,
    `flatten([for c in e.conditions : ${valueFaults()}])`,
  );
  return `flatten([for e in ${elements} : ${each}])`;
}

/** `Null` asks whether a key exists, so there is no `NullIfExists`. */
function isOperator(operator: string): string {
  return `contains(${value(OPERATORS)}, ${plainOperator(operator)}) && !endswith(${operator}, "NullIfExists")`;
}

function likeOperator(): string {
  const name = `lower(${plainOperator('operator')})`;
  return `try([for k in ${value(OPERATORS)} : ", did you mean \\"\${k}\\"?" if lower(k) == ${name} || replace(lower(k), "/s$|not/", "") == replace(${name}, "/s$|not/", "")][0], "")`;
}

/** That a double keeps: whole numbers to 2^53, others of 15 digits. */
const LARGEST_WHOLE = Number.MAX_SAFE_INTEGER;

function valueFaults(): string {
  const isNumber = `can(regex("^-?[0-9]", jsonencode(c.value)))`;
  const digits = 'length(replace(replace(tostring(c.value), "/^[-0.]+|[0.]+$/", ""), ".", ""))';
  const kept = `(${digits} <= 15 && abs(c.value) < 1e308) || (abs(c.value) <= ${LARGEST_WHOLE} && floor(c.value) == c.value)`;
  const judged = `${plainOperator('c.operator')}`;
  const forms = FORMS.map(
    ([begins, form, says]) =>
      `{applies = ${found(`^${begins}`, judged)}, sound = ${found(form, 'tostring(c.value)')}, says = ${text`${says}`}}`,
  );
  return all(
    faultIf(
      `c.value == null || can(keys(c.value)) || startswith(jsonencode(c.value), "[")`,
      text`${VALUE} is no value of a condition; write a string, or a list of strings`,
    ),
    faultIf(
      `${isNumber} && !(${kept})`,
      text`${VALUE} is a number with more digits than can be kept; write it as a string`,
    ),
    faultIf(`c.key == ""`, text`${VALUE} has an empty condition key`),
    `[for rule in [${forms.join(', ')}] : ${text`${VALUE} ${code('rule.says')}`} if rule.applies && !rule.sound && can(tostring(c.value)) && c.value != null && !${found('[$][{]', 'tostring(c.value)')}]`,
  );
}
