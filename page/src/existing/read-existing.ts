import { adopt } from '../../../lib/adopt/adoption';
import { lossLine } from '../../../lib/adopt/loss';
import { readPastedPolicy } from '../../../lib/adopt/pasted-policy';
import { bucketsNamedBy } from '../../../lib/explain/plan/planned-policy';
import { isTooDeep, TOO_DEEP } from '../../../lib/iam/grammar/document';
import { Severity } from '../../../lib/messages/diagnostic';
import type { JsonObject } from '../../../lib/messages/json';
import { identityOf } from '../../../lib/zencoder/another-zencoder';
import type { ExistingPolicy } from '../form/existing-policy';
import type { FieldFinding } from '../form/findings';

/** Five times what S3 takes. */
const LONGEST = 100 * 1024;

/** The policy split into grants and the statements of other principals. @param typed the bucket, undefined where none is typed yet */
export function readExisting(text: string, typed: string | undefined): ExistingPolicy {
  const finding = (severity: Severity, message: string): FieldFinding => ({ field: 'existing', severity, message });
  if (text.length > LONGEST) {
    return {
      findings: [finding(Severity.ERROR, `has ${text.length} characters, and S3 takes no policy of more than 20 KB`)],
    };
  }
  let policy: JsonObject;
  try {
    policy = readPastedPolicy(text);
  } catch (error) {
    const isDeep = error instanceof RangeError;
    return { findings: [finding(Severity.ERROR, isDeep ? TOO_DEEP : (error as Error).message)] };
  }
  if (isTooDeep(policy)) {
    return { findings: [finding(Severity.ERROR, TOO_DEEP)] };
  }
  const [named, ...more] = bucketsNamedBy(policy);
  const bucket = more.length === 0 ? named : undefined;
  const zencoder = identityOf({});
  const adoption = adopt(policy, { bucket: typed ?? bucket ?? '', zencoder });
  return {
    adoption,
    bucket,
    findings: [
      ...adoption.errors.map((fault) => finding(Severity.ERROR, fault)),
      ...adoption.losses.map((loss) =>
        finding(Severity.WARNING, `left out, since it cannot be expressed as a grant: ${lossLine(loss)}`),
      ),
      ...adoption.notes.map((note) => finding(Severity.NOTE, note)),
    ],
  };
}
