import { type Content, Html, html } from './html.ts';
import { style } from './style.ts';

/** What a browser is answered. */
export interface Page {
  /** The HTTP status. */
  readonly status: number;
  readonly html: string;
}

/** @param title what the browser's tab and a screen reader say first */
export function page(status: number, title: string, ...content: readonly Content[]): Page {
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
  return { status, html: whole.text };
}
