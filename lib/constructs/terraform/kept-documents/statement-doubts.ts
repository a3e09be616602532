import { all, code, inline, shown, text } from './expression';

const SAYS = 'an empty list names nothing; say what is meant, or drop the statement';

/** Lists that are empty, which IAM takes: they match nothing. */
export function emptyListDoubts(elements: string): string {
  const place = inline('"${e.place}"');
  const members = `[for name in setintersection(e.names, ["Action", "NotAction", "Resource", "NotResource"]) : ${text`${place}.${code('name')}: ${SAYS}`} if jsonencode(e.statement[name]) == "[]"]`;
  const kinds = `flatten([for name in ["Principal", "NotPrincipal"] : [for kind in try(keys(e.statement[name]), []) : ${text`${place}.${code('name')}.${code('kind')}: ${SAYS}`} if try(jsonencode(e.statement[name][kind]) == "[]", false)]])`;
  return `flatten([for e in ${elements} : ${all(members, kinds)}])`;
}

/** Sids that several statements of all documents together have. */
export function sidDoubts(elements: string): string {
  const places = `{for e in ${elements} : e.sid => e.place...}`;
  return `flatten([for sid, places in ${places} : [for j, place in places : ${text`${code('place')}.Sid: ${shown('sid')} is the Sid of ${code('places[0]')} already; S3 takes that, aws_iam_policy_document and other tools refuse it: rename one of the two`} if j > 0 && sid != ""]])`;
}
