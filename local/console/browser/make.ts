/** Elements of the page. What a name, a tag or a mail contains only ever becomes text. */

type Child = Node | string;

/** @param className classes, or an empty text */
export const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  if (className !== '') element.className = className;
  element.append(...children);
  return element;
};

export const button = (className: string, text: string, onClick: () => void): HTMLButtonElement => {
  const element = make('button', className, text);
  element.type = 'button';
  element.addEventListener('click', onClick);
  return element;
};

/** An element of the page that is there from the start. */
export const part = <Type extends HTMLElement = HTMLElement>(id: string): Type => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`expected an element ${id}, got none`);
  return found as Type;
};

/** Changes a text only where it differs, so that nobody who reads or selects it is disturbed. */
export const write = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text;
};
