/** The page's style. Its hash stands in the Content-Security-Policy, so it is one text that never changes by case. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1d22; --paper: #ffffff; --soft: #f1f3f6; --line: #7b828e; --accent: #0b51c1; --on-accent: #ffffff; --bad: #a4161a; --good: #0d5f2c }
@media (prefers-color-scheme: dark) { :root { --ink: #e9ebef; --paper: #15171c; --soft: #22252c; --line: #8b929e; --accent: #9cc2ff; --on-accent: #10203a; --bad: #ffb1ad; --good: #9ee2b4 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 1.25rem 1rem 4rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0.5rem 0 1rem; overflow-wrap: anywhere }
h2 { font-size: 1.25rem; margin: 2.25rem 0 0.5rem }
h3 { font-size: 1.0625rem; margin: 0 0 0.25rem }
p, ul, ol, dl { margin: 0.5rem 0 }
dt { font-weight: 600 }
dd { margin: 0 0 0.5rem; overflow-wrap: anywhere }
li { margin: 0.35rem 0; overflow-wrap: anywhere }
code { font: 0.9em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere }
ol code { display: block; background: var(--soft); padding: 0.5rem 0.625rem; border-radius: 0.375rem; user-select: all }
.said { border-left: 0.3rem solid var(--good); background: var(--soft); padding: 0.75rem 1rem; margin: 1rem 0 }
.wrong { border-left-color: var(--bad) }
.error { color: var(--bad); font-weight: 600 }
.answer { border: 1px solid var(--line); border-radius: 0.5rem; padding: 1rem; margin: 1rem 0 }
label { display: block; font-weight: 600; margin: 0.75rem 0 0.25rem }
input, textarea, select { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.625rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 0.375rem }
button { min-height: 2.75rem; margin-top: 0.75rem; padding: 0.5rem 1.25rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 2px solid transparent; border-radius: 0.375rem; cursor: pointer }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`;
