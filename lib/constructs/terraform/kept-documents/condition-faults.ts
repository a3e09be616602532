import { OPERATOR_NAMES } from '../../../iam/operators';
import {
  all,
  code,
  faultIf,
  has,
  inline,
  isList,
  isObject,
  isText,
  lineIf,
  shown,
  step,
  text,
  value,
} from './expression';

const LAST = 'element(split(":", operator), length(split(":", operator)) - 1)';

/** The operator without set operator and `IfExists`. */
const PLAIN = `trimsuffix(${LAST}, "IfExists")`;

const CONDITION = inline(text`${inline('"${e.place}"')}.Condition`);
const OPERATOR = inline(text`${CONDITION}${step('operator')}`);
const VALUE = inline(text`${inline('"${c.place}"')}: ${shown('c.value')}`);

/** What is wrong with the `Condition` of statements; one message for each value at most. */
export function policyConditionFaults(elements: string): string {
  const operators = 'try(keys(e.condition), [])';
  const each = all(
    lineIf(
      `contains(e.names, "Condition") && !${isObject('e.condition')}`,
      text`${CONDITION}: ${shown('e.condition')} is no Condition: write an object such as {"Bool": {"aws:SecureTransport": "false"}}`,
    ),
    `[for operator in ${operators} : ${text`${OPERATOR}: ${code('jsonencode(operator)')} is no condition operator${code(operatorHint())}`} if !${isOperator()}]`,
    `[for operator in ${operators} : ${text`${OPERATOR}: ${shown('e.condition[operator]')} tests no condition key: write an object such as {"aws:SecureTransport": "false"}`} if !try(${isObject('e.condition[operator]')}, false)]`,
    valueFaults(),
  );
  return `flatten([for e in ${elements} : ${each}])`;
}

/** `Null` tests whether a key exists, so there is no `NullIfExists`. */
function isOperator(): string {
  return `(contains(${value(OPERATOR_NAMES)}, ${PLAIN}) && contains(["", "ForAllValues:", "ForAnyValue:"], trimsuffix(operator, ${LAST})) && !endswith(operator, "NullIfExists"))`;
}

/** The operator that is the same in another case, or without "Is", a plural or a missing one. */
function operatorHint(): string {
  const bare = (name: string) => `replace(lower(${name}), "/s$|s(ignorecase)$/", "$1")`;
  const like = `[for k in ${value(OPERATOR_NAMES)} : ", did you mean \\"\${k}\\"?" if ${bare('k')} == ${bare(PLAIN)}]`;
  return `try(${like}[0], "; among those of AWS are StringEquals, StringLike, NumericLessThan, DateLessThan, Bool, IpAddress, ArnLike and Null")`;
}

const OCTET = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';
const ADDRESS = `^(${OCTET}([.]${OCTET}){3}(/([12]?[0-9]|3[0-2]))?|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/(1[01][0-9]|12[0-8]|[1-9]?[0-9]))?)$`;

/** A value with a policy variable is not judged. */
const VARIABLE = '[$][{]';

function valueFaults(): string {
  const isNumber = 'can(tonumber(jsonencode(c.value)))';
  const others = `[for c in e.conditions : c if !${isText('c.value')}]`;
  const addresses = `[for c in e.conditions : c if strcontains(c.operator, "IpAddress") && can(tostring(c.value)) && c.value != null]`;
  const ofOthers = all(
    lineIf(
      `jsonencode(c.value) == "null" || ${isObject('c.value')} || ${isList('c.value')}`,
      text`${VALUE} is no value of a condition: write a string, a number, true or false`,
    ),
    faultIf(
      `${isNumber} && !(${isKept()})`,
      text`${VALUE} is a number with more digits than can be kept; write it as a string, "${code('c.value')}"`,
    ),
  );
  const noAddress = text`${VALUE} is no IP address or range in CIDR form; write such as "203.0.113.0/24" or "2001:db8::/32"`;
  return all(
    `flatten([for c in ${others} : ${ofOthers}])`,
    `[for c in ${addresses} : ${noAddress} if !(${has(`${ADDRESS}|${VARIABLE}`, 'tostring(c.value)')})]`,
  );
}

/** What a double keeps: whole numbers up to 2^53, others of 15 digits. The AWS provider writes numbers as doubles. */
function isKept(): string {
  const digits = 'length(replace(replace(tostring(c.value), "/^[-0.]+|[0.]+$/", ""), ".", ""))';
  return `(${digits} <= 15 && abs(c.value) < 1e308) || (abs(c.value) <= ${Number.MAX_SAFE_INTEGER} && floor(c.value) == c.value)`;
}

/** What the values of operators that begin so look like. S3 is reported not to look at them. */
const FORMS: readonly (readonly [begins: string, form: string, says: string])[] = [
  [
    'Numeric',
    '^\\s*[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?\\s*$',
    'is no number, which the operator compares with; write such as "10" or "0.5"',
  ],
  [
    'Date',
    '^(-?[0-9]+|[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-4]):[0-5][0-9](:([0-5][0-9]|60)([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2}))?)?)?)$',
    'is no date in ISO 8601 with time and offset, nor seconds since 1970; write such as "2027-06-30T00:00:00Z"',
  ],
  [
    '(Bool|Null)',
    '(?i)^\\s*(true|false)\\s*$',
    'is no truth value, which the operator compares with; write "true" or "false"',
  ],
  [
    'BinaryEquals',
    '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    'is no text in Base64, which the operator compares with; write such as "QmluYXJ5"',
  ],
  [
    'Arn',
    '^[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:',
    'is no pattern of an ARN, which has six parts between colons; write such as "arn:aws:s3:::films" or "arn:aws:iam::111122223333:role/*"',
  ],
];

/** The only actions that have the condition keys of a listing. Source: S3's page of the Service Authorization Reference. */
const LISTING = '(?i)^s3:(ListBucket|ListBucketVersions)$|[*?]';
const LISTING_KEYS = ['s3:prefix', 's3:delimiter', 's3:max-keys'];

/** What is doubtful in conditions: values of another form than their operator's, and keys. Keys have no case. */
export function conditionDoubts(elements: string): string {
  const keys = '{for operator in try(keys(e.condition), []) : operator => try(keys(e.condition[operator]), [])}';
  const each = all(formDoubts(), `flatten([for operator, names in ${keys} : ${keyDoubts()}])`, emptyDoubts());
  return `flatten([for e in [for e in ${elements} : e if contains(e.names, "Condition")] : ${each}])`;
}

/** Of texts no form is asked, nor of operators that are none. */
function formDoubts(): string {
  const others = `[for c in e.conditions : c if !strcontains(c.operator, "String")]`;
  const judged = `[for c in ${others} : c if can(tostring(c.value)) && jsonencode(c.value) != "null" && [for operator in [c.operator] : ${isOperator()}][0]]`;
  const forms = FORMS.map(
    ([begins, form, says]) =>
      `{misses = ${has(`^([^:]*:)?${begins}`, 'c.operator')} && !(${has(`${form}|${VARIABLE}`, 'tostring(c.value)')}), says = ${text`${says}`}}`,
  );
  return `flatten([for c in ${judged} : [for rule in [${forms.join(', ')}] : ${text`${VALUE} ${code('rule.says')}`} if rule.misses]])`;
}

function keyDoubts(): string {
  const key = inline(text`${OPERATOR}${step('key')}`);
  const notListing = `[for a in e.actions : a.value if a.element == "Action" && try(!(${has(LISTING, 'a.value')}), false)]`;
  const listing = `[for key in names : key if contains(${value(LISTING_KEYS)}, lower(key))]`;
  return all(
    `[for key in names : ${text`${key}: ${code('jsonencode(key)')} names no service; write "aws:${code('key')}" or "s3:${code('key')}"`} if !strcontains(key, ":")]`,
    `[for twins in values({for key in names : lower(key) => key...}) : ${text`${OPERATOR}: ${code('join(" and ", twins)')} are the same condition key, since keys have no case; put the values of both into one list`} if length(twins) > 1]`,
    `flatten([for key in ${listing} : [for j, action in ${notListing} : ${text`${key}: ${code('jsonencode(action)')} does not have the condition key ${code('key')}, which belongs to s3:ListBucket: S3 refuses the statement; leave the condition out, and put the prefix of objects into Resource, such as "arn:aws:s3:::BUCKET/PREFIX*"; for Zencoder, prefixes on a grant with role video-cloud-ingest is what is meant`} if j == 0]])`,
  );
}

function emptyDoubts(): string {
  return all(
    lineIf(
      'jsonencode(e.condition) == "{}"',
      text`${CONDITION}: an empty Condition limits nothing; say what is meant, or leave it out`,
    ),
    `[for operator in try(keys(e.condition), []) : ${text`${OPERATOR}: an empty object tests nothing; say what is meant, or leave the operator out`} if try(jsonencode(e.condition[operator]) == "{}", false)]`,
    `flatten([for operator in try(keys(e.condition), []) : [for key in try(keys(e.condition[operator]), []) : ${text`${OPERATOR}${step('key')}: an empty list names nothing; say what is meant, or drop the statement`} if try(jsonencode(e.condition[operator][key]) == "[]", false)]])`,
  );
}
