/** Requests each object whose URL is in a file, 8 at a time: `ask-for-objects.js FILE ENDPOINT QUESTION...`. */
const { readFileSync } = require('node:fs');
const sdk = require('@aws-sdk/client-s3');

const CONCURRENCY = 8;
const [, , file, endpoint, ...questions] = process.argv;

const client = new sdk.S3Client({ endpoint, forcePathStyle: true });
const urls = readFileSync(file, 'utf8').trimEnd().split('\n');

async function worker() {
  for (let url = urls.shift(); url !== undefined; url = urls.shift()) {
    const [, Bucket, Key] = /:\/\/([^/]+)\/(.*)/.exec(url);
    for (const question of questions) {
      await client.send(new sdk[`${question}Command`]({ Bucket, Key }));
    }
    console.log(`there: ${url}`);
  }
}

Promise.all(Array.from({ length: CONCURRENCY }, worker)).then(() => client.destroy());
