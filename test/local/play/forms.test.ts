import { describe, expect, it } from 'vitest';
import { type Form, fieldsOf, formsOf } from '../../../local/play/forms.ts';

const only = (page: string): Form => {
  const [form, ...more] = formsOf(page);
  if (form === undefined || more.length > 0) throw new Error(`expected one form, got ${more.length + 1}`);
  return form;
};

const pressed = (page: string, typed: Record<string, string> = {}, value = 'go'): string => {
  const form = only(page);
  const button = form.controls.find((control) => control.kind === 'submit' && control.value === value);
  if (button === undefined) throw new Error(`expected a button ${value}`);
  return fieldsOf(form, button, typed).toString();
};

const button = '<button name="answer" value="go">Go</button>';

describe('a form', () => {
  it('sends what is hidden in it, and the button that was pressed', () => {
    expect(pressed(`<form><input type="hidden" name="key" value="k">${button}</form>`)).toBe(
      'key=k&answer=go',
    );
  });
  it('does not send a button that was not pressed', () => {
    expect(pressed(`<form>${button}<button name="answer" value="other">Other</button></form>`)).toBe(
      'answer=go',
    );
  });
  it('sends what is typed instead of what stood there', () => {
    const page = `<form><input name="confirm" value="before"><textarea name="reason">\nwas</textarea>${button}</form>`;
    expect(pressed(page, { confirm: 'a & b', reason: 'one\ntwo' })).toBe(
      'confirm=a+%26+b&reason=one%0D%0Atwo&answer=go',
    );
  });
  it('sends what stood there where nothing is typed', () => {
    expect(pressed(`<form><textarea name="reason">\nwas</textarea>${button}</form>`)).toBe(
      'reason=was&answer=go',
    );
  });
  it('sends the first option of a list, or the one that is selected', () => {
    const list = (selected: string) =>
      `<form><select name="by"><option>PT1H<option value="PT2H"${selected}>two</select>${button}</form>`;
    expect([pressed(list('')), pressed(list(' selected'))]).toEqual([
      'by=PT1H&answer=go',
      'by=PT2H&answer=go',
    ]);
  });
  it('never sends what is disabled, has no name, or is not checked', () => {
    const page = `<form><input name="a" disabled><fieldset disabled><input name="b"></fieldset>
      <input value="c"><input type="checkbox" name="d"><input type="checkbox" name="e" checked>${button}</form>`;
    expect(pressed(page)).toBe('e=on&answer=go');
  });
  it('has controls elsewhere that name it', () => {
    expect(pressed(`<form id="f">${button}</form><input name="far" value="1" form="f">`)).toBe(
      'answer=go&far=1',
    );
  });
  it('knows where to and how', () => {
    const { action, method } = only('<form action="/answer" method="POST"></form>');
    expect({ action, method }).toEqual({ action: '/answer', method: 'post' });
  });
  it('reads what the page escapes', () => {
    expect(
      pressed(`<form><input name="a" value="&lt;&quot;&amp;"></form>`.replace('</form>', `${button}</form>`)),
    ).toBe('a=%3C%22%26&answer=go');
  });
});

describe('a page', () => {
  it('has its forms in order, each with its own controls', () => {
    const page = `<form><input name="a"></form><p><form><input name="b"></form>`;
    expect(formsOf(page).map(({ controls }) => controls.map(({ name }) => name))).toEqual([['a'], ['b']]);
  });
  it('has no form in a comment or in a script', () => {
    expect(formsOf('<!-- <form></form> --><script>"<form></form>"</script>')).toEqual([]);
  });
});
