/** What the AWS CLI reads as the place of a value. */
const PLACE = /^(?:file|fileb|https?):\/\//;

/** A call of the AWS CLI, for a shell. */
export function awsCommand(service: string, operation: string, options: Readonly<Record<string, string>>): string {
  const call = ['aws', service, operation];
  if (Object.values(options).some((value) => PLACE.test(value))) {
    const input = Object.entries(options).map(([name, value]) => [
      memberName(name),
      value.startsWith('{') ? JSON.parse(value) : value,
    ]);
    return inShell([...call, '--cli-input-json', JSON.stringify(Object.fromEntries(input))]);
  }
  return inShell([
    ...call,
    ...Object.entries(options).flatMap(([name, value]) =>
      value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value],
    ),
  ]);
}

function memberName(option: string): string {
  return option.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function inShell(words: readonly string[]): string {
  return words.map((word) => (/^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`)).join(' ');
}
