import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ExitCode, Failure } from './exit-code';
import type { Terminal } from './output/terminal';

/** A command as data. Its code is loaded only when the command is called, so that each command starts fast. */
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

const AWS_HEADING = 'AWS options:';
const PLAN_HEADING = 'Options for a Terraform or OpenTofu plan of any configuration:';

const option = (flags: string, description: string) => new Option(flags, description);
const repeatable = (flags: string, description: string) =>
  option(flags, `${description}; can be repeated`).argParser(collect);
const inGroup = (heading: string, ...options: readonly Option[]) => options.map((each) => each.helpGroup(heading));

const FILE = option('--file <path>', "the file that defines Zencoder's access").default('zencoder.yaml');
const JSON_RESULT = option('--json', 'print the result as JSON');
const STRICT = option('--strict', 'exit with 1 on warnings too');
const accountId = () => option('--account-id <id>', 'the AWS account of Zencoder, if not the production service');
const canonicalUserId = () => option('--canonical-user-id <id>', 'the canonical user ID of that account');

/** The options of a command that reads from AWS with the caller's credentials. */
const AWS_OPTIONS = [
  JSON_RESULT,
  STRICT,
  ...inGroup(
    AWS_HEADING,
    option('--profile <name>', "a profile of the AWS configuration (default: the SDK's credential chain)"),
    option('--region <region>', "where to ask first if a bucket's region is unknown"),
    option('--endpoint-url <url>', 'an S3 server other than AWS'),
  ),
];

const WORKTREE = `
"git worktree add ../main main" checks out the older file and the policy files
that it names. If the older file comes through a pipe, as in
"--against <(git show main:zencoder.yaml)", the policy files are read from the
folder of --file.`;

const PLAN_NOTES = `

"terraform plan -out=plan.out && terraform show -json plan.out > plan.json"
writes a plan. A value that the plan does not know counts as opened and as lost
if it can be either. If the final state is unknown, for example because two
addresses set the policy of one bucket, the exit code is always 1.`;

const PAGE_NOTES = `

The page is served to this machine only, until Ctrl+C. What you type in it is
not sent anywhere. docs/page.md explains how to publish it.`;

const WITHOUT_AWS: Readonly<Record<string, CommandProps>> = {
  init: {
    summary: 'create a small project, ready to synthesize',
    load: () => import('./commands/init'),
    argument: ['[folder]', 'target folder, created if missing (default: the current one)'],
    options: [
      option('--bucket <name>', 'the bucket to write into zencoder.yaml'),
      option('--region <region>', 'the region of that bucket'),
      JSON_RESULT,
    ],
    examples: ['init my-project', 'init my-project --bucket my-films --region us-east-1'],
  },
  policy: {
    summary: 'print the policy of a bucket as JSON',
    load: () => import('./commands/policy'),
    argument: ['[bucket]', 'a bucket in the file; optional if the file has only one'],
    options: [
      FILE,
      option('--compact', 'print it on one line, the form that counts for the size limit of S3'),
      option('--json', 'accepted for consistency; the output is always JSON'),
      STRICT,
      ...inGroup(
        'Options to use instead of a file:',
        option('--bucket <name>', 'the name of the bucket').conflicts('file'),
        option('--role <role>', 'input, output, write-only, input-and-output or video-cloud-ingest'),
        repeatable('--action <action>', 'an action instead of a role, such as s3:GetObject'),
        repeatable('--prefix <prefix>', 'only keys that start with this prefix'),
        repeatable('--key <key>', 'only this exact key'),
        option('--expires <date>', 'when the access ends, such as 2027-06-30T00:00:00Z'),
        option('--require-tls', 'allow Zencoder only over TLS'),
        accountId(),
        option('--other-statements <path>', 'a JSON policy file whose statements are kept'),
        option(
          '--kms-key-arn <arn>',
          'the KMS key of the bucket; prints the statement that the key policy needs to stderr',
        ),
        repeatable('--accepted-deny <sid>', 'a kept statement that denies Zencoder on purpose; gives no warning'),
      ),
    ],
    examples: ['policy acme-masters', 'policy --bucket acme-masters --role input --prefix incoming/'],
  },
  url: {
    summary: 'print the URL to give Zencoder, and what is wrong with yours',
    load: () => import('./commands/url'),
    argument: ['[url...]', 'URL of an object, in any format; - reads one per line from stdin (default: -)'],
    options: [option('--region <region>', 'the region of the bucket, if the URL has none'), JSON_RESULT, STRICT],
    examples: ["url 's3://my-bucket/this+file+is+great.mp4' --region eu-central-1", 'url --json < urls.txt'],
  },
  explain: {
    summary: 'list who can do what in which bucket, from the file',
    load: () => import('./commands/explain'),
    options: [
      FILE,
      option('--against <path>', 'an older file, - for stdin: list what the change opens and closes'),
      option('--fail-on-widening', 'with --against or --plan: exit with 1 if anything is opened'),
      option('--markdown', 'print a table for a pull request').conflicts('json'),
      JSON_RESULT,
      STRICT,
      ...inGroup(
        PLAN_HEADING,
        option('--plan <path>', 'the output of "terraform show -json PLAN", - for stdin').conflicts([
          'file',
          'against',
        ]),
        option('--fail-on-loss', 'exit with 1 if the apply drops, deletes or interrupts anything'),
        accountId(),
        canonicalUserId(),
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
    summary: 'open a page in the browser that makes policies and URLs',
    load: () => import('./commands/page'),
    options: [option('--no-open', 'only print its URL'), JSON_RESULT],
    examples: ['page', 'page --no-open'],
    notes: PAGE_NOTES,
  },
};

const WITH_AWS: Readonly<Record<string, CommandProps>> = {
  preflight: {
    summary: 'before the first apply: show what it would remove from existing buckets',
    load: () => import('./commands/preflight'),
    argument: ['[bucket...]', 'buckets in the file (default: all)'],
    options: [FILE, ...AWS_OPTIONS],
    examples: ['preflight --profile production'],
  },
  adopt: {
    summary: 'write the current policy of a bucket into the file',
    load: () => import('./commands/adopt'),
    argument: ['[bucket]', 'the bucket to adopt; optional with --policy if the document names one bucket'],
    options: [
      FILE,
      option('--policy <path>', 'a policy document to use instead of the current policy, - for stdin'),
      option('--stack <name>', 'the stack to add the bucket to; optional if the file has only one'),
      option('--refresh', "update the bucket's policy file from the current policy").conflicts('role'),
      option('--role <role>', 'the role to grant if the policy grants Zencoder nothing'),
      repeatable('--prefix <prefix>', 'with --role: only keys that start with this prefix'),
      option('--narrow', 'drop access that grants cannot express, and list what is lost'),
      ...AWS_OPTIONS,
    ],
    examples: [
      'adopt acme-masters --stack production',
      'adopt acme-masters --role input --prefix incoming/',
      'adopt acme-masters --policy policy.json',
    ],
  },
  doctor: {
    summary: 'find out why Zencoder gets Access Denied',
    load: () => import('./commands/doctor'),
    argument: ['[url...]', 'input or output URL of a Zencoder job; without one, check that the whole file is in force'],
    options: [
      option('--for <purpose>', 'how Zencoder uses the URLs; default: input').choices(['input', 'output']),
      option('--inputs <path>', 'a file with one URL per line, - for stdin'),
      accountId(),
      canonicalUserId(),
      option('--concurrency <number>', 'how many checks run at the same time').argParser(positive).default(8),
      ...inGroup(
        'Options to use without a URL:',
        option('--file <path>', "the file that defines Zencoder's access (default: zencoder.yaml)"),
        repeatable('--stack <name>', 'only this stack'),
        repeatable('--bucket <name>', 'only this bucket and its KMS key'),
        option(
          '--within <time>',
          'warn about access that ends within this time, such as 12h or 2w (default: 30d)',
        ).argParser(duration),
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

/** The command line program `zencoder-s3`, with all its commands. */
export class Program {
  private exitCode = ExitCode.FINE;
  private readonly root: Command;

  public constructor(
    private readonly terminal: Terminal,
    version: string,
  ) {
    this.root = new Command('zencoder-s3')
      .usage('COMMAND [options]')
      .description("Zencoder's access to S3 buckets: policies, URLs, and why requests are denied.")
      .version(version, '-V, --version', 'print the version')
      .helpOption('-h, --help', 'print this help')
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
    this.root.commandsGroup('Commands that read from AWS, with your own credentials:');
    this.add(WITH_AWS);
  }

  /** @param args the arguments after the program name */
  public async run(args: readonly string[]): Promise<ExitCode> {
    try {
      if (args.length === 0) {
        this.root.outputHelp({ error: true });
        return ExitCode.USAGE;
      }
      await this.root.parseAsync(this.withoutHelpFor(args), { from: 'user' });
      return this.exitCode;
    } catch (error) {
      return this.failed(error);
    }
  }

  /** Drops `help` before an unknown command, so that both forms give the same error. */
  private withoutHelpFor([first, second, ...rest]: readonly string[]): string[] {
    const words = [first, second].filter((word) => word !== undefined);
    const isUnknown = first === 'help' && !this.root.commands.some((command) => command.name() === second);
    return isUnknown && words.length > 1 ? words.slice(1) : [...words, ...rest];
  }

  private failed(error: unknown): ExitCode {
    if (error instanceof CommanderError) {
      // Commander throws for --help and --version too, with exit code 0, and has printed every other error by now.
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
        .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
        .helpOption('-h, --help', 'print this help')
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
 * Rejects an option that is given twice, because the parser would ignore the first value. AWS options can be repeated
 * and the last value applies, as in the AWS CLI.
 */
function rejectRepeated(command: Command, option: Option): void {
  if (!option.required || option.parseArg === collect || option.helpGroupHeading === AWS_HEADING) {
    return;
  }
  // This listener runs before the one of the parser, which stores the value.
  command.on(`option:${option.name()}`, () => {
    if (command.getOptionValueSource(option.attributeName()) === 'cli') {
      const what = `--${option.name()} is given twice; give it once`;
      throw new Failure(`${what}, or see zencoder-s3 ${command.name()} --help`, ExitCode.USAGE);
    }
  });
}

export function notWritten(code: string | undefined): string {
  return `the output cannot be written (${code})`;
}

const MAX_MESSAGE_LENGTH = 500;

/** An error that nobody caught: the output cannot be written, or a bug, as one line to report. */
function failureOf({ syscall, code, message, stack = '' }: NodeJS.ErrnoException): Failure {
  const [where = 'unknown place'] = /\S+:\d+:\d+/.exec(stack) ?? [];
  const what = message.replace(/[\p{C}\s]+/gu, ' ').slice(0, MAX_MESSAGE_LENGTH);
  const bug = `internal error, please report it: ${what} (${where})`;
  return new Failure(syscall === 'write' ? notWritten(code) : bug, ExitCode.INCOMPLETE);
}

function nameAndArguments(command: Command): string {
  return `${command.name()} ${command.usage().replace('[options]', '').trim()}`.trim();
}

/** An error message of the parser, as one line in the form of our own errors. */
function oneLine(message: string, program: string): string {
  const line = message
    .trim()
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '')
    .replace(/\. /g, '; ');
  return line.endsWith(')') ? line : `${line}; see ${program} --help`;
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) {
    throw new InvalidArgumentError('give a whole number from 1 to 999');
  }
  return Number(text);
}

const HOUR = 3_600_000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };

/** A duration such as `30d` in milliseconds. */
function duration(text: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,3})([hdw])$/.exec(text) ?? [];
  if (count === undefined) {
    throw new InvalidArgumentError('give a whole number from 1 to 9999 with h, d or w, such as 30d');
  }
  return Number(count) * UNITS[unit]!;
}

const EXIT_CODES = `
Each command has --help, with an example. Results go to stdout, everything else
to stderr. Exit codes: 0 no problems (warnings are allowed without --strict),
1 problems found, 2 usage error, 3 not completed (credentials, network).`;
