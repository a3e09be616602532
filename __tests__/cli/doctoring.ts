import type { AwsServer } from '../doctor/aws-server';
import { REGION } from '../doctor/aws-server';
import { withAws } from '../doctor/with-aws';
import { called, type Outcome, type Setting } from '../support/cli';

/** The URL of the object that exists. */
export const FILM = `s3+${REGION}://films/in/film.mov`;

interface Doctor {
  readonly aws: AwsServer;
  doctor(args: readonly string[], setting?: Setting): Promise<Outcome>;
}

/** For the tests of a file: a server, and `doctor` with its endpoint, unless the arguments have another one. */
export function withDoctor(): Doctor {
  const aws = withAws();
  return {
    aws,
    doctor(args, setting = {}) {
      const endpoint = args.includes('--endpoint-url') ? [] : ['--endpoint-url', aws.endpoint];
      return called(['doctor', ...endpoint, ...args], setting);
    },
  };
}
