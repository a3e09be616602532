import type { ZencoderBucketAccessProps } from '../../grants/bucket-access-props';
import { settingFindings, tokenFindings } from '../../grants/references';
import { documentFindings } from '../../judgement/document-findings';
import { type Diagnostic, misspeltFindings, within } from '../../messages/diagnostic';
import { holdsToken } from '../../messages/token';
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
  const { bucket, grants, objects, otherStatements, sourcePolicyDocuments, adoptExistingPolicy, zencoder } = props;
  const ofSources = within(['sourcePolicyDocuments'], sourceDocumentFindings(sourcePolicyDocuments));
  const tokens = [
    ...tokenFindings('grants', grants),
    ...tokenFindings('objects', objects, (name) => name === 'key'),
    ...(holdsToken(otherStatements) ? [{ path: ['otherStatements'], message: TOKEN_IN_JSON }] : []),
  ];
  const literal = (id: string | undefined) => (holdsToken(id) ? undefined : id);
  const document = {
    ...props,
    sourcePolicyDocuments:
      ofSources.length > 0 ? [] : sourcePolicyDocuments?.map((text) => (isKnownAtPlan(text) ? undefined : text)),
    accountId: literal(zencoder?.accountId),
    canonicalUserId: literal(zencoder?.canonicalUserId),
  };
  return [
    ...ofSources,
    ...misspeltFindings(props, PROPERTIES),
    ...settingFindings({ ...props, bucket: bucket ?? '' }),
    ...(adoptExistingPolicy && holdsToken(bucket) ? [{ path: ['adoptExistingPolicy'], message: IMPORTED_LATER }] : []),
    ...(tokens.length > 0 ? tokens : documentFindings(document, now)),
  ];
}
