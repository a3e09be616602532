import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { ExitCode, Failure } from './exit-code';
import type { Terminal } from './output/terminal';

/** A command's work. It is loaded when it is called, so that no command pays for what another needs. */
type Run<Options> = (names: readonly string[], options: Options, terminal: Terminal) => Promise<ExitCode>;

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
    this.addInit();
    this.addPolicy();
    this.addUrl();
    this.addExplain();
    this.root.helpCommand('help [command]', 'print the help of a command');
    this.root.commandsGroup('Commands that look at buckets, with your own AWS credentials:');
    this.addPreflight();
    this.addAdopt();
    this.addDoctor();
    for (const command of this.root.commands) {
      onceEach(command);
    }
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
    const { message, exitCode } = error instanceof Failure ? error : (unwritten(error) ?? fault(error as Error));
    for (const line of message.split('\n')) {
      this.terminal.say(line);
    }
    return exitCode;
  }

  private addInit(): void {
    this.add('init', 'a small project, ready to synthesize', () => import('./commands/init'))
      .argument('[folder]', 'where it is written, made where there is none; this one where none is named')
      .option('--bucket <name>', 'the bucket that stands in its zencoder.yaml')
      .option('--region <region>', 'where that bucket lies')
      .addOption(json())
      .addHelpText('after', examples('init my-project', 'init my-project --bucket my-films --region us-east-1'));
  }

  private addPolicy(): void {
    this.add('policy', 'the policy of a bucket as JSON, to paste or pipe', () => import('./commands/policy'))
      .argument('[bucket]', 'a bucket of the file; may be left out where there is one')
      .addOption(file())
      .option('--compact', 'on one line, which is what S3 counts')
      .addOption(new Option('--json', 'as for the other commands; it is JSON without it, too'))
      .addOption(strict())
      .optionsGroup('Options without a file:')
      .addOption(new Option('--bucket <name>', 'the name of the bucket').conflicts('file'))
      .option('--role <role>', 'input, output, input-and-output or video-cloud-ingest')
      .option('--action <action>', 'in place of a role, such as s3:GetObject; can be repeated', collect)
      .option('--prefix <prefix>', 'only keys that begin with it; can be repeated', collect)
      .option('--key <key>', 'only exactly this key; can be repeated', collect)
      .option('--expires <date>', 'until when, such as 2027-06-30T00:00:00Z')
      .option('--require-tls', 'let Zencoder in over TLS only')
      .option('--account-id <id>', 'the account of a Zencoder that is not the production service')
      .option('--other-statements <path>', 'a JSON file: the policy whose statements are kept')
      .option(
        '--accepted-deny <sid>',
        'a statement there that denies Zencoder on purpose: no warning for it; can be repeated',
        collect,
      )
      .addHelpText(
        'after',
        examples('policy acme-masters', 'policy --bucket acme-masters --role input --prefix incoming/'),
      );
  }

  private addUrl(): void {
    this.add('url', 'the URL to give Zencoder, and what is wrong with this one', () => import('./commands/url'))
      .argument('[url...]', 'of an object, in any form; - or none reads lines from stdin')
      .option('--region <region>', 'of the bucket, where the URL does not say it')
      .addOption(json())
      .addOption(strict())
      .addHelpText(
        'after',
        examples("url 's3://my-bucket/this+file+is+great.mp4' --region eu-central-1", 'url --json < urls.txt'),
      );
  }

  private addExplain(): void {
    this.add('explain', 'who may do what where, from the file', () => import('./commands/explain'))
      .addOption(file())
      .option('--against <path>', 'an older file, - reads stdin: what the change opens and closes')
      .option('--fail-on-widening', 'with --against: exit with 1 where the change opens anything')
      .addOption(new Option('--markdown', 'a table for a pull request').conflicts('json'))
      .addOption(json())
      .addOption(strict())
      .addHelpText('after', examples('explain', 'explain --against ../main/zencoder.yaml --fail-on-widening'))
      .addHelpText('after', WORKTREE);
  }

  private addPreflight(): void {
    const command = this.add(
      'preflight',
      'before the first apply: what it would drop of live buckets',
      () => import('./commands/preflight'),
    )
      .argument('[bucket...]', 'of the file; all where none is named')
      .addOption(file());
    looking(command).addHelpText('after', examples('preflight --profile production'));
  }

  private addAdopt(): void {
    const command = this.add(
      'adopt',
      'take the policy that a bucket has into the file',
      () => import('./commands/adopt'),
    )
      .argument('[bucket]', 'whose policy is read; with --policy needed only where the document does not tell it')
      .addOption(file())
      .option('--policy <path>', 'a document in place of the live policy; - reads stdin')
      .option('--stack <name>', 'the stack of the file that gets the bucket; may be left out where there is one')
      .option('--narrow', 'drop what cannot be said as grants, and print each decision that is lost');
    looking(command).addHelpText(
      'after',
      examples('adopt acme-masters --stack production', 'adopt acme-masters --policy policy.json'),
    );
  }

  private addDoctor(): void {
    const command = this.add('doctor', 'why does Zencoder get Access Denied?', () => import('./commands/doctor'))
      .argument('[url...]', 'what Zencoder is given as input or output')
      .addOption(
        new Option('--for <purpose>', 'what Zencoder is to do there').choices(['input', 'output']).default('input'),
      )
      .option('--inputs <path>', 'a file with a URL on each line; - reads stdin')
      .option('--account-id <id>', 'the account of a Zencoder that is not the production service')
      .option('--canonical-user-id <id>', 'the canonical user ID of that account')
      .option('--concurrency <number>', 'how many URLs at a time', positive, 8);
    looking(command).addHelpText(
      'after',
      examples('doctor s3+eu-central-1://acme-masters/incoming/film.mp4', 'doctor --for output --inputs urls.txt'),
    );
  }

  private add<Options>(name: string, description: string, load: () => Promise<{ run: Run<Options> }>): Command {
    return this.root
      .command(name)
      .summary(description)
      .description(`${description.charAt(0).toUpperCase()}${description.slice(1)}.`.replace('?.', '?'))
      .helpOption('-h, --help', 'print this')
      .configureOutput({ outputError: (message) => this.terminal.say(oneLine(message, `zencoder-s3 ${name}`)) })
      .action(async (...args: unknown[]) => {
        const command = args.pop() as Command;
        const { run } = await load();
        this.exitCode = await run(command.args, command.opts() as Options, this.terminal);
      });
  }
}

/**
 * Refuses an option with a value that is given again, since the parser would forget the first one. Of those for AWS the last
 * counts, as for its own tools.
 */
function onceEach(command: Command): void {
  for (const option of command.options.filter(isSaidOnce)) {
    let isSaid = false;
    command.on(`option:${option.name()}`, () => {
      if (isSaid) {
        const what = `--${option.name()} is said twice; say it once`;
        throw new Failure(`${what}, or see zencoder-s3 ${command.name()} --help`, ExitCode.USAGE);
      }
      isSaid = true;
    });
  }
}

function isSaidOnce({ required, parseArg, helpGroupHeading }: Option): boolean {
  return required && parseArg !== collect && helpGroupHeading !== OF_AWS;
}

/** Where the output goes to a full disk, or to what takes none. */
function unwritten(error: unknown): Failure | undefined {
  const { syscall, code } = error as NodeJS.ErrnoException;
  return syscall === 'write' ? new Failure(notWritten(code), ExitCode.CANNOT_LOOK) : undefined;
}

export function notWritten(code: string | undefined): string {
  return `the output cannot be written (${code})`;
}

const OF_AWS = 'Options for AWS:';
const MOST_OF_FAULT = 500;

/** Of this program, as one line to report. */
function fault({ message, stack = '' }: Error): Failure {
  const [where = 'somewhere'] = /\S+:\d+:\d+/.exec(stack) ?? [];
  const what = message.replace(/[\p{C}\s]+/gu, ' ').slice(0, MOST_OF_FAULT);
  return new Failure(`a fault of zencoder-s3, please report it: ${what} (${where})`, ExitCode.CANNOT_LOOK);
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

/** Of a command that looks at what lives, with the caller's credentials. */
function looking(command: Command): Command {
  return command
    .addOption(json())
    .addOption(strict())
    .optionsGroup(OF_AWS)
    .option('--profile <name>', "of the AWS configuration; the SDK's default chain otherwise")
    .option('--region <region>', 'to ask first, where nothing says the region of a bucket')
    .option('--endpoint-url <url>', 'another S3 server than that of AWS');
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

const file = () => new Option('--file <path>', 'the file that says what Zencoder gets').default('zencoder.yaml');
const json = () => new Option('--json', 'the result for machines');
const strict = () => new Option('--strict', 'exit with 1 on warnings too');

function examples(...lines: readonly string[]): string {
  return `\nExample${lines.length > 1 ? 's' : ''}:\n${lines.map((line) => `  $ zencoder-s3 ${line}`).join('\n')}`;
}

const WORKTREE = `
"git worktree add ../main main" puts the older file there, and the policy files
that it names. Of a file that comes through a pipe, as in
"--against <(git show main:zencoder.yaml)", they are read beside --file.`;

const EXIT_CODES = `
Each command has --help, with an example. Results go to stdout, all else to
stderr. Exit codes: 0 fine (warnings too, unless --strict), 1 problems found,
2 usage, 3 could not look (credentials, network).`;
