import type { ExistingPolicy } from './form/existing-policy';

/** What scripts that are loaded later put here: what fills the panel of a tab. */
export const SCRIPTS: Record<string, ((root: HTMLElement) => unknown) | undefined> = {};

/** Functions that scripts loaded later put here. */
export const READERS: { existing?: (text: string, bucket: string | undefined) => ExistingPolicy } = {};

/** Loads a script of this page. A classic one, since browsers load no modules from the disk. */
export function loadScript(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = file;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${file} cannot be loaded`)));
    document.head.append(script);
  });
}
