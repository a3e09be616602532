/** The parts of the library, and the tests that would notice a change of one: those that run in one process and take little time. */
const PARTS = {
  policy: {
    mutate: [
      'lib/messages/{diagnostic,text,token,wording}.ts',
      'lib/s3/*.ts',
      'lib/grants/*.ts',
      '!lib/grants/sha256.ts',
      'lib/zencoder/*.ts',
      'lib/job-urls/*.ts',
    ],
    tests: /^((messages|s3|zencoder)\/|grants\/(?!aws-rules|second-opinion|sha256)|job-urls\/)/,
  },
  digest: { mutate: ['lib/grants/sha256.ts'], tests: /^grants\/sha256/ },
  constructs: {
    mutate: [
      'lib/constructs/{bucket-access,iam-user,object-copy,object-grants,terraform}/*.ts',
      '!lib/constructs/*/props.ts',
      '!lib/constructs/bucket-access/kept-documents.ts',
    ],
    tests:
      /^constructs\/(bucket-access|iam-user|merged-policy|object-copy|object-grants|one-policy-per-bucket|other-statement-warnings)\./,
  },
  file: {
    mutate: ['lib/config/*rules.ts', 'lib/config/shape.ts'],
    tests: /^(config\/(bad-input|schema)|app\/objects)\./,
  },
};

const name = process.env.MUTATION_PART ?? 'policy';
if (PARTS[name] === undefined) {
  throw new Error(`MUTATION_PART ${JSON.stringify(name)}: one of ${Object.keys(PARTS).join(', ')}`);
}

module.exports = { PARTS, name, part: PARTS[name] };
