import { OUR_SID } from '../grants/sid';
import { type Account, partedPrincipal } from '../iam/account';
import type { Diagnostic } from '../messages/diagnostic';
import type { Json, JsonObject } from '../messages/json';
import { printable, quoted } from '../messages/wording';
import { namingTests, withoutValues } from './named-in-condition';

/** What keeps a statement from being in one policy with Zencoder's statements, seen from the statement. */
export function besideFindings(statement: JsonObject, zencoder: Account): Diagnostic[] {
  return [
    ...sidFindings(statement),
    ...principalFindings(statement, zencoder),
    ...conditionFindings(statement, zencoder),
  ];
}

function sidFindings({ Sid }: JsonObject): Diagnostic[] {
  return typeof Sid === 'string' && OUR_SID.test(Sid)
    ? [
        {
          path: ['Sid'],
          message: `${quoted(Sid)} is a Sid of Zencoder's statements here; drop the statement, or rename it`,
        },
      ]
    : [];
}

function principalFindings({ Effect, Principal }: JsonObject, zencoder: Account): Diagnostic[] {
  if (Effect !== 'Allow' || Principal === undefined) {
    return [];
  }
  const { account, within, rest } = partedPrincipal(Principal, zencoder);
  return account || within.length > 0
    ? [{ path: ['Principal'], message: `${allowsZencoder(zencoder)}; ${remedy('Principal', rest ?? null)}` }]
    : [];
}

/** A statement for everybody whose condition names Zencoder is for Zencoder all the same. */
function conditionFindings(statement: JsonObject, zencoder: Account): Diagnostic[] {
  const tests = namingTests(statement, zencoder);
  const left = tests.length === 0 ? null : withoutValues(statement, tests);
  return tests.map(({ operator, key, values }) => ({
    path: ['Condition', operator, key],
    message: `${quoted(values.length === 1 ? values[0] : values)} ${allowsZencoder(zencoder)}; ${remedy('Condition', left && left.Condition!)}`,
  }));
}

function allowsZencoder({ accountId }: Account): string {
  return `allows Zencoder's account ${accountId} something beside the grants`;
}

/** @param left the element without Zencoder; null where nobody else is in it */
function remedy(element: string, left: Json): string {
  const what = left === null ? 'drop the statement' : `write "${element}": ${printable(JSON.stringify(left))}`;
  return `${what}, and say what Zencoder needs as a grant`;
}
