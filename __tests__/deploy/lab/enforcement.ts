import { S3Client } from '@aws-sdk/client-s3';
import type { Cloud } from './cloud';
import { type HttpRequest, isForS3 } from './operations';

export interface Keys {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
}

/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** A user of moto's with that policy. Only before `enforce`: IAM is asked without a signature here. */
export async function userWith(cloud: Cloud, UserName: string, Statement: readonly Statement[]): Promise<Keys> {
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  await cloud.iam('CreateUser', { UserName });
  await cloud.iam('PutUserPolicy', { UserName, PolicyName: 'least', PolicyDocument });
  const answer = await cloud.iam('CreateAccessKey', { UserName });
  const member = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(answer)![1]!;
  return { AWS_ACCESS_KEY_ID: member('AccessKeyId'), AWS_SECRET_ACCESS_KEY: member('SecretAccessKey') };
}

/** From here on moto checks signatures, and what it knows of the policies of users. */
export async function enforce(cloud: Cloud): Promise<void> {
  const { status } = await fetch(`${cloud.gateway.endpoint}/moto-api/reset-auth`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '0',
  });
  if (status !== 200) {
    throw new Error(`moto answers ${status} and enforces nothing`);
  }
}

/** Sends a request again as somebody else. Gives the status of the answer. */
export async function ask(cloud: Cloud, { method, url, headers, body }: HttpRequest, keys: Keys): Promise<number> {
  const credentials = { accessKeyId: keys.AWS_ACCESS_KEY_ID, secretAccessKey: keys.AWS_SECRET_ACCESS_KEY };
  const client = new S3Client({ region: 'us-east-1', credentials });
  const signingName = serviceOf({ method, url, headers, body });
  const signer = await client.config.signer({
    name: 'sigv4',
    signingName,
    signingRegion: 'us-east-1',
    properties: {},
  });
  const { hostname, port, pathname, searchParams } = new URL(url, cloud.gateway.endpoint);
  const kept = Object.entries(headers).filter(([name]) =>
    /^(content-type$|x-amz-(copy|grant|acl|tagging|target))/.test(name),
  );
  const signed = await signer.sign({
    method,
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: { host: `${hostname}:${port}`, ...Object.fromEntries(kept.map(([name, value]) => [name, String(value)])) },
    body,
  });
  client.destroy();
  const answer = await fetch(`${cloud.gateway.endpoint}${url}`, {
    method,
    headers: signed.headers,
    ...(body !== '' && { body }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

function serviceOf(request: HttpRequest): string {
  if (request.headers['x-amz-target'] !== undefined) {
    return 'kms';
  }
  return isForS3(request) ? 's3' : 'iam';
}
