import { describe, expect, it } from 'vitest';
import { type Edit, continued, emphasised, following, listed, withTable } from './marks';

/** A text whose selection lies between « and »; one of them alone is the caret. */
function read(text: string): { value: string; selection: [number, number] } {
  const start = text.search(/[«»]/);
  const end = text.replace('«', '').indexOf('»');
  return { value: text.replace(/[«»]/g, ''), selection: [start, end] };
}
function after(text: string, edit: Edit | null): string | null {
  if (!edit) return null;
  const { value } = read(text);
  const made = value.slice(0, edit.from) + edit.text + value.slice(edit.to);
  return edit.start === edit.end
    ? `${made.slice(0, edit.start)}»${made.slice(edit.start)}`
    : `${made.slice(0, edit.start)}«${made.slice(edit.start, edit.end)}»${made.slice(edit.end)}`;
}
const bold = (text: string) => after(text, emphasised(read(text).value, read(text).selection, '**'));
const list = (text: string, ordered = false) => after(text, listed(read(text).value, read(text).selection, ordered));
const enter = (text: string) => after(text, continued(read(text).value, read(text).selection[1]));

describe('emphasis', () => {
  it.each([
    ['राशि «देय» है', 'राशि «**देय**» है'],
    ['राशि «**देय**» है', 'राशि «देय» है'],
    ['राशि **«देय»** है', 'राशि «देय» है'],
    ['राशि दे»य है', 'राशि **देय**» है'],
    ['राशि **दे»य** है', 'राशि देय» है'],
    ['राशि » है', 'राशि **»** है'],
    ['रा«शि दे»य है', '«**राशि देय**» है'],
    ['« एक »', ' «**एक**» '],
    ['«- एक\nदो»', '«- **एक**\n**दो**»'],
    ['«- **एक**\n**दो**»', '«- एक\nदो»'],
  ])('%j becomes %j', (before, wanted) => expect(bold(before)).toBe(wanted));
});

describe('a list', () => {
  it.each([
    ['एक»', false, '- एक»'],
    ['- एक»', false, 'एक»'],
    ['पहले\n«एक\nदो»\nबाद', true, 'पहले\n1. एक\n2. दो»\nबाद'],
    ['«- एक\n- दो»', true, '1. एक\n2. दो»'],
    ['»', true, '1. »'],
  ])('of %j', (before, ordered, wanted) => expect(list(before, ordered)).toBe(wanted));

  it.each([
    ['- एक»', '- एक\n- »'],
    ['  (अ) एक»', '  (अ) एक\n  (ब) »'],
    ['९. एक»', '९. एक\n१०. »'],
    ['1. ए»क', '1. ए\n2. »क'],
    ['- एक\n- »', '- एक\n»'],
    ['»- एक', null],
    ['एक»', null],
  ])('goes on after %j', (before, wanted) => expect(enter(before)).toBe(wanted));

  it('counts as offices do', () => {
    expect(['9)', '(अ)', 'ख-', '(iii)', '(IV)', '(a)', '(ह)', '(ऋ)', '999.', '(z)'].map(following)).toEqual(
      ['10)', '(ब)', 'ग-', '(iv)', '(V)', '(b)', null, null, null, null],
    );
  });
});

describe('a table', () => {
  const TABLE = '| मद | ₹ |\n|---|---|\n|  |  |';

  it('stands on lines of its own', () => {
    const edit = withTable('पहले बाद', [5, 5], TABLE);

    expect(after('पहले »बाद', edit)).toBe(`पहले \n| «मद» | ₹ |\n|---|---|\n|  |  |\nबाद`);
  });

  it.each([
    ['| क | ख |»', '| क | ख |\n| » |  |'],
    ['| क | ख |\n|  |  |»', '| क | ख |\n»'],
    ['| क | ख |\n| » |  |', '| क | ख |\n»'],
    ['| क» | ख |\nबाद', '| क | ख |\n| » |  |\nबाद'],
    ['»| क | ख |', null],
  ])('goes on after %j', (before, wanted) => expect(enter(before)).toBe(wanted));
});
