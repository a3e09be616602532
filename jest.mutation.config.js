/** The tests that run in one process and in little time: what a test of another process would notice, a mutant cannot tell. */
module.exports = {
  ...require('./jest.config'),
  setupFiles: ['<rootDir>/jest.mutation.setup.js'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '/s3/',
    '/cli/',
    '/doctor/',
    '/terraform-module/',
    '/app/(app|attacks|moves|edits|config-file)\\.test',
    '/(aws-provider|cdktf-cli|examples|package|terraform-text)\\.test',
    '/policy/(aws-rules|second-opinion|user-policy-properties)\\.test',
    '/evaluation/',
    '/adoption/',
  ],
};
