import type { ZencoderBucketAccessProps } from './bucket-access-props';
import { bucketNameFault } from './policy/bucket-name';
import { documentFindings } from './policy/document';
import { type Finding, faultFindings, misspeltFindings, within } from './policy/finding';
import type { ZencoderGrant } from './policy/grant';
import { accountIdFault, canonicalUserIdFault, type ZencoderIdentity } from './policy/identity';
import { kmsKeyArnFault } from './policy/kms-key';
import type { ZencoderObject } from './policy/object-access';
import { regionFault } from './policy/region';
import { holdsToken, tokenFault } from './policy/token';
import { sourceDocumentFindings } from './source-documents';
import { Zencoder } from './zencoder';

const PROPERTIES: readonly (keyof ZencoderBucketAccessProps)[] = [
  'bucket',
  'grants',
  'objects',
  'region',
  'requireTls',
  'otherStatements',
  'sourcePolicyDocuments',
  'acceptedDenies',
  'objectOwnership',
  'adoptExistingPolicy',
  'kmsKeyArn',
  'zencoder',
];

/** Everything that is wrong or doubtful in the props. What is a token where one is welcome is left to Terraform. */
export function bucketAccessFindings(props: ZencoderBucketAccessProps, now: Date): Finding[] {
  const { bucket, region, grants, objects, otherStatements, adoptExistingPolicy, kmsKeyArn, zencoder } = props;
  const tokens = tokenFindings(props);
  return [
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
      : [
          ...documentFindings({ bucket, grants, objects, otherStatements, ...literalIdentity(props) }, now),
          ...within(
            ['sourcePolicyDocuments'],
            sourceDocumentFindings(props.sourcePolicyDocuments, knownIdentity(props), bucket),
          ),
        ]),
  ];
}

/** Tokens where only literal text can be taken. */
function tokenFindings({ grants, objects, otherStatements }: ZencoderBucketAccessProps): Finding[] {
  const findings = [...grantTokenFindings(grants), ...listed(objects).flatMap(keyTokenFindings)];
  if (holdsToken(otherStatements)) {
    const message = 'holds a CDKTF token; give JSON that is known only at plan time as sourcePolicyDocuments';
    findings.push({ path: ['otherStatements'], message });
  }
  return findings;
}

function keyTokenFindings(object: ZencoderObject, index: number): Finding[] {
  return within(['objects', index], faultFindings('key', object?.key, tokenFault));
}

/** What is no list has no tokens: it is refused elsewhere. */
function listed<Member>(value: readonly Member[] | undefined): readonly Member[] {
  return Array.isArray(value) ? value : [];
}

/** @param welcome the properties that may be tokens */
export function grantTokenFindings(grants: readonly ZencoderGrant[] | undefined, ...welcome: string[]): Finding[] {
  const findings: Finding[] = [];
  const look = (path: Finding['path'], value: unknown) => {
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

/** What a statement that is known at synth must not name: Zencoder's production where another identity is a token. */
function knownIdentity(props: ZencoderBucketAccessProps): Required<ZencoderIdentity> {
  const { accountId = Zencoder.ACCOUNT_ID, canonicalUserId = Zencoder.CANONICAL_USER_ID } = literalIdentity(props);
  return { accountId, canonicalUserId };
}

/** The check, but of literal text only. */
export function orToken(fault: (value: string) => string | undefined): (value: string) => string | undefined {
  return (value) => (holdsToken(value) ? undefined : fault(value));
}
