import { allowsEverybody } from '../../iam/account';
import { labelOf, placeOf, statementsOfText } from '../../iam/policy';
import { observedValue } from '../../live/facts';
import { cause, type Finding, Level, notObserved } from '../../report/cause';
import { awsCommand } from '../../report/shell';
import type { CheckContext } from '../context';

/** Source: S3's "Using Requester Pays buckets": requests without the header that accepts the charge get 403. */
export function checkRequesterPays({ bucket, url, given }: CheckContext): Finding[] {
  const { requesterPays } = bucket;
  if (!requesterPays.known) {
    return [notObserved('whether the requester pays', requesterPays)];
  }
  const setting = { bucket: url.bucket, 'request-payment-configuration': 'Payer=BucketOwner' };
  const seen = 'The bucket has who asks pay (requester pays).';
  const why = 'S3 refuses requests that do not say they will, and Zencoder has no setting for that.';
  const command = awsCommand('s3api', 'put-bucket-request-payment', setting, given);
  const changes = [{ what: 'Pay for them yourself', command }];
  return requesterPays.value ? [cause(Level.PROBLEM, 'requester-pays', seen, why, changes)] : [];
}

/**
 * Block Public Access is nothing to a policy for a named account, unless another statement makes the policy public: then
 * RestrictPublicBuckets keeps out all other accounts. Source: S3's "Blocking public access to your Amazon S3 storage".
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
      ...(isPolicyPublic.known ? [] : [notObserved('whether S3 takes the policy for a public one', isPolicyPublic)]),
      ...(publicAccessBlock.known ? [] : [notObserved("the bucket's public access block", publicAccessBlock)]),
    ];
  }
  const open = statementsOfText(policy.value)
    .flatMap((statement, index) => (allowsEverybody(statement) ? [labelOf(placeOf(statement, index))] : []))
    .join(' and ');
  const { blocksPublicAcls, ignoresPublicAcls, blocksPublicPolicy } = publicAccessBlock.value;
  const configuration = `BlockPublicAcls=${blocksPublicAcls},IgnorePublicAcls=${ignoresPublicAcls},BlockPublicPolicy=${blocksPublicPolicy},RestrictPublicBuckets=false`;
  const setting = { bucket: url.bucket, 'public-access-block-configuration': configuration };
  const seen = `The bucket's policy is public${open && `, by ${open},`} and its public access block restricts public buckets.`;
  const why = 'S3 then lets in nobody of another account, whatever the policy says.';
  const place = 'it stands in the file that otherStatements names, where zencoder.yaml has the bucket';
  const changes = [
    { what: `Take what is public out of the policy${open && `: ${open}`} (${place})` },
    {
      what: 'Stop restricting the bucket, which opens it to the public',
      isAlternative: true,
      command: awsCommand('s3api', 'put-public-access-block', setting, given),
    },
  ];
  return [cause(Level.PROBLEM, 'public-access-block', seen, why, changes)];
}
