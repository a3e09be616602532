import { accountIdFault, canonicalUserIdFault } from '../iam/account';
import { type Diagnostic, faultFindings, within } from '../messages/diagnostic';
import { holdsToken, tokenFault } from '../messages/token';
import { bucketNameFault } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import type { ZencoderIdentity } from '../zencoder/identity';
import { kmsKeyArnFault } from './kms-key';
import { cliProfileFault, endpointUrlFault } from './object-access';

/** The check of literal text: a token, which stands for what is known only at plan time, is left to Terraform. */
export function orToken(fault: (value: string) => string | undefined): (value: string) => string | undefined {
  return (value) => (holdsToken(value) ? undefined : fault(value));
}

const SETTINGS = {
  bucket: bucketNameFault,
  region: regionFault,
  kmsKeyArn: kmsKeyArnFault,
  endpointUrl: endpointUrlFault,
  cliProfile: cliProfileFault,
};

/** What of props may be a reference, such as `bucket.id`. */
export interface ReferableSettings extends Partial<Readonly<Record<keyof typeof SETTINGS, string>>> {
  readonly zencoder?: ZencoderIdentity;
}

/** What is wrong in settings that are literal text. */
export function settingFindings(settings: ReferableSettings): Diagnostic[] {
  const { accountId, canonicalUserId } = settings.zencoder ?? {};
  const names = Object.keys(SETTINGS) as (keyof typeof SETTINGS)[];
  return [
    ...names.flatMap((name) => faultFindings(name, settings[name], orToken(SETTINGS[name]))),
    ...within(
      ['zencoder'],
      [
        ...faultFindings('accountId', accountId, orToken(accountIdFault)),
        ...faultFindings('canonicalUserId', canonicalUserId, orToken(canonicalUserIdFault)),
      ],
    ),
  ];
}

/**
 * Tokens in a list of grants or objects, where only literal text can be taken: it cannot be escaped for IAM. What is no list has
 * none, and is refused elsewhere.
 * @param checked the properties that are looked at; all by default
 */
export function tokenFindings(list: string, inputs: unknown, isChecked = (_name: string) => true): Diagnostic[] {
  const members = Array.isArray(inputs) ? (inputs as readonly (object | null)[]) : [];
  return members.flatMap((member, index) =>
    Object.entries(member ?? {})
      .filter(([name]) => isChecked(name))
      .flatMap(([name, value]) => textTokenFindings([list, index, name], value)),
  );
}

function textTokenFindings(path: Diagnostic['path'], value: unknown): Diagnostic[] {
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => textTokenFindings([...path, index], member));
  }
  const message = typeof value === 'string' ? tokenFault(value) : undefined;
  return message === undefined ? [] : [{ path, message }];
}
