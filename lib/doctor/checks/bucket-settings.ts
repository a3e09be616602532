import { allowsEverybody } from '../../iam/named-account';
import { labelOf, placeOf, statementsOfText } from '../../iam/policy';
import { observedValue } from '../../live/facts';
import { awsCommand } from '../../report/aws-command';
import { Check, found, type Judgement, Level, NOTHING, notSeen, together } from '../../report/cause';
import { type CheckContext, rightKey } from '../context';

/** Source: S3's "Using Requester Pays buckets": requests without the header that accepts the charge get 403. */
export function checkRequesterPays({ bucket, url }: CheckContext): Judgement {
  const { requesterPays } = bucket;
  if (!requesterPays.known) {
    return notSeen('whether the requester pays', requesterPays);
  }
  return requesterPays.value
    ? found({
        check: Check.REQUESTER_PAYS,
        level: Level.PROBLEM,
        seen: 'The bucket has who asks pay (requester pays).',
        why: 'S3 refuses requests that do not say they will, and Zencoder has no setting for that.',
        changes: [
          {
            what: 'Pay for them yourself',
            command: awsCommand('s3api', 'put-bucket-request-payment', {
              bucket: url.bucket,
              'request-payment-configuration': 'Payer=BucketOwner',
            }),
          },
        ],
      })
    : NOTHING;
}

/**
 * Block Public Access is nothing to a policy for a named account, unless another statement makes the policy public: then
 * RestrictPublicBuckets keeps out all other accounts. Source: S3's "Blocking public access to your Amazon S3 storage".
 */
export function checkPublicAccessBlock({ bucket, url }: CheckContext): Judgement {
  const { publicAccessBlock, isPolicyPublic, policy } = bucket;
  const isPublic = observedValue(isPolicyPublic);
  const restricts = observedValue(publicAccessBlock)?.restrictsPublicBuckets;
  if (isPublic === false || restricts === false || !policy.known || policy.value === null) {
    return NOTHING;
  }
  if (!isPolicyPublic.known || !publicAccessBlock.known) {
    return together([
      isPolicyPublic.known ? NOTHING : notSeen('whether S3 takes the policy for a public one', isPolicyPublic),
      publicAccessBlock.known ? NOTHING : notSeen("the bucket's public access block", publicAccessBlock),
    ]);
  }
  const open = statementsOfText(policy.value)
    .flatMap((statement, index) => (allowsEverybody(statement) ? [labelOf(placeOf(statement, index))] : []))
    .join(' and ');
  const { blocksPublicAcls, ignoresPublicAcls, blocksPublicPolicy } = publicAccessBlock.value;
  return found({
    check: Check.PUBLIC_ACCESS_BLOCK,
    level: Level.PROBLEM,
    seen: `The bucket's policy is public${open && `, by ${open},`} and its public access block restricts public buckets.`,
    why: 'S3 then lets in nobody of another account, whatever the policy says.',
    changes: [
      {
        what: `Take what is public out of the policy${open && `: ${open}`} (it stands in the file that otherStatements names, where zencoder.yaml has the bucket)`,
      },
      {
        what: 'Stop restricting the bucket, which opens it to the public',
        isAlternative: true,
        command: awsCommand('s3api', 'put-public-access-block', {
          bucket: url.bucket,
          'public-access-block-configuration': [
            `BlockPublicAcls=${blocksPublicAcls}`,
            `IgnorePublicAcls=${ignoresPublicAcls}`,
            `BlockPublicPolicy=${blocksPublicPolicy}`,
            'RestrictPublicBuckets=false',
          ].join(','),
        }),
      },
    ],
  });
}

/** Source: S3's "GetObject": InvalidObjectState (403) for objects in an archive. */
export function checkStorageClass(facts: CheckContext): Judgement {
  const { object, url } = facts;
  if (!object?.storage.known || !object.storage.value.isArchived) {
    return NOTHING;
  }
  const { storageClass, isBeingRestored } = object.storage.value;
  const isTier = storageClass.endsWith('_ACCESS');
  const named = { bucket: url.bucket, key: rightKey(facts) };
  return found({
    check: Check.STORAGE_CLASS,
    level: Level.PROBLEM,
    seen: `The object is in an archive (${storageClass})${isBeingRestored ? ' and is being restored' : ''}.`,
    why: 'S3 refuses to hand it out before it is restored.',
    changes: [
      isBeingRestored
        ? {
            what: 'Wait until it is restored, which takes minutes to 48 hours; this tells',
            command: awsCommand('s3api', 'head-object', named),
          }
        : {
            what: 'Restore it, which takes minutes to 48 hours',
            command: awsCommand('s3api', 'restore-object', {
              ...named,
              'restore-request': isTier ? '{}' : '{"Days":7}',
            }),
          },
    ],
  });
}
