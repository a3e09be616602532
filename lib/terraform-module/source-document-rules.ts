import type { TerraformVariableConfig } from 'cdktf';
import { CHOICES, POLICY_MEMBERS, STATEMENT_MEMBERS } from '../iam/policy';
import { OUR_SID } from '../policy/sid';
import { attribute, code, inline, isList, isObject, isText, listOf, matches, shown, text, value } from './expression';
import { oddTextFaults } from './grant-rules';
import { all, faultIf, validation } from './validation';

const DOCUMENT = inline(text`source_policy_documents[${code('i')}]`);
const STATEMENT = inline(text`${DOCUMENT}.Statement[${code('j')}]`);

/** The variable `source_policy_documents`, whose statements are kept beside Zencoder's. */
export const SOURCE_POLICY_DOCUMENTS: TerraformVariableConfig = {
  type: 'list(string)',
  default: [],
  description:
    'The bucket policies of others as JSON, whose statements are kept beside those for Zencoder. They may be known only after apply.',
  validation: [
    validation(
      `flatten([for i, d in var.source_policy_documents : ${isObject('try(jsondecode(d), null)')} ? flatten([for p in [jsondecode(d)] : ${documentFaults()}]) : [${text`${DOCUMENT}: is not a policy document: give a JSON object with Statement`}]])`,
    ),
  ],
};

/** The statements of all documents, of which one alone may stand without a list around it. */
export const OTHER_STATEMENTS = 'flatten([for d in var.source_policy_documents : [jsondecode(d).Statement]])';

/** The statements of one document. `flatten` would take a list in the list for statements too. */
function statements(): string {
  const alone = `[for s in [${attribute('p.Statement')}] : s if s != null && !${isList('s')}]`;
  return `concat(${alone}, [for s in ${listOf('p.Statement')} : s if ${isList(attribute('p.Statement'))}])`;
}

function documentFaults(): string {
  const version = 'try(p.Version, "2008-10-17")';
  return all(
    `[for name in keys(p) : ${text`${DOCUMENT}.${code('name')}: is no element of a policy`} if !contains(${value(POLICY_MEMBERS)}, name)]`,
    faultIf(
      `!contains(["2012-10-17", "2008-10-17"], ${version})`,
      text`${DOCUMENT}.Version: ${shown(attribute('p.Version'))} is no version of the policy language; the current one is "2012-10-17"`,
    ),
    faultIf(
      `${version} == "2008-10-17" && ${matches('[$][{]', 'd')}`,
      text`${DOCUMENT}.Version: is 2008-10-17 (also where it is left out), under which a dollar sign before a brace is plain text; under 2012-10-17 it would become a variable`,
    ),
    faultIf(`length(${statements()}) == 0`, text`${DOCUMENT}.Statement: is missing or empty; there is nothing to keep`),
    faultIf(
      'length(regexall("\\"Statement\\"\\\\s*:", d)) > 1',
      text`${DOCUMENT}.Statement: is given twice, of which JSON keeps the last; put the statements into one list`,
    ),
    oddTextFaults(DOCUMENT, 'd'),
    `flatten([for j, s in ${statements()} : ${isObject('s')} ? ${statementFaults()} : [${text`${STATEMENT}: ${shown('s')} is not a statement: give a JSON object`}]])`,
  );
}

function statementFaults(): string {
  return all(
    `[for name in keys(s) : ${text`${STATEMENT}.${code('name')}: is no element of a policy`} if !contains(${value(STATEMENT_MEMBERS)}, name)]`,
    faultIf(
      `!contains(["Allow", "Deny"], ${attribute('s.Effect')} == null ? "" : s.Effect)`,
      text`${STATEMENT}.Effect: must be "Allow" or "Deny"`,
    ),
    ...CHOICES.map((choice) =>
      faultIf(
        `length(setintersection(keys(s), ${value(choice)})) != 1`,
        text`${STATEMENT}: a statement of a bucket policy needs either ${choice.join(' or ')}`,
      ),
    ),
    faultIf(
      `contains(keys(s), "Sid") && !${isText('s.Sid')}`,
      text`${STATEMENT}.Sid: ${shown(attribute('s.Sid'))} is not a string`,
    ),
    faultIf(
      matches(OUR_SID, 's.Sid'),
      text`${STATEMENT}.Sid: ${shown(attribute('s.Sid'))} is a Sid of Zencoder's statements here; drop the statement, or rename it`,
    ),
  );
}
