import { Zencoder } from '../../../zencoder/zencoder';
import { all, code, faultIf, has, type Insertion, inline, isText, shown, text } from './expression';

const RESOURCE = inline(text`${code('r.place')}: ${shown('r.value')}`);
const EVERYTHING = '^[*]+$';

/** An ARN whose end is left to a wildcard, which goes on over colons. */
const OPEN_ENDED = '^arn(:[^:]*(:s3(:[*]?){0,2})?)?[*]$';

/** What most are: everything, or a bucket or what is in it. */
const SOUND = `${EVERYTHING}|${OPEN_ENDED}|^arn:${Zencoder.PARTITION}:s3:::[^/]`;

/** What an ARN of S3 with a region or an account is about, by its first word. */
const OF_AN_ACCOUNT = '^(accesspoint|access-grants|async-request|job|storage-lens|storage-lens-group)[:/]';

/** What is wrong with `Resource` and `NotResource` of statements, whatever the bucket is; one message for each value at most. */
export function resourceFaults(elements: string): string {
  const texts = `[for r in e.resources : r if ${isText('r.value')}]`;
  const others = `[for r in ${texts} : r if !(${has(SOUND, 'r.value')})]`;
  const withParts = `[for r in ${others} : merge(r, {arn = ${arnParts()}})]`;
  const each = all(
    `[for r in e.resources : ${text`${RESOURCE} is no resource: write a string, or a list of strings`} if !${isText('r.value')}]`,
    `flatten([for r in ${withParts} : length(r.arn) == 0 ? ${noArnFaults()} : ${arnFaults()}])`,
  );
  return `flatten([for e in ${elements} : ${each}])`;
}

/** Partition, service, region, account and the rest; none where it is no ARN. */
function arnParts(): string {
  return `flatten([for p in [split(":", r.value)] : [p[1], p[2], p[3], p[4], join(":", slice(p, 5, length(p)))] if length(p) > 5 && p[0] == "arn"])`;
}

function arnOf(...of: readonly string[]): Insertion {
  return code(`jsonencode("arn:${Zencoder.PARTITION}:s3:::${of.map((part) => `\${${part}}`).join('')}")`);
}

function noArnFaults(): string {
  const path = `startswith(r.value, "/") || r.value == "" ? "BUCKET\${r.value}" : replace(r.value, "/^s3(\\\\+[^:/]*)?:\\\\/\\\\/|^arn:.*:/", "")`;
  return `[${text`${RESOURCE} is no ARN: write ${arnOf(path)}`}]`;
}

function arnFaults(): string {
  const [partition, service, region, account, rest] = [0, 1, 2, 3, 4].map((part) => `r.arn[${part}]`) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const isOfS3 = `${service} == "s3" && ${has(`^(${Zencoder.PARTITION}|.*[*?].*)$`, partition)}`;
  const isPlain = `${region} == "" && ${account} == ""`;
  return all(
    faultIf(
      `${service} != "s3"`,
      text`${RESOURCE} is no ARN of S3: the policy of a bucket is about that bucket and its objects alone`,
    ),
    faultIf(
      `${service} == "s3" && !(${isOfS3})`,
      text`${RESOURCE} is of the partition ${code(`jsonencode(${partition})`)}: the bucket is in ${Zencoder.PARTITION}, where Zencoder's account lives; write ${arnOf(rest)}`,
    ),
    faultIf(
      `${isOfS3} && !(${isPlain}) && !(${has(OF_AN_ACCOUNT, rest)})`,
      text`${RESOURCE} has a region or an account, which ARNs of buckets and objects have not; write ${arnOf(rest)}`,
    ),
    faultIf(
      `${isOfS3} && ${isPlain} && ${has('^(/|$)', rest)}`,
      text`${RESOURCE} names no bucket; write ${arnOf('"BUCKET"', rest)}`,
    ),
  );
}

/** Resources of another bucket than this one. */
export function bucketFaults(elements: string, bucket: string): string {
  const arn = `arn:${Zencoder.PARTITION}:s3:::\${${bucket}}`;
  const texts = `[for r in e.resources : r if ${isText('r.value')}]`;
  const named = `[for r in ${texts} : merge(r, {rest = regex("(?s)^arn:[^:]*:s3:::(.*)$", r.value)[0]}) if ${has('^arn:[^:]*:s3:::[^/]', 'r.value')} && r.value != "${arn}" && !startswith(r.value, "${arn}/")]`;
  const segment = 'split("/", r.rest)[0]';
  return `flatten([for e in ${elements} : [for r in ${named} : ${text`${RESOURCE} is about the bucket ${code(`jsonencode(${segment})`)}, and S3 refuses a policy that names another bucket than its own; write ${arnOf(bucket, `trimprefix(r.rest, ${segment})`)}, or move it to the policy of that bucket`} if !${couldBe('r.rest', bucket)}]])`;
}

/** Whether what an ARN names can be the bucket or something in it: behind the first `*` or variable anything can follow. */
function couldBe(resource: string, bucket: string): string {
  const known = `regex("^(?:[^*$]|[$][^{])*", ${resource})`;
  const beginning = String.raw`replace(replace(substr(${known}, 0, length(${bucket}) + 1), "/[^A-Za-z0-9?]/", "\\$0"), "?", ".")`;
  return `(can(regex("^\${${beginning}}", "\${${bucket}}/")) && (${known} != ${resource} || length(${resource}) >= length(${bucket})))`;
}

/** That a lone wildcard is all resources, which S3 is reported to refuse in the policy of a bucket. */
export function everyResourceDoubts(elements: string, bucket: string): string {
  return `flatten([for e in ${elements} : [for r in e.resources : ${text`${RESOURCE} is reported to be refused by S3 in the policy of a bucket; write ${arnOf(bucket)} and ${code(`jsonencode("arn:${Zencoder.PARTITION}:s3:::\${${bucket}}/*")`)}`} if r.element == "Resource" && jsonencode(r.value) == "\\"*\\""]])`;
}
