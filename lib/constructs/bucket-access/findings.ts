import type { ZencoderBucketAccessProps } from '../../grants/bucket-access-props';
import { settingFindings } from '../../grants/settings';
import { documentFindings } from '../../judgement/document-findings';
import { type Diagnostic, misspeltFindings, within } from '../../messages/diagnostic';
import { holdsToken } from '../../messages/token';
import type { ZencoderAccount } from '../../zencoder/another-zencoder';
import { isKnownAtPlan, sourceDocumentFindings } from './known-documents';

const PROPERTIES: readonly (keyof ZencoderBucketAccessProps)[] = [
  'bucket',
  'grants',
  'objects',
  'region',
  'requireTls',
  'otherStatements',
  'acceptedDenies',
  'sourcePolicyDocuments',
  'objectOwnership',
  'adoptExistingPolicy',
  'kmsKeyArn',
  'zencoder',
];

const IMPORTED_LATER =
  'needs a bucket whose name is known at synth: Terraform refuses to import an id that it learns later';
const TOKEN_IN_JSON = 'holds a CDKTF token; give JSON that is known only at plan time as sourcePolicyDocuments';

/** Everything that is wrong or doubtful in the props. What is a token where one is welcome is left to Terraform. */
export function bucketAccessFindings(props: ZencoderBucketAccessProps, now: Date): Diagnostic[] {
  const { bucket, otherStatements, sourcePolicyDocuments, adoptExistingPolicy, zencoder } = props;
  const ofSources = within(['sourcePolicyDocuments'], sourceDocumentFindings(sourcePolicyDocuments));
  const literal = (text: string | undefined) => (holdsToken(text) ? undefined : text);
  const document = {
    ...props,
    otherStatements: literal(otherStatements),
    sourcePolicyDocuments:
      ofSources.length > 0 ? [] : sourcePolicyDocuments?.map((text) => (isKnownAtPlan(text) ? undefined : text)),
    accountId: literal(zencoder?.accountId),
    canonicalUserId: literal(zencoder?.canonicalUserId),
    also: literalAccounts(zencoder?.also),
  };
  return [
    ...ofSources,
    ...misspeltFindings(props, PROPERTIES),
    ...settingFindings({ ...props, bucket: bucket ?? '' }),
    ...(adoptExistingPolicy && holdsToken(bucket) ? [{ path: ['adoptExistingPolicy'], message: IMPORTED_LATER }] : []),
    ...(holdsToken(otherStatements) ? [{ path: ['otherStatements'], message: TOKEN_IN_JSON }] : []),
    ...documentFindings(document, now),
  ];
}

/** Those of the other accounts that are known; what is wrong in them is reported of the settings. */
function literalAccounts(also: unknown): ZencoderAccount[] {
  return Array.isArray(also)
    ? also.filter((one) => typeof one?.accountId === 'string' && !holdsToken(one.accountId))
    : [];
}
