// Text size and contrast, kept on this PC; they belong to the eyes in front of it, not to the account.
import { effect, signal } from '@preact/signals';

export const SIZES = [1, 1.15, 1.3, 1.5] as const;
const KEPT = 'patravali.appearance';

interface Appearance {
  size: number;
  contrast: boolean;
}

export const appearance = signal<Appearance>(recall());

function recall(): Appearance {
  try {
    return { size: 1, contrast: false, ...(JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Appearance>) };
  } catch {
    return { size: 1, contrast: false };
  }
}

export function applyAppearance(): void {
  effect(() => {
    const { size, contrast } = appearance.value;
    document.documentElement.dataset['size'] = String(SIZES.indexOf(size as (typeof SIZES)[number]));
    document.documentElement.dataset['contrast'] = contrast ? 'high' : 'normal';
    localStorage.setItem(KEPT, JSON.stringify(appearance.value));
  });
}
