import { all, attribute, code, faultIf, inline, listOf, matches, shown, text } from '../plan-time/expression';
import { LARGE_POLICY, LARGEST_POLICY, SMALLER } from '../policy/document';
import { URL_FORM } from '../policy/grant';
import { fits } from '../terraform-text';
import { expiryInUtc } from './grant-rules';
import { ofEach } from './validation';

const GRANT = inline(text`grants[${code('i')}]`);

/** What is allowed and yet doubtful, as lists of texts. */
export const DOUBT_LOCALS: Readonly<Record<string, string>> = {
  grant_doubts: ofEach(
    'grants',
    'g',
    all(nameDoubts('prefixes'), nameDoubts('keys'), expiryDoubts(), nullScopeDoubts()),
  ),
  policy_is_small: fits('local.policy', LARGE_POLICY),
};

/** The assertions of a `check` block: Terraform warns of them at each plan and goes on. */
export const DOUBTS = [
  ...['grant_doubts', 'source_doubts', 'source_denies'].map((name) => ({
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

function nullScopeDoubts(): string {
  const said = ['prefixes', 'keys'].map((name) => `contains(keys(g), "${name}")`).join(' || ');
  const nothing = `${attribute('g.prefixes')} == null && ${attribute('g.keys')} == null`;
  return faultIf(
    `(${said}) && ${nothing}`,
    text`${GRANT}: prefixes and keys are null, so this grant covers the whole bucket; leave them out if that is meant`,
  );
}
