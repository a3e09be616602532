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

/** Five times the limit of S3. */
const MAX_LENGTH = 100 * 1024;

/** Splits a policy into grants and the statements of other principals. @param typed the bucket; undefined if none is typed yet */
export function readExisting(text: string, typed: string | undefined): ExistingPolicy {
  const finding = (severity: Severity, message: string): FieldFinding => ({ field: 'existing', severity, message });
  if (text.length > MAX_LENGTH) {
    return {
      findings: [finding(Severity.ERROR, `has ${text.length} characters; the limit of S3 for a policy is 20 KB`)],
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
      ...adoption.errors.map((error) => finding(Severity.ERROR, error)),
      ...adoption.losses.map((loss) =>
        finding(Severity.WARNING, `omitted, because it cannot be expressed as a grant: ${lossLine(loss)}`),
      ),
      ...adoption.notes.map((note) => finding(Severity.NOTE, note)),
    ],
  };
}
