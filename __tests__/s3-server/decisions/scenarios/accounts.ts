import type { KeptStatement } from '../words';
import { EVERY_ACTION } from './actions';
import type { Scenario } from './scenario';

const BOTH_WAYS = { role: 'input-and-output', prefixes: ['in/'] };
const IN_AND_OUT = ['in/film.mov', 'in/other.mov', 'out/film.mov'];

const PRODUCTION = { accountId: '395540211253' };
/** What is Zencoder in the stack `staging`. */
export const STAGING = { accountId: '111122223333' };

const OTHERS_UPLOAD: KeptStatement = {
  Sid: 'EditorsUpload',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: ['s3:PutObject', 's3:GetObject'],
  Resource: ['arn:aws:s3:::BUCKET/in/*', 'arn:aws:s3:::BUCKET/out/film.mov'],
};

export const kept: Scenario[] = [
  {
    name: 'a kept Allow for another account',
    entry: { grants: [BOTH_WAYS], requireTls: true },
    keys: IN_AND_OUT,
    others: [OTHERS_UPLOAD],
  },
  {
    name: 'a kept Deny for Zencoder',
    entry: { grants: [{ actions: EVERY_ACTION, prefixes: ['in/'] }] },
    keys: ['in/film.mov', 'in/secret/film.mov', 'in/secret', 'out/film.mov'],
    others: [
      {
        Sid: 'KeepTheSecret',
        Effect: 'Deny',
        Principal: { AWS: ['arn:aws:iam::395540211253:root', 'arn:aws:iam::444455556666:root'] },
        Action: ['s3:GetObject', 's3:PutObject', 's3:GetBucketLocation'],
        Resource: ['arn:aws:s3:::BUCKET/in/secret/*', 'arn:aws:s3:::BUCKET'],
      },
      OTHERS_UPLOAD,
    ],
  },
  {
    name: 'a kept Deny for everyone',
    entry: { grants: [BOTH_WAYS] },
    keys: ['in/film.mov', 'out/film.mov', 'in/locked.mov'],
    others: [
      {
        Sid: 'Lock',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:GetObject*',
        Resource: 'arn:aws:s3:::BUCKET/in/locked.mov',
      },
    ],
  },
  {
    name: 'a kept Allow for everyone',
    entry: { grants: [{ role: 'output', prefixes: ['out/'] }] },
    keys: ['public/film.mov', 'out/film.mov', 'public'],
    others: [
      {
        Sid: 'Public',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::BUCKET/public/*',
      },
    ],
  },
  {
    name: 'a kept Deny without TLS',
    entry: { grants: [BOTH_WAYS] },
    keys: ['in/film.mov', 'out/film.mov'],
    https: true,
    others: [
      {
        Sid: 'DenyInsecureTransport',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::BUCKET', 'arn:aws:s3:::BUCKET/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  },
];

export const otherZencoders: Scenario[] = [
  {
    name: 'a bucket with another Zencoder',
    entry: { grants: [BOTH_WAYS], zencoder: STAGING },
    keys: IN_AND_OUT,
  },
  { name: 'a stack with another Zencoder', entry: { grants: [BOTH_WAYS] }, keys: IN_AND_OUT, staging: true },
  {
    name: 'production in a stack with another Zencoder',
    entry: { grants: [BOTH_WAYS], zencoder: PRODUCTION },
    keys: IN_AND_OUT,
    staging: true,
  },
];

export const ownership: Scenario[] = [
  {
    name: 'objectOwnership',
    entry: { grants: [{ role: 'output' }], objectOwnership: 'BucketOwnerEnforced' },
    keys: ['out/film.mov', 'film.mov'],
  },
];
