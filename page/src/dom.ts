type Child = Node | string | undefined | false;
type Value = string | number | boolean | undefined;

interface Attributes {
  readonly [name: string]: Value | ((event: Event) => void);
}

/**
 * An element with attributes and children. Text of whatever origin becomes text, never markup; an attribute that is a function listens
 * to the event of its name.
 */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  return filled(document.createElement(name), attributes, children);
}

const SVG = 'http://www.w3.org/2000/svg';

export function drawn<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled<Made extends Element>(made: Made, attributes: Attributes, children: readonly Child[]): Made {
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

/** Puts children in the place of those that are there, unless they would be the same texts. */
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

/** A part of the document that is there from the start. */
export function found(id: string): HTMLElement {
  const node = document.getElementById(id);
  if (node === null) {
    throw new Error(`the page has no #${id}`);
  }
  return node;
}
