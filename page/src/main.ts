import { element, elementById } from './dom';
import { PolicyTab } from './policy-tab';
import { loadScript, SCRIPTS } from './scripts';
import { Tabs } from './tabs';

const LABELS = [
  { id: 'policy', label: 'Policy' },
  { id: 'urls', label: 'URLs' },
  { id: 'compare', label: 'Compare' },
];

const filled = new Set<string>();

/** Fills the panel of a tab when the tab is selected for the first time. Each tab except the first has its own script. */
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
    const message = `${id}.js cannot be loaded. Keep it in the folder of this page.`;
    root.replaceChildren(element('p', { class: 'notice', role: 'alert' }, message));
  }
}

const panelOf = (id: string) => `panel-${id}`;

const tabs = new Tabs('Tools', panelOf, (selected) => {
  for (const { id } of LABELS) {
    elementById(panelOf(id)).hidden = id !== selected;
  }
  if (!filled.has(selected)) {
    filled.add(selected);
    fill(selected, elementById(panelOf(selected)));
  }
});
elementById('tabs').append(tabs.element);
tabs.show(LABELS);
document.documentElement.classList.add('ready');
