import { labelOf, listed, placeOf } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';

/** What a statement says, in one line: `Statement[2] (Sid "Logs"): Allow s3:PutObject to logging.s3.amazonaws.com`. */
export function statementWords(statement: JsonObject, index: number): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction } = statement;
  const who = Principal === undefined ? `all but ${short(NotPrincipal)}` : short(Principal);
  const what = Action === undefined ? `all but ${short(NotAction)}` : short(Action);
  return `${labelOf(placeOf(statement, index))}: ${short(Effect)} ${what} to ${who}`;
}

function short(value: Json | undefined): string {
  const members = isObject(value) ? Object.values(value).flatMap(listed) : listed(value);
  const shown = members.slice(0, 2).map((member) => (member === '*' ? 'everybody' : textOf(member)));
  const more = members.length - shown.length;
  return quoted(`${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`).slice(1, -1);
}

/** A policy that nobody wrote for S3 may hold anything in the place of a text. */
function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}
