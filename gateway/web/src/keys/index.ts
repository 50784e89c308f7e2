// Shortcuts of the screens. A component registers its own while it is shown; `?` lists all that are registered.
import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { signal } from '@preact/signals';

export interface Shortcut {
  /** What it does, in the user's language. */
  label: string;
  run: (event: KeyboardEvent) => void;
}

/** From a combination as `F`, `?`, `Shift+A`, `Ctrl+Enter`, `ArrowDown` to what it does. */
export type Keymap = Record<string, Shortcut>;

interface Registered {
  layer: number;
  current: () => Keymap;
}

/** How many dialogues lie under a component. Keys of what a dialogue covers do not fire. */
export const Layer = createContext(0);
export const openLayers = signal<number[]>([]);
export const registered = signal<Registered[]>([]);

const KEPT = 'patravali.letters';
/** Whether single letters are shortcuts; who dictates to the PC or has restless hands turns them off (WCAG 2.1.4). */
export const letters = signal(typeof localStorage === 'undefined' || localStorage.getItem(KEPT) !== 'off');

export function setLetters(on: boolean): void {
  letters.value = on;
  localStorage.setItem(KEPT, on ? 'on' : 'off');
}

/** Registers shortcuts while the component is shown. Inside a Dialog's children they belong to that dialogue. */
export function useKeys(map: Keymap): void {
  const layer = useContext(Layer);
  const latest = useRef(map);
  latest.current = map;
  // At once: whoever sees the button may press its key, and effects come only after the paint.
  useLayoutEffect(() => {
    const entry: Registered = { layer, current: () => latest.current };
    registered.value = [...registered.value, entry];
    keysOf(layer);
    return () => {
      registered.value = registered.value.filter((each) => each !== entry);
    };
  }, [layer]);
}

/** While the component is shown, only shortcuts of this layer fire. */
export function useLayer(layer: number): void {
  useLayoutEffect(() => {
    openLayers.value = [...openLayers.value, layer];
    return () => {
      openLayers.value = openLayers.value.filter((_, at, all) => at !== all.indexOf(layer));
    };
  }, [layer]);
}

/** All shortcuts that fire now. */
export function keysNow(): Keymap {
  return keysOf(Math.max(0, ...openLayers.value));
}

const complainedOf = new Set<string>();

/** The shortcuts of a layer. Two components that take the same key are a mistake: one of them would never hear it. */
function keysOf(layer: number): Keymap {
  const keys: Keymap = {};
  for (const { current } of registered.peek().filter((each) => each.layer === layer)) {
    for (const [key, shortcut] of Object.entries(current())) {
      if (keys[key] && !complainedOf.has(key)) {
        complainedOf.add(key);
        console.error(`${key} is taken twice: "${keys[key].label}", "${shortcut.label}"`);
      }
      keys[key] = shortcut;
    }
  }
  return keys;
}

/**
 * The combination of a key press. Letters and digits are taken from the key's place where the layout gives none: on a
 * Hindi keyboard the key F types a matra.
 */
export function combination(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>,
): string {
  const key = plainKey(event);
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  // The character says by itself that Shift was held: `?` is `?` on any layout.
  if (event.shiftKey && (key.length > 1 || /[A-Z]/.test(key))) parts.push('Shift');
  return [...parts, key].join('+');
}

function plainKey({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  if (key === ' ') return 'Space';
  if (/^[\x21-\x7e]$/.test(key)) return key.toUpperCase();
  if (code === 'Slash' && shiftKey) return '?';
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ?? key;
}

/** Whether somebody is typing there, so that letters are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'range', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** What edits and moves in a text is the field's, also with Ctrl. */
const OF_FIELDS = /^Ctrl\+(?:Shift\+)?(?:[ACVXYZ]|Arrow\w+|Home|End|Backspace|Delete)$/;
/** Controls use these keys themselves while they have the focus. */
const OF_CONTROLS = new Set(['Enter', 'Space']);

export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const pressed = combination(event);
  const shortcut = keysNow()[pressed];
  if (!shortcut) return;
  const commanding = event.ctrlKey || event.altKey || event.metaKey || /^F\d+$/.test(event.key);
  if (isTyping(event.target) && (!commanding || OF_FIELDS.test(pressed))) return;
  if (OF_CONTROLS.has(pressed) && isControl(event.target)) return;
  const isCharacter = !commanding && event.key.length === 1 && event.key !== ' ';
  if (isCharacter && !letters.value && event.key !== '?') return;
  event.preventDefault();
  shortcut.run(event);
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, a[href], input, select, textarea, summary');
}

if (typeof document !== 'undefined') document.addEventListener('keydown', onKey);
