import { ZencoderApp } from '../../../lib/app/app';

const util: { isArray(value: unknown): boolean } & typeof import('node:util') = require('node:util');

// Node 22 and later do this themselves.
if (Number(process.versions.node.split('.')[0]) < 22) {
  util.isArray = util.deprecate(Array.isArray, 'util.isArray is deprecated', 'DEP0044');
}
const ofAnotherLibrary = util.deprecate(() => {}, 'something else is deprecated', 'DEP0999');

process.on('warning', ({ name, message }) => console.log(`heard: ${name}: ${message}`));
process.emitWarning('before the app');
if (process.env.WITHOUT_APP === undefined) {
  ZencoderApp.run('zencoder.yaml');
}
util.isArray([]);
ofAnotherLibrary();
process.emitWarning('after the app');
