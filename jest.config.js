module.exports = {
  testEnvironment: 'node',
  globalSetup: '<rootDir>/scripts/temporary-folder.js',
  testSequencer: '<rootDir>/scripts/longest-first.js',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Those of deploy apply everything for real and take minutes: by scripts/test-deploy.js.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/deploy/'],
  modulePathIgnorePatterns: ['<rootDir>/.build/'],
  moduleNameMapper: { '^cdktf-zencoder-s3$': '<rootDir>/lib/index.ts' },
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
};
