import { Zencoder } from '../zencoder';
import { all, code, faultIf, found, type Insertion, inline, isText, shown, text } from './expression';

const RESOURCE = inline(text`${code('r.place')}: ${shown('r.value')}`);
const EVERYTHING = '^[*]+$';

/** An ARN whose end is left to a wildcard, which goes on over colons. */
const OPEN_ENDED = '^(arn:[^:]*([*]|:s3(:[^:]*){0,2}[*])|arn[*])$';

/** What an ARN of S3 with a region or an account is about, by its first word. */
const OF_AN_ACCOUNT = '^(accesspoint|access-grants|async-request|job|storage-lens|storage-lens-group)[:/]';

/** What is wrong with `Resource` and `NotResource` of the statement `e`; one message for each value at most. */
export function resourceFaults(bucket: string): string {
  const [partition, service, region, account, rest] = [0, 1, 2, 3, 4].map((part) => `r.arn[${part}]`) as string[];
  const ofPartition = found(`^(${Zencoder.PARTITION}|.*[*?].*)$`, partition!);
  const ofS3 = `${service} == "s3" && ${ofPartition}`;
  const plain = `${region} == "" && ${account} == ""`;
  const arnOf = (...of: readonly string[]): Insertion =>
    code(`jsonencode("arn:${Zencoder.PARTITION}:s3:::${of.map((part) => `\${${part}}`).join('')}")`);
  const segment = `split("/", ${rest})[0]`;
  const faults = all(
    faultIf(`!${isText('r.value')}`, text`${RESOURCE} is no resource: write a string, or a list of strings`),
    faultIf(
      `${isText('r.value')} && length(r.arn) == 0 && !${found(`${EVERYTHING}|${OPEN_ENDED}`, 'r.value')}`,
      text`${RESOURCE} is no ARN: write ${arnOf(`startswith(r.value, "/") ? "\${${bucket}}\${r.value}" : replace(r.value, "/^s3(\\\\+[^:/]*)?:\\\\/\\\\//", "")`)}`,
    ),
    faultIf(
      `${service} != "s3"`,
      text`${RESOURCE} is no ARN of S3: the policy of a bucket is about that bucket and its objects alone`,
    ),
    faultIf(
      `${service} == "s3" && !${ofPartition}`,
      text`${RESOURCE} is of the partition ${code(`jsonencode(${partition})`)}: the bucket is in ${Zencoder.PARTITION}, where Zencoder's account lives; write ${arnOf(rest!)}`,
    ),
    faultIf(
      `${ofS3} && !(${plain}) && !${found(OF_AN_ACCOUNT, rest!)}`,
      text`${RESOURCE} has a region or an account, which ARNs of buckets and objects have not; write ${arnOf(rest!)}`,
    ),
    faultIf(
      `${ofS3} && ${plain} && ${segment} == ""`,
      text`${RESOURCE} names no bucket; write ${arnOf(bucket, rest!)}`,
    ),
    faultIf(
      `${ofS3} && ${plain} && ${segment} != "" && !${couldBe(rest!, bucket)}`,
      text`${RESOURCE} is about the bucket ${code(`jsonencode(${segment})`)}, and S3 refuses a policy that names another bucket than its own; write ${arnOf(bucket, `trimprefix(${rest}, ${segment})`)}, or move it to the policy of that bucket`,
    ),
  );
  return `flatten([for r in e.resources : ${faults}])`;
}

/** Whether what an ARN names can be the bucket or something in it: behind the first `*` or variable anything can follow. */
function couldBe(resource: string, bucket: string): string {
  const known = `regex("^(?:[^*$]|[$][^{])*", ${resource})`;
  const beginning = String.raw`replace(replace(substr(${known}, 0, length(${bucket}) + 1), "/[^A-Za-z0-9?]/", "\\$0"), "?", ".")`;
  return `(can(regex("^\${${beginning}}", "\${${bucket}}/")) && (${known} != ${resource} || length(${resource}) >= length(${bucket})))`;
}

/** That a lone wildcard is all resources, which S3 is reported to refuse in the policy of a bucket. */
export function everyResourceDoubts(elements: string, bucket: string): string {
  const arn = `arn:${Zencoder.PARTITION}:s3:::\${${bucket}}`;
  return `flatten([for e in ${elements} : [for r in e.resources : ${text`${RESOURCE} is reported to be refused by S3 in the policy of a bucket; write ${code(`jsonencode("${arn}")`)} and ${code(`jsonencode("${arn}/*")`)}`} if r.element == "Resource" && ${found(EVERYTHING, 'r.value')}]])`;
}
