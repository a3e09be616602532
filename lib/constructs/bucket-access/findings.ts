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
import { inheritedRegion } from '../terraform/provider';
import { isKnownOnlyAtPlan, sourceDocumentFindings } from './known-documents';
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

const FLAGS = ['requireTls', 'adoptExistingPolicy'] as const;

/** Verified with the real AWS provider. */
export const POLICY_REFUSALS: Refusals = {
  createBeforeDestroy:
    'would leave the bucket without a policy: a bucket has only one policy, so Terraform would create the new one and then delete it; remove createBeforeDestroy',
};

const IMPORT_NEEDS_NAME =
  'requires a bucket name that is known at synth: Terraform cannot import an ID that it learns later';
const TOKEN_IN_JSON = 'contains a CDKTF token; use sourcePolicyDocuments for JSON that is known only at plan time';

/** The errors and warnings in the props. Terraform checks values that are tokens, where tokens are accepted. */
export function bucketAccessFindings(scope: Construct, props: ZencoderBucketAccessProps, now: Date): Diagnostic[] {
  const { bucket, grants, objects, requireTls, otherStatements, acceptedDenies, sourcePolicyDocuments } = props;
  const { adoptExistingPolicy, zencoder, objectOwnership, provider } = props;
  const sourceFindings = within(['sourcePolicyDocuments'], sourceDocumentFindings(sourcePolicyDocuments));
  const literal = (text: string | undefined) => (containsToken(text) ? undefined : text);
  const document = {
    bucket,
    grants,
    objects,
    requireTls,
    otherStatements: literal(otherStatements),
    acceptedDenies,
    sourcePolicyDocuments:
      sourceFindings.length > 0
        ? []
        : sourcePolicyDocuments?.map((text) => (isKnownOnlyAtPlan(text) ? undefined : text)),
    accountId: literal(zencoder?.accountId),
    canonicalUserId: literal(zencoder?.canonicalUserId),
    also: literalAccounts(zencoder?.also),
  };
  return sourceFindings.concat(
    misspeltFindings(props, PROPERTIES),
    settingFindings(bucket === undefined ? { ...props, bucket: '' } : props, inheritedRegion(scope, provider)),
    metaArgumentFindings(scope, props, POLICY_REFUSALS),
    flagFindings(props, FLAGS),
    valueFindings('objectOwnership', objectOwnership, OWNERSHIP),
    instanceFindings(props),
    adoptExistingPolicy && !props.forEach && containsToken(bucket)
      ? [{ path: ['adoptExistingPolicy'], message: IMPORT_NEEDS_NAME }]
      : [],
    containsToken(otherStatements) ? [{ path: ['otherStatements'], message: TOKEN_IN_JSON }] : [],
    documentFindings(document, now),
  );
}

/** The other accounts of Zencoder that are not tokens. `settingFindings` reports invalid ones. */
function literalAccounts(also: unknown): ZencoderAccount[] {
  return Array.isArray(also)
    ? also.filter((one) => typeof one?.accountId === 'string' && !containsToken(one.accountId))
    : [];
}

const OWNERSHIP = { fault: memberOf('ownership', 'S3 supports', Object.values(ZencoderObjectOwnership)) };

const IN_A_LOOP = 'create one ZencoderBucketAccess per bucket in a loop in your program, without forEach';

/** Errors for props that cannot be combined with `forEach`. */
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
  const hasUnknownDocument =
    Array.isArray(sourcePolicyDocuments) &&
    sourcePolicyDocuments.some((document) => typeof document === 'string' && isKnownOnlyAtPlan(document));
  return [
    ...(typeof bucket === 'string' && bucket !== '' && !containsToken(bucket)
      ? [{ path: ['bucket'], message: sameBucket }]
      : []),
    ...(adoptExistingPolicy
      ? [
          {
            path: ['adoptExistingPolicy'],
            message: `cannot be combined with forEach, because Terraform imports only names that are known at synth; ${IN_A_LOOP}`,
          },
        ]
      : []),
    ...(hasUnknownDocument
      ? [
          {
            path: ['sourcePolicyDocuments'],
            message: `contains a document that is known only at plan time, and cannot be combined with forEach: locals join the documents, and locals have no each.value; ${IN_A_LOOP}, or give JSON text`,
          },
        ]
      : []),
  ];
}
