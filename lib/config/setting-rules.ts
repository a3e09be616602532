import { accountIdFault, canonicalUserIdFault } from '../iam/account';
import { type Diagnostic, faultFindings, within } from '../messages/diagnostic';
import { regionFault } from '../s3/region';
import { asMap, asText, type Loose } from './untrusted';

/** Of a stack or a bucket. */
export function regionFindings(holder: Loose): Diagnostic[] {
  return faultFindings('region', asText(holder.region), regionFault);
}

/** Of a stack or a bucket. */
export function identityFindings(holder: Loose): Diagnostic[] {
  const zencoder = asMap(holder.zencoder);
  return within(
    ['zencoder'],
    [
      ...faultFindings('accountId', asText(zencoder.accountId), accountIdFault),
      ...faultFindings('canonicalUserId', asText(zencoder.canonicalUserId), canonicalUserIdFault),
    ],
  );
}
