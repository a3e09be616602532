import { Token } from 'cdktf';
import type { ZencoderBucketAccessProps } from './bucket-access';
import { bucketNameFault } from './policy/bucket-name';
import { documentFindings } from './policy/document';
import { type Finding, faultFindings, within } from './policy/finding';
import { accountIdFault, canonicalUserIdFault } from './policy/identity';
import { regionFault } from './policy/region';
import { tokenFault } from './policy/token';

/** Everything that is wrong or doubtful in the props. What is a token where one is welcome is left to Terraform. */
export function bucketAccessFindings(props: ZencoderBucketAccessProps, now: Date): Finding[] {
  const { bucket, region, grants, otherStatements, adoptExistingPolicy, zencoder } = props;
  const tokens = tokenFindings(props);
  return [
    ...faultFindings('bucket', bucket, orToken(bucketNameFault)),
    ...faultFindings('region', region, orToken(regionFault)),
    ...within(
      ['zencoder'],
      [
        ...faultFindings('accountId', zencoder?.accountId, orToken(accountIdFault)),
        ...faultFindings('canonicalUserId', zencoder?.canonicalUserId, orToken(canonicalUserIdFault)),
      ],
    ),
    ...(adoptExistingPolicy && Token.isUnresolved(bucket)
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
      : documentFindings({ bucket, grants, otherStatements, accountId: literalAccount(props) }, now)),
  ];
}

/** Tokens where only literal text can be taken. */
function tokenFindings({ grants, otherStatements }: ZencoderBucketAccessProps): Finding[] {
  const inGrants = grants.flatMap((grant, index) =>
    Object.entries(grant as Record<string, unknown>).flatMap(([name, value]) =>
      [value].flat().flatMap((text, position): Finding[] => {
        const message = typeof text === 'string' ? tokenFault(text) : undefined;
        const path = ['grants', index, name, ...(Array.isArray(value) ? [position] : [])];
        return message === undefined ? [] : [{ path, message }];
      }),
    ),
  );
  return otherStatements !== undefined && tokenFault(otherStatements) !== undefined
    ? [
        ...inGrants,
        {
          path: ['otherStatements'],
          message: 'holds a CDKTF token; give JSON that is known only at plan time as sourcePolicyDocuments',
        },
      ]
    : inGrants;
}

function literalAccount({ zencoder }: ZencoderBucketAccessProps): string | undefined {
  return Token.isUnresolved(zencoder?.accountId) ? undefined : zencoder?.accountId;
}

function orToken(fault: (value: string) => string | undefined): (value: string) => string | undefined {
  return (value) => (Token.isUnresolved(value) ? undefined : fault(value));
}
