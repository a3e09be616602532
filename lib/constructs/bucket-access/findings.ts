import type { ZencoderBucketAccessProps } from '../../grants/bucket-access-props';
import type { ZencoderGrant } from '../../grants/grant';
import { kmsKeyArnFault } from '../../grants/kms-key';
import type { ZencoderObject } from '../../grants/object-access';
import { documentFindings } from '../../judgement/document-findings';
import { type Diagnostic, faultFindings, misspeltFindings, within } from '../../messages/diagnostic';
import { holdsToken, tokenFault } from '../../messages/token';
import { bucketNameFault } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { accountIdFault, canonicalUserIdFault, type ZencoderIdentity } from '../../zencoder/identity';
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

/** Everything that is wrong or doubtful in the props. What is a token where one is welcome is left to Terraform. */
export function bucketAccessFindings(props: ZencoderBucketAccessProps, now: Date): Diagnostic[] {
  const { bucket, region, grants, objects, adoptExistingPolicy, kmsKeyArn, zencoder } = props;
  const { otherStatements, acceptedDenies, sourcePolicyDocuments } = props;
  const tokens = tokenFindings(props);
  const ofSources = within(['sourcePolicyDocuments'], sourceDocumentFindings(sourcePolicyDocuments));
  return [
    ...ofSources,
    ...misspeltFindings(props, PROPERTIES),
    ...faultFindings('bucket', bucket ?? '', orToken(bucketNameFault)),
    ...faultFindings('region', region, orToken(regionFault)),
    ...faultFindings('kmsKeyArn', kmsKeyArn, orToken(kmsKeyArnFault)),
    ...within(
      ['zencoder'],
      [
        ...faultFindings('accountId', zencoder?.accountId, orToken(accountIdFault)),
        ...faultFindings('canonicalUserId', zencoder?.canonicalUserId, orToken(canonicalUserIdFault)),
      ],
    ),
    ...(adoptExistingPolicy && holdsToken(bucket)
      ? [
          {
            path: ['adoptExistingPolicy'],
            message:
              'needs a bucket whose name is known at synth: Terraform refuses to import an id that it learns later',
          },
        ]
      : []),
    ...(tokens.length > 0
      ? tokens
      : documentFindings(
          {
            bucket,
            grants,
            objects,
            otherStatements,
            acceptedDenies,
            sourcePolicyDocuments: ofSources.length > 0 ? [] : sourcePolicyDocuments?.map(known),
            ...literalIdentity(props),
          },
          now,
        )),
  ];
}

/** Tokens where only literal text can be taken. */
function tokenFindings({ grants, objects, otherStatements }: ZencoderBucketAccessProps): Diagnostic[] {
  const findings = [...grantTokenFindings(grants), ...listed(objects).flatMap(keyTokenFindings)];
  if (holdsToken(otherStatements)) {
    const message = 'holds a CDKTF token; give JSON that is known only at plan time as sourcePolicyDocuments';
    findings.push({ path: ['otherStatements'], message });
  }
  return findings;
}

function keyTokenFindings(object: ZencoderObject, index: number): Diagnostic[] {
  return within(['objects', index], faultFindings('key', object?.key, tokenFault));
}

/** What is no list has no tokens: it is refused elsewhere. */
function listed<Member>(value: readonly Member[] | undefined): readonly Member[] {
  return Array.isArray(value) ? value : [];
}

/** @param welcome the properties that may be tokens */
export function grantTokenFindings(grants: readonly ZencoderGrant[] | undefined, ...welcome: string[]): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const look = (path: Diagnostic['path'], value: unknown) => {
    const message = typeof value === 'string' ? tokenFault(value) : undefined;
    if (message !== undefined) {
      findings.push({ path, message });
    } else if (Array.isArray(value)) {
      value.forEach((member, index) => {
        look([...path, index], member);
      });
    }
  };
  listed(grants).forEach((grant, index) => {
    for (const [name, value] of Object.entries(grant ?? {}).filter(([name]) => !welcome.includes(name))) {
      look(['grants', index, name], value);
    }
  });
  return findings;
}

function literalIdentity({ zencoder }: ZencoderBucketAccessProps): ZencoderIdentity {
  const literal = (id: string | undefined) => (holdsToken(id) ? undefined : id);
  return { accountId: literal(zencoder?.accountId), canonicalUserId: literal(zencoder?.canonicalUserId) };
}

/** What is known at synth of a document. */
function known(document: string): string | undefined {
  return isKnownAtPlan(document) ? undefined : document;
}

/** The check, but of literal text only. */
export function orToken(fault: (value: string) => string | undefined): (value: string) => string | undefined {
  return (value) => (holdsToken(value) ? undefined : fault(value));
}
