import { allowsEverybody } from '../../iam/account';
import { labelOf, placeOf, statementsOfText } from '../../iam/policy';
import { observedValue } from '../../live/facts';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import { awsCommand } from '../../report/shell';
import type { CheckContext } from '../context';
import { WHERE_TO_EDIT } from '../grant-fixes';

/** Source: S3's "Using Requester Pays buckets": requests without the header that accepts the charge get 403. */
export function checkRequesterPays({ bucket, url, given }: CheckContext): Finding[] {
  const { requesterPays } = bucket;
  if (!requesterPays.known) {
    return [notObserved('whether Requester Pays is enabled', requesterPays)];
  }
  const setting = { bucket: url.bucket, 'request-payment-configuration': 'Payer=BucketOwner' };
  const observation = 'Requester Pays is enabled on the bucket.';
  const why = 'S3 denies requests without the header x-amz-request-payer, and Zencoder cannot send it.';
  const command = awsCommand('s3api', 'put-bucket-request-payment', setting, given);
  const changes = [{ what: 'Turn Requester Pays off; you then pay for the requests', command }];
  return requesterPays.value ? [cause(Level.PROBLEM, 'requester-pays', observation, why, changes)] : [];
}

/**
 * Block Public Access does not affect a policy for a named account, unless another statement makes the policy public:
 * then RestrictPublicBuckets denies all other accounts. Source: S3's "Blocking public access to your Amazon S3
 * storage".
 */
export function checkPublicAccessBlock({ bucket, url, given }: CheckContext): Finding[] {
  const { publicAccessBlock, isPolicyPublic, policy } = bucket;
  const isPublic = observedValue(isPolicyPublic);
  const restricts = observedValue(publicAccessBlock)?.restrictsPublicBuckets;
  if (isPublic === false || restricts === false || !policy.known || policy.value === null) {
    return [];
  }
  if (!isPolicyPublic.known || !publicAccessBlock.known) {
    return [
      ...(isPolicyPublic.known ? [] : [notObserved('whether S3 considers the policy public', isPolicyPublic)]),
      ...(publicAccessBlock.known ? [] : [notObserved("the bucket's Block Public Access settings", publicAccessBlock)]),
    ];
  }
  const open = statementsOfText(policy.value)
    .flatMap((statement, index) => (allowsEverybody(statement) ? [labelOf(placeOf(statement, index))] : []))
    .join(' and ');
  const { blocksPublicAcls, ignoresPublicAcls, blocksPublicPolicy } = publicAccessBlock.value;
  const configuration = `BlockPublicAcls=${blocksPublicAcls},IgnorePublicAcls=${ignoresPublicAcls},BlockPublicPolicy=${blocksPublicPolicy},RestrictPublicBuckets=false`;
  const setting = { bucket: url.bucket, 'public-access-block-configuration': configuration };
  const observation = `The bucket's policy is public${open && ` because of ${open}`}, and RestrictPublicBuckets is enabled on the bucket.`;
  const why = 'S3 then denies every request from another account, even if the policy allows it.';
  const changes = [
    { what: `Change or remove ${open || 'the statement'} that makes the policy public (${WHERE_TO_EDIT})` },
    {
      what: 'If the bucket is meant to be public, turn off RestrictPublicBuckets',
      isAlternative: true,
      command: awsCommand('s3api', 'put-public-access-block', setting, given),
    },
  ];
  return [cause(Level.PROBLEM, 'public-access-block', observation, why, changes)];
}
