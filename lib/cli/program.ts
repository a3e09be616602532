import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ExitCode, Failure } from './exit-code';
import type { Terminal } from './output/terminal';

/** A command as data. Its work is loaded when it is called, so that no command pays for what another needs. */
interface CommandProps {
  readonly summary: string;
  readonly load: () => Promise<{
    run(names: readonly string[], options: object, terminal: Terminal): Promise<ExitCode>;
  }>;
  readonly argument?: readonly [name: string, description: string];
  readonly options: readonly Option[];
  readonly examples: readonly string[];
  readonly notes?: string;
}

const AWS_HEADING = 'Options for AWS:';
const PLAN_HEADING = 'Options for a plan of Terraform or OpenTofu, of any configuration:';

const option = (flags: string, description: string) => new Option(flags, description);
const repeatable = (flags: string, description: string) =>
  option(flags, `${description}; can be repeated`).argParser(collect);
const inGroup = (heading: string, ...options: readonly Option[]) => options.map((each) => each.helpGroup(heading));

const FILE = option('--file <path>', 'the file that says what Zencoder gets').default('zencoder.yaml');
const JSON_RESULT = option('--json', 'the result for machines');
const STRICT = option('--strict', 'exit with 1 on warnings too');

/** Of a command that looks at what lives, with the caller's credentials. */
const AWS_OPTIONS = [
  JSON_RESULT,
  STRICT,
  ...inGroup(
    AWS_HEADING,
    option('--profile <name>', "of the AWS configuration; the SDK's default chain otherwise"),
    option('--region <region>', 'to ask first, where nothing says the region of a bucket'),
    option('--endpoint-url <url>', 'another S3 server than that of AWS'),
  ),
];

const WORKTREE = `
"git worktree add ../main main" puts the older file there, and the policy files
that it names. Of a file that comes through a pipe, as in
"--against <(git show main:zencoder.yaml)", they are read beside --file.`;

const PLAN_NOTES = `

"terraform plan -out=plan.out && terraform show -json plan.out > plan.json"
writes a plan. What it leaves unknown counts as opening and as a loss where it
can be one. Where the final state is unknown, such as by two addresses for the
policy of one bucket, the exit code is 1 in any case.`;

const PAGE_NOTES = `

It is served to this machine alone, until Ctrl+C. What is typed there goes
nowhere. docs/page.md says how to publish it.`;

const WITHOUT_AWS: Readonly<Record<string, CommandProps>> = {
  init: {
    summary: 'a small project, ready to synthesize',
    load: () => import('./commands/init'),
    argument: ['[folder]', 'where it is written, made where there is none; this one where none is named'],
    options: [
      option('--bucket <name>', 'the bucket that stands in its zencoder.yaml'),
      option('--region <region>', 'where that bucket lies'),
      JSON_RESULT,
    ],
    examples: ['init my-project', 'init my-project --bucket my-films --region us-east-1'],
  },
  policy: {
    summary: 'the policy of a bucket as JSON, to paste or pipe',
    load: () => import('./commands/policy'),
    argument: ['[bucket]', 'a bucket of the file; may be left out where there is one'],
    options: [
      FILE,
      option('--compact', 'on one line, which is what S3 counts'),
      option('--json', 'as for the other commands; it is JSON without it, too'),
      STRICT,
      ...inGroup(
        'Options without a file:',
        option('--bucket <name>', 'the name of the bucket').conflicts('file'),
        option('--role <role>', 'input, output, input-and-output or video-cloud-ingest'),
        repeatable('--action <action>', 'in place of a role, such as s3:GetObject'),
        repeatable('--prefix <prefix>', 'only keys that begin with it'),
        repeatable('--key <key>', 'only exactly this key'),
        option('--expires <date>', 'until when, such as 2027-06-30T00:00:00Z'),
        option('--require-tls', 'let Zencoder in over TLS only'),
        option('--account-id <id>', 'the account of a Zencoder that is not the production service'),
        option('--other-statements <path>', 'a JSON file: the policy whose statements are kept'),
        option('--kms-key-arn <arn>', 'the KMS key that encrypts the bucket: what its policy needs, on stderr'),
        repeatable('--accepted-deny <sid>', 'a statement there that denies Zencoder on purpose: no warning for it'),
      ),
    ],
    examples: ['policy acme-masters', 'policy --bucket acme-masters --role input --prefix incoming/'],
  },
  url: {
    summary: 'the URL to give Zencoder, and what is wrong with this one',
    load: () => import('./commands/url'),
    argument: ['[url...]', 'of an object, in any form; - stands for the lines of stdin, as where none is named'],
    options: [option('--region <region>', 'of the bucket, where the URL does not say it'), JSON_RESULT, STRICT],
    examples: ["url 's3://my-bucket/this+file+is+great.mp4' --region eu-central-1", 'url --json < urls.txt'],
  },
  explain: {
    summary: 'who may do what where, from the file',
    load: () => import('./commands/explain'),
    options: [
      FILE,
      option('--against <path>', 'an older file, - reads stdin: what the change opens and closes'),
      option('--fail-on-widening', 'with --against or --plan: exit with 1 where anything is opened'),
      option('--markdown', 'a table for a pull request').conflicts('json'),
      JSON_RESULT,
      STRICT,
      ...inGroup(
        PLAN_HEADING,
        option('--plan <path>', 'what "terraform show -json PLAN" prints; - reads stdin').conflicts([
          'file',
          'against',
        ]),
        option('--fail-on-loss', 'exit with 1 where the apply drops, deletes or interrupts anything'),
        option('--account-id <id>', 'the account of a Zencoder that is not the production service'),
        option('--canonical-user-id <id>', 'the canonical user ID of that account'),
      ),
    ],
    examples: [
      'explain',
      'explain --against ../main/zencoder.yaml --fail-on-widening',
      'explain --plan plan.json --fail-on-widening --fail-on-loss',
    ],
    notes: WORKTREE + PLAN_NOTES,
  },
  page: {
    summary: 'a page in the browser that makes policies and URLs',
    load: () => import('./commands/page'),
    options: [option('--no-open', 'only print its URL'), JSON_RESULT],
    examples: ['page', 'page --no-open'],
    notes: PAGE_NOTES,
  },
};

const WITH_AWS: Readonly<Record<string, CommandProps>> = {
  preflight: {
    summary: 'before the first apply: what it would drop of live buckets',
    load: () => import('./commands/preflight'),
    argument: ['[bucket...]', 'of the file; all where none is named'],
    options: [FILE, ...AWS_OPTIONS],
    examples: ['preflight --profile production'],
  },
  adopt: {
    summary: 'take the policy that a bucket has into the file',
    load: () => import('./commands/adopt'),
    argument: ['[bucket]', 'whose policy is read; with --policy needed only where the document does not tell it'],
    options: [
      FILE,
      option('--policy <path>', 'a document in place of the live policy; - reads stdin'),
      option('--stack <name>', 'the stack of the file that gets the bucket; may be left out where there is one'),
      option('--refresh', 'take anew the statements of others that the file has of the bucket').conflicts('role'),
      option('--role <role>', 'what Zencoder is to have where the policy grants it nothing'),
      repeatable('--prefix <prefix>', 'only keys that begin with it'),
      option('--narrow', 'drop what cannot be said as grants, and print each decision that is lost'),
      ...AWS_OPTIONS,
    ],
    examples: [
      'adopt acme-masters --stack production',
      'adopt acme-masters --role input --prefix incoming/',
      'adopt acme-masters --policy policy.json',
    ],
  },
  doctor: {
    summary: 'why does Zencoder get Access Denied?',
    load: () => import('./commands/doctor'),
    argument: ['[url...]', 'what Zencoder is given as input or output; none: is all in force that the file says?'],
    options: [
      option('--for <purpose>', 'what Zencoder is to do there; input where left out').choices(['input', 'output']),
      option('--inputs <path>', 'a file with a URL on each line; - reads stdin'),
      option('--account-id <id>', 'the account of a Zencoder that is not the production service'),
      option('--canonical-user-id <id>', 'the canonical user ID of that account'),
      option('--concurrency <number>', 'how many at a time').argParser(positive).default(8),
      ...inGroup(
        'Options without a URL:',
        option('--file <path>', 'the file that says what Zencoder gets; zencoder.yaml where left out'),
        repeatable('--stack <name>', 'only what this stack has'),
        repeatable('--bucket <name>', 'only this bucket and its key'),
        option('--within <time>', 'warn of what ends in it, such as 12h, 2w; 30d where left out').argParser(duration),
      ),
      ...AWS_OPTIONS,
    ],
    examples: [
      'doctor s3+eu-central-1://acme-masters/incoming/film.mp4',
      'doctor --for output --inputs urls.txt',
      'doctor --within 60d --stack production',
    ],
  },
};

/** The command `zencoder-s3`: each of its commands with options and an example. */
export class Program {
  private exitCode = ExitCode.FINE;
  private readonly root: Command;

  public constructor(
    private readonly terminal: Terminal,
    version: string,
  ) {
    this.root = new Command('zencoder-s3')
      .usage('COMMAND [options]')
      .description("Zencoder's access to S3 buckets: the policies, the URLs, and why it is denied.")
      .version(version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'print this')
      .exitOverride()
      .configureOutput({
        writeOut: (text) => this.terminal.print(text.trimEnd()),
        outputError: (message) => this.terminal.say(oneLine(message, 'zencoder-s3')),
      })
      .configureHelp({ subcommandTerm: nameAndArguments })
      .addHelpText('after', EXIT_CODES);
    this.root.commandsGroup('Commands that need no AWS account:');
    this.add(WITHOUT_AWS);
    this.root.helpCommand('help [command]', 'print the help of a command');
    this.root.commandsGroup('Commands that look at buckets, with your own AWS credentials:');
    this.add(WITH_AWS);
  }

  /** @param args without the names of the runtime and the program */
  public async run(args: readonly string[]): Promise<ExitCode> {
    try {
      if (args.length === 0) {
        this.root.outputHelp({ error: true });
        return ExitCode.USAGE;
      }
      await this.root.parseAsync(this.knownToHelp(args), { from: 'user' });
      return this.exitCode;
    } catch (error) {
      return this.failed(error);
    }
  }

  /** Of what is no command there is no help; it is refused as where it stands alone. */
  private knownToHelp([first, second, ...rest]: readonly string[]): string[] {
    const words = [first, second].filter((word) => word !== undefined);
    const isUnknown = first === 'help' && !this.root.commands.some((command) => command.name() === second);
    return isUnknown && words.length > 1 ? words.slice(1) : [...words, ...rest];
  }

  private failed(error: unknown): ExitCode {
    if (error instanceof CommanderError) {
      // Help and version come here too, with the exit code 0; what else is wrong has been said by then.
      return error.exitCode === 0 ? ExitCode.FINE : ExitCode.USAGE;
    }
    const { message, exitCode } = error instanceof Failure ? error : failureOf(error as Error);
    for (const line of message === '' ? [] : message.split('\n')) {
      this.terminal.say(line);
    }
    return exitCode;
  }

  private add(commands: Readonly<Record<string, CommandProps>>): void {
    for (const [name, { summary, load, argument, options, examples, notes = '' }] of Object.entries(commands)) {
      const heading = `\nExample${examples.length > 1 ? 's' : ''}:`;
      const command = this.root
        .command(name)
        .summary(summary)
        .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`.replace('?.', '?'))
        .helpOption('-h, --help', 'print this')
        .configureOutput({ outputError: (message) => this.terminal.say(oneLine(message, `zencoder-s3 ${name}`)) })
        .addHelpText('after', [heading, ...examples.map((line) => `  $ zencoder-s3 ${line}`)].join('\n') + notes)
        .action(async () => {
          const { run } = await load();
          this.exitCode = await run(command.args, command.opts(), this.terminal);
        });
      if (argument) {
        command.argument(...argument);
      }
      for (const each of options) {
        rejectRepeated(command, each);
        command.addOption(each);
      }
    }
  }
}

/**
 * Refuses an option with a value that is given again, since the parser would forget the first one. Of those for AWS the last
 * counts, as for its own tools.
 */
function rejectRepeated(command: Command, option: Option): void {
  if (!option.required || option.parseArg === collect || option.helpGroupHeading === AWS_HEADING) {
    return;
  }
  // Before the parser's own listener, which notes the value.
  command.on(`option:${option.name()}`, () => {
    if (command.getOptionValueSource(option.attributeName()) === 'cli') {
      const what = `--${option.name()} is said twice; say it once`;
      throw new Failure(`${what}, or see zencoder-s3 ${command.name()} --help`, ExitCode.USAGE);
    }
  });
}

export function notWritten(code: string | undefined): string {
  return `the output cannot be written (${code})`;
}

const MAX_MESSAGE_LENGTH = 500;

/** Of output to a full disk, or to what takes none; else a fault of this program, as one line to report. */
function failureOf({ syscall, code, message, stack = '' }: NodeJS.ErrnoException): Failure {
  const [where = 'somewhere'] = /\S+:\d+:\d+/.exec(stack) ?? [];
  const what = message.replace(/[\p{C}\s]+/gu, ' ').slice(0, MAX_MESSAGE_LENGTH);
  const fault = `a fault of zencoder-s3, please report it: ${what} (${where})`;
  return new Failure(syscall === 'write' ? notWritten(code) : fault, ExitCode.INCOMPLETE);
}

function nameAndArguments(command: Command): string {
  return `${command.name()} ${command.usage().replace('[options]', '').trim()}`.trim();
}

/** What the parser says, as a line of ours. */
function oneLine(message: string, program: string): string {
  const line = message
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '')
    .replace(/\. /g, '; ');
  return line.endsWith(')') ? line : `${line}; see ${program} --help`;
}

function collect(value: string, sofar: readonly string[] = []): string[] {
  return [...sofar, value];
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) {
    throw new InvalidArgumentError('a whole number from 1 to 999');
  }
  return Number(text);
}

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

/** In milliseconds. */
function duration(text: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,3})([hdw])$/.exec(text) ?? [];
  if (count === undefined) {
    throw new InvalidArgumentError('a whole number from 1 to 9999 and h, d or w, such as 30d');
  }
  return Number(count) * UNITS[unit]!;
}

const EXIT_CODES = `
Each command has --help, with an example. Results go to stdout, all else to
stderr. Exit codes: 0 fine (warnings too, unless --strict), 1 problems found,
2 usage, 3 could not look (credentials, network).`;
