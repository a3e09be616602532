import { anonymousPrincipal, runSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNTS, arnOf, type Request } from './requests';

const ALLOW_ALL = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/**
 * Whether S3 allows the request under the policy of the bucket, by the simulator.
 *
 * Who asks from another account is allowed everything there, and who asks from the owner's has no policy of his own: so it
 * is the policy of the bucket that decides.
 */
export async function isAllowed(policy: string, request: Request): Promise<boolean> {
  const { principal, action, secure, at } = request;
  const foreign = principal !== undefined && principal.split(':')[4] !== ACCOUNTS.owner;
  const simulated = await runSimulation(
    {
      request: {
        principal: principal ?? anonymousPrincipal,
        action,
        resource: { resource: arnOf(request), accountId: ACCOUNTS.owner },
        contextVariables: {
          'aws:SecureTransport': String(secure),
          'aws:CurrentTime': at.toISOString().replace('.000Z', 'Z'),
          'aws:username': 'a',
          ...(principal === undefined ? {} : { 'aws:PrincipalAccount': principal.split(':')[4]! }),
        },
      },
      identityPolicies: foreign ? [{ name: 'everything', policy: ALLOW_ALL }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: JSON.parse(policy),
    },
    {},
  );
  if (simulated.resultType === 'error') {
    throw new Error(`${JSON.stringify(simulated.errors)} for ${JSON.stringify(request)} under ${policy}`);
  }
  return simulated.overallResult === 'Allowed';
}

/**
 * Which of two things lets the simulator's answer differ from that of S3, if one does.
 *
 * - It takes a `*` in the ARN of a request for any characters, since it can be asked for whole patterns. For S3 it is a
 *   character of the key: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 * - Its `*` in a policy matches no line break. For IAM it is any combination of characters:
 *   https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function misreadingOf({ key }: Request, allowed: boolean): 'star' | 'line break' | undefined {
  if (allowed) {
    return key.includes('*') ? 'star' : undefined;
  }
  return LINE_BREAK.test(key) ? 'line break' : undefined;
}

const LINE_BREAK = /[\n\r\u2028\u2029]/;
/** Characters that no key here holds. */
const STAR = '\ue000';
const LINE_BREAKS: Readonly<Record<string, string>> = {
  '\n': '\ue001',
  '\r': '\ue002',
  '\u2028': '\ue003',
  '\u2029': '\ue004',
};

/** The same, with stand-ins for what the simulator misreads: in the key for a `*`, in the policy for the escape of one. */
export function isAllowedWithStandIns(policy: string, request: Request): Promise<boolean> {
  const unbroken = (text: string) => text.replace(new RegExp(LINE_BREAK, 'g'), (char) => LINE_BREAKS[char]!);
  const rewritten = JSON.stringify(JSON.parse(policy), (member, value) =>
    member === 'Resource' ? value.map((arn: string) => unbroken(arn.replaceAll('${*}', STAR))) : value,
  );
  return isAllowed(rewritten, { ...request, key: unbroken(request.key.replaceAll('*', STAR)) });
}
