import type { ComponentChildren } from 'preact';
import { useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { words } from '../i18n';
import { Layer, useLayer } from '../keys';
import en from './en.json';
import hi from './hi.json';

const t = words({ hi, en });

interface Props {
  title: string;
  /** Absent where it cannot be left without an answer. */
  onClose?: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

/** A modal dialogue: the browser keeps the focus inside and gives it back. */
export function Dialog({ title, onClose, wide, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const layer = useContext(Layer) + 1;
  useLayer(layer);
  // Before the effects of what is inside: a field takes the focus in an open dialogue only.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        {onClose && (
          <button type="button" class="plain" onClick={onClose} aria-label={t('close')}>
            ✕
          </button>
        )}
      </header>
      <Layer.Provider value={layer}>{children}</Layer.Provider>
    </dialog>
  );
}
