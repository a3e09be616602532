import { labelOf, placeOf } from '../iam/policy';
import { sparing } from '../judgement/exemption';
import { isObject, type Json, type JsonObject } from '../messages/json';
import type { Fix } from '../report/cause';
import type { CheckContext } from './context';
import type { DecidingStatement } from './policy-decisions';

/** How statements that deny have to change so that they spare Zencoder. */
export function exemptions(
  denying: readonly Pick<DecidingStatement, 'index'>[],
  statements: readonly Json[],
  facts: CheckContext,
): Fix[] {
  return denying.flatMap(({ index }) => {
    const statement = statements[index];
    return isObject(statement) ? [exemption(statement, index, facts)] : [];
  });
}

function exemption(statement: JsonObject, index: number, { zencoder }: CheckContext): Fix {
  const name = labelOf(placeOf(statement, index));
  const place = 'it is in the file that otherStatements names, where zencoder.yaml has the bucket';
  const spared = sparing(statement, zencoder);
  return spared === null
    ? { what: `Take ${name} out of the bucket's policy (${place})`, index, statement: null }
    : { what: `Change ${name} of the bucket's policy so that it spares Zencoder (${place})`, index, statement: spared };
}
