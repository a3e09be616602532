#!/usr/bin/env node
import { ExitCode } from './exit-code';
import { ownPackage } from './input/own-package';
import { Terminal } from './output/terminal';
import { notWritten, Program } from './program';

// Warnings of the runtime or of a library are not for the user of this command.
process.removeAllListeners('warning');

// A reader that needs no more output, such as `head`, closes the pipe.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') {
    new Terminal().say(notWritten(code));
    process.exit(ExitCode.INCOMPLETE);
  }
});
// An error on stderr cannot be reported anywhere.
process.stderr.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') {
    process.exit(ExitCode.INCOMPLETE);
  }
});

new Program(new Terminal(), ownPackage().version).run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
  // Requests may still be open; the program does not wait for them.
  if (exitCode >= ExitCode.INTERRUPTED) {
    process.stdout.write('', () => process.exit());
  }
});
