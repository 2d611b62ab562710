/** HTML as a type of its own: what is not is escaped wherever it is put in, so no text can be forgotten. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

export type Content = Html | string | number | null | readonly Content[];

const rendered = (content: Content): string => {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'object') return content.map(rendered).join('');
  return escaped(String(content));
};

/** Values may stand in content and in attributes in double quotes. */
export const html = (strings: TemplateStringsArray, ...values: readonly Content[]): Html =>
  new Html(strings.reduce((text, string, index) => text + rendered(values[index - 1] ?? null) + string));
