import { AwsServer } from './aws-server';
import { withCredentials } from './credentials';

/** For the tests of a file: credentials, and a server that is reset before each test. */
export function withAws(): AwsServer {
  withCredentials();
  const aws = new AwsServer();
  beforeAll(() => aws.listen());
  beforeEach(() => aws.reset());
  afterAll(() => aws.stop());
  return aws;
}
