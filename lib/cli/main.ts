#!/usr/bin/env node
import { ExitCode } from './exit-code';
import { ownPackage } from './input/own-package';
import { Terminal } from './output/terminal';
import { notWritten, Program } from './program';

// What the runtime or a library has to say is not for the caller of this command.
process.removeAllListeners('warning');

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') {
    new Terminal().say(notWritten(code));
    process.exit(ExitCode.INCOMPLETE);
  }
});
// Nobody can be told.
process.stderr.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') {
    process.exit(ExitCode.INCOMPLETE);
  }
});

new Program(new Terminal(), ownPackage().version).run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
  // Requests may be under way, and are waited for by nobody.
  if (exitCode >= ExitCode.INTERRUPTED) {
    process.stdout.write('', () => process.exit());
  }
});
