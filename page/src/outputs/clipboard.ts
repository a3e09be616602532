import { element } from '../dom';

/** Copies a text to the clipboard. @returns whether the browser allowed it */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedBySelection(text);
  }
}

/** For browsers without a clipboard for pages from `file:` URLs. */
function copiedBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = element('textarea', { class: 'off-screen', 'aria-hidden': 'true' });
  area.value = text;
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
    (focused as HTMLElement | null)?.focus();
  }
}

/** Saves a text as a file, without a request to a server. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
