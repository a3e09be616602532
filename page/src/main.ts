import { element, found } from './dom';
import { PolicyTab } from './policy-tab';
import { loadScript, SCRIPTS } from './scripts';
import { Tabs } from './tabs';

const LABELS = [
  { id: 'policy', label: 'Policy' },
  { id: 'urls', label: 'URLs' },
  { id: 'compare', label: 'Compare' },
];

const filled = new Set<string>();

/** Fills the panel of a tab that is shown for the first time. Each of the other tabs has its own script. */
async function fill(id: string, root: HTMLElement): Promise<void> {
  if (id === 'policy') {
    new PolicyTab(root);
    return;
  }
  root.replaceChildren(element('p', { class: 'hint', role: 'status' }, 'Loading…'));
  try {
    await loadScript(`${id}.js`);
    SCRIPTS[id]!(root);
  } catch {
    filled.delete(id);
    const words = `${id}.js cannot be loaded; it belongs beside this page.`;
    root.replaceChildren(element('p', { class: 'notice', role: 'alert' }, words));
  }
}

const panelOf = (id: string) => `panel-${id}`;

const tabs = new Tabs('What to do', panelOf, (selected) => {
  for (const { id } of LABELS) {
    found(panelOf(id)).hidden = id !== selected;
  }
  if (!filled.has(selected)) {
    filled.add(selected);
    fill(selected, found(panelOf(selected)));
  }
});
found('tabs').append(tabs.element);
tabs.show(LABELS);
document.documentElement.classList.add('ready');
