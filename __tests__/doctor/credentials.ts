/** For the tests of a file: credentials that stand in the environment, and nothing of the machine's own configuration. */
export function withCredentials(environment: Readonly<Record<string, string>> = {}): void {
  let before: NodeJS.ProcessEnv;
  beforeAll(() => {
    before = process.env;
    const inherited = Object.entries(before).filter(([name]) => !name.startsWith('AWS_'));
    process.env = {
      ...Object.fromEntries(inherited),
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nowhere/config',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
      ...environment,
    };
  });
  afterAll(() => {
    process.env = before;
  });
}
