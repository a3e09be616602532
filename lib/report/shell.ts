import { withoutSecrets } from '../messages/secrets';
import { inShell } from '../messages/shell-words';

export { inShell };

/** What was given to this command, that those which it names need as well. */
export interface GivenOptions {
  readonly file?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}

/** The options as words of a command, without the name and password that an endpoint may have. */
export function optionWords({ file, profile, endpointUrl }: GivenOptions): string[] {
  return wordsOf({ file, profile, 'endpoint-url': endpointUrl && withoutSecrets(endpointUrl) });
}

function wordsOf(options: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value],
  );
}

/** What the AWS CLI reads as the place of a value. */
const PLACE = /^(?:file|fileb|https?):\/\//;

/** A call of the AWS CLI, for a shell. */
export function awsCommand(
  service: string,
  operation: string,
  options: Readonly<Record<string, string>>,
  { profile, endpointUrl }: GivenOptions = {},
): string {
  const isRead = Object.values(options).some((value) => PLACE.test(value));
  const input = isRead ? { 'cli-input-json': JSON.stringify(inputOf(options)) } : options;
  return inShell(['aws', service, operation, ...wordsOf(input), ...optionWords({ profile, endpointUrl })]);
}

/** The same as the JSON that the AWS CLI sends. */
function inputOf(options: Readonly<Record<string, string>>): object {
  const memberName = (option: string) => option.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [
      memberName(name),
      value.startsWith('{') ? JSON.parse(value) : value,
    ]),
  );
}
