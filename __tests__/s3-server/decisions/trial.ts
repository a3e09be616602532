import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { decision } from '../requests';
import type { Clients } from './clients';
import { expected, type Outcome, type Question } from './expected';
import { BUCKET_OPERATIONS, OBJECT_OPERATIONS, type Operation } from './needs';
import { notJudged, type Reason } from './not-judged';
import { REQUESTER_NAMES, REQUESTERS, type RequesterName } from './requesters';
import { REQUESTS, type Target, type Upload } from './requests';
import { bucketOf, type Scenario } from './scenarios/scenario';
import type { Words } from './words';

export interface Decision extends Question {
  readonly expected: Outcome;
  /** What the server said: an outcome, or any other status and code. */
  readonly observed: string;
  /** Why the server is not held to it. */
  readonly skipped?: Reason;
}

const OVERWRITES: readonly Operation[] = [
  'CompleteMultipartUpload',
  'PutObject',
  'PutObject with an ACL',
  'DeleteObject',
];

/** A bucket with a policy on it, where everybody asks for everything, one after the other. */
export class Trial {
  private readonly bucket: string;
  private readonly owner: S3Client;
  private readonly uploads = new Map<string, Upload>();
  private readonly decisions: Decision[] = [];

  constructor(
    private readonly clients: Clients,
    private readonly scenario: Scenario,
    private readonly words: Words,
    private readonly policy: string,
  ) {
    this.bucket = bucketOf(scenario);
    this.owner = clients.of('owner');
  }

  async run(): Promise<readonly Decision[]> {
    const { bucket: Bucket, policy: Policy } = this;
    await this.owner.send(new CreateBucketCommand({ Bucket }));
    await this.owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    return this.ask();
  }

  /** The same about a bucket that has its policy already. */
  async ask(): Promise<readonly Decision[]> {
    const { keys, https = false } = this.scenario;
    for (const key of keys) await this.renew(key);
    for (const tls of https ? [false, true] : [false]) {
      for (const requester of REQUESTER_NAMES) {
        await this.askAboutBucket(requester, tls);
        for (const [key, to] of this.copies(requester)) await this.askAboutKey(requester, tls, key, to);
      }
    }
    return this.decisions;
  }

  /** Each key with the one that it is copied to; of those whom the file does not name only the first and the last. */
  private copies(requester: RequesterName): (readonly [key: string, to: string])[] {
    const { keys } = this.scenario;
    const { account } = REQUESTERS[requester];
    const { accountId, others } = this.words;
    const named = account !== undefined && (account === accountId || JSON.stringify(others).includes(account));
    const copies = keys.map((key, index) => [key, keys[index + 1] ?? keys[0]!] as const);
    return named ? copies : copies.filter((_, index) => index === 0 || index === keys.length - 1);
  }

  private async askAboutBucket(requester: RequesterName, tls: boolean): Promise<void> {
    const first = this.scenario.keys[0]!;
    const missing = first.replace(/[^/]*$/, 'missing.mov');
    for (const operation of BUCKET_OPERATIONS) {
      const key = operation === 'GetObject of a missing key' ? missing : undefined;
      await this.decide({ requester, tls, operation, key }, this.target(requester, missing, first));
    }
  }

  /** Whatever was let through is undone, so that the next account finds what the owner has put there. */
  private async askAboutKey(requester: RequesterName, tls: boolean, key: string, to: string): Promise<void> {
    const target = this.target(requester, key, to);
    const done: Operation[] = [];
    for (const operation of OBJECT_OPERATIONS) {
      const observed = await this.decide({ requester, tls, operation, key, to }, target);
      if (observed === 'allowed') done.push(operation);
    }
    if (done.includes('CopyObject')) await this.put(to);
    if (done.some((operation) => OVERWRITES.includes(operation))) await this.put(key);
    if (done.includes('AbortMultipartUpload')) await this.renew(key);
  }

  private async decide(question: Question, target: Target): Promise<string> {
    const { operation } = question;
    const answer = await decision(REQUESTS[operation](this.clients.of(question.requester, question.tls), target));
    const observed = outcome(operation, answer);
    const skipped = notJudged(this.words, question);
    this.decisions.push({ ...question, expected: expected(this.words, question), observed, skipped });
    return observed;
  }

  private target(requester: RequesterName, Key: string, to: string): Target {
    const Bucket = this.clients.bucketSeenBy(requester, this.bucket);
    return { Bucket, Key, to, Policy: this.policy, standing: this.uploads.get(Key) ?? {} };
  }

  private async put(Key: string): Promise<void> {
    await this.owner.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body: 'moving pictures' }));
  }

  /** The object, and an upload of the owner's that is under way. */
  private async renew(key: string): Promise<void> {
    await this.put(key);
    this.uploads.set(key, await this.begin(key));
  }

  private async begin(key: string): Promise<Upload> {
    const target = this.target('owner', key, key);
    await REQUESTS.CreateMultipartUpload(this.owner, target);
    await REQUESTS.UploadPart(this.owner, target);
    return target.own!;
  }
}

function outcome(operation: Operation, answer: Awaited<ReturnType<typeof decision>>): string {
  if (answer.allowed) return 'allowed';
  const { status, code } = answer;
  // The answer to a HEAD has no body, and so no code.
  if (status === 403 && (code === 'AccessDenied' || operation === 'HeadObject')) return 'denied';
  return status === 404 && code === 'NoSuchKey' ? 'absent' : `${status} ${code}`;
}
