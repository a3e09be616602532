/** A command in a document, and its output there. */
export interface Sample {
  readonly command: string;
  readonly shown: string;
}

const BLOCK = /^```console\n(.*?)^```$/gms;

export function samplesIn(markdown: string): Sample[] {
  return [...markdown.matchAll(BLOCK)].flatMap(([, block]) =>
    block!
      .split(/^\$ /m)
      .slice(1)
      .map((sample) => {
        const [command = '', ...lines] = sample.split('\n');
        return { command, shown: lines.join('\n') };
      }),
  );
}

/** The document with the current output of each command. */
export async function renewed(markdown: string, show: (sample: Sample) => Promise<string>): Promise<string> {
  const shown = new Map<string, string>();
  for (const sample of samplesIn(markdown)) {
    shown.set(sample.command, await show(sample));
  }
  return markdown.replace(BLOCK, (_, block: string) => {
    const commands = [...block.matchAll(/^\$ (.*)$/gm)].map(([, command]) => command!);
    return `\`\`\`console\n${commands.map((command) => `$ ${command}\n${shown.get(command)}`).join('')}\`\`\``;
  });
}

/** Splits a command like a shell that knows only single quotes. */
export function words(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}
