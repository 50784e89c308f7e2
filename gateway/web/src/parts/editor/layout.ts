// Which keyboard this PC types Hindi with; it belongs to the hands in front of it.
import { signal } from '@preact/signals';
import { LAYOUTS, type Layout } from './typing/typist';

const KEPT = 'patravali.layout';

export const layout = signal<Layout>(recall());
let hindi: Layout = layout.value === 'roman' ? 'phonetic' : layout.value;

function recall(): Layout {
  const kept = typeof localStorage === 'undefined' ? null : localStorage.getItem(KEPT);
  return LAYOUTS.find((each) => each === kept) ?? 'roman';
}

export function chooseLayout(chosen: Layout): void {
  layout.value = chosen;
  if (chosen !== 'roman') hindi = chosen;
  localStorage.setItem(KEPT, chosen);
}

/** Between Roman letters and the Hindi layout used last. */
export function switchLayout(): void {
  chooseLayout(layout.value === 'roman' ? hindi : 'roman');
}
