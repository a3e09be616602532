import type { ServerResponse } from 'node:http';
import type { S3Operation } from '../../lib/live/s3-reader';
import { iamRefusal, type Reply, refusal, xml } from '../doctor/aws-server';

/** An answer as no service of AWS gives it. */
export interface OddAnswer {
  readonly name: string;
  readonly reply: Reply;
}

const MIB = 1024 * 1024;

/** Writes for as long as somebody reads, and at most so many bytes. */
export function endless(most = 3 * 1024 * MIB, chunk: Buffer | string = Buffer.alloc(64 * 1024, 'a')) {
  return (response: ServerResponse): void => {
    let left = most;
    const more = () => {
      while (left > 0 && !response.destroyed) {
        left -= chunk.length;
        if (!response.write(chunk)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  };
}

/** Writes a byte now and then, and never ends. */
export function dribble(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 20);
  response.once('close', () => clearInterval(timer));
}

/** Writes less than it announced. */
export function breakOff(response: ServerResponse): void {
  response.write('<?xml version="1.0"?><LocationConstraint>');
  setTimeout(() => response.destroy(), 5);
}

const HTML = '<!DOCTYPE html><html><head><title>Welcome</title></head><body><p>Log in</p></body></html>';
const html = { 'content-type': 'text/html' };

/** Answers of what is no S3 at all, to whatever is asked. */
export const FOREIGN: readonly OddAnswer[] = [
  { name: 'a page of HTML', reply: { headers: html, body: HTML } },
  { name: 'a page of HTML that is well-formed XML', reply: { headers: html, body: '<html><body>Hi</body></html>' } },
  { name: 'a page of HTML that is not XML', reply: { headers: html, body: '<html><p>Welcome<br>to our network' } },
  { name: 'an empty body', reply: { body: '' } },
  { name: 'white space', reply: { body: ' \r\n\t ' } },
  { name: 'status 204', reply: { status: 204 } },
  { name: 'plain text', reply: { body: 'OK' } },
  { name: 'an empty JSON object', reply: { body: '{}' } },
  { name: 'a JSON object', reply: { body: '{"message":"Missing Authentication Token"}' } },
  { name: 'JSON that is not an object', reply: { body: 'null' } },
  { name: 'an XML document of something else', reply: xml('<rss version="2.0"><channel/></rss>') },
  { name: 'an XML element called constructor', reply: xml('<constructor/>') },
  { name: 'an XML element called __proto__', reply: xml('<__proto__><Code>x</Code></__proto__>') },
  { name: 'an XML declaration alone', reply: xml('') },
  { name: 'an opening bracket', reply: { body: '<' } },
  {
    name: 'bytes that are not text',
    reply: { write: (response) => response.end(Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])) },
  },
  { name: 'zeros', reply: { body: '\0'.repeat(1000) } },
  { name: 'elements nested without end', reply: { body: '<a>'.repeat(60_000) } },
  { name: 'three gigabytes of text', reply: { write: endless() } },
  {
    name: 'three gigabytes of text with a content-length',
    reply: { headers: { 'content-length': `${3 * 1024 * MIB}` }, write: endless() },
  },
  {
    name: 'three gigabytes of an XML comment',
    reply: { write: endless(3 * 1024 * MIB, `<!--${' '.repeat(60_000)}-->`) },
  },
  {
    name: 'a redirect to a page',
    reply: { status: 302, headers: { location: 'http://127.0.0.1:1/login' }, body: HTML },
  },
  { name: 'a redirect without a body', reply: { status: 301, headers: { location: 'http://127.0.0.1:1/' } } },
  { name: 'a redirect to itself', reply: { status: 307, headers: { location: '/' }, body: '' } },
  {
    name: 'a permanent redirect to an invalid address',
    reply: { status: 308, headers: { location: '%%%' }, body: 'x' },
  },
  { name: 'status 304', reply: { status: 304 } },
  { name: 'a page with status 404', reply: { status: 404, headers: html, body: HTML } },
  { name: 'status 404 without a body', reply: { status: 404 } },
  { name: 'a page with status 403', reply: { status: 403, headers: html, body: HTML } },
  { name: 'status 403 without a body', reply: { status: 403 } },
  {
    name: 'a page with status 401',
    reply: { status: 401, headers: { ...html, 'www-authenticate': 'Basic' }, body: HTML },
  },
  { name: 'a page with status 405', reply: { status: 405, body: 'Method Not Allowed' } },
  { name: 'status 418', reply: { status: 418, body: '{"teapot":true}' } },
  { name: 'an error response of three gigabytes', reply: { status: 403, write: endless() } },
];

const code = (text: string, status = 404) => refusal(status, text);

/** Refusals with codes that S3 does not have. */
export const CODES: readonly OddAnswer[] = [
  ...['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', 'then', 'length'].flatMap((name) =>
    [400, 403, 404].map((status) => ({ name: `the code ${name} with ${status}`, reply: code(name, status) })),
  ),
  { name: 'an empty code', reply: code('') },
  { name: 'a code with elements in it', reply: code('<constructor>x</constructor>') },
  { name: 'a code of two lines with terminal controls', reply: code('No\n&#x1b;[2J&#x202e;Such') },
  { name: 'a code of 100,000 letters', reply: code('x'.repeat(100_000)) },
  { name: 'an error without a code', reply: { status: 404, body: '<Error/>' } },
  { name: 'an error with several codes', reply: { status: 404, body: '<Error><Code>a</Code><Code>b</Code></Error>' } },
  { name: 'an error that is not closed', reply: { status: 404, body: '<Error><Code>NoSuchBucket' } },
  { name: 'an error in the format of IAM', reply: iamRefusal(404, 'constructor') },
];

/** What comes in place of one answer only, where all others are in order; not for requests that ask for the head alone. */
export const ODD: readonly OddAnswer[] = [
  ...FOREIGN,
  ...CODES,
  { name: 'an answer that is cut off', reply: { headers: { 'content-length': '500' }, write: breakOff } },
  { name: 'a policy of 22 megabytes', reply: { body: policyOf(22 * MIB) } },
  { name: 'a policy nested 20,000 deep', reply: { body: `{"Statement":${'['.repeat(20_000)}${']'.repeat(20_000)}}` } },
  { name: 'a server error', reply: { status: 500, body: HTML } },
];

/** Right as far as it goes, with what matters left out or in another form. */
export const HALF: readonly (readonly [operation: S3Operation, body: string])[] = [
  ['GetBucketLocation', '<LocationConstraint><a>b</a></LocationConstraint>'],
  ['GetBucketLocation', '<LocationConstraint>eu-central-1</LocationConstraint>'],
  ['GetBucketLocation', '<LocationConstraint xmlns="x">constructor</LocationConstraint>'],
  ['GetBucketLocation', '<LocationConstraint>'],
  ['GetBucketPolicyStatus', '<PolicyStatus/>'],
  ['GetBucketPolicyStatus', '<PolicyStatus><IsPublic><a/></IsPublic></PolicyStatus>'],
  ['GetBucketAcl', '<AccessControlPolicy/>'],
  ['GetBucketAcl', '<AccessControlPolicy><Owner><ID><a/></ID></Owner></AccessControlPolicy>'],
  [
    'GetBucketAcl',
    '<AccessControlPolicy><Owner>a</Owner><AccessControlList>b</AccessControlList></AccessControlPolicy>',
  ],
  ['GetBucketOwnershipControls', '<OwnershipControls><Rule>constructor</Rule></OwnershipControls>'],
  ['GetPublicAccessBlock', '<PublicAccessBlockConfiguration>x'],
  ['GetBucketEncryption', '<ServerSideEncryptionConfiguration><Rule/></ServerSideEncryptionConfiguration>'],
  ['GetBucketRequestPayment', '<RequestPaymentConfiguration/>'],
  ['GetObjectAcl', '<AccessControlPolicy><Owner/></AccessControlPolicy>'],
  ['ListObjectsV2', '<ListBucketResult>text</ListBucketResult>'],
  ['ListObjectsV2', '<ListBucketResult><Contents/><Contents><Key><a/></Key></Contents></ListBucketResult>'],
  ['GetBucketPolicy', '{"Statement":null'],
  ['GetBucketPolicy', '{"Id":"constructor"}'],
];

/** What IAM and KMS answer to an operation about a user or key that there is. */
export const HALF_OF_SERVICES: readonly (readonly [operation: string, body: string])[] = [
  ['GetUser', '<GetUserResponse/>'],
  ['GetUser', '<GetUserResponse><GetUserResult><User/></GetUserResult>'],
  ['GetUserPolicy', '<GetUserPolicyResponse><GetUserPolicyResult/></GetUserPolicyResponse>'],
  [
    'GetUserPolicy',
    '<GetUserPolicyResponse><GetUserPolicyResult><PolicyDocument>%zz</PolicyDocument></GetUserPolicyResult></GetUserPolicyResponse>',
  ],
  ['ListUserPolicies', '<ListUserPoliciesResponse><ListUserPoliciesResult/></ListUserPoliciesResponse>'],
  ['ListGroupsForUser', '<ListGroupsForUserResponse/>'],
  ['ListAccessKeys', '<ListAccessKeysResponse/>'],
  ['GetKeyPolicy', '{}'],
  ['GetKeyPolicy', '{"Policy":7}'],
  ['GetKeyPolicy', '{"Policy":"[[["}'],
];

function policyOf(bytes: number): string {
  const statement = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
  const one = JSON.stringify(statement);
  return `{"Version":"2012-10-17","Statement":[${Array(Math.ceil(bytes / (one.length + 1)))
    .fill(one)
    .join(',')}]}`;
}
