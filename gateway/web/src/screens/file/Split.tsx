import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { number, words } from '../../i18n';
import en from './en.json';
import hi from './hi.json';
import type { Side } from './index';
import { NARROWEST, WIDEST, moved, recalled, remember, within } from './split';

const t = words({ hi, en });

interface Props {
  side: Side;
  notes: ComponentChildren;
  papers: ComponentChildren;
}

/** Noting left, correspondence right, and between them an edge that is dragged, or moved by arrow keys. */
export function Split({ side, notes, papers }: Props) {
  const sides = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(recalled);
  const set = (next: number) => {
    setShare(next);
    remember(next);
  };

  function drag(event: PointerEvent): void {
    const edge = event.currentTarget as HTMLElement;
    const box = sides.current?.getBoundingClientRect();
    if (!box || !edge.hasPointerCapture(event.pointerId)) return;
    set(within(((event.clientX - box.left) / box.width) * 100));
  }

  function press(event: KeyboardEvent): void {
    const next = moved(share, event.key);
    if (next === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    set(next);
  }

  return (
    <div class={`sides show-${side}`} ref={sides} style={{ '--notes': `${share}fr`, '--papers': `${100 - share}fr` }}>
      {notes}
      <div
        class="edge no-print"
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('edge')}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        aria-valuenow={share}
        aria-valuetext={t('edge_at', { share: number(share) })}
        title={t('edge_hint')}
        onKeyDown={press}
        onDblClick={() => set(moved(share, 'Enter') ?? share)}
        onPointerDown={(event) => {
          // No text is marked while one drags.
          event.preventDefault();
          event.currentTarget.focus();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={drag}
      />
      {papers}
    </div>
  );
}
