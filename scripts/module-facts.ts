import { HOW_TO_SHRINK_POLICY, LARGE_POLICY, MAX_POLICY_BYTES } from '../lib/grants/bucket-policy';
import { OPEN_PREFIX, URL_FORM } from '../lib/grants/grant';
import { kmsActions } from '../lib/grants/kms-key';
import { ENDPOINT_URL_PATTERN } from '../lib/grants/object-access';
import { ACCOUNT_ID_PATTERN, CANONICAL_USER_ID_PATTERN } from '../lib/iam/account';
import { BUCKET_ACTION, OBJECT_ACTION } from '../lib/iam/grammar/applicability';
import { LISTING_ACTIONS, LISTING_KEYS } from '../lib/iam/grammar/condition-keys';
import { SERVICE } from '../lib/iam/grammar/principal';
import { BASE64, OPERATOR_NAMES, operatorNamed, ValueKind, valueKindOf } from '../lib/iam/operators';
import { UNIQUE_ID_PATTERN } from '../lib/iam/principal';
import { REQUESTER_KEYS } from '../lib/judgement/named-in-condition';
import { LONG_RUN, MARK_AFTER_ESCAPE, PREPENDED } from '../lib/messages/text';
import { ZencoderResourceType } from '../lib/s3/actions';
import {
  BUCKET_NAME_PATTERN,
  IP_ADDRESS_PATTERN,
  OLDER_BUCKET,
  OLDER_BUCKET_NAME_PATTERN,
  OLDER_NAMES_REGION,
  RESERVED_PREFIXES,
  RESERVED_SUFFIXES,
} from '../lib/s3/bucket-name';
import { AWS_DOMAIN_PATTERN } from '../lib/s3/endpoint';
import { ZencoderObjectOwnership } from '../lib/s3/object-ownership';
import { Zencoder, ZencoderAction, ZencoderRole } from '../lib/zencoder/account-and-roles';

const { GET_OBJECT, PUT_OBJECT } = ZencoderAction;

const refusing = (condition: string, error_message: string) => ({ condition: `\${${condition}}`, error_message });
/** By `regexall`, which compiles the pattern fewer times than `can(regex(…))`. */
const matches = (form: string, name: string) => `length(regexall(${JSON.stringify(form)}, var.${name})) > 0`;

const OWNERSHIPS = Object.values(ZencoderObjectOwnership);
const NO_NAME = 'bucket: ${jsonencode(var.bucket)} is not the name of an S3 bucket:';
const NAME_TAKES = 'a name has 3 to 63 characters of a-z, 0-9, "." and "-"';

/**
 * Faults and warnings for older bucket names. A validation does not know the region, so it accepts them.
 * @param region the region of the bucket, as an expression; null if it is not known
 */
function olderNames(region: string) {
  const isOlder = `length(regexall(${JSON.stringify(BUCKET_NAME_PATTERN)}, var.bucket)) == 0`;
  const isElsewhere = `coalesce(${region}, "${OLDER_NAMES_REGION}") != "${OLDER_NAMES_REGION}"`;
  const fault = `${NO_NAME} ${NAME_TAKES}; only ${OLDER_BUCKET} can have such a name`;
  const doubt = `bucket: \${jsonencode(var.bucket)} is a valid name only for ${OLDER_BUCKET}`;
  const listed = (condition: string, text: string) => `\${${condition} ? [${inExpression(text)}] : []}`;
  return {
    bucket_faults: listed(`${isOlder} && ${isElsewhere}`, fault),
    bucket_doubts: listed(isOlder, doubt),
  };
}

/** A text that contains expressions, as part of another expression. */
function inExpression(text: string): string {
  return `"${text.replace(/"/g, '\\"')}"`;
}

const DIGITS = (form: string) => `\\"${form.slice(1, -1)}\\"`;

/** The variable `also`: accounts in addition to `account_id`. Each as JSON, without nulls, has the given form. */
function also(isForAcls: boolean) {
  const canonical = `,\\"canonical_user_id\\":${DIGITS(CANONICAL_USER_ID_PATTERN)}`;
  const form = `^{\\"account_id\\":${DIGITS(ACCOUNT_ID_PATTERN)}${isForAcls ? canonical : `(${canonical})?`}}$`;
  const members = isForAcls
    ? '{ account_id, canonical_user_id }'
    : '{ account_id, canonical_user_id }, where canonical_user_id is only for ACLs';
  const texts =
    '[for a in try([for a in var.also : a], [var.also]) : try(jsonencode({ for name, v in a : name => v if v != null }), jsonencode(a))]';
  const fits = `length(regexall("${form}", a)) > 0`;
  return {
    description:
      'More Zencoder accounts with the same access, while you change accounts: each { account_id, canonical_user_id }.',
    type: 'any',
    default: [],
    nullable: false,
    validation: [
      refusing(
        `startswith(jsonencode(var.also), "[") && alltrue([for a in ${texts} : ${fits}])`,
        `\${join("\\n", [for i, a in ${texts} : "also[\${i}]: \${substr(a, 0, 80)} is not ${members}: write 12 digits, and 64 lowercase hexadecimal digits, quoted" if !(${fits})])}`,
      ),
    ],
  };
}

/** Variables whose default or validation is a fact of S3 or of Zencoder. */
const VARIABLES = {
  bucket: {
    description: 'The name of the bucket. It can be the name of a resource that does not exist yet.',
    type: 'string',
    nullable: false,
    validation: [
      refusing(
        matches(OLDER_BUCKET_NAME_PATTERN, 'bucket'),
        `${NO_NAME} ${NAME_TAKES}, without s3:// or an ARN prefix`,
      ),
      refusing(
        `!(${matches(`[.][.]|${IP_ADDRESS_PATTERN}|^(${RESERVED_PREFIXES.join('|')})`, 'bucket')})`,
        `${NO_NAME} a name is not an IP address, has no two dots in a row and does not start with ${RESERVED_PREFIXES.join(', ')}`,
      ),
      refusing(
        `!(${matches(`(${RESERVED_SUFFIXES.join('|').replaceAll('.', '[.]')})$`, 'bucket')})`,
        `${NO_NAME} AWS reserves names that end with ${RESERVED_SUFFIXES.join(', ')}`,
      ),
      refusing(
        `!(${matches(`(?i)${AWS_DOMAIN_PATTERN}`, 'bucket')})`,
        `${NO_NAME} write the name alone, not a domain of AWS`,
      ),
    ],
  },
  account_id: {
    description: 'The AWS account of Zencoder, 12 digits, quoted. Set it only for a Zencoder other than production.',
    type: 'string',
    default: Zencoder.ACCOUNT_ID,
    nullable: false,
    validation: [
      refusing(
        matches(ACCOUNT_ID_PATTERN, 'account_id'),
        'account_id: ${jsonencode(var.account_id)} is not an AWS account ID: write 12 digits, quoted',
      ),
    ],
  },
  canonical_user_id: {
    description:
      "The canonical user ID of Zencoder's account, for ACLs. Set it only for a Zencoder other than production.",
    type: 'string',
    default: Zencoder.CANONICAL_USER_ID,
    nullable: false,
    validation: [
      refusing(
        matches(CANONICAL_USER_ID_PATTERN, 'canonical_user_id'),
        'canonical_user_id: ${jsonencode(var.canonical_user_id)} is not a canonical user ID: write 64 lowercase hexadecimal digits',
      ),
    ],
  },
  also: also(false),
  object_ownership: {
    description: `Who owns the objects, and whether ACLs are enabled: ${OWNERSHIPS.join(', ')}. Null does not change it.`,
    type: 'string',
    default: null,
    validation: [
      refusing(
        `can(regex("^(${OWNERSHIPS.join('|')})$", coalesce(var.object_ownership, "${OWNERSHIPS[0]}")))`,
        `object_ownership: \${jsonencode(var.object_ownership)} is unknown, use one of ${OWNERSHIPS.join(', ')}`,
      ),
    ],
  },
  cli_profile: {
    description: 'For the method `acl`: the profile of the AWS CLI that sets the grants.',
    type: 'string',
    default: null,
    validation: [
      refusing(
        'var.cli_profile == null ? true : var.cli_profile != ""',
        'cli_profile: "" is empty; leave it out to use the default of the AWS CLI',
      ),
    ],
  },
  endpoint_url: {
    description: 'For the method `acl`: the URL of an S3 server other than AWS.',
    type: 'string',
    default: null,
    validation: [
      refusing(
        `var.endpoint_url == null ? true : ${matches(ENDPOINT_URL_PATTERN, 'endpoint_url')}`,
        'endpoint_url: ${jsonencode(var.endpoint_url)} is not the URL of an S3 server, such as https://s3.example.com',
      ),
    ],
  },
};

/** A rule for the rows of one element of a statement: a required or a forbidden form. */
interface SourceRule {
  /** The value, the kinds of all resources and the value, or the actions other than a listing and the condition key. */
  readonly of: 'value' | 'kinds' | 'key';
  readonly form: string;
  readonly forbidden: boolean;
  /** A warning at each plan, not an error. */
  readonly doubtful: boolean;
  readonly says: string;
}

const wanted = (form: string, says: string): SourceRule => ({
  of: 'value',
  form,
  forbidden: false,
  doubtful: false,
  says,
});
const doubted = (form: string, says: string): SourceRule => ({
  ...wanted(form, says),
  forbidden: true,
  doubtful: true,
});

/** An account ID, or the name of an account of AWS, such as `cloudfront`. */
const ACCOUNT = '([0-9]{12}|[a-z][a-z0-9-]*)';
const OCTET = '(25[0-5]|(2[0-4]|1?\\d|)\\d)';
const DAY = '\\d{4}(-(0[1-9]|1[0-2])(-([0-2]\\d|3[01])';
const TIME = 'T([01]\\d|2[0-4]):[0-5]\\d(:[0-6]\\d([.]\\d+)?)?(Z|[+-]\\d\\d:\\d\\d)';

const ofAction = wanted(
  '(?i)^(s3:[a-z0-9*?]+|[*]+|[*]:[*])$',
  'is not an S3 action: write an action such as "s3:GetObject"',
);
const ofResource = wanted(
  '(?s)^([*]+|arn(:[^:]*(:s3(:[*]?){0,2})?)?[*]|arn:(aws|[^:]*[*?][^:]*):s3:(::[^/]|[^:]*:[^:]*:(acc|async|job|stor)[a-z-]+[:/]).*)$',
  'is not the ARN of a bucket or of objects: write "arn:aws:s3:::BUCKET" or "arn:aws:s3:::BUCKET/*"',
);

/**
 * Rules for actions on one type of resource in a statement with only the other type. An action with a wildcard is a warning,
 * because it is not known whether S3 refuses it.
 */
function misfits(type: ZencoderResourceType, begins: RegExp, kinds: string, add: string): SourceRule[] {
  const known = Zencoder.actions().filter((each) => Zencoder.resourceType(each) === type && !begins.test(each));
  const beginning = begins.source.slice(1);
  const says = `applies to ${add}, but Resource contains no such resource: S3 refuses an action that applies to no resource of its statement`;
  const rule = (form: string): SourceRule => ({ ...doubted(`(?i)^${kinds} ${form}`, says), of: 'kinds' });
  return [{ ...rule(`(${[...known, `${beginning}[^*?]*`].join('|')})$`), doubtful: false }, rule(`${beginning}.*[*?]`)];
}

const NO_PRINCIPAL =
  'is not an account, user, role or session: write 12 digits, or an ARN such as "arn:aws:iam::111122223333:root"';

const OF_PRINCIPALS = {
  AWS: [
    wanted(`(?s)^([*]|[0-9]{12}|a.*)$|${UNIQUE_ID_PATTERN}`, NO_PRINCIPAL),
    wanted(
      `^((?s:[^a].*)|arn:aws:(iam|sts)::${ACCOUNT}:(root|(user|role|federated-user)/[^*?]*[^/*?]|assumed-role/[^/*?]+/[^/*?]+)|)$`,
      NO_PRINCIPAL,
    ),
    doubted(
      UNIQUE_ID_PATTERN,
      'is the unique ID of a deleted user or role: S3 refuses a new policy that contains it; remove it',
    ),
  ],
  Service: [wanted(`(?i)${SERVICE.source}`, 'is not a service principal: write "SERVICE.amazonaws.com"')],
  Federated: [
    wanted(
      '(?is)^(arn:aws:iam::[0-9]{12}:(saml|oidc)-provider/.+|[a-z0-9-]+([.][a-z0-9-]+)+(/.*)?)$',
      'is not an identity provider: write its ARN, or a domain such as cognito-identity.amazonaws.com',
    ),
  ],
  CanonicalUser: [
    wanted(`(?i)${CANONICAL_USER_ID_PATTERN}`, 'is not a canonical user ID, which has 64 lowercase hexadecimal digits'),
    doubted(
      `(?i)${CANONICAL_USER_ID_PATTERN}`,
      'is returned by S3 as an ARN, so Terraform plans a change every time; write that ARN',
    ),
  ],
};

/** A warning, except for values with a policy variable. */
const odd = (form: string, says: string): SourceRule => ({ ...wanted(`${form}|[$][{]`, says), doubtful: true });

/** Rules by kind of value. S3 is known to check only addresses. */
const VALUES: Readonly<Record<ValueKind, readonly SourceRule[]>> = {
  [ValueKind.TEXT]: [],
  [ValueKind.ADDRESS]: [
    wanted(
      `:|^${OCTET}([.]${OCTET}){3}(/([12]?\\d|3[0-2]))?$|[$][{]`,
      'is not an IP address or a CIDR range; write a value such as "203.0.113.0/24" or "2001:db8::/32"',
    ),
    wanted(
      '^([^:]*|[\\da-fA-F:.]*(/(1([01]\\d|2[0-8])|[1-9]?\\d))?)$|[$][{]',
      'is not an IP address or a CIDR range; write a value such as "2001:db8::/32"',
    ),
  ],
  [ValueKind.NUMBER]: [
    odd(
      '^\\s*[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?\\s*$',
      'is not a number; write a value such as "10"',
    ),
  ],
  [ValueKind.DATE]: [
    odd(
      `^(-?\\d+|${DAY}(${TIME})?)?)?)$`,
      'is not a date with time and offset; write a value such as "2027-06-30T00:00:00Z"',
    ),
  ],
  [ValueKind.BOOLEAN]: [odd('(?i)^\\s*(true|false)\\s*$', 'is not a Boolean; write "true" or "false"')],
  [ValueKind.BINARY]: [odd(BASE64.source, 'is not Base64 text; write a value such as "QmluYXJ5"')],
  [ValueKind.ARN]: [
    odd('^[^:]*:[^:]*:[^:]*:[^:]*:[^:]*:', 'is not an ARN pattern, which has six parts separated by colons'),
  ],
};

const OF_KEYS: readonly SourceRule[] = [
  doubted('^[^ ]* [^:]*$', 'has a condition key without a service prefix, such as "aws:" or "s3:"'),
  doubted(
    `^[^ ]+ (${LISTING_KEYS.join('|')})$`,
    'has a condition key of s3:ListBucket, which other actions of the statement do not support: S3 refuses it; put the prefix into Resource',
  ),
].map((rule) => ({ ...rule, of: 'key' }));

const kindOf = (base: string) => valueKindOf({ base, set: undefined, ifExists: false })!;

/** The rules of each element, kind of principal, or kind of condition value. */
const SOURCE_RULES: Readonly<Record<string, readonly SourceRule[]>> = {
  Action: [
    ofAction,
    ...misfits(ZencoderResourceType.OBJECT, OBJECT_ACTION, '<>', 'objects'),
    ...misfits(ZencoderResourceType.BUCKET, BUCKET_ACTION, '</>', 'the bucket itself'),
  ],
  NotAction: [ofAction],
  Resource: [
    ofResource,
    doubted(
      '^[*]+$',
      'is probably refused by S3 in a bucket policy; write the ARN of the bucket, and that ARN with "/*"',
    ),
  ],
  NotResource: [ofResource],
  ...OF_PRINCIPALS,
  ...Object.fromEntries(Object.entries(VALUES).map(([kind, rules]) => [kind, [...rules, ...OF_KEYS]])),
};

/** The rules of a row: by its element, and its kind of principal or operator, without set operator and `IfExists`. */
const SOURCE_ROWS = Object.fromEntries([
  ...['Action', 'NotAction', 'Resource', 'NotResource'].map((name) => [`${name}.`, name]),
  ...['Principal', 'NotPrincipal'].flatMap((name) =>
    Object.keys(OF_PRINCIPALS).map((kind) => [`${name}.${kind}`, kind]),
  ),
  ...OPERATOR_NAMES.map((name) => [`Condition.${name}`, kindOf(name)]),
]) as Readonly<Record<string, string>>;

/** Names of the operators that compare texts or ARNs, with each given prefix and suffix. */
function comparisons(negated: boolean, sets: readonly string[], ends: readonly string[]): string[] {
  return OPERATOR_NAMES.filter(
    (name) => [ValueKind.TEXT, ValueKind.ARN].includes(kindOf(name)) && operatorNamed(name)?.negated === negated,
  ).flatMap((name) => sets.flatMap((set) => ends.map((end) => `${set}${name}${end}`)));
}

/** Condition keys for organizations, accounts and networks of customers, which Zencoder is not in. */
const CUSTOMERS = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcevpce',
  'aws:sourcevpc',
];

const re2 = ({ source }: RegExp) => source.replace(/\\u\{?([0-9a-f]+)\}?/gi, '\\x{$1}');

/** Characters that are joined to the next character, split so that lines are not too long. */
const [, PREPENDED_SIGNS, NO_LETTER] = /^\[(.*?)\](.*)$/.exec(re2(PREPENDED))!;
const SIGNS = PREPENDED_SIGNS!.match(/\\x\{[^}]*\}(?:-\\x\{[^}]*\})?/g)!;

/** Patterns of texts that Terraform changes, split so that lines are not too long. */
const ODD_TEXTS = [
  re2(LONG_RUN),
  re2(MARK_AFTER_ESCAPE),
  ...[SIGNS.slice(0, 8), SIGNS.slice(8)].map((signs) => `[${signs.join('')}]${NO_LETTER}`),
];

/** The facts for checks of existing statements, in the module and in the construct. */
export const JUDGEMENT_FACTS = {
  // Operators that need the key with a listed value, and operators that match if the key is missing.
  positive: comparisons(false, ['', 'ForAnyValue:'], ['']),
  negated: comparisons(true, ['', 'ForAllValues:'], ['', 'IfExists']),
  // Values that name a principal: wildcards only after the account of an ARN, or after an organization.
  literal: '(?s)^([^*?$]+|arn:[^:*?$]*:[^:*?$]*:[^:*?$]*:[0-9]{12}:.*|o-[^*?$/]+/.*)$',
  one_account: '(?s)^([0-9]{12}|arn:[^:*?$]*:[^:*?$]*:[^:]*:[0-9]{12}:.*)$',
  who: REQUESTER_KEYS,
  // Condition keys that only the named principals have.
  somebody: [...CUSTOMERS, 'aws:sourceaccount', 'aws:sourcearn'],
  customers: CUSTOMERS,
  listing: `(?i)^(${LISTING_ACTIONS.join('|')})$|[*?]`,
  odd_texts: ODD_TEXTS,
  odd_text: 'contains characters that Terraform would change',
  source_rules: SOURCE_RULES,
  source_rows: SOURCE_ROWS,
};

const PRODUCTION = { [Zencoder.ACCOUNT_ID]: Zencoder.CANONICAL_USER_ID };

/** Roles, statements and limits for the policy module. */
const POLICY_FACTS = {
  roles: Object.fromEntries(Object.values(ZencoderRole).map((role) => [role, Zencoder.roleActions(role)])),
  bucket_actions: Zencoder.actions().filter((each) => Zencoder.resourceType(each) === ZencoderResourceType.BUCKET),
  production: PRODUCTION,
  words: { [GET_OBJECT]: 'Read', [PUT_OBJECT]: 'Write' },
  kms_actions: { [GET_OBJECT]: kmsActions([GET_OBJECT]), [PUT_OBJECT]: kmsActions([PUT_OBJECT]) },
  largest_policy: MAX_POLICY_BYTES,
  large_policy: LARGE_POLICY,
  smaller: HOW_TO_SHRINK_POLICY,
  name_doubts: {
    'looks like a URL; a key is the part after the name of the bucket': `(?i)${URL_FORM}`,
    'starts with "/", which S3 keys rarely do': '^/',
    'ends with "*", which is literal; a prefix needs no wildcard': '[*]$',
  },
  open_prefix: OPEN_PREFIX,
  ...JUDGEMENT_FACTS,
};

const OBJECT_FACTS = {
  production: PRODUCTION,
  odd_names: ['\\x00', ...ODD_TEXTS],
  odd_name: 'has more than 1024 bytes, or contains NUL or characters that Terraform would change',
};

/** The warning of an older bucket name. @param unless the condition without the warning, as an expression */
function doubtedName(unless: string) {
  const condition = `\${${unless} || length(local.bucket_doubts) == 0}`;
  return { bucket: { assert: [{ condition, error_message: '${join("", local.bucket_doubts)}' }] } };
}

/** The region of a nested module. The root module passes it and checks it. */
const region = (description: string) => ({ description, type: 'string', default: null });

const { bucket, account_id, canonical_user_id, cli_profile, endpoint_url } = VARIABLES;

/** The facts of a module about S3, IAM and Zencoder: variables, and data under "//". */
interface ModuleFacts {
  readonly variable: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly locals: Readonly<Record<string, string>>;
  readonly check?: object;
  readonly '//': { readonly generated: string; readonly facts?: object };
}

const GENERATED = 'by `npm run facts` from lib: change it there';

/**
 * The facts of each module, by folder. The data is under "//", which Terraform ignores, and the module reads it with
 * `jsondecode`. In a JSON block `locals`, Terraform would parse every string as a template, for each call and at each plan.
 */
export const MODULE_FACTS: Readonly<Record<string, ModuleFacts>> = {
  '': {
    '//': { generated: GENERATED, facts: OBJECT_FACTS },
    locals: olderNames('data.aws_region.this.region'),
    check: doubtedName('length(local.policy_grants) + length(local.objects.acl) > 0'),
    variable: VARIABLES,
  },
  'modules/policy/': {
    '//': { generated: GENERATED, facts: POLICY_FACTS },
    locals: olderNames('var.region'),
    variable: {
      bucket,
      account_id,
      canonical_user_id,
      also: also(false),
      region: region(
        'The region of the bucket and its KMS key, to which kms_key_statement is limited. Null allows any region.',
      ),
    },
  },
  'modules/object-grants/': {
    '//': { generated: GENERATED },
    locals: olderNames('var.region'),
    check: doubtedName('length(local.objects) == 0'),
    variable: {
      bucket,
      region: region('The region of the bucket. Default: the region of the AWS CLI.'),
      canonical_user_id,
      also: also(true),
      cli_profile,
      endpoint_url,
    },
  },
};

/** The text of a module's `facts.tf.json`. */
export function factsText(facts: ModuleFacts): string {
  return `${JSON.stringify(facts, null, 1)}\n`;
}

/**
 * The text of `variables.tf` with the actions of lib. It contains them, because a validation in Terraform 1.5 reads only its
 * own variable.
 */
export function withActions(variables: string): string {
  const bare = Zencoder.actions().map((action) => action.replace('s3:', ''));
  const isOnBucket = (name: string) => POLICY_FACTS.bucket_actions.includes(`s3:${name}` as ZencoderAction);
  const [onBucket, onObjects] = [bare.filter(isOnBucket), bare.filter((name) => !isOnBucket(name))];
  const half = Math.ceil((bare.length * 2) / 3);
  return variables
    .replace(/("s3:)\(\w+[|\w]*\)(\\")(?=\)"\))/, `$1(${onBucket.join('|')})$2`)
    .replace(/("s3:)\(\w+[|\w]*\)(\\""\),\n)/, `$1(${onObjects.join('|')})$2`)
    .replace(
      /(for actions in \[join\("", \[")[\w|]+("\s*,\n\s*")[\w|]+/,
      `$1${bare.slice(0, half).join('|')}|$2${bare.slice(half).join('|')}`,
    )
    .replace(/(g\.actions, \[)"s3:[^\]]*/, `$1${onBucket.map((name) => `"s3:${name}"`).join(', ')}`);
}
