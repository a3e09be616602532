import { spawnSync } from 'node:child_process';
import { ROOT } from '../support/run';
import { reportSkipped } from '../support/skipped';

/** Runs a command on a pseudo terminal with the given columns, and prints its output. */
const PYTHON = `
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 50, int(sys.argv[1]), 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
try:
    while data := os.read(fd, 65536):
        sys.stdout.buffer.write(data)
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

const isThere = spawnSync('python3', ['-c', 'import pty']).status === 0;
if (!isThere) {
  reportSkipped('python3 with its module pty is not installed, so no command is run in a terminal');
}

/** `it`, or a skipped test if a required program is missing. */
export const itInTerminal: jest.It = isThere ? it : it.skip;

/** The output on a terminal, stdout and stderr together. */
export function inTerminal(
  command: readonly string[],
  columns: number,
  environment: Record<string, string> = {},
): string {
  const { TERM: _, NO_COLOR: __, ...inherited } = process.env;
  const { stdout } = spawnSync('python3', ['-c', PYTHON, String(columns), ...command], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...inherited, TERM: 'xterm', ...environment },
  });
  return stdout.replaceAll('\r\n', '\n');
}
