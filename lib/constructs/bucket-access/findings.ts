import type { Construct } from 'constructs';
import { settingFindings } from '../../grants/settings';
import { documentFindings } from '../../judgement/document-findings';
import { memberOf, valueFindings } from '../../messages/attributes';
import { type Diagnostic, misspeltFindings, within } from '../../messages/diagnostic';
import { containsToken } from '../../messages/token';
import { quoted } from '../../messages/wording';
import { ZencoderObjectOwnership } from '../../s3/object-ownership';
import type { ZencoderAccount } from '../../zencoder/another-zencoder';
import { metaArgumentFindings, type Refusals } from '../terraform/meta-arguments';
import { flagFindings } from '../terraform/odd-values';
import { providerRegion } from '../terraform/provider';
import { isKnownAtPlan, sourceDocumentFindings } from './known-documents';
import { SAME_FOR_INSTANCES } from './one-policy-per-bucket';
import type { ZencoderBucketAccessProps } from './props';

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
  'provider',
  'dependsOn',
  'lifecycle',
  'forEach',
];

/** Seen with the real provider. */
export const POLICY_REFUSALS: Refusals = {
  createBeforeDestroy:
    'would leave the bucket without a policy: a bucket has one, so that a replacement puts the new policy and then deletes it; leave it out',
};

const IMPORTED_LATER =
  'needs a bucket whose name is known at synth: Terraform refuses to import an id that it learns later';
const TOKEN_IN_JSON = 'holds a CDKTF token; give JSON that is known only at plan time as sourcePolicyDocuments';

/** Everything that is wrong or doubtful in the props. What is a token where one is welcome is left to Terraform. */
export function bucketAccessFindings(scope: Construct, props: ZencoderBucketAccessProps, now: Date): Diagnostic[] {
  const { bucket, otherStatements, sourcePolicyDocuments, adoptExistingPolicy, zencoder, objectOwnership, provider } =
    props;
  const ofSources = within(['sourcePolicyDocuments'], sourceDocumentFindings(sourcePolicyDocuments));
  const literal = (text: string | undefined) => (containsToken(text) ? undefined : text);
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
    ...settingFindings({ ...props, bucket: bucket ?? '' }, { region: providerRegion(scope, provider) }),
    ...metaArgumentFindings(scope, props, POLICY_REFUSALS),
    ...flagFindings(props, ['requireTls', 'adoptExistingPolicy']),
    ...valueFindings('objectOwnership', objectOwnership, OWNERSHIP),
    ...instanceFindings(props),
    ...(adoptExistingPolicy && !props.forEach && containsToken(bucket)
      ? [{ path: ['adoptExistingPolicy'], message: IMPORTED_LATER }]
      : []),
    ...(containsToken(otherStatements) ? [{ path: ['otherStatements'], message: TOKEN_IN_JSON }] : []),
    ...documentFindings(document, now),
  ];
}

/** Those of the other accounts that are known; what is wrong in them is reported of the settings. */
function literalAccounts(also: unknown): ZencoderAccount[] {
  return Array.isArray(also)
    ? also.filter((one) => typeof one?.accountId === 'string' && !containsToken(one.accountId))
    : [];
}

const OWNERSHIP = { fault: memberOf('ownership', 'S3 has', Object.values(ZencoderObjectOwnership)) };

const IN_A_LOOP = 'make an access for each bucket in a loop of your program, without forEach';

/** What makes no sense of several instances. */
function instanceFindings({
  forEach,
  bucket,
  adoptExistingPolicy,
  sourcePolicyDocuments,
}: ZencoderBucketAccessProps): Diagnostic[] {
  if (forEach === undefined) {
    return [];
  }
  const sameBucket = `${quoted(bucket)} ${SAME_FOR_INSTANCES}`;
  const isKnownLate =
    Array.isArray(sourcePolicyDocuments) &&
    sourcePolicyDocuments.some((document) => typeof document === 'string' && isKnownAtPlan(document));
  return [
    ...(typeof bucket === 'string' && bucket !== '' && !containsToken(bucket)
      ? [{ path: ['bucket'], message: sameBucket }]
      : []),
    ...(adoptExistingPolicy
      ? [
          {
            path: ['adoptExistingPolicy'],
            message: `has no effect with forEach, since Terraform imports by names that are known at synth; ${IN_A_LOOP}`,
          },
        ]
      : []),
    ...(isKnownLate
      ? [
          {
            path: ['sourcePolicyDocuments'],
            message: `is known only at plan time, which forEach does not take: they are joined in locals, where there is no each.value; ${IN_A_LOOP}, or give JSON text`,
          },
        ]
      : []),
  ];
}
