// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { combination, letters, openLayers, registered } from '.';

const press = (key: string, rest: Partial<KeyboardEvent> = {}, target: Element = document.body) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...rest } as KeyboardEventInit);
  target.dispatchEvent(event);
  return event;
};

function given(combinations: string[], layer = 0) {
  const run = vi.fn();
  const map = Object.fromEntries(combinations.map((each) => [each, { label: each, run }]));
  registered.value = [...registered.value, { layer, current: () => map }];
  return run;
}

beforeEach(() => {
  document.body.innerHTML = '<input id="field"><button id="button">x</button>';
});
afterEach(() => {
  registered.value = [];
  openLayers.value = [];
  letters.value = true;
});

describe('the combination of a key press', () => {
  const pressed = (key: string, code: string, rest: object = {}) =>
    combination({ key, code, ctrlKey: false, altKey: false, metaKey: false, shiftKey: false, ...rest });

  it('is the letter, whatever its case', () => {
    expect(pressed('f', 'KeyF')).toBe('F');
    expect(pressed('F', 'KeyF')).toBe('F');
    expect(pressed('F', 'KeyF', { shiftKey: true })).toBe('Shift+F');
  });

  it('is the letter of the key where a Hindi layout types another', () => {
    expect(pressed('ि', 'KeyF')).toBe('F');
    expect(pressed('३', 'Digit3')).toBe('3');
  });

  it('names the keys that are held', () => {
    expect(pressed('Enter', 'Enter', { ctrlKey: true })).toBe('Ctrl+Enter');
    expect(pressed('?', 'Slash', { shiftKey: true })).toBe('?');
    expect(pressed('ArrowDown', 'ArrowDown', { shiftKey: true })).toBe('Shift+ArrowDown');
  });
});

describe('a shortcut', () => {
  it('fires and is kept from the browser', () => {
    const run = given(['F']);

    expect(press('f').defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });

  it('is text while somebody types, unless Ctrl is held', () => {
    const run = given(['F', 'Ctrl+Enter', 'Ctrl+A']);
    const field = document.querySelector('#field') as Element;

    press('f', {}, field);
    press('a', { ctrlKey: true }, field);
    expect(run).not.toHaveBeenCalled();

    press('Enter', { ctrlKey: true }, field);
    expect(run).toHaveBeenCalledOnce();
  });

  it('leaves Enter and Space to a button that has the focus', () => {
    const run = given(['Enter', 'Space', 'X']);
    const button = document.querySelector('#button') as Element;

    press('Enter', {}, button);
    press(' ', {}, button);
    expect(run).not.toHaveBeenCalled();

    press('x', {}, button);
    expect(run).toHaveBeenCalledOnce();
  });

  it('of what a dialogue covers does not fire', () => {
    const below = given(['F']);
    const above = given(['F'], 1);
    openLayers.value = [1];

    press('f');

    expect(below).not.toHaveBeenCalled();
    expect(above).toHaveBeenCalledOnce();
  });

  it('is of one component alone: a second one that takes it at the same time is a mistake', () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    given(['F', 'G']);
    given(['F'], 1);
    press('f');
    const before = complaint.mock.calls.length;

    given(['G']);
    press('f');
    press('f');

    expect(before).toBe(0);
    expect(complaint).toHaveBeenCalledExactlyOnceWith('G is taken twice: "G", "G"');
    complaint.mockRestore();
  });

  it('that is a letter can be turned off, while ? and other keys stay', () => {
    const run = given(['F', '?', 'ArrowDown']);
    letters.value = false;

    press('f');
    expect(run).not.toHaveBeenCalled();

    press('?');
    press('ArrowDown');
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('waits where the key belongs to a conjunct that is being composed', () => {
    const run = given(['F']);

    press('f', { isComposing: true });

    expect(run).not.toHaveBeenCalled();
  });
});
