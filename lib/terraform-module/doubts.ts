import { LARGE_POLICY, LARGEST_POLICY } from '../policy/document';
import { URL_FORM } from '../policy/grant';
import { fits } from '../terraform-text';
import { attribute, code, inline, isObject, listOf, matches, shown, text } from './expression';
import { expiryInUtc } from './grant-rules';
import { all, faultIf, ofEach } from './validation';

const GRANT = inline(text`grants[${code('i')}]`);

/** What is allowed and yet doubtful, as lists of texts. */
export const DOUBT_LOCALS: Readonly<Record<string, string>> = {
  grant_doubts: ofEach('grants', 'g', all(nameDoubts('prefixes'), nameDoubts('keys'), expiryDoubts())),
  statement_doubts: `[for i, s in local.other_statements : ${text`source_policy_documents: statement ${code('i + 1')} lets in everybody, Zencoder included, whatever the grants say`} if ${everybody()}]`,
};

/** The assertions of a `check` block: Terraform warns of them at each plan and goes on. */
export const DOUBTS = [
  ...Object.keys(DOUBT_LOCALS).map((name) => ({
    condition: `\${length(local.${name}) == 0}`,
    error_message: `\${join("\\n", local.${name})}`,
  })),
  {
    condition: `\${${fits('local.policy', LARGE_POLICY)}}`,
    error_message: `The policy has over ${LARGE_POLICY} of at most ${LARGEST_POLICY} bytes: fewer or shorter keys, or prefixes in place of keys, make it smaller.`,
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

function everybody(): string {
  const principals = `${isObject('s.Principal')} ? flatten([try(s.Principal.AWS, [])]) : [s.Principal]`;
  return `try(s.Effect == "Allow" && !contains(keys(s), "Condition") && contains(${principals}, "*"), false)`;
}
