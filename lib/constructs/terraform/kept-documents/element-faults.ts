import { OUR_SID } from '../../../grants/sid';
import { CHOICES, STATEMENT_MEMBERS } from '../../../iam/policy';
import { actionFaults, applicability } from './action-rules';
import { unknownMemberFaults } from './document-faults';
import { all, code, faultIf, has, inline, isObject, isText, lineIf, shown, text } from './expression';

const PLACE = inline('"${e.place}"');

/** What is wrong with the elements of statements other than Principal, Resource and Condition. */
export function elementFaults(statements: string, elements: string): string {
  const notOne = `[for e in ${statements} : ${text`${PLACE}: ${shown('e.statement')} is not a statement: give a JSON object`} if !${isObject('e.statement')}]`;
  const each = all(
    unknownMemberFaults('e.statement', 'e.place', STATEMENT_MEMBERS),
    effectFaults(),
    ...CHOICES.map(choiceFaults),
    sidFaults(),
    actionFaults(),
  );
  return all(notOne, `flatten([for e in ${elements} : ${each}])`, applicability(elements, 'error'));
}

function effectFaults(): string {
  const given = code(`contains(e.names, "Effect") ? "${shown('e.effect').code} is no Effect" : "is missing"`);
  return lineIf(
    `!contains(["\\"Allow\\"", "\\"Deny\\""], jsonencode(e.effect))`,
    text`${PLACE}.Effect: ${given}: it must be "Allow" or "Deny"`,
  );
}

function choiceFaults([one, other]: readonly [string, string]): string {
  const both = code(`contains(e.names, "${one}") ? "has both ${one} and ${other}; " : ""`);
  return lineIf(
    `contains(e.names, "${one}") == contains(e.names, "${other}")`,
    text`${PLACE}: ${both}a statement of a bucket policy needs either ${one} or ${other}`,
  );
}

function sidFaults(): string {
  return all(
    faultIf(
      `contains(e.names, "Sid") && !${isText('e.statement.Sid')}`,
      text`${PLACE}.Sid: ${shown('e.statement.Sid')} is not a string; write a text in quotes, or leave Sid out`,
    ),
    lineIf(
      has(OUR_SID.source, 'e.sid'),
      text`${PLACE}.Sid: ${shown('e.sid')} is a Sid of Zencoder's statements here; drop the statement, or rename it`,
    ),
  );
}
