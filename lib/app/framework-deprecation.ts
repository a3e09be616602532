import * as util from 'node:util';

/**
 * Node 22 and later print the deprecation DEP0044 the first time that `util.isArray` is called, which CDKTF does in each synthesis.
 * That first call is made here, where nothing listens. Every other warning is printed, and reaches listeners, as before.
 */
export function silenceFrameworkDeprecation(): void {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    (util as { isArray?: (value: unknown) => boolean }).isArray?.([]);
  } finally {
    process.emitWarning = emitWarning;
  }
}
