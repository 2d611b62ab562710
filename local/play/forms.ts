/** A page's forms as a browser reads and submits them (HTML, "Form control infrastructure"). */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parse } from 'parse5';

type Element = DefaultTreeAdapterMap['element'];
type Node = DefaultTreeAdapterMap['node'];

export interface Control {
  readonly kind: 'text' | 'choice' | 'select' | 'submit' | 'other';
  readonly name: string;
  readonly value: string;
  readonly placeholder: string;
  /** Of a select. */
  readonly options: readonly string[];
  readonly checked: boolean;
  /** Of a submit button, instead of its form's. */
  readonly formAction: string | undefined;
}

export interface Form {
  readonly action: string;
  readonly method: 'get' | 'post';
  /** In the order of the page, without those that are disabled. */
  readonly controls: readonly Control[];
}

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

const isElement = (node: Node): node is Element => defaultTreeAdapter.isElementNode(node);

const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);

const textOf = (node: Node): string =>
  defaultTreeAdapter.isTextNode(node) ? node.value : childrenOf(node).map(textOf).join('');

/** An element, and whether a fieldset around it is disabled. */
interface Found {
  readonly element: Element;
  readonly form: Element | undefined;
  readonly disabled: boolean;
}

const walk = function* (node: Node, form?: Element, disabled = false): Generator<Found> {
  for (const child of childrenOf(node)) {
    if (!isElement(child)) continue;
    const isDisabled = disabled || attribute(child, 'disabled') !== undefined;
    yield { element: child, form, disabled: isDisabled };
    const within = child.tagName === html.TAG_NAMES.FORM ? child : form;
    yield* walk(child, within, child.tagName === html.TAG_NAMES.FIELDSET ? isDisabled : disabled);
  }
};

const optionsOf = (select: Element): { readonly values: string[]; readonly selected: string } => {
  const options = [...walk(select)].filter(
    ({ element, disabled }) => element.tagName === html.TAG_NAMES.OPTION && !disabled,
  );
  const values = options.map(({ element }) => attribute(element, 'value') ?? textOf(element).trim());
  const at = options.findIndex(({ element }) => attribute(element, 'selected') !== undefined);
  return { values, selected: values[Math.max(at, 0)] ?? '' };
};

const inputKinds: Readonly<Record<string, Control['kind']>> = {
  submit: 'submit',
  image: 'submit',
  button: 'other',
  reset: 'other',
  file: 'other',
  checkbox: 'choice',
  radio: 'choice',
};

const controlOf = (element: Element): Control | undefined => {
  const type = attribute(element, 'type')?.toLowerCase();
  const control = {
    name: attribute(element, 'name') ?? '',
    value: attribute(element, 'value') ?? '',
    placeholder: attribute(element, 'placeholder') ?? '',
    options: [],
    checked: attribute(element, 'checked') !== undefined,
    formAction: attribute(element, 'formaction'),
  };
  switch (element.tagName) {
    case html.TAG_NAMES.INPUT: {
      const kind = inputKinds[type ?? 'text'] ?? 'text';
      return { ...control, kind, value: kind === 'choice' ? control.value || 'on' : control.value };
    }
    case html.TAG_NAMES.BUTTON:
      return { ...control, kind: type === 'button' || type === 'reset' ? 'other' : 'submit' };
    case html.TAG_NAMES.TEXTAREA:
      return { ...control, kind: 'text', value: textOf(element) };
    case html.TAG_NAMES.SELECT: {
      const { values, selected } = optionsOf(element);
      return { ...control, kind: 'select', options: values, value: selected };
    }
    default:
      return undefined;
  }
};

export const formsOf = (page: string): readonly Form[] => {
  const all = [...walk(parse(page))];
  const owner = ({ element, form }: Found): Element | undefined => {
    const id = attribute(element, 'form');
    if (id === undefined) return form;
    return all.find((one) => one.element.tagName === 'form' && attribute(one.element, 'id') === id)?.element;
  };
  return all
    .filter(({ element }) => element.tagName === html.TAG_NAMES.FORM)
    .map(({ element }) => ({
      action: attribute(element, 'action') ?? '',
      method: attribute(element, 'method')?.toLowerCase() === 'post' ? 'post' : 'get',
      controls: all
        .filter((one) => !one.disabled && owner(one) === element)
        .flatMap((one) => controlOf(one.element) ?? []),
    }));
};

/**
 * What is sent when a button is pressed.
 *
 * @param typed by the names of the controls; what is left out stays as the page has it
 */
export const fieldsOf = (
  form: Form,
  button: Control,
  typed: Readonly<Record<string, string>>,
): URLSearchParams => {
  const fields = new URLSearchParams();
  for (const control of form.controls) {
    const isSent =
      control === button ||
      control.kind === 'text' ||
      control.kind === 'select' ||
      (control.kind === 'choice' && control.checked);
    if (!isSent || control.name === '') continue;
    const value = (control.kind === 'submit' ? undefined : typed[control.name]) ?? control.value;
    fields.append(control.name, value.replaceAll(/\r\n|\r|\n/g, '\r\n'));
  }
  return fields;
};
