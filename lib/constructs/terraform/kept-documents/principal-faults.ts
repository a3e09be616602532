import { PRINCIPAL_KINDS } from '../../../iam/grammar/principal';
import { UNIQUE_ID_FORM } from '../../../iam/principal';
import { Zencoder } from '../../../zencoder/zencoder';
import { all, code, found, has, inline, isList, isText, lineIf, shown, step, text, value } from './expression';

const SOMEBODY = '"*" for everybody, or such as {"AWS": "arn:aws:iam::111122223333:root"}';

const PLACE = inline('"${p.place}"');
const VALUE = inline(text`${PLACE}: ${shown('p.value')}`);

/** What is wrong with `Principal` and `NotPrincipal`; one message for each value at most. */
export function principalFaults(elements: string): string {
  const noObjects = `[for p in e.principals : p if p.kind == "" && jsonencode(p.value) != "\\"*\\""]`;
  const texts = `[for p in e.principals : p if ${isText('p.value')} && contains(${value(PRINCIPAL_KINDS)}, p.kind)]`;
  const others = `[for p in e.principals : p if !${isText('p.value')} && contains(${value(PRINCIPAL_KINDS)}, p.kind)]`;
  const each = all(
    `flatten([for p in ${noObjects} : ${noObjectFaults()}])`,
    kindFaults(),
    `flatten([for p in ${texts} : ${textFaults()}])`,
    `flatten([for p in ${others} : ${otherFaults()}])`,
  );
  return `flatten([for e in ${elements} : ${each}])`;
}

const IS_NUMBER = 'can(tonumber(jsonencode(p.value)))';

function noObjectFaults(): string {
  const isEmpty = 'contains(["{}", "[]"], jsonencode(p.value))';
  const isName = `(${isText('p.value')} || ${IS_NUMBER})`;
  const isNames = `${isList('p.value')} && !${isEmpty}`;
  const kind = `${found(SERVICE, 'p.value')} ? "Service" : ${found(CANONICAL_USER, 'p.value')} ? "CanonicalUser" : "AWS"`;
  return all(
    lineIf('jsonencode(p.value) == "{}"', text`${PLACE}: an empty object names nobody: write ${SOMEBODY}`),
    lineIf(isName, text`${VALUE} is no principal: write {"${code(kind)}": ${code('jsonencode(tostring(p.value))')}}`),
    lineIf(isNames, text`${VALUE} is no principal: write {"AWS": ${shown('p.value')}}`),
    lineIf(
      `jsonencode(p.value) != "{}" && !${isName} && !(${isNames})`,
      text`${VALUE} is no principal: write ${SOMEBODY}`,
    ),
  );
}

function kindFaults(): string {
  const like = `[for k in ${value(PRINCIPAL_KINDS)} : ", did you mean \\"\${k}\\"?" if startswith(lower(k), lower(substr(p.kind, 0, 3)))]`;
  const place = inline(text`${inline('"${e.place}"')}.${code('p.element')}${step('p.kind')}`);
  const hint = code(`try(${like}[0], "; the kinds are ${PRINCIPAL_KINDS.join(', ')}")`);
  return `distinct([for p in e.principals : ${text`${place}: ${code('jsonencode(p.kind)')} is no kind of principal${hint}`} if p.kind != "" && !contains(${value(PRINCIPAL_KINDS)}, p.kind)])`;
}

const SERVICE = '(?i)^[a-z0-9-]+([.][a-z0-9-]+)*[.](amazonaws[.]com([.]cn)?|aws[.]internal)$';
const CANONICAL_USER = '(?i)^[0-9a-f]{64}$';
const PROVIDER = `(?is)^(arn:${Zencoder.PARTITION}:iam::[0-9]{12}:(saml|oidc)-provider/.+|[a-z0-9-]+([.][a-z0-9-]+)+(/.*)?)$`;

function otherFaults(): string {
  return all(
    lineIf(
      IS_NUMBER,
      text`${VALUE} is a number, an AWS account ID is a string; write "${code('try(tostring(p.value), "")')}"`,
    ),
    lineIf(`!${IS_NUMBER}`, text`${VALUE} is no name of a principal: write a string, or a list of strings`),
  );
}

/** The form of each kind, and what to say of others. */
function textFaults(): string {
  const ofKind = (kind: string, form: string, message: string) =>
    lineIf(`p.kind == "${kind}" && !(${has(form, 'p.value')})`, message);
  return all(
    `flatten([for p in [p] : ${awsFaults()} if p.kind == "AWS" && !(${has(`(?s)^(${SOUND.join('|')})$|${UNIQUE_ID_FORM}`, 'p.value')})])`,
    ofKind('Service', SERVICE, text`${VALUE} is no service principal: write "SERVICE.amazonaws.com"`),
    ofKind(
      'CanonicalUser',
      CANONICAL_USER,
      text`${VALUE} is not a canonical user ID: it has 64 hexadecimal digits in lower case`,
    ),
    ofKind(
      'Federated',
      PROVIDER,
      text`${VALUE} is no identity provider: write the ARN of one (arn:${Zencoder.PARTITION}:iam::111122223333:saml-provider/NAME), or a domain such as cognito-identity.amazonaws.com`,
    ),
  );
}

/** AWS has accounts of its own, such as `cloudfront`. */
const ACCOUNT = '([0-9]{12}|[a-z][a-z0-9-]*)';
const ARN = `^arn:${Zencoder.PARTITION}:`;

/** Unique IDs of users and roles, which AWS shows after they were deleted. Source: IAM's "IAM identifiers". */

const SOUND = [
  '[*]',
  '[0-9]{12}',
  `arn:${Zencoder.PARTITION}:iam::${ACCOUNT}:(root|(user|role)/[^*?]*[^/*?])`,
  `arn:${Zencoder.PARTITION}:sts::${ACCOUNT}:(assumed-role/[^/*?]+/[^/*?]+|federated-user/[^*?]+)`,
];

/** What is wrong with names of other forms: the first that holds. */
const AWS_RULES: readonly (readonly [form: string, says: string])[] = [
  ['^[0-9 -]+$', 'is not an AWS account ID: it has 12 digits, quoted'],
  [
    '[*?]',
    'has a wildcard, and a principal is named whole, or "*" alone for everybody; name the account, and test aws:PrincipalArn in Condition',
  ],
  [
    `^arn:(${Zencoder.PARTITION}[^:]+|[^a:][^:]*|a[^w:][^:]*|aw[^s:][^:]*|a?w?):[^:]*:[^:]*:`,
    `is of another partition: the bucket is in ${Zencoder.PARTITION}, where Zencoder's account lives, and no policy can name a principal of another partition`,
  ],
  [`${ARN}(iam|sts)::${ACCOUNT}:group/`, 'is a group, which is no principal; name its users, or a role'],
  [`${ARN}iam::${ACCOUNT}:(saml|oidc)-provider/`, 'is an identity provider: write it as {"Federated": …}'],
  [
    `${ARN}sts::${ACCOUNT}:assumed-role/`,
    `names no session of the role: write arn:${Zencoder.PARTITION}:sts::ACCOUNT:assumed-role/ROLE/SESSION, or for all of its sessions arn:${Zencoder.PARTITION}:iam::ACCOUNT:role/ROLE`,
  ],
  [`${ARN}(iam|sts)::${ACCOUNT}:`, 'is no account, user, role or session'],
  [`${ARN}(iam|sts)::`, 'names no account: an AWS account ID has 12 digits'],
  [
    '',
    'is no principal of the kind AWS: write "*", an account ID of 12 digits, or the ARN of an account (arn:aws:iam::111122223333:root), a user, a role or a session',
  ],
];

function awsFaults(): string {
  const rules = AWS_RULES.map(([form, says]) => `{holds = ${has(form, 'p.value')}, says = ${text`${says}`}}`);
  return `[${text`${VALUE} ${code(`[for rule in [${rules.join(', ')}] : rule.says if rule.holds][0]`)}`}]`;
}

/** Principals that S3 takes and answers otherwise, or does not take a second time. */
export function principalDoubts(elements: string): string {
  const named = (kind: string) => `[for p in e.principals : p if p.kind == "${kind}"]`;
  const arn = `arn:${Zencoder.PARTITION}:iam::`;
  const canonical = `[for p in ${named('CanonicalUser')} : ${text`${PLACE}: S3 answers a canonical user as an ARN, so that Terraform plans a change every time; write {"AWS": "${arn}ACCOUNT:root"}, for CloudFront "${arn}cloudfront:user/CloudFront Origin Access Identity ID"`} if ${found(CANONICAL_USER, 'p.value')}]`;
  const ids = `[for p in ${named('AWS')} : p if try(startswith(p.value, "A"), false)]`;
  const deleted = `[for p in ${ids} : ${text`${VALUE} is the unique ID of a user or role that was deleted: S3 shows it, and refuses a policy that is put with it; remove it`} if ${has(UNIQUE_ID_FORM, 'p.value')}]`;
  return `flatten([for e in ${elements} : ${all(canonical, deleted)}])`;
}
