import { useEffect, useState } from 'preact/hooks';

export interface Loaded<Known> {
  /** Of this page's own, as long as it is shown. */
  url: string;
  type: string;
  known: Known;
}

/** Bytes to be shown, with what `study` finds out about them before they are. */
export function useBlob<Known = null>(load: () => Promise<Blob>, study?: (blob: Blob) => Promise<Known>) {
  const [loaded, setLoaded] = useState<Loaded<Known | null> | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let url: string | null = null;
    let gone = false;
    setTrouble(null);
    load()
      .then(async (blob) => ({ blob, known: study ? await study(blob) : null }))
      .then(
        ({ blob, known }) => {
          if (gone) return;
          url = URL.createObjectURL(blob);
          setLoaded({ url, type: blob.type, known });
        },
        (error: unknown) => !gone && setTrouble(error),
      );
    return () => {
      gone = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [round]);
  return { loaded, trouble, again: () => setRound(round + 1) };
}
