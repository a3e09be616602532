import type { Files } from '../../support/workspace';

/** Invalid calls of `policy`, in a folder whose file has the buckets films and trailers. */
export const REFUSED_OPTIONS: readonly { readonly args: readonly string[]; readonly lines: readonly string[] }[] = [
  {
    args: ['--bucket', 'films'],
    lines: ['define the access of Zencoder with --role or --action'],
  },
  {
    args: ['--bucket', 'films.', '--role', 'input'],
    lines: ['--bucket: "films." is not a bucket name: the name must begin and end with a letter or a digit'],
  },
  {
    args: ['--bucket', 'films', '--role', 'inptu'],
    lines: [
      '--role: unknown role "inptu", the roles are input, output, write-only, input-and-output, video-cloud-ingest; did you mean "input"?',
    ],
  },
  {
    args: ['--bucket', 'films', '--action', 'GetObjekt'],
    lines: [
      '--action: unknown action "GetObjekt", the actions are s3:GetObject, s3:GetObjectAcl, s3:PutObject, s3:PutObjectAcl, s3:ListMultipartUploadParts, s3:GetBucketLocation, s3:ListBucketMultipartUploads, s3:AbortMultipartUpload, s3:ListBucket; did you mean "s3:GetObject"?',
    ],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--action', 's3:PutObject'],
    lines: ['--action: cannot be combined with role; a grant needs one of the two'],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--prefix', ''],
    lines: ['--prefix: an empty prefix would open the whole bucket; leave prefixes out if that is meant'],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--key', ''],
    lines: ['--key: an empty key matches no object; remove it, or leave keys out to grant the whole bucket'],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--expires', '2027-06-30'],
    lines: [
      '--expires: "2027-06-30" is not a date with time and offset; write YYYY-MM-DDThh:mm:ssZ, or ±hh:mm in place of the Z, for example 2027-06-30T00:00:00Z',
    ],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--account-id', '1234'],
    lines: ['--account-id: "1234" is not an AWS account ID, which has 12 digits'],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--role', 'output'],
    lines: ['--role is given twice; give it once, or see zencoder-s3 policy --help'],
  },
  {
    args: ['--bucket', 'x', '--role', 'inptu', '--prefix', ''],
    lines: [
      '--bucket: "x" is not a bucket name: S3 accepts 3 to 63 characters, not 1',
      '--role: unknown role "inptu", the roles are input, output, write-only, input-and-output, video-cloud-ingest; did you mean "input"?',
      '--prefix: an empty prefix would open the whole bucket; leave prefixes out if that is meant',
    ],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--other-statements', 'nowhere.json'],
    lines: ['--other-statements "nowhere.json": there is no such file'],
  },
  {
    args: ['trailers', '--bucket', 'films', '--role', 'input'],
    lines: ['"trailers" cannot be combined with --bucket; give the bucket once'],
  },
  {
    args: ['--bucket', 'films', '--role', 'input', '--file', 'zencoder.yaml'],
    lines: ["option '--bucket <name>' cannot be used with option '--file <path>'; see zencoder-s3 policy --help"],
  },
  {
    args: ['films', '--role', 'input'],
    lines: ['--role needs --bucket; without --bucket, the file defines the access'],
  },
  {
    args: ['films', '--other-statements', 'x.json'],
    lines: ['--other-statements needs --bucket; without --bucket, the file defines the access'],
  },
  {
    args: ['films', '--accepted-deny', 'Office'],
    lines: ['--accepted-deny needs --bucket; without --bucket, the file defines the access'],
  },
  {
    args: [],
    lines: ['zencoder.yaml: name one of the buckets films, trailers'],
  },
  {
    args: ['trailer'],
    lines: [
      'zencoder.yaml: "trailer" gets no policy from this file; the buckets that do are films, trailers; did you mean "trailers"?',
    ],
  },
  {
    args: ['shorts'],
    lines: ['zencoder.yaml: "shorts" gets no policy from this file; the buckets that do are films, trailers'],
  },
  {
    args: ['--file', 'users.yaml'],
    lines: ['users.yaml: no bucket in this file has grants, so there is no bucket policy; add grants to a bucket'],
  },
  {
    args: ['films', 'trailers'],
    lines: ["too many arguments for 'policy'; Expected 1 argument but got 2; see zencoder-s3 policy --help"],
  },
];

interface RefusedFile {
  readonly name: string;
  readonly files: Files;
  readonly args: readonly string[];
  readonly lines: readonly string[];
}

export const REFUSED_FILES: readonly RefusedFile[] = [
  {
    name: 'a name and a role are misspelt',
    files: {
      'zencoder.yaml': 'stacks:\n  live:\n    buckets:\n      films: { grants: [ { role: inptu, prefix: [a] } ] }\n',
    },
    args: ['films'],
    lines: [
      'zencoder.yaml:4:34: stacks.live.buckets.films.grants[0].role: unknown role "inptu", the roles are input, output, write-only, input-and-output, video-cloud-ingest; did you mean "input"?',
      'zencoder.yaml:4:41: stacks.live.buckets.films.grants[0].prefix: unknown name; expected one of role, actions, prefixes, keys, expires; did you mean "prefixes"?',
    ],
  },
  {
    name: 'a kept statement names Zencoder',
    files: {
      'others.json': JSON.stringify({
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: '395540211253' },
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::films/*',
          },
        ],
      }),
    },
    args: ['--bucket', 'films', '--role', 'input', '--other-statements', 'others.json'],
    lines: [
      "others.json: Statement[0].Principal: the statement gives access to Zencoder's account 395540211253; remove the statement, which gives access to nobody else, and add what Zencoder needs as a grant",
    ],
  },
  {
    name: 'the policy is larger than the limit of S3',
    files: {},
    args: [
      '--bucket',
      'films',
      '--role',
      'input',
      ...Array.from({ length: 25 }, (_, i) => ['--key', `${i}`.padEnd(1000, 'x')]).flat(),
    ],
    lines: [
      'the policy has 25,959 bytes, the limit of S3 is 20,480; to make it smaller, use fewer or shorter keys, use prefixes instead of keys, or write one grant instead of several that have the same role or actions and the same expires',
    ],
  },
];
