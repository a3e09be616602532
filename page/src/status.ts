import { elementById } from './dom';

/** Announces a result to users of screen readers. */
export function announce(words: string): void {
  const status = elementById('status');
  // A screen reader does not repeat an unchanged text, so the text is cleared first.
  status.textContent = '';
  setTimeout(() => {
    status.textContent = words;
  }, 50);
}
