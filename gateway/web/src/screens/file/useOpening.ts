import { useEffect, useRef } from 'preact/hooks';
import { actsOf, onFile, perform } from '../../acts';
import { type FileView, may } from './views';

/** Whoever looks at a file that came to the own desk has opened it: from then on the sender cannot pull it back. */
export function useOpening(file: FileView | null, stale: boolean): void {
  const asked = useRef(0);
  useEffect(() => {
    if (!file || stale || file.opened_at || !may(file, 'open_file')) return;
    if (asked.current === file.custody_number || actsOf(file.id).some((act) => act.kind === 'open_file')) return;
    asked.current = file.custody_number;
    void perform(onFile(file, { kind: 'open_file', path: `/files/${file.id}/open` }));
  }, [file, stale]);
}
