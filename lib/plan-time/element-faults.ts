import { CHOICES, STATEMENT_MEMBERS } from '../iam/policy';
import { OUR_SID } from '../policy/sid';
import { Zencoder } from '../zencoder';
import { unknownMemberFaults } from './document-faults';
import { all, code, faultIf, inline, isObject, isText, matches, shown, text } from './expression';
import type { SourceDocuments } from './source-documents';

const PLACE = inline('"${e.place}"');

/** What is wrong with the elements of statements other than Principal and Condition, each by itself. */
export function elementFaults({ local, bucket }: SourceDocuments): string {
  const elements = local('source_elements');
  const notOne = `[for e in ${local('source_statements')} : ${text`${PLACE}: ${shown('e.statement')} is not a statement: give a JSON object`} if !${isObject('e.statement')}]`;
  const each = all(
    unknownMemberFaults('e.statement', 'e.place', STATEMENT_MEMBERS),
    faultIf(
      `!contains(["Allow", "Deny"], e.effect == null ? "" : e.effect)`,
      text`${PLACE}.Effect: must be "Allow" or "Deny"`,
    ),
    ...CHOICES.map(([one, other]) =>
      faultIf(
        `contains(e.names, "${one}") == contains(e.names, "${other}")`,
        text`${PLACE}: a statement of a bucket policy needs either ${one} or ${other}`,
      ),
    ),
    sidFaults(),
    `flatten([for a in e.actions : ${actionFaults()}])`,
    `flatten([for r in e.resources : ${resourceFaults(bucket)}])`,
  );
  return all(notOne, `flatten([for e in ${elements} : ${each}])`);
}

function sidFaults(): string {
  return all(
    faultIf(`contains(e.names, "Sid") && !${isText('e.statement.Sid')}`, text`${PLACE}.Sid: ${shown('e.statement.Sid')} is not a string`),
    faultIf(
      matches(OUR_SID, 'e.sid'),
      text`${PLACE}.Sid: ${shown('e.sid')} is a Sid of Zencoder's statements here; drop the statement, or rename it`,
    ),
  );
}

const ACTION = inline(text`${code('a.place')}: ${shown('a.value')}`);

/** One message for each value at most: the first rule that it breaks. */
function actionFaults(): string {
  const string = isText('a.value');
  const named = matches('^[A-Za-z0-9-]+:', 'a.value');
  return all(
    faultIf(`!${string}`, text`${ACTION} is not a string`),
    faultIf(
      `${string} && a.value != "*" && !${matches(':', 'a.value')}`,
      text`${ACTION} names no service; write "s3:${code('a.value')}"`,
    ),
    faultIf(
      `${named} && !${matches('(?i)^s3:', 'a.value')}`,
      text`${ACTION} is an action of another service, and the policy of a bucket is about S3 alone; drop it`,
    ),
    faultIf(
      `${matches('(?i)^s3:', 'a.value')} && !${matches('^..:[A-Za-z0-9*?]+$', 'a.value')}`,
      text`${ACTION} is no action: behind "s3:" there are only letters, digits, "*" and "?"`,
    ),
  );
}

const RESOURCE = inline(text`${code('r.place')}: ${shown('r.value')}`);

function resourceFaults(bucket: string): string {
  const string = isText('r.value');
  const ofS3 = matches(`^arn:[^:]*:s3:::`, 'r.value');
  const partition = matches(`^arn:(${Zencoder.PARTITION}|[^:]*[*?$][^:]*):`, 'r.value');
  return all(
    faultIf(`!${string}`, text`${RESOURCE} is not a string`),
    faultIf(
      `${string} && !${matches('^(\\*+$|arn:[^:]*:)', 'r.value')}`,
      text`${RESOURCE} is no ARN; write ${code(`jsonencode("arn:${Zencoder.PARTITION}:s3:::\${${bucket}}/*")`)}`,
    ),
    faultIf(
      `${matches('^arn:[^:]*:[^:]*:', 'r.value')} && !${matches('^arn:[^:]*:(s3|[^:]*[*?$][^:]*):', 'r.value')}`,
      text`${RESOURCE} is the ARN of another service, and the policy of a bucket is about S3 alone; drop it`,
    ),
    faultIf(
      `${matches('^arn:[^:]*:s3:', 'r.value')} && !${ofS3}`,
      text`${RESOURCE} has a region or an account, which the ARN of a bucket does not have; write "arn:${Zencoder.PARTITION}:s3:::BUCKET/KEY"`,
    ),
    faultIf(
      `${ofS3} && !${partition}`,
      text`${RESOURCE} is of another partition than the bucket; write "arn:${Zencoder.PARTITION}:…"`,
    ),
    `flatten([for named in [try(regex("^arn:[^:]*:s3:::([^/$]+)(?:/|$)", r.value)[0], "")] : ${faultIf(
      `named != "" && !${couldBe(bucket)}`,
      text`${RESOURCE} is about the bucket ${code('jsonencode(named)')}, and S3 refuses a policy that names another bucket than its own; write ${code(`jsonencode(replace(r.value, "/:::[^/]+/", ":::\${${bucket}}"))`)}, or move it to the policy of that bucket`,
    )}])`,
  );
}

/** Whether the pattern `named` of a bucket could match this one: behind its first `*` anything can follow. */
function couldBe(bucket: string): string {
  const beginning = String.raw`replace(replace(split("*", named)[0], "/[^A-Za-z0-9?]/", "\\$0"), "?", ".")`;
  return `(can(regex("^\${${beginning}}", ${bucket})) && (strcontains(named, "*") || length(named) == length(${bucket})))`;
}
