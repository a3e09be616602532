/**
 * Is preloaded into a program and reports its figures on file descriptor 3 when the program ends. The program can put figures of its own
 * into `figures`.
 *
 * The peak does not come from `resourceUsage().maxRSS`, because on Linux that includes the parent process.
 */
const { existsSync, readFileSync, writeSync } = require('node:fs');

const STATUS = '/proc/self/status';
const figures = {};
exports.figures = figures;

function peakMebibytes() {
  return existsSync(STATUS)
    ? Number(/VmHWM:\s*(\d+)/.exec(readFileSync(STATUS, 'utf8'))[1]) / 1024
    : process.resourceUsage().maxRSS / 1024;
}

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(3, JSON.stringify({ processor: (user + system) / 1000, mebibytes: peakMebibytes(), ...figures }));
});
