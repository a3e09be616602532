import type { ExistingPolicy } from './form/existing-policy';

/** Functions that fill the panel of a tab. Each script that is loaded later adds its own. */
export const SCRIPTS: Record<string, ((root: HTMLElement) => unknown) | undefined> = {};

/** Functions that read input. Scripts that are loaded later add them. */
export const READERS: { existing?: (text: string, bucket: string | undefined) => ExistingPolicy } = {};

/** Loads a script of this page. It is a classic script, because browsers do not load modules from `file:` URLs. */
export function loadScript(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = file;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`${file} cannot be loaded`)));
    document.head.append(script);
  });
}
