import { withoutSecrets } from '../messages/secrets';
import { inShell } from '../messages/shell-words';

export { inShell };

/** The options of this command that the commands in its advice need as well. */
export interface GivenOptions {
  readonly file?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}

/** The options as words of a command, without the user name and password that an endpoint may contain. */
export function optionWords({ file, profile, endpointUrl }: GivenOptions): string[] {
  return wordsOf({ file, profile, 'endpoint-url': endpointUrl && withoutSecrets(endpointUrl) });
}

function wordsOf(options: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value],
  );
}

/** A prefix of values that the AWS CLI reads as the location of the value. */
const LOCATION = /^(?:file|fileb|https?):\/\//;

/** A command of the AWS CLI, for a shell. */
export function awsCommand(
  service: string,
  operation: string,
  options: Readonly<Record<string, string>>,
  { profile, endpointUrl }: GivenOptions = {},
): string {
  const isRead = Object.values(options).some((value) => LOCATION.test(value));
  const input = isRead ? { 'cli-input-json': JSON.stringify(inputOf(options)) } : options;
  return inShell(['aws', service, operation, ...wordsOf(input), ...optionWords({ profile, endpointUrl })]);
}

/** The same options as JSON input of the AWS CLI, which reads no file for a value. */
function inputOf(options: Readonly<Record<string, string>>): object {
  const memberName = (option: string) => option.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      memberName(name),
      value.startsWith('{') ? JSON.parse(value) : value,
    ]),
  );
}
