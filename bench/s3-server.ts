/**
 * A real S3 server on loopback with a bucket of the given number of objects, which Zencoder can read. It prints its address and
 * credentials as a line of JSON, and runs until its input ends.
 */
import { CreateBucketCommand, PutBucketPolicyCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Client } from '../__tests__/s3-server/requests';
import { S3Server } from '../__tests__/s3-server/server';
import { ZencoderPolicyDocument, ZencoderRole } from '../lib/core';

const REGION = 'eu-central-1';
const BUCKET = 'bench-films';

async function fill(server: S3Server, count: number): Promise<string[]> {
  const owner = s3Client(server, server.accounts.owner);
  const Bucket = BUCKET;
  const grants = [{ role: ZencoderRole.INPUT, prefixes: ['in/'] }];
  await owner.send(new CreateBucketCommand({ Bucket }));
  const Policy = new ZencoderPolicyDocument({ bucket: Bucket, grants }).toJson();
  await owner.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const keys = Array.from({ length: count }, (_, index) => `in/film-${index}.mov`);
  await Promise.all(keys.map((Key) => owner.send(new PutObjectCommand({ Bucket, Key, Body: 'moving pictures' }))));
  owner.destroy();
  return keys;
}

async function main(count: number): Promise<void> {
  const missing = S3Server.missing();
  if (missing !== undefined) {
    console.log(JSON.stringify({ missing }));
    return;
  }
  const server = await S3Server.start({ region: REGION });
  try {
    const keys = await fill(server, count);
    const { accessKeyId, secretAccessKey } = server.accounts.owner;
    console.log(
      JSON.stringify({ bucket: BUCKET, region: REGION, keys, endpoint: server.endpoint, accessKeyId, secretAccessKey }),
    );
    for await (const _ of process.stdin) {
      // The input never has data.
    }
  } finally {
    await server.stop();
  }
}

main(Number(process.argv[2]));
