type Child = Node | string | undefined | false;
type Value = string | number | boolean | undefined;

interface Attributes {
  readonly [name: string]: Value | ((event: Event) => void);
}

/**
 * Creates an element with attributes and children. A string always becomes text, never markup. An attribute that is a function is a
 * listener for the event of that name.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  return withContents(document.createElement(name), attributes, children);
}

const SVG = 'http://www.w3.org/2000/svg';

export function svgElement<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
  return withContents(document.createElementNS(SVG, name), attributes, children);
}

function withContents<Made extends Element>(made: Made, attributes: Attributes, children: readonly Child[]): Made {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(name, value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  made.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
  return made;
}

/** Replaces the children of a list if the key has changed. */
export function showList(list: HTMLElement, key: string, items: () => readonly Node[]): void {
  if (list.dataset.key !== key) {
    list.dataset.key = key;
    list.replaceChildren(...items());
  }
}

export function showText(node: Element, text: string): void {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** An element of index.html. */
export function elementById(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (node === null) {
    throw new Error(`the page has no #${id}`);
  }
  return node;
}
