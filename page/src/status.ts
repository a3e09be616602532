import { found } from './dom';

/** Says something to those who do not see that it happened. */
export function announce(words: string): void {
  const status = found('status');
  // What is the same as before is read out only if it was gone meanwhile.
  status.textContent = '';
  setTimeout(() => {
    status.textContent = words;
  }, 50);
}
