#!/usr/bin/env node
import { Program } from './program';
import { Terminal } from './terminal';

// What the runtime or a library has to say is not for the caller of this command.
process.removeAllListeners('warning');

// A reader that has seen enough, such as `head`, closes the pipe.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') {
      throw error;
    }
  });
}

const { version } = require('../../package.json') as { version: string };

new Program(new Terminal(), version).run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
