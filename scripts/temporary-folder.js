/**
 * Gives a process, and the processes that it starts, a temporary folder of its own, which is removed when the process ends. Jest calls
 * this before a run. The frameworks make a folder for each `Testing.app()` and never remove it, so a run would leave thousands.
 */
const { chmodSync, mkdtempSync, realpathSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };

let folder;

module.exports = function useTemporaryFolder() {
  // In watch mode, Jest calls this before each run.
  if (folder !== undefined) {
    return;
  }
  // A short name, because Terraform's providers and Ceph put sockets into it, and the path of a socket has at most 104 characters.
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'run-')));
  // Some tests run the command as another user, who has to get to the folders below.
  chmodSync(folder, 0o711);
  // Windows reads TEMP or TMP.
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder });
  // Jest does not call a global teardown after a signal. Other processes can still write into the folder while it is removed.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.once(signal, () => process.exit(128 + number));
  }
};
