import { Zencoder } from '../zencoder';
import { all, code, faultIf, found, inline, isText, shown, step, text, value } from './expression';

const KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser'];

const PLACE = inline('"${p.place}"');
const VALUE = inline(text`${PLACE}: ${shown('p.value')}`);

/** What is wrong with `Principal` and `NotPrincipal`; one message for each value at most. */
export function principalFaults(elements: string): string {
  const notKinds = `[for p in e.principals : p if p.kind == "" && jsonencode(p.value) != "\\"*\\""]`;
  const ofKinds = `[for p in e.principals : p if p.kind != ""]`;
  const each = all(
    `[for p in ${notKinds} : ${isText('p.value')} ? ${text`${VALUE} is a string: only "*" can be written so; write {"AWS": ${shown('p.value')}}`} : ${text`${VALUE} is no principal: write "*", or an object such as {"AWS": "arn:aws:iam::111122223333:root"}`}]`,
    kindFaults(),
    `flatten([for p in ${ofKinds} : ${valueFaults()}])`,
  );
  return `flatten([for e in ${elements} : ${each}])`;
}

function kindFaults(): string {
  const like = `[for k in ${value(KINDS)} : ", did you mean \\"\${k}\\"?" if startswith(lower(k), lower(substr(p.kind, 0, 3)))]`;
  const place = inline(text`${inline('"${e.place}"')}.${code('p.element')}${step('p.kind')}`);
  return `distinct([for p in e.principals : ${text`${place}: is no kind of principal, known are ${KINDS.join(', ')}${code(`try(${like}[0], "")`)}`} if p.kind != "" && !contains(${value(KINDS)}, p.kind)])`;
}

/** What a value of each kind looks like, and what to say of others. `${…}` of a message is the value. */
function valueFaults(): string {
  return all(
    faultIf(
      `!${isText('p.value')}`,
      text`${VALUE} is not a string${code(`can(tonumber(p.value)) && p.value != null ? "; an AWS account ID is a string, write \\"\${p.value}\\"" : ""`)}`,
    ),
    `flatten([for p in [p] : ${awsFaults()} if p.kind == "AWS" && ${isText('p.value')}])`,
    faultIf(
      `p.kind == "Service" && ${isText('p.value')} && !${found(SERVICE, 'p.value')}`,
      text`${VALUE} is no service principal; write it as "cloudfront.amazonaws.com"`,
    ),
    faultIf(
      `p.kind == "CanonicalUser" && ${isText('p.value')} && !${found(CANONICAL_USER, 'p.value')}`,
      text`${VALUE} is not a canonical user ID: it has 64 hexadecimal digits`,
    ),
    faultIf(
      `p.kind == "Federated" && ${isText('p.value')} && !${found(PROVIDER, 'p.value')}`,
      text`${VALUE} is neither the ARN of an identity provider nor its domain`,
    ),
  );
}

const SERVICE = '^[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?$';
const CANONICAL_USER = '^[0-9a-fA-F]{64}$';
const PROVIDER = '^(arn:[^:]+:iam::[0-9]{12}:(saml-provider|oidc-provider)/.+|[a-z0-9-]+(\\.[a-z0-9-]+)+.*)$';

/** AWS has accounts of its own, such as `cloudfront`. */
const ACCOUNT = '([0-9]{12}|[a-z][a-z-]*)';
const IAM = `^arn:[^:]+:iam::${ACCOUNT}:(root|user/.+|role/.+)$`;
const STS = `^arn:[^:]+:sts::${ACCOUNT}:(assumed-role/[^/]+/.+|federated-user/.+)$`;

/** Users, roles and others that are gone. Source: IAM's "IAM identifiers", unique IDs. */
export const DELETED = '^A(IDA|ROA|SIA|GPA|NPA|NVA|IPA|BIA|CCA|PKA|SCA)[A-Z0-9]{12,}$';

/** In this order: the first that holds is said. */
const AWS_RULES: readonly (readonly [bad: string, says: string])[] = [
  ['^[0-9 -]+$', 'is not an AWS account ID: it has 12 digits, quoted'],
  [
    '^arn:aws-[^:]*:',
    `is of another partition: the bucket is in ${Zencoder.PARTITION}, and no policy can name a principal of another one`,
  ],
  [
    '[*?]',
    'holds a wildcard: a principal is "*" or one principal in full; write a condition on "aws:PrincipalArn" for a pattern',
  ],
  ['^arn:[^:]+:iam::[^:]*:group/', 'is a group, which is no principal; name its users or roles'],
  ['^arn:[^:]+:(iam|sts)::[^:]*:', 'names no account, user, role or session: an AWS account ID has 12 digits'],
  ['', 'is no principal of the kind AWS: write an account ID, or the ARN of an account, a user, a role or a session'],
];

function awsFaults(): string {
  const sound = ['^\\*$', '^[0-9]{12}$', IAM, STS, DELETED].map((form) => found(form, 'p.value')).join(' || ');
  const isOfPartition = '^arn:aws-';
  const bad = `!(${sound}) || ${found(isOfPartition, 'p.value')} || (p.value != "*" && ${found('[*?]', 'p.value')})`;
  const said = AWS_RULES.map(([form, says]) => `{bad = ${found(form, 'p.value')}, says = ${text`${says}`}}`);
  return `[for says in [[for rule in [${said.join(', ')}] : rule.says if rule.bad][0]] : ${text`${VALUE} ${code('says')}`} if ${bad}]`;
}

/** Principals that S3 takes and that make trouble later. */
export function principalDoubts(elements: string): string {
  const canonical = `[for p in e.principals : ${text`${PLACE}: S3 answers a canonical user as an ARN, which is a change at every plan; write {"AWS": "arn:aws:iam::ACCOUNT:root"}, or for CloudFront {"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ID"}`} if p.kind == "CanonicalUser"]`;
  const deleted = `[for p in e.principals : ${text`${VALUE} is the ID of a user or role that was deleted: S3 refuses to put a policy with it; take it out`} if p.kind == "AWS" && ${found(DELETED, 'p.value')}]`;
  return `flatten([for e in ${elements} : ${all(canonical, deleted)}])`;
}
