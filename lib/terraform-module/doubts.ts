import { LARGE_POLICY, LARGEST_POLICY, SMALLER } from '../policy/document';
import { URL_FORM } from '../policy/grant';
import { fits } from '../terraform-text';
import { attribute, code, inline, listOf, matches, shown, text } from './expression';
import { expiryInUtc } from './grant-rules';
import { all, faultIf, ofEach } from './validation';

const GRANT = inline(text`grants[${code('i')}]`);

/** What is allowed and yet doubtful, as lists of texts. */
export const DOUBT_LOCALS: Readonly<Record<string, string>> = {
  grant_doubts: ofEach(
    'grants',
    'g',
    all(nameDoubts('prefixes'), nameDoubts('keys'), expiryDoubts(), nullScopeDoubts()),
  ),
  statement_doubts: all(
    `[for i, s in local.other_statements : ${text`statement ${code('i')} of the source policy documents lets in everybody, Zencoder included, whatever the grants say`} if ${everybody()}]`,
    `[for sid, places in {for i, s in local.other_statements : try(tostring(s.Sid), "") => i...} : ${text`statement ${code('places[1]')} of the source policy documents has the Sid ${shown('sid')} of statement ${code('places[0]')}; rename one of the two`} if sid != "" && length(places) > 1]`,
  ),
  policy_is_small: fits('local.policy', LARGE_POLICY),
};

/** The assertions of a `check` block: Terraform warns of them at each plan and goes on. */
export const DOUBTS = [
  ...['grant_doubts', 'statement_doubts'].map((name) => ({
    condition: `\${length(local.${name}) == 0}`,
    error_message: `\${join("\\n", local.${name})}`,
  })),
  {
    condition: '${local.policy_is_small}',
    error_message: `The policy has over ${LARGE_POLICY} of at most ${LARGEST_POLICY} bytes. ${SMALLER}`,
  },
];

function nameDoubts(name: 'prefixes' | 'keys'): string {
  const place = inline(text`${GRANT}.${name}[${code('j')}]: ${shown('v')}`);
  const wildcard = faultIf(
    'endswith(v, "*")',
    text`${place} ends with "*", which is taken literally; a prefix needs no wildcard`,
  );
  const faults = all(
    faultIf(
      matches(`(?i)${URL_FORM}`, 'v'),
      text`${place} looks like a URL; a key is what stands behind the name of the bucket`,
    ),
    faultIf('startswith(v, "/")', text`${place} begins with "/", as hardly any S3 key does`),
    ...(name === 'prefixes' ? [wildcard] : []),
  );
  return `flatten([for j, v in ${listOf(`g.${name}`)} : ${faults}])`;
}

function expiryDoubts(): string {
  return faultIf(
    `timecmp(${expiryInUtc('g.expires')}, plantimestamp()) <= 0`,
    text`${GRANT}.expires: ${shown(attribute('g.expires'))} is past: this grant no longer lets Zencoder in`,
  );
}

/** Each alternative in a `try` of its own: a conditional over values of different types would be an error, and so no doubt. */
function everybody(): string {
  const principal = `try(s.Principal == "*", false) || try(contains(flatten([s.Principal.AWS]), "*"), false) || ${attribute('s.NotPrincipal')} != null`;
  return `try(s.Effect, "") == "Allow" && try(length(s.Condition), 0) == 0 && (${principal})`;
}

function nullScopeDoubts(): string {
  const said = ['prefixes', 'keys'].map((name) => `contains(keys(g), "${name}")`).join(' || ');
  const nothing = `${attribute('g.prefixes')} == null && ${attribute('g.keys')} == null`;
  return faultIf(
    `(${said}) && ${nothing}`,
    text`${GRANT}: prefixes and keys are null, so this grant covers the whole bucket; leave them out if that is meant`,
  );
}
