import { grantFindings, type ZencoderGrant } from '../../grants/grant';
import { findingLine, isError } from '../../messages/diagnostic';
import type { ZencoderRole } from '../../zencoder/account-and-roles';
import { ExitCode, Failure } from '../exit-code';

interface Options {
  readonly role?: string;
  readonly prefix?: readonly string[];
}

const OPTION_OF: Readonly<Record<string, string>> = { role: '--role', prefixes: '--prefix' };

/**
 * The grant that `--role` and `--prefix` request, if any.
 * @throws Failure if the grant is invalid
 */
export function requestedGrant({ role, prefix }: Options): ZencoderGrant | undefined {
  if (role === undefined) {
    if (prefix !== undefined) {
      throw new Failure('--prefix: limits a role; give --role too', ExitCode.USAGE);
    }
    return undefined;
  }
  const grant = { role: role as ZencoderRole, ...(prefix && { prefixes: [...prefix] }) };
  const errors = grantFindings(grant, new Date()).filter(isError);
  if (errors.length > 0) {
    const lines = errors.map(({ path, message }) =>
      findingLine(OPTION_OF[path[0]!] ?? '--role', { path: [], message }),
    );
    throw new Failure(lines.join('\n'), ExitCode.USAGE);
  }
  return grant;
}
