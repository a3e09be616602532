import { BEYOND_GRANTS } from './beyond-grants';
import { DEPENDING_DENIES } from './depending-denies';
import { NO_REASON, ON_PURPOSE } from './harmless-denies';
import type { KeptCase } from './kept-case';
import { REFUSED_GRANTS } from './refused-grants';

/** Every case of statements that are kept beside a grant. */
export const KEPT_STATEMENTS: readonly KeptCase[] = [
  ...BEYOND_GRANTS,
  ...REFUSED_GRANTS,
  ...DEPENDING_DENIES,
  ...ON_PURPOSE,
  ...NO_REASON,
];
